import { DAY_MS, type EpochMs, HOUR_MS } from "../../../base/instant.js";
import type { RowWriter } from "../rows.js";
import { type CompanyWorld, headsOf } from "../world.js";
import { writeAct, writeDuty } from "./acts-and-duties.js";
import { happenings } from "./governance.js";

/** Incidents that people reported, reviews after those that were severe, and breaches that were notified. */
export function incidentFollowUp(world: CompanyWorld, writer: RowWriter): void {
  for (const [index, at] of happenings(world, 5).entries()) {
    reportedIncident({ key: `INC-${101 + index}`, at, severity: index % 5 === 4 ? 3 : 2 }, world, writer);
  }
  breaches(world, writer);
}

/** The review of an incident three days after it was closed, and two actions, one of them moved before its date. */
export function reviewOf(
  { key, closedAt }: { readonly key: string; readonly closedAt: EpochMs },
  world: CompanyWorld,
  writer: RowWriter,
): void {
  const { security, engineering } = headsOf(world);
  const heldAt = closedAt + 3 * DAY_MS;
  const parts = { root_cause: {}, actions: {} };
  writeAct(writer, {
    kind: "post-incident-review",
    subject: key,
    performed_at: heldAt,
    performed_by: security.no,
    parts,
  });
  for (const [index, isMoved] of [false, true].entries()) {
    const dueAt = heldAt + 7 * DAY_MS;
    const until = new Date(dueAt + 6 * DAY_MS).toISOString();
    writeDuty(writer, {
      kind: "postmortem-action",
      key: `${key}-${index + 1}`,
      subject: key,
      owner: engineering.no,
      opened_at: heldAt,
      due_at: dueAt,
      closed_at: isMoved ? dueAt + 4 * DAY_MS : dueAt - DAY_MS,
      outcome: "done",
      steps: isMoved ? { reapproved: { at: dueAt - HOUR_MS, actor: security.no, value: until } } : {},
    });
  }
}

function reportedIncident(
  { key, at, severity }: { readonly key: string; readonly at: EpochMs; readonly severity: number },
  world: CompanyWorld,
  writer: RowWriter,
): void {
  const closedAt = at + 2 * DAY_MS;
  writer.add("incident", {
    id: `incident ${key}`,
    key,
    opened_at: at + HOUR_MS,
    detected_at: at,
    classified_at: at + 2 * HOUR_MS,
    severity,
    lowered_reason: null,
    was_lowered: false,
    commander: headsOf(world).security.no,
    has_timeline: true,
    contained_at: at + 6 * HOUR_MS,
    recovered_at: at + 20 * HOUR_MS,
    communicated_at: at + 8 * HOUR_MS,
    is_communication_due: true,
    closed_at: closedAt,
    is_tagged_test: false,
    alert_keys: "",
    source_kind: "customer_report",
  });
  if (severity <= 2) reviewOf({ key, closedAt }, world, writer);
}

/** Every fifth owes no notice. */
function breaches(world: CompanyWorld, writer: RowWriter): void {
  const { security } = headsOf(world);
  for (const [index, at] of happenings(world, 5).entries()) {
    const isOwed = index % 5 !== 4;
    const assessed = { at: at + 6 * HOUR_MS, actor: security.no, value: isOwed ? "required" : "not_required" };
    writeDuty(writer, {
      kind: "breach",
      key: `BR-${index + 1}`,
      owner: security.no,
      opened_at: at,
      // Every second contract wants notice in two days.
      due_at: index % 2 === 1 ? at + 48 * HOUR_MS : null,
      closed_at: at + 14 * DAY_MS,
      steps: isOwed ? { assessed, notified: { at: at + 30 * HOUR_MS, actor: security.no } } : { assessed },
    });
  }
}
