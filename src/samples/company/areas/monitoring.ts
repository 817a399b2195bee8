import { addMonths, DAY_MS, day, HOUR_MS, MINUTE_MS } from "../../../base/instant.js";
import { startOfDay } from "../../../base/zone.js";
import type { RowWriter } from "../rows.js";
import { type CompanyWorld, headsOf, spread } from "../world.js";
import { reviewOf } from "./incident-follow-up.js";

/** Alerts and what was done with each, suppressions, reviews of detections, one incident. */
export function monitoring(world: CompanyWorld, writer: RowWriter): void {
  const { plan, period } = world;
  const system = alertSystem(world);
  const count = Math.max(6, Math.round((plan.alertsPerMonth * (period.end - period.start)) / (30 * DAY_MS)));
  spread(period, count).forEach((at, index) => {
    alert({ system, index, at, isReal: index === 2 }, world, writer);
  });
  writer.add("suppression", {
    id: "suppression-known-scanner",
    system,
    rule_id: "rule-3",
    owner: headsOf(world).security.no,
    approved_at: period.start - 30 * DAY_MS,
    from_at: period.start - 29 * DAY_MS,
    to_at: null,
    expires_at: period.end + 60 * DAY_MS,
  });
  detectionReviews(world, writer);
}

/** The system that alerts come from. */
export function alertSystem({ plan }: CompanyWorld): string {
  return plan.systems.find(({ kind }) => kind === "siem")?.id ?? "siem";
}

function alert(
  { system, index, at, isReal }: { system: string; index: number; at: number; isReal: boolean },
  world: CompanyWorld,
  writer: RowWriter,
): void {
  const id = `alert ${index + 1}`;
  const actor = headsOf(world).security.no.toLowerCase();
  writer.add("alert", {
    id,
    key: `A-${index + 1}`,
    system,
    rule_id: `rule-${(index % 7) + 1}`,
    severity: index % 3 === 0 ? 5 : 4,
    vendor_severity: index % 3 === 0 ? "critical" : "high",
    title: "Signal",
    created_at: at,
    dedupe_key: null,
    group_key: null,
    is_tagged_test: false,
    suppression_id: null,
    ticket_key: isReal ? "INC-1" : `SEC-${index + 1}`,
  });
  const step = { alert_id: id, alert_created_at: at, actor, actor_kind: "human", bulk_key: null, bulk_note: null };
  const quiet = { disposition: null, evidence: null };
  writer.add(
    "alert_state",
    {
      ...step,
      ...quiet,
      id: `${id} ack`,
      step: "acknowledged",
      at_lo: at + 12 * MINUTE_MS,
      at_hi: at + 12 * MINUTE_MS,
    },
    {
      ...step,
      id: `${id} closed`,
      step: "closed",
      at_lo: at + 5 * HOUR_MS,
      at_hi: at + 5 * HOUR_MS,
      disposition: isReal ? "true_positive" : "benign",
      evidence: "query and note",
    },
  );
  if (!isReal) return;
  writer.add("alert_state", {
    ...step,
    ...quiet,
    id: `${id} escalated`,
    step: "escalated",
    at_lo: at + HOUR_MS,
    at_hi: at + HOUR_MS,
  });
  incident(at, world, writer);
}

/** The true positive became an incident, which was handled by the plan. */
function incident(at: number, world: CompanyWorld, writer: RowWriter): void {
  writer.add("incident", {
    id: "incident 1",
    key: "INC-1",
    opened_at: at + HOUR_MS,
    detected_at: at,
    classified_at: at + 2 * HOUR_MS,
    severity: 2,
    lowered_reason: null,
    was_lowered: false,
    commander: headsOf(world).security.no,
    has_timeline: true,
    contained_at: at + 6 * HOUR_MS,
    recovered_at: at + 20 * HOUR_MS,
    communicated_at: at + 8 * HOUR_MS,
    is_communication_due: true,
    closed_at: at + 2 * DAY_MS,
    is_tagged_test: false,
    alert_keys: "A-3",
    source_kind: "declared",
  });
  reviewOf({ key: "INC-1", closedAt: at + 2 * DAY_MS }, world, writer);
}

function detectionReviews(world: CompanyWorld, writer: RowWriter): void {
  const { plan, covered } = world;
  const by = headsOf(world).security.no;
  for (let month = day(`${plan.period.from.slice(0, 7)}-01`); ; month = addMonths(month, 1)) {
    const heldAt = startOfDay(addMonths(month, 1), plan.zone) - 3 * DAY_MS;
    if (heldAt >= covered.end) return;
    const key = month.slice(0, 7);
    writer.add("review_record", {
      id: `detections ${key}`,
      kind: "detection-review",
      period_key: key,
      performed_at: heldAt,
      performed_by: by,
      is_complete: true,
    });
    writer.add("detection_rule", {
      id: `noisy ${key}`,
      rule_id: "rule-3",
      period_key: key,
      is_noisy: true,
      owner: by,
      action: "raised the threshold",
    });
  }
}
