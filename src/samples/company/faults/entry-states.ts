import type { EpochMs } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import { addRows, type CompanyRows, removeRows, rowAt } from "../rows.js";
import type { CompanyWorld } from "../world.js";
import type { Deviance } from "./settings.js";

type Entry = TableRow<"register_entry">;
type State = TableRow<"entry_state">;

/** The `at`-th thing of a register that was there all through the period. @throws RangeError when there are not so many. */
export function standingEntry(
  rows: CompanyRows,
  { period }: CompanyWorld,
  { register, at }: { readonly register: string; readonly at: number },
): Entry {
  return rowAt(rows, "register_entry", {
    where: (row) => row.register === register && row.from_at < period.start && row.to_at === null,
    at,
  });
}

/** One aspect of one thing. */
export interface EntryAspect {
  readonly entry: Entry;
  readonly aspect: string;
}

/** Cuts a state of a thing into what it was before, meanwhile and after; `more` says who changed it to what it was. */
export function stateWas(
  rows: CompanyRows,
  which: EntryAspect,
  {
    value,
    from,
    to,
    more = {},
    back = {},
  }: Deviance & { readonly more?: Partial<State>; readonly back?: Partial<State> },
): void {
  const row = onlyState(rows, which, from);
  removeRows(rows, "entry_state", ({ id }) => id === row.id);
  addRows(
    rows,
    "entry_state",
    { ...row, id: `${row.id} before`, to_lo: from, to_hi: from, seen_at: from },
    { ...row, id: `${row.id} meanwhile`, value, from_at: from, to_lo: to, to_hi: to, seen_at: to, ...more },
    { ...row, id: `${row.id} after`, from_at: to, ...back },
  );
}

/** Nobody saw a state in a stretch of time. */
export function stateUnseen(
  rows: CompanyRows,
  which: EntryAspect,
  { from, to }: { readonly from: EpochMs; readonly to: EpochMs },
): void {
  const row = onlyState(rows, which, from);
  removeRows(rows, "entry_state", ({ id }) => id === row.id);
  addRows(
    rows,
    "entry_state",
    { ...row, id: `${row.id} before`, to_lo: null, to_hi: null, seen_at: from },
    { ...row, id: `${row.id} after`, from_at: to },
  );
}

/** The state that held at a moment. */
function onlyState(rows: CompanyRows, { entry, aspect }: EntryAspect, at: EpochMs): State {
  return rowAt(rows, "entry_state", {
    where: (row) =>
      row.entry_id === entry.id && row.aspect === aspect && row.from_at <= at && (row.to_hi ?? at + 1) > at,
    at: 0,
  });
}
