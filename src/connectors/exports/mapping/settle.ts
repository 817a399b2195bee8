import type { EpochMs } from "../../../base/instant.js";
import type { TableName } from "../../../model/tables.js";
import type { TableWrite } from "../../kit/contract.js";
import type { SettleRule } from "./schema.js";
import { tableWrite, type Values, valuesOf } from "./write.js";

/** A kept record with its rows; settling may add an end to a row or join two rows into one. */
export interface Held {
  readonly pointer: string;
  readonly rows: readonly TableWrite[];
}

type Manner = "next" | "pair" | "merge" | "dismissal";

/** `next`: each row lasts until the next of its thing. `pair`: rows are starts and ends that belong together. `merge`: all rows say parts of one.
 * `dismissal`: a dismissed review replaces the review, and remembers what it was. */
const MANNER: Readonly<Record<SettleRule["table"], Manner>> = {
  account_state: "next",
  position: "next",
  resource_config: "next",
  auth_policy: "next",
  access_grant: "pair",
  credential: "pair",
  auth_factor: "pair",
  cloud_resource: "merge",
  review: "dismissal",
};

/** Whether a row waits for the end of the file. */
export function isSettled(table: TableName, rules: readonly SettleRule[]): boolean {
  return rules.some((rule) => rule.table === table);
}

/**
 * Closes the intervals among the held records of one file. A row that is joined into the row of its end leaves its
 * own record without it: the end is what a test looks at. Order of records stays.
 */
export function settle(held: readonly Held[], rules: readonly SettleRule[]): readonly Held[] {
  return rules.reduce((records, rule) => settleTable(records, rule), held);
}

interface Slot {
  readonly record: number;
  readonly values: Values;
  at: EpochMs;
}

function settleTable(held: readonly Held[], rule: SettleRule): readonly Held[] {
  const groups = new Map<string, Slot[]>();
  for (const [record, { rows }] of held.entries()) {
    for (const write of rows) {
      if (write.table !== rule.table) continue;
      const values = valuesOf(write);
      const key = rule.by.map((name) => String(values[name])).join("\0");
      const slots = groups.get(key) ?? [];
      slots.push({ record, values, at: momentIn(values) });
      groups.set(key, slots);
    }
  }
  const settled = new Map<number, TableWrite[]>();
  for (const slots of groups.values()) {
    // Equal moments keep the order of the id, so that the order of records in a file changes nothing.
    slots.sort((a, b) => a.at - b.at || (String(a.values.id) < String(b.values.id) ? -1 : 1));
    for (const { record, values } of SETTLERS[MANNER[rule.table]](slots)) {
      const rows = settled.get(record) ?? [];
      rows.push(tableWrite(rule.table, values));
      settled.set(record, rows);
    }
  }
  return held.map(({ pointer, rows }, record) => ({
    pointer,
    rows: [...rows.filter(({ table }) => table !== rule.table), ...(settled.get(record) ?? [])],
  }));
}

const SETTLERS: Readonly<Record<Manner, (slots: readonly Slot[]) => readonly Slot[]>> = {
  next: chained,
  pair: paired,
  merge: merged,
  dismissal: dismissed,
};

function momentIn(values: Values): EpochMs {
  const moment = isStartless(values) ? values.to_lo : (values.from_at ?? values.from_hi);
  return typeof moment === "number" ? moment : Number.NEGATIVE_INFINITY;
}

function isStartless(values: Values): boolean {
  return values.to_lo != null && values.from_lo == null && values.from_at === undefined;
}

function chained(slots: readonly Slot[]): readonly Slot[] {
  return slots.map((slot, index) => {
    const next = slots.slice(index + 1).find(({ at }) => at > slot.at);
    return next === undefined ? slot : { ...slot, values: endedAt(slot.values, next.at) };
  });
}

/** The row with an end where it has none; `position` and `auth_policy` have exact ends, the others bounds. */
function endedAt(values: Values, at: EpochMs): Values {
  if (values.to_at !== undefined) return values.to_at === null ? { ...values, to_at: at } : values;
  return values.to_lo === null ? { ...values, to_lo: at, to_hi: at, seen_at: at } : values;
}

function paired(slots: readonly Slot[]): readonly Slot[] {
  const done: Slot[] = [];
  let open: Slot | undefined;
  for (const slot of slots) {
    if (!isStartless(slot.values)) {
      if (open !== undefined) done.push(open);
      open = slot.values.to_lo === null ? slot : undefined;
      if (open === undefined) done.push(slot);
    } else if (open === undefined) {
      done.push(slot);
    } else {
      const { to_lo = null, to_hi = null, seen_at = null } = slot.values;
      done.push({ ...slot, values: { ...open.values, to_lo, to_hi, seen_at } });
      open = undefined;
    }
  }
  return open === undefined ? done : [...done, open];
}

/** One row with everything that any of them says; where two differ, the earlier record wins. */
function merged(slots: readonly Slot[]): readonly Slot[] {
  const ordered = [...slots].sort((a, b) => a.record - b.record);
  const [first] = ordered;
  if (first === undefined) return [];
  const values: Record<string, string | number | boolean | null> = {};
  for (const slot of ordered) {
    for (const [name, value] of Object.entries(slot.values)) values[name] = values[name] ?? value;
  }
  return [{ ...first, values }];
}

function dismissed(slots: readonly Slot[]): readonly Slot[] {
  const dismissal = slots.find(({ values }) => values.state === "dismissed");
  const before = slots.find(({ values }) => values.state !== "dismissed");
  if (dismissal === undefined) return slots.slice(0, 1);
  const prior = dismissal.values.prior_state ?? before?.values.state ?? null;
  return [{ ...dismissal, values: { ...dismissal.values, prior_state: prior } }];
}
