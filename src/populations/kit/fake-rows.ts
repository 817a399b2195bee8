import type { TableRow } from "../../model/tables.js";

/** Test only: an entry of a register, in force for all time. */
export function entryRow(more: Partial<TableRow<"register_entry">> = {}): TableRow<"register_entry"> {
  const base = { id: "e", register: "policy", key: "access", owner: "E-1", class: null, is_critical: null };
  return { ...base, listed_at: 0, from_at: 0, to_at: null, ...more };
}

/** Test only: a state of entry `e`, exact and open to the far future. */
export function entryStateRow(more: Partial<TableRow<"entry_state">> = {}): TableRow<"entry_state"> {
  const base = {
    id: `s ${more.aspect ?? "on"} ${more.from_at ?? 0}`,
    entry_id: "e",
    aspect: "on",
    value: "true",
    from_at: 0,
  };
  return { ...base, to_lo: null, to_hi: null, seen_at: FAR, changed_by: null, change_key: null, ...more };
}

const FAR = Date.UTC(2030, 0, 1);

/** Test only: an act of the organisation. */
export function activityRow(more: Partial<TableRow<"activity">> = {}): TableRow<"activity"> {
  const base = { id: "a", kind: "meeting", subject: null, period_key: null, performed_at: 0, performed_by: "E-1" };
  const rest = { approved_at: null, approved_by: null, recorded_at: null, result: null, reference: null };
  return { ...base, ...rest, ...more };
}

/** Test only: a part of act `a`. */
export function partRow(part: string, more: Partial<TableRow<"activity_part">> = {}): TableRow<"activity_part"> {
  return { id: `p ${part}`, activity_id: "a", part, is_done: true, done_at: null, value: null, ...more };
}

/** Test only: a duty that began at `opened_at`. */
export function dutyRow(more: Partial<TableRow<"duty">> = {}): TableRow<"duty"> {
  const base = { id: "d", kind: "treatment", key: "R-1", subject: null, unit: null, severity: null, owner: "E-1" };
  const rest = { opened_at: 0, due_at: null, closed_at: null, outcome: null, ticket_key: null, is_tagged_test: false };
  return { ...base, ...rest, ...more };
}

/** Test only: a step of duty `d`. */
export function stepRow(step: string, more: Partial<TableRow<"duty_step">> = {}): TableRow<"duty_step"> {
  return { id: `t ${step} ${more.done_at ?? 0}`, duty_id: "d", step, done_at: 0, actor: null, value: null, ...more };
}
