import { DAY_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import type { CompanyWorld } from "../world.js";

type Entry = TableRow<"register_entry">;

/** An entry of a register that was there before the records began, unless told otherwise; one id for each beginning. */
export function registerEntry(
  { register, key, ...more }: Partial<Entry> & Pick<Entry, "register" | "key">,
  { covered }: CompanyWorld,
): Entry {
  const from = more.from_at ?? covered.start - 400 * DAY_MS;
  const silent = { owner: null, class: null, is_critical: null, listed_at: from, from_at: from, to_at: null };
  return { ...silent, id: `${register} ${key} ${from}`, register, key, ...more };
}

/** A state of an entry, as often as somebody looked: since the entry began, and to the end of the records. */
export function entryStateOf(
  entry: Entry,
  { aspect, value, ...more }: Partial<TableRow<"entry_state">> & { readonly aspect: string; readonly value: string },
  { covered }: CompanyWorld,
): TableRow<"entry_state"> {
  const from = more.from_at ?? entry.from_at;
  return {
    id: `${entry.id} ${aspect} ${from}`,
    entry_id: entry.id,
    aspect,
    value,
    from_at: from,
    to_lo: null,
    to_hi: null,
    seen_at: covered.end,
    changed_by: null,
    change_key: null,
    ...more,
  };
}
