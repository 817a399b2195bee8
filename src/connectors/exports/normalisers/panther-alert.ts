import { z } from "zod";
import { entityId } from "../../kit/entity-id.js";
import { tableWrite } from "../mapping/write.js";
import { alertId, normaliser, reject, rows, skip, systemOf } from "./normaliser.js";
import { WireInstant, WireInstantOrNull, WireText } from "./wire.js";

const Actor = z.object({ id: WireText, email: WireText, name: WireText }).nullish();
const AlertRecord = z.object({
  id: z.string().min(1),
  title: z.string(),
  type: WireText,
  severity: z.string().min(1),
  status: z.string().min(1),
  createdAt: WireInstant,
  updatedAt: WireInstantOrNull,
  updatedBy: z.union([Actor, z.string()]),
  detection: z.union([z.object({ id: WireText }), z.array(z.object({ id: WireText }))]).nullish(),
  ruleId: WireText,
  origin: z.object({ id: WireText }).nullish(),
});
/** GraphQL wraps each alert of a page in `node`. */
const Wire = z.preprocess(
  (value) => (typeof value === "object" && value !== null && "node" in value ? value.node : value),
  AlertRecord,
);

const SEVERITY: Readonly<Record<string, number>> = { INFO: 1, LOW: 2, MEDIUM: 3, HIGH: 4, CRITICAL: 5 };

/** CLOSED means false positive in Panther ("Invalid" in its console), RESOLVED that it was dealt with. */
const STEPS: Readonly<Record<string, { readonly step: string; readonly disposition: string | null }>> = {
  TRIAGED: { step: "in_review", disposition: null },
  RESOLVED: { step: "closed", disposition: null },
  CLOSED: { step: "closed", disposition: "false_positive" },
};

/** One alert. It carries only its present status and the last update, so the step lies between creation and update. */
export const pantherAlert = normaliser(Wire, (alert, facts) => {
  const system = systemOf(facts);
  if (typeof system !== "string") return system;
  if (alert.type === "SYSTEM_ERROR" || alert.type === "SCHEDULED_RULE_ERROR" || alert.type === "RULE_ERROR") {
    return skip("system error", "an error of the platform, not an alert of a rule");
  }
  const severity = SEVERITY[alert.severity];
  if (severity === undefined) {
    return reject("severity", `"${alert.severity.slice(0, 40)}" is no known severity`, "Export the alert unchanged.");
  }
  const id = alertId(system, alert.id);
  const detection = Array.isArray(alert.detection) ? alert.detection[0] : alert.detection;
  const created = tableWrite("alert", {
    id,
    key: alert.id,
    system,
    rule_id: alert.ruleId ?? detection?.id ?? alert.origin?.id ?? "unknown",
    severity,
    vendor_severity: alert.severity,
    title: alert.title,
    created_at: alert.createdAt,
    is_tagged_test: false,
  });
  const state = STEPS[alert.status];
  if (state === undefined) return rows(created);
  const actor = typeof alert.updatedBy === "string" ? alert.updatedBy : (alert.updatedBy?.id ?? alert.updatedBy?.email);
  return rows(
    created,
    tableWrite("alert_state", {
      id: entityId({ system, kind: "alert-state", key: `${alert.id}/${alert.status}` }),
      alert_id: id,
      alert_created_at: alert.createdAt,
      step: state.step,
      at_lo: alert.createdAt,
      at_hi: alert.updatedAt ?? facts.observedAt,
      actor: actor ?? null,
      actor_kind: actor == null ? "unknown" : "human",
      disposition: state.disposition,
    }),
  );
});
