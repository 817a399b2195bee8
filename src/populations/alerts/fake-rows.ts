import { HOUR_MS } from "../../base/instant.js";
import type { TableRow } from "../../model/tables.js";

/** February 2026: the period of the tests. */
export const PERIOD = { start: Date.UTC(2026, 1, 1), end: Date.UTC(2026, 2, 1) } as const;
/** When most alerts were created. */
export const NOON = Date.UTC(2026, 1, 10, 12);

/** A detection source in scope since ever. */
export function systemScope(key: string, more: Partial<TableRow<"scope">> = {}): TableRow<"scope"> {
  return { id: `system/${key}`, kind: "system", key, attribute: "siem", from_at: 0, to_at: null, ...more };
}

/** A high alert of the SIEM at noon. */
export function alertRow(id: string, more: Partial<TableRow<"alert">> = {}): TableRow<"alert"> {
  return {
    id,
    key: null,
    system: "siem",
    rule_id: "impossible-travel",
    severity: 4,
    vendor_severity: "high",
    title: "Impossible travel",
    created_at: NOON,
    dedupe_key: null,
    group_key: null,
    is_tagged_test: false,
    suppression_id: null,
    ticket_key: null,
    ...more,
  };
}

/** A step by a person, at an exact moment an hour after noon unless told otherwise. */
export function stepRow(
  alertId: string,
  step: string,
  more: Partial<TableRow<"alert_state">> = {},
): TableRow<"alert_state"> {
  return {
    id: `${alertId} ${step} ${more.at_hi} ${more.actor}`,
    alert_id: alertId,
    alert_created_at: NOON,
    step,
    at_lo: more.at_hi ?? NOON + HOUR_MS,
    at_hi: NOON + HOUR_MS,
    actor: "u-17",
    actor_kind: "human",
    disposition: null,
    evidence: null,
    bulk_key: null,
    bulk_note: null,
    ...more,
  };
}

/** An approved, owned and expiring suppression. */
export function suppressionRow(id: string, more: Partial<TableRow<"suppression">> = {}): TableRow<"suppression"> {
  return {
    id,
    system: "siem",
    rule_id: null,
    owner: "17",
    approved_at: NOON,
    from_at: NOON - HOUR_MS,
    to_at: null,
    expires_at: NOON + 1,
    ...more,
  };
}

/** A declared incident, handled within hours and closed. */
export function incidentRow(id: string, more: Partial<TableRow<"incident">> = {}): TableRow<"incident"> {
  return {
    id,
    key: `INC-${id}`,
    opened_at: NOON,
    detected_at: NOON - HOUR_MS,
    classified_at: NOON + HOUR_MS,
    severity: 2,
    lowered_reason: null,
    was_lowered: false,
    commander: "u-17",
    has_timeline: true,
    contained_at: NOON + 2 * HOUR_MS,
    recovered_at: NOON + 3 * HOUR_MS,
    communicated_at: null,
    is_communication_due: false,
    closed_at: NOON + 4 * HOUR_MS,
    is_tagged_test: false,
    alert_keys: "",
    source_kind: "declared",
    ...more,
  };
}
