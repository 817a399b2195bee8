import { addDays, DAY_MS, type Day, HOUR_MS, MINUTE_MS } from "../../../base/instant.js";
import { dayAt } from "../../../base/zone.js";
import type { TableRow } from "../../../model/tables.js";
import { daysBetween } from "../../moments.js";
import { type Fault, faultsOf, found, nth, open } from "../fault.js";
import { addRows, type CompanyRows, changeRows, removeRows, rowAt } from "../rows.js";
import type { CompanyWorld } from "../world.js";
import { changeDuty, changeStep, dutyAt, removeStep } from "./duties.js";

type Run = TableRow<"activity">;
type Draft = Omit<Fault, "control">;

/** Ways in which tests of controls do not run, and failures are lost. */
export const gov05Faults: readonly Fault[] = faultsOf("GOV-05", [
  night({
    id: "missed",
    title: "The tests did not run on one night",
    kind: "not-performed",
    hit: (rows, run) => {
      removeRows(rows, "activity", ({ id }) => id === run.id);
    },
  }),
  {
    attribute: "A",
    id: "two-missed",
    title: "The tests did not run on two nights in a row",
    plant: (rows, world, at) =>
      [0, 1].flatMap((offset) => {
        const day = addDays(nightAt(world, at), offset);
        const { id } = runOf(rows, day, world);
        removeRows(rows, "activity", (row) => row.id === id);
        return found("GOV-05", "A", `control tests for ${day}`, "not-performed");
      }),
  },
  {
    attribute: "A",
    id: "broke-off-twice",
    title: "Runs broke off on two nights, so that the first was not repeated within a day",
    plant: (rows, world, at) => {
      const day = nightAt(world, at);
      for (const each of [day, addDays(day, 1)]) change(rows, runOf(rows, each, world), { result: "failure" });
      return found("GOV-05", "A", `control tests for ${day}`, "not-performed");
    },
  },
  night({
    id: "hours-later",
    title: "The tests ran five hours later than on the night before",
    kind: "late",
    hit: (rows, run) => {
      change(rows, run, { performed_at: (run.performed_at ?? 0) + 5 * HOUR_MS });
    },
  }),
  {
    attribute: "A",
    id: "made-up-for",
    title: "The tests of a night were made up for three days later",
    plant: (rows, world, at) => {
      const day = nightAt(world, at);
      const run = runOf(rows, day, world);
      change(rows, run, { performed_at: (run.performed_at ?? 0) + 3 * DAY_MS + HOUR_MS, period_key: day });
      return found("GOV-05", "A", `control tests for ${day}`, "late");
    },
  },
  night({
    id: "no-result",
    title: "The log does not say how a run ended",
    kind: "evidence-missing",
    hit: (rows, run) => {
      change(rows, run, { result: null });
    },
  }),
  {
    attribute: "A",
    id: "undated",
    title: "A run is recorded for its night without a time",
    plant: (rows, world, at) => {
      const day = nightAt(world, at);
      change(rows, runOf(rows, day, world), { performed_at: null, period_key: day });
      return found("GOV-05", "A", `control tests for ${day}`, "evidence-missing");
    },
  },
  {
    attribute: "A",
    id: "unknown-result",
    title: "A run ended in a word that nobody knows; whether it ran cannot be told",
    plant: (rows, world, at) => {
      const day = nightAt(world, at);
      const run = runOf(rows, day, world);
      change(rows, run, { result: "partial" });
      return open("GOV-05", "A", `control tests for ${day}`, "unparsed");
    },
  },
  failure({
    id: "never",
    title: "A failure never became an exception",
    kind: "not-performed",
    hit: (rows, duty) => {
      removeStep(rows, duty, "exception_opened");
    },
  }),
  failure({
    id: "a-minute-late",
    title: "An exception was opened a minute after the day",
    kind: "late",
    hit: (rows, duty) => {
      changeStep(rows, duty, "exception_opened", { done_at: duty.opened_at + DAY_MS + MINUTE_MS });
    },
  }),
  failure({
    id: "when-resolved",
    title: "An exception was opened only when the failure was resolved",
    kind: "late",
    hit: (rows, duty) => {
      changeStep(rows, duty, "exception_opened", { done_at: duty.closed_at });
    },
  }),
  failure({
    id: "undated",
    title: "Nobody knows when an exception was opened",
    kind: "evidence-missing",
    hit: (rows, duty) => {
      changeStep(rows, duty, "exception_opened", { done_at: null });
    },
  }),
  failure({
    id: "found-earlier",
    title: "A failure had been found two days before it was recorded again",
    kind: "late",
    hit: (rows, duty) => {
      addRows(rows, "duty", { ...duty, id: `${duty.id} earlier`, opened_at: duty.opened_at - 2 * DAY_MS });
    },
  }),
  failure({
    id: "still-open",
    title: "A failure is still open, and has no exception",
    kind: "not-performed",
    hit: (rows, duty) => {
      removeStep(rows, duty, "exception_opened");
      changeDuty(rows, duty, { closed_at: null });
    },
  }),
]);

interface HitBy<T> {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly hit: (rows: CompanyRows, row: T) => void;
}

function night({ id, title, kind, hit }: HitBy<Run>): Draft {
  return {
    attribute: "A",
    id,
    title,
    plant: (rows, world, at) => {
      const day = nightAt(world, at);
      hit(rows, runOf(rows, day, world));
      return found("GOV-05", "A", `control tests for ${day}`, kind);
    },
  };
}

function failure({ id, title, kind, hit }: HitBy<TableRow<"duty">>): Draft {
  return {
    attribute: "B",
    id,
    title,
    plant: (rows, _, at) => {
      const duty = dutyAt(rows, "control-failure", { at });
      hit(rows, duty);
      return found("GOV-05", "B", `control failure ${duty.key}`, kind);
    },
  };
}

/** Nights a week apart, well inside the period, none near the run that breaks off in every company. */
function nightAt({ plan }: CompanyWorld, at: number): Day {
  return nth(daysBetween(addDays(plan.period.from, 10), addDays(plan.period.to, -6)), at, 7);
}

function runOf(rows: CompanyRows, day: Day, { plan }: CompanyWorld): Run {
  return rowAt(rows, "activity", {
    where: ({ kind, performed_at, result }) =>
      kind === "control-test-run" &&
      result === "success" &&
      performed_at !== null &&
      dayAt(performed_at, plan.zone) === day,
    at: 0,
  });
}

function change(rows: CompanyRows, run: Run, to: Partial<Run>): void {
  changeRows(rows, "activity", { where: ({ id }) => id === run.id, to });
}
