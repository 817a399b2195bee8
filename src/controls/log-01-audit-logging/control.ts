import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { logSources } from "../../populations/log-sources/population.js";
import { alertsOnStop, arriving, enabled, unchangeable } from "./procedure.js";

/** LOG-01: logs of systems in scope are on, arrive, cannot be changed, and a stop is noticed. */
export const log01 = defineControl({
  id: "LOG-01",
  revision: 1,
  title: "Audit logging on, complete and protected",
  statement:
    "Security-relevant logs of in-scope systems are collected centrally, protected from change, and kept {retention_days} days.",
  parameters: {
    retention_days: { schema: z.int().min(1), default: 365, doc: "days that logs are kept; stated, not tested here" },
    max_ingest_gap_hours: {
      schema: z.int().min(1),
      default: 24,
      doc: "hours of silence without a cause after which a source is not arriving; the limit itself passes",
    },
    grace_minutes: {
      schema: z.int().min(0).max(1_440),
      default: 60,
      doc: "minutes after a source comes into scope in which it may still be set right (G-STATE)",
    },
    max_gap_hours: {
      schema: z.int().min(1),
      default: 26,
      doc: "hours between two looks beyond which the time between is missing (G-STATE)",
    },
  },
  criteria: { key: ["CC7.2"], supporting: ["CC7.3", "CC4.1"] },
  risk: "high",
  nature: "automated",
  type: "detective",
  frequency: "state",
  population: logSources,
  attributes: [
    { id: "A", title: "Enabled in all regions and accounts", isKey: true, judge: enabled },
    { id: "B", title: "Arriving without a gap", isKey: true, judge: arriving },
    { id: "C", title: "Immutable or integrity-validated", isKey: true, judge: unchangeable },
    { id: "D", title: "A stop raises an alert", isKey: true, judge: alertsOnStop },
  ],
  evidence: ["History of the log configuration", "Ingestion metrics", "Events that stopped logging"],
  edgeCases: [
    "G-STATE",
    "Maintenance and a quiet source are causes of silence; a stop by a person never is",
    "A heartbeat proves that a quiet source lives: it then arrives",
  ],
  causes: ["New accounts without the trail", "Cost cuts"],
  compensating: ["A second copy at the provider"],
  remediation: "Use an organisation trail, deny stopping it by policy, alert on a missing heartbeat.",
  limits: [
    "How long logs are kept is stated in the promise, not tested.",
    "Only sources on the list are judged: that the list is complete is the reconciliation's question.",
    "That the right events are in the logs is not seen.",
  ],
});
