import { z } from "zod";
import { entityId } from "../../kit/entity-id.js";
import { tableWrite } from "../mapping/write.js";
import { alertId, normaliser, reject, rows, skip, systemOf } from "./normaliser.js";
import { WireInstant, WireText } from "./wire.js";

const LogEntry = z.object({
  id: z.string().min(1),
  type: z.string().min(1),
  created_at: WireInstant,
  agent: z.object({ id: WireText, type: WireText, summary: WireText }).nullish(),
  channel: z.object({ type: WireText, summary: WireText, content: WireText, html_url: WireText }).nullish(),
  note: WireText,
  incident: z.object({ id: z.string().min(1), created_at: WireText }).nullish(),
});

const STEPS: Readonly<Record<string, string>> = {
  acknowledge_log_entry: "acknowledged",
  escalate_log_entry: "escalated",
  exhaust_escalation_path_log_entry: "escalated",
  annotate_log_entry: "note",
  resolve_log_entry: "closed",
  unacknowledge_log_entry: "reopened",
  reopen_log_entry: "reopened",
};

/** One log entry. An agent that is a service or integration is automation, not triage. */
export const pagerdutyLogEntry = normaliser(LogEntry, (entry, facts) => {
  const system = systemOf(facts);
  if (typeof system !== "string") return system;
  const step = STEPS[entry.type.replace(/_reference$/, "")];
  if (step === undefined) return skip("other entry", "an entry that is no step of triage");
  if (entry.incident == null) {
    return reject("incident", "the entry names no incident", "Export with include[]=incidents, or per incident.");
  }
  const isPerson = /^user/.test(entry.agent?.type ?? "");
  return rows(
    tableWrite("alert_state", {
      id: entityId({ system, kind: "alert-state", key: entry.id }),
      alert_id: alertId(system, entry.incident.id),
      alert_created_at: null,
      step,
      at_lo: entry.created_at,
      at_hi: entry.created_at,
      actor: entry.agent?.id ?? null,
      actor_kind: isPerson ? "human" : entry.agent == null ? "unknown" : "automation",
      evidence: entry.note ?? entry.channel?.content ?? (step === "note" ? (entry.channel?.summary ?? null) : null),
    }),
  );
});
