import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { isZone } from "../../base/zone.js";
import { ingressRules } from "../../populations/ingress-rules/population.js";
import { adminPortsClosed, reviewHeld } from "./procedure.js";

/** NET-02: administrative ports are closed to the internet, and rules are reviewed twice a year. */
export const net02 = defineControl({
  id: "NET-02",
  revision: 1,
  title: "Network ingress restricted",
  statement:
    "Administrative ports ({admin_ports}) are not open to the internet and firewall rules are reviewed {interval}.",
  parameters: {
    interval: {
      schema: z.enum(["semiannual"]),
      default: "semiannual",
      doc: "how often; once in each half of the year",
    },
    admin_ports: {
      schema: z.array(z.int().min(1).max(65_535)).min(1),
      default: [22, 3389],
      doc: "TCP ports through which systems are administered",
    },
    review_grace_days: {
      schema: z.int().min(0),
      default: 0,
      doc: "days after a half by which its review may still be held",
    },
    grace_minutes: {
      schema: z.int().min(0).max(1_440),
      default: 60,
      doc: "minutes after creation in which a firewall may still be set right (G-STATE)",
    },
    max_gap_hours: {
      schema: z.int().min(1),
      default: 26,
      doc: "hours between two looks beyond which the time between is missing (G-STATE)",
    },
    zone: { schema: z.string().refine(isZone), default: "UTC", doc: "zone in which days end" },
  },
  criteria: { key: ["CC6.6"], supporting: ["CC6.1"] },
  risk: "high",
  nature: "automated",
  type: "preventive",
  frequency: "state",
  population: ingressRules.population,
  attributes: [
    { id: "A", title: "No administrative port is open to everybody", isKey: true, judge: adminPortsClosed },
    { id: "B", title: "The review of rules was held", isKey: true, judge: reviewHeld },
  ],
  evidence: ["History of ingress rules", "Interfaces that use them", "Review records"],
  edgeCases: [
    "G-STATE",
    "G-BREAKGLASS: a rule opened in an emergency is broken time unless an exception was approved before",
    "IPv6 counts as IPv4 does",
    "A firewall that no running interface uses is an observation, not applicable; when that is not known the question stays open",
    "All protocols, and ranges of ports, open what they contain; a port for UDP is no administrative port",
  ],
  causes: ["Rules to find a fault"],
  compensating: ["A firewall on the host"],
  remediation: "Deny such rules by an organisation policy, check them in the pipeline, revert them automatically.",
  limits: [
    "Everybody means any address: a rule for half of the internet is not seen as open.",
    "Network access lists and firewalls on hosts are not looked at.",
    "That a review was held is on record, not what it found.",
  ],
});
