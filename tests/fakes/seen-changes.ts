import type { PopulationDefinition } from "../../src/assess/population.js";
import { isTableName, TABLES, type TableName } from "../../src/model/tables.js";
import { DERIVED_TABLES } from "../../src/populations/registry.js";
import type { CompanyRows } from "../../src/samples/company/rows.js";

/** What differs between two companies' rows. */
export interface RowChange {
  readonly tables: ReadonlySet<TableName>;
  /** By table of many kinds: the kinds or registers of the rows that differ. */
  readonly words: ReadonlyMap<string, ReadonlySet<string>>;
  /** Whether a ticket differs that a duty names. */
  readonly isDutyTicket: boolean;
}

/**
 * What differs, row by row; rows are told apart as objects.
 *
 * @param clean the rows that `rows` were made of.
 */
export function changeOf(rows: CompanyRows, clean: CompanyRows): RowChange {
  const tickets = differing(rows.ticket, clean.ticket, ({ key }) => key);
  return {
    tables: new Set(TABLE_NAMES.filter((table) => rows[table] !== clean[table])),
    words: changedWords(rows, clean),
    isDutyTicket: [...rows.duty, ...clean.duty].some(({ ticket_key: key }) => key !== null && tickets.has(key)),
  };
}

/**
 * A query sees a change in a table it reads, directly or through a derived one, and any change of coverage. Tables of
 * registers, acts, duties and exceptions hold many kinds: a query that does not name the kind of a changed row cannot
 * see it. A query of duties sees only tickets that a duty names. `rowsOfNobody` and `ticketsOfNobody` put that to the
 * test.
 */
export function sees({ reads, sql }: Pick<PopulationDefinition, "reads" | "sql">, change: RowChange): boolean {
  const { tables, words, isDutyTicket } = change;
  if (tables.has("coverage")) return true;
  const derived = DERIVED_TABLES.filter((each) =>
    Object.keys(each.reads).some((table) => isTableName(table) && tables.has(table)),
  );
  const all = new Set<string>([...tables, ...derived.map(({ table }) => table)]);
  return Object.keys(reads).some((table) => {
    if (!all.has(table)) return false;
    if (table === "ticket" && asksTicketsOfDuties(sql)) return isDutyTicket;
    const kinds = words.get(table);
    return kinds === undefined || [...kinds].some((kind) => sql.includes(`'${kind}'`));
  });
}

/**
 * The clean company's rows, and beside them each row of the tables of many kinds, its own and those of companies with
 * faults, under a kind or register that no query names: one that sees them looks at more than `sees` grants it.
 */
export function rowsOfNobody(clean: CompanyRows, others: readonly CompanyRows[]): Partial<CompanyRows> {
  const kind = "kind-of-nobody";
  const of = <T extends WithId>(list: (rows: CompanyRows) => readonly T[], twin: (row: T) => T): readonly T[] => [
    ...list(clean),
    ...twinsOf([clean, ...others].map(list)).map(twin),
  ];
  return {
    register_entry: of(
      (rows) => rows.register_entry,
      (row) => ({ ...row, register: "register-of-nobody" }),
    ),
    entry_state: of(
      (rows) => rows.entry_state,
      (row) => ({ ...row, entry_id: ofNobody(row.entry_id) }),
    ),
    activity: of(
      (rows) => rows.activity,
      (row) => ({ ...row, kind }),
    ),
    activity_part: of(
      (rows) => rows.activity_part,
      (row) => ({ ...row, activity_id: ofNobody(row.activity_id) }),
    ),
    duty: of(
      (rows) => rows.duty,
      (row) => ({ ...row, kind }),
    ),
    duty_step: of(
      (rows) => rows.duty_step,
      (row) => ({ ...row, duty_id: ofNobody(row.duty_id) }),
    ),
    approved_exception: of(
      (rows) => rows.approved_exception,
      (row) => ({ ...row, kind }),
    ),
  };
}

/** The same of tickets, under keys that no duty names: what queries of duties must not see. */
export function ticketsOfNobody(clean: CompanyRows, others: readonly CompanyRows[]): Partial<CompanyRows> {
  const twins = twinsOf([clean, ...others].map(({ ticket }) => ticket));
  return { ticket: [...clean.ticket, ...twins.map((row) => ({ ...row, key: ofNobody(row.key) }))] };
}

type WithId = { readonly id: string };

/** Every row that stands in one of the lists, once, under an id of its own; the first of an id has its twin's id. */
function twinsOf<T extends WithId>(lists: readonly (readonly T[])[]): readonly T[] {
  const ids = new Set<string>();
  return [...new Set(lists.flat())].map((row, at) => {
    const id = ids.has(row.id) ? `${ofNobody(row.id)} ${at}` : ofNobody(row.id);
    ids.add(row.id);
    return { ...row, id };
  });
}

function ofNobody(text: string): string {
  return `${text} of nobody`;
}

/** Whether a query looks at tickets in one place only, by the key that a duty names (`populations/kit/duties.ts`). */
export function asksTicketsOfDuties(sql: string): boolean {
  return sql.match(/\bticket\b/g)?.length === 1 && sql.includes("left join ticket_one k on k.key = d.ticket_key");
}

/** Every table of rows. */
export const TABLE_NAMES = Object.keys(TABLES).filter(isTableName);

function changedWords(rows: CompanyRows, clean: CompanyRows): RowChange["words"] {
  const wordOf = (list: readonly { readonly id: string }[], word: (row: never) => string) =>
    new Map(list.map((row) => [row.id, word(row as never)] as const));
  const register = ({ register: word }: { register: string }) => word;
  const kind = ({ kind: word }: { kind: string }) => word;
  const registers = wordOf([...clean.register_entry, ...rows.register_entry], register);
  const acts = wordOf([...clean.activity, ...rows.activity], kind);
  const duties = wordOf([...clean.duty, ...rows.duty], kind);
  const unknown = "";
  return new Map([
    ["register_entry", differing(rows.register_entry, clean.register_entry, register)],
    ["activity", differing(rows.activity, clean.activity, kind)],
    ["duty", differing(rows.duty, clean.duty, kind)],
    ["approved_exception", differing(rows.approved_exception, clean.approved_exception, kind)],
    ["entry_state", differing(rows.entry_state, clean.entry_state, (row) => registers.get(row.entry_id) ?? unknown)],
    [
      "activity_part",
      differing(rows.activity_part, clean.activity_part, (row) => acts.get(row.activity_id) ?? unknown),
    ],
    ["duty_step", differing(rows.duty_step, clean.duty_step, (row) => duties.get(row.duty_id) ?? unknown)],
  ]);
}

function differing<T>(now: readonly T[], before: readonly T[], wordOf: (row: T) => string): ReadonlySet<string> {
  if (now === before) return new Set();
  const [isNow, isBefore] = [new Set(now), new Set(before)];
  return new Set([...now.filter((row) => !isBefore.has(row)), ...before.filter((row) => !isNow.has(row))].map(wordOf));
}
