import { DAY_MS, HOUR_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import { type Fault, faultsOf, found, nth, open } from "../fault.js";
import { addRows, type CompanyRows, changeRows, rowAt } from "../rows.js";
import type { CompanyWorld } from "../world.js";
import { undoneIntervalFaults } from "./calendar-acts.js";

type Entry = TableRow<"register_entry">;

/** Ways in which the inventory is not compared, misses something, or names an owner who is gone. */
export const ast01Faults: readonly Fault[] = faultsOf("AST-01", [
  ...undoneIntervalFaults("A", {
    control: "AST-01",
    kind: "inventory-reconciliation",
    label: "inventory reconciliation",
    every: "month",
    lateAt: ({ end }) => end,
  }),
  ofNew("never-listed", "A new asset never came on the inventory", "not-performed", () => ({ listed_at: null })),
  ofNew("listed-a-day-late", "A new asset came on the inventory a day late", "late", ({ from_at }) => ({
    listed_at: from_at + 31 * DAY_MS,
  })),
  ofNew("listed-weeks-late", "A new asset came on the inventory weeks late", "late", ({ from_at }) => ({
    listed_at: from_at + 50 * DAY_MS,
  })),
  ofNew("unclassed", "A new asset came on the inventory without a class", "incomplete", () => ({ class: null })),
  ofOld("old-listed-late", "An asset found before the period came on the inventory in it", "late", ({ period }) => ({
    listed_at: period.start + 9 * DAY_MS,
  })),
  ofOld("old-never-listed", "An asset found before the period never came on the inventory", "not-performed", () => ({
    listed_at: null,
  })),
  ofStanding("no-owner", "Nobody owns an asset", "incomplete", () => ({ owner: null })),
  {
    attribute: "C",
    id: "new-without-owner",
    title: "A new asset came on the inventory without an owner",
    plant: (rows, world, at) => {
      const entry = changed(rows, newAsset(rows, world, at), { owner: null });
      return found("AST-01", "C", `asset ${entry.key}`, "incomplete");
    },
  },
  {
    attribute: "C",
    id: "owner-unknown",
    title: "The owner's number on the inventory is of nobody that HR knows",
    plant: (rows, world, at) => {
      const entry = changed(rows, standing(rows, world, at), { owner: "X-9999" });
      return open("AST-01", "C", `asset ${entry.key}`, "unmatched-person");
    },
  },
  ofStanding("owner-left", "The owner left, and nobody took the asset over", "not-performed", (world, at) => ({
    owner: leaver(world, at).no,
  })),
  {
    attribute: "C",
    id: "entered-for-a-leaver",
    title: "An asset was entered with an owner who had left",
    plant: (rows, world, at) => {
      const { no, endAt } = leaver(world, at);
      const from = (endAt ?? 0) + DAY_MS + HOUR_MS;
      const asset = { ...newAsset(rows, world, at), id: `asset late-${at}`, key: `late-${at}` };
      addRows(rows, "register_entry", { ...asset, owner: no, from_at: from, listed_at: from });
      return found("AST-01", "C", `asset late-${at}`, "not-performed");
    },
  },
  {
    attribute: "C",
    id: "owner-left-then-gone",
    title: "The owner left, and the asset was shut down weeks later",
    plant: (rows, world, at) => {
      const { no, endAt } = leaver(world, at);
      const to_at = (endAt ?? 0) + 20 * DAY_MS;
      const entry = changed(rows, standing(rows, world, at), { owner: no, to_at });
      return found("AST-01", "C", `asset ${entry.key}`, "not-performed");
    },
  },
]);

function newAsset(rows: CompanyRows, { period }: CompanyWorld, at: number): Entry {
  const where = ({ register, from_at }: Entry) => register === "asset" && from_at >= period.start;
  return rowAt(rows, "register_entry", { where, at });
}

function standing(rows: CompanyRows, { period }: CompanyWorld, at: number): Entry {
  const where = ({ register, from_at }: Entry) => register === "asset" && from_at < period.start;
  return rowAt(rows, "register_entry", { where, at });
}

/** Somebody who left so early in the period that a new owner was due in it. */
function leaver({ people, period }: CompanyWorld, at: number) {
  return nth(
    people.filter(({ endAt }) => endAt !== null && endAt + 22 * DAY_MS < period.end),
    at,
  );
}

function changed(rows: CompanyRows, entry: Entry, to: Partial<Entry>): Entry {
  changeRows(rows, "register_entry", { where: ({ id }) => id === entry.id, to });
  return entry;
}

function ofNew(id: string, title: string, deviation: string, to: (entry: Entry) => Partial<Entry>) {
  return {
    attribute: "B",
    id,
    title,
    plant: ((rows, world, at) => {
      const entry = newAsset(rows, world, at);
      changed(rows, entry, to(entry));
      return found("AST-01", "B", `asset ${entry.key}`, deviation);
    }) satisfies Fault["plant"],
  };
}

function ofOld(id: string, title: string, deviation: string, to: (world: CompanyWorld) => Partial<Entry>) {
  return {
    attribute: "B",
    id,
    title,
    plant: ((rows, world, at) => {
      const key = `forgotten-${at}`;
      const from_at = world.period.start - 70 * DAY_MS;
      addRows(rows, "register_entry", { ...standing(rows, world, at), id: `asset ${key}`, key, from_at, ...to(world) });
      return found("AST-01", "B", `asset ${key}`, deviation);
    }) satisfies Fault["plant"],
  };
}

function ofStanding(
  id: string,
  title: string,
  deviation: string,
  to: (world: CompanyWorld, at: number) => Partial<Entry>,
) {
  return {
    attribute: "C",
    id,
    title,
    plant: ((rows, world, at) => {
      const entry = changed(rows, standing(rows, world, at), to(world, at));
      return found("AST-01", "C", `asset ${entry.key}`, deviation);
    }) satisfies Fault["plant"],
  };
}
