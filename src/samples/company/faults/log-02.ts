import { DAY_MS, type EpochMs } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import { type Fault, faultsOf, found, open } from "../fault.js";
import { addRows, type CompanyRows, changeRows, removeRows, rowsWhere } from "../rows.js";
import type { CompanyWorld } from "../world.js";
import { standingEntry } from "./entry-states.js";
import { exceptionOf, registerThing, startOf, thingFaults } from "./things-over-time.js";

/** Ways in which logs are kept too short, by setting or in fact. */
export const log02Faults: readonly Fault[] = faultsOf("LOG-02", [
  ...thingFaults({
    control: "LOG-02",
    attribute: "A",
    what: "a log store was set to keep 90 days",
    bad: () => "90",
    kind: "wrong-result",
    exceptionKind: "logging",
    thing: registerThing("log-store", { aspect: "retention_days", words: "log store" }),
  }),
  ...[
    { id: "lost-for-good", title: "lost nearly all records, and filled up again only slowly", days: 20 },
    { id: "a-month-only", title: "held a month of records", days: 31 },
    { id: "two-weeks-short", title: "held two weeks less than promised", days: 350 },
  ].map(({ id, title, days }) => ({
    attribute: "B",
    id,
    title: `A log store ${title}`,
    plant: young({ days, to: (world) => world.covered.end }),
  })),
  {
    attribute: "B",
    id: "seen-once",
    title: "One question for the oldest record showed that a log store had lost half a year",
    plant: young({ days: 180, to: (_, from) => from + 14 * DAY_MS }),
  },
  {
    attribute: "B",
    id: "exception-too-late",
    title: "A log store lost its records; an exception was approved a month later",
    plant: (rows, world, at) => {
      const from = startOf(world, at);
      const { entry, label } = storeAt(rows, world, at);
      addRows(
        rows,
        "approved_exception",
        exceptionOf("logging", entry.key, {
          from_at: from,
          approved_at: from + 30 * DAY_MS,
          to_at: from + 90 * DAY_MS,
        }),
      );
      ask(rows, entry, { from, to: world.covered.end, days: 5 });
      return found("LOG-02", "B", label, "wrong-result");
    },
  },
  {
    attribute: "B",
    id: "not-asked",
    title: "Nobody asked a log store for its oldest record for six weeks",
    plant: (rows, world, at) => {
      const from = startOf(world, at);
      const { entry, label } = storeAt(rows, world, at);
      removeRows(
        rows,
        "entry_state",
        (row) => isQuestion(row, entry) && row.from_at >= from && row.from_at < from + 42 * DAY_MS,
      );
      return open("LOG-02", "B", label, "gap");
    },
  },
  {
    attribute: "B",
    id: "unreadable",
    title: "The oldest record of a log store is given in words",
    plant: (rows, world, at) => {
      const from = startOf(world, at);
      const { entry, label } = storeAt(rows, world, at);
      changeRows(rows, "entry_state", {
        where: (row) => isQuestion(row, entry) && row.from_at >= from && row.from_at < from + 14 * DAY_MS,
        to: { value: "last summer" },
      });
      return open("LOG-02", "B", label, "unparsed");
    },
  },
]);

type Entry = TableRow<"register_entry">;

function storeAt(
  rows: CompanyRows,
  world: CompanyWorld,
  at: number,
): { readonly entry: Entry; readonly label: string } {
  const entry = standingEntry(rows, world, { register: "log-store", at });
  return { entry, label: `log store ${entry.key}` };
}

function isQuestion({ entry_id, aspect }: TableRow<"entry_state">, { id }: Entry): boolean {
  return entry_id === id && aspect === "oldest_record_at";
}

/** From a moment on the oldest record is so many days old. */
function young({
  days,
  to,
}: {
  readonly days: number;
  readonly to: (world: CompanyWorld, from: EpochMs) => EpochMs;
}): Fault["plant"] {
  return (rows, world, at) => {
    const from = startOf(world, at);
    const { entry, label } = storeAt(rows, world, at);
    ask(rows, entry, { from, to: to(world, from), days });
    return found("LOG-02", "B", label, "wrong-result");
  };
}

function ask(
  rows: CompanyRows,
  entry: Entry,
  { from, to, days }: { readonly from: EpochMs; readonly to: EpochMs; readonly days: number },
): void {
  for (const { id, from_at } of rowsWhere(rows, "entry_state", (row) => isQuestion(row, entry))) {
    if (from_at < from || from_at >= to) continue;
    changeRows(rows, "entry_state", { where: (row) => row.id === id, to: { value: String(from_at - days * DAY_MS) } });
  }
}
