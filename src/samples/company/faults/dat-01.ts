import { DAY_MS, MINUTE_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import { type Fault, faultsOf, found, open } from "../fault.js";
import { addRows, type CompanyRows, changeRows, rowAt } from "../rows.js";
import type { CompanyWorld } from "../world.js";
import { changeAct } from "./acts.js";
import { type CalendarKind, calendarAct, calendarFault, undoneIntervalFaults } from "./calendar-acts.js";
import { changeStep, removeStep } from "./duties.js";
import { afterDays, closedFaults, type DutyKind, dutyFaults } from "./duty-faults.js";

type Entry = TableRow<"register_entry">;
const SCAN: CalendarKind = { control: "DAT-01", kind: "data-discovery", label: "data discovery", every: "month" };
const SHARE: DutyKind = { control: "DAT-01", attribute: "C", kind: "external-share", words: "external share" };

/** Ways in which data has no class, lies where it may not, or goes outside unasked. */
export const dat01Faults: readonly Fault[] = faultsOf("DAT-01", [
  unclassed("old", "A store lost its class", (rows, { period }, at) =>
    changed(
      rows,
      storeWhere(rows, at, ({ from_at }) => from_at < period.start),
      { class: null },
    ),
  ),
  unclassed("new", "A new store never got a class", (rows, { period }, at) =>
    changed(
      rows,
      storeWhere(rows, at, ({ from_at }) => from_at >= period.start),
      { class: null },
    ),
  ),
  unclassed("gone", "A store without a class was shut down in the period", (rows, { period }, at) =>
    changed(
      rows,
      storeWhere(rows, at, ({ from_at }) => from_at < period.start),
      {
        class: null,
        to_at: period.end - 5 * DAY_MS,
      },
    ),
  ),
  unclassed("shadow", "A store that nobody had entered in the inventory has no class", (rows, { period }, at) =>
    added(rows, at, { from_at: period.start - 90 * DAY_MS, listed_at: null, class: null }),
  ),
  unclassed("last-days", "A store of the period's last days never got a class", (rows, { period }, at) =>
    added(rows, at, { from_at: period.end - 3 * DAY_MS, class: null }),
  ),
  ...undoneIntervalFaults("B", { ...SCAN, prefix: "scan-", lateAt: ({ end }) => end }),
  calendarFault(SCAN, {
    attribute: "B",
    id: "scan-failed",
    title: "A month's scan failed",
    deviation: "wrong-result",
    hit: (rows, { act }) => changeAct(rows, act, { result: "failure" }),
  }),
  {
    attribute: "B",
    id: "scan-unreadable",
    title: "A month's scan ended in a word that nobody knows",
    plant: (rows, world, at) => {
      const { act, item } = calendarAct(rows, world, SCAN, at);
      changeAct(rows, act, { result: "partly" });
      return open("DAT-01", "B", item, "unparsed");
    },
  },
  ...closedFaults(
    { control: "DAT-01", attribute: "B", kind: "misplaced-data", words: "misplaced data" },
    "Data in an unapproved place",
    ({ opened_at }, world) => afterDays(opened_at, 7, world),
  ),
  ...dutyFaults(SHARE, [
    {
      id: "never",
      title: "Nobody approved a share",
      deviation: "unauthorised",
      hit: (rows, duty) => removeStep(rows, duty, "approved"),
    },
    {
      id: "minutes-after",
      title: "A share was approved minutes after it began",
      deviation: "late",
      hit: (rows, duty) => changeStep(rows, duty, "approved", { done_at: duty.opened_at + 7 * MINUTE_MS }),
    },
    {
      id: "weeks-after",
      title: "A share was approved weeks after it began",
      deviation: "late",
      hit: (rows, duty) => changeStep(rows, duty, "approved", { done_at: duty.opened_at + 21 * DAY_MS }),
    },
    {
      id: "by-who-shares",
      title: "A share was approved by who shares",
      deviation: "unauthorised",
      hit: (rows, duty) => changeStep(rows, duty, "approved", { actor: duty.owner }),
    },
    {
      id: "by-nobody",
      title: "The approval of a share names nobody",
      deviation: "evidence-missing",
      hit: (rows, duty) => changeStep(rows, duty, "approved", { actor: null }),
    },
    {
      id: "undated",
      title: "The approval of a share has no date",
      deviation: "evidence-missing",
      hit: (rows, duty) => changeStep(rows, duty, "approved", { done_at: null }),
    },
  ]),
]);

function unclassed(
  id: string,
  title: string,
  hit: (rows: CompanyRows, world: CompanyWorld, at: number) => Entry,
): Omit<Fault, "control"> {
  return {
    attribute: "A",
    id: `${id}-unclassed`,
    title,
    plant: (rows, world, at) => found("DAT-01", "A", `data store ${hit(rows, world, at).key}`, "not-performed"),
  };
}

function storeWhere(rows: CompanyRows, at: number, where: (row: Entry) => boolean): Entry {
  return rowAt(rows, "register_entry", { where: (row) => row.register === "data-store" && where(row), at });
}

function changed(rows: CompanyRows, entry: Entry, to: Partial<Entry>): Entry {
  changeRows(rows, "register_entry", { where: ({ id }) => id === entry.id, to });
  return entry;
}

function added(rows: CompanyRows, at: number, more: Partial<Entry>): Entry {
  const key = `shadow-${at}`;
  const entry = { ...storeWhere(rows, at, () => true), id: `data-store ${key}`, key, ...more };
  addRows(rows, "register_entry", entry);
  return entry;
}
