import { addDays, DAY_MS, type Day, HOUR_MS, MINUTE_MS } from "../../../base/instant.js";
import { startOfDay } from "../../../base/zone.js";
import type { TableRow } from "../../../model/tables.js";
import { daysBetween } from "../../moments.js";
import type { ExpectedOutcome } from "../../truths/truth.js";
import { type Fault, faultsOf, found, nth, open } from "../fault.js";
import { addRows, type CompanyRows, changeRows, removeRows, rowAt } from "../rows.js";
import type { CompanyWorld } from "../world.js";
import { type Finding, findingLabel } from "./hit-write.js";

type Run = TableRow<"scheduled_run">;

/** Ways in which systems differ from their baseline unseen, or for too long. */
export const cfg01Faults: readonly Fault[] = faultsOf("CFG-01", [
  {
    attribute: "A",
    id: "found-a-day-late",
    title: "A drift was detected 30 hours after it had begun",
    plant: ofFinding(({ opened_at }) => ({ began_at: opened_at - 30 * HOUR_MS }), kindOf("A", "late")),
  },
  {
    attribute: "A",
    id: "found-a-minute-late",
    title: "A drift was detected a minute after the 24 hours",
    plant: ofFinding(({ opened_at }) => ({ began_at: opened_at - 24 * HOUR_MS - MINUTE_MS }), kindOf("A", "late")),
  },
  {
    attribute: "A",
    id: "not-run",
    title: "There was no drift run on a day",
    plant: ofRun((rows, run) => removeRows(rows, "scheduled_run", ({ id }) => id === run.id), "not-performed"),
  },
  {
    attribute: "A",
    id: "did-not-start",
    title: "The drift run of a day was planned, and did not start",
    plant: ofRun((rows, run) => changeRun(rows, run, { ran_at: null, outcome: "unknown" }), "not-performed"),
  },
  {
    attribute: "A",
    id: "failed",
    title: "The drift run of a day failed and was not repeated",
    plant: ofRun((rows, run) => changeRun(rows, run, { outcome: "failure" }), "not-performed"),
  },
  {
    attribute: "A",
    id: "repeated-too-late",
    title: "The drift run of a day failed and was repeated in the next night",
    plant: ofRun((rows, run, { plan }) => {
      changeRun(rows, run, { outcome: "failure" });
      const ranAt = startOfDay(addDays(run.due_day, 1), plan.zone) + HOUR_MS;
      addRows(rows, "scheduled_run", { ...run, id: `${run.id} again`, ran_at: ranAt });
    }, "late"),
  },
  {
    attribute: "A",
    id: "a-weekend-off",
    title: "The drift job was off for three days",
    plant: (rows, world, at) =>
      [0, 1, 2].flatMap((later) => {
        const day = addDays(dayAt(world, at), later);
        removeRows(rows, "scheduled_run", ({ due_day }) => due_day === day);
        return found("CFG-01", "A", `drift run of ${day}`, "not-performed");
      }),
  },
  {
    attribute: "A",
    id: "unbounded",
    title: "When a drift began is unknown, and the run before the last one had failed",
    plant: (rows, _, at) => {
      const hit = findingAt(rows, at);
      changeFinding(rows, hit, { began_at: null });
      // The last run before the detection does not bound it; the one before that would have.
      const runs = rows.scheduled_run.filter(({ ran_at }) => ran_at !== null && ran_at <= hit.opened_at);
      const before = nth(
        runs.toSorted((a, b) => (b.ran_at ?? 0) - (a.ran_at ?? 0)),
        1,
      );
      changeRun(rows, before, { outcome: "failure" });
      return [
        ...open("CFG-01", "A", findingLabel(hit), "bounded-time"),
        ...found("CFG-01", "A", `drift run of ${before.due_day}`, "not-performed"),
      ];
    },
  },
  {
    attribute: "B",
    id: "a-day-over",
    title: "A finding was fixed on the eighth day",
    plant: ofFinding(({ opened_at }) => ({ closed_at: opened_at + 8 * DAY_MS }), kindOf("B", "late")),
  },
  {
    attribute: "B",
    id: "a-minute-over",
    title: "A finding was fixed a minute after the seven days",
    plant: ofFinding(({ opened_at }) => ({ closed_at: opened_at + 7 * DAY_MS + MINUTE_MS }), kindOf("B", "late")),
  },
  {
    attribute: "B",
    id: "never-fixed",
    title: "A finding was neither fixed nor accepted",
    plant: ofFinding(() => ({ closed_at: null }), kindOf("B", "not-performed")),
  },
  {
    attribute: "B",
    id: "accepted-too-late",
    title: "A finding was accepted as the baseline after two weeks",
    plant: ofFinding(
      ({ opened_at }) => ({ closed_at: null, accepted_at: opened_at + 14 * DAY_MS, accepted_by: "E-1002" }),
      kindOf("B", "late"),
    ),
  },
  {
    attribute: "B",
    id: "accepted-by-nobody",
    title: "A finding was accepted, and nobody knows by whom",
    plant: ofFinding(
      ({ opened_at }) => ({ closed_at: null, accepted_at: opened_at + DAY_MS, accepted_by: null }),
      kindOf("B", "evidence-missing"),
    ),
  },
  {
    attribute: "B",
    id: "exception-too-late",
    title: "An exception for a drift was approved after ten days",
    plant: ofException(({ opened_at }) => ({ approved_at: opened_at + 10 * DAY_MS }), "late"),
  },
  {
    attribute: "B",
    id: "exception-had-run-out",
    title: "The exception that named a drift had run out before it was found",
    plant: ofException(({ opened_at }) => ({ to_at: opened_at - HOUR_MS }), "not-performed"),
  },
  {
    attribute: "B",
    id: "exception-without-an-end",
    title: "An exception for a drift has no expiry, so that it is none",
    plant: ofException(() => ({ to_at: null }), "not-performed"),
  },
]);

type Told = (label: string) => readonly ExpectedOutcome[];

function kindOf(attribute: string, kind: string): Told {
  return (label) => found("CFG-01", attribute, label, kind);
}

/** The findings of the clean company, each of a resource of its own. */
function findingAt(rows: CompanyRows, at: number): Finding {
  return nth(rows.drift_finding, 1 + at * 3);
}

function changeFinding(rows: CompanyRows, { id }: Finding, to: Partial<Finding>): void {
  changeRows(rows, "drift_finding", { where: (row) => row.id === id, to });
}

function ofFinding(to: (finding: Finding) => Partial<Finding>, told: Told): Fault["plant"] {
  return (rows, _, at) => {
    const hit = findingAt(rows, at);
    changeFinding(rows, hit, to(hit));
    return told(findingLabel(hit));
  };
}

/** A finding that nobody fixed, with an exception that was to cover it from the day before. */
function ofException(to: (finding: Finding) => Partial<TableRow<"approved_exception">>, kind: string): Fault["plant"] {
  return (rows, _, at) => {
    const hit = findingAt(rows, at);
    changeFinding(rows, hit, { closed_at: null });
    addRows(rows, "approved_exception", {
      id: `exception of ${hit.id}`,
      kind: "drift",
      subject: hit.resource,
      owner: "E-1003",
      approved_at: hit.opened_at - DAY_MS,
      from_at: hit.opened_at - DAY_MS,
      to_at: hit.opened_at + 90 * DAY_MS,
      ...to(hit),
    });
    return found("CFG-01", "B", findingLabel(hit), kind);
  };
}

/** Days well inside the period, ten days apart. */
function dayAt({ plan }: CompanyWorld, at: number): Day {
  return nth(daysBetween(addDays(plan.period.from, 9), addDays(plan.period.to, -9)), at, 10);
}

function changeRun(rows: CompanyRows, { id }: Run, to: Partial<Run>): void {
  changeRows(rows, "scheduled_run", { where: (row) => row.id === id, to });
}

/** Does something to the drift run of one day. */
function ofRun(change: (rows: CompanyRows, run: Run, world: CompanyWorld) => void, kind: string): Fault["plant"] {
  return (rows, world, at) => {
    const day = dayAt(world, at);
    change(rows, rowAt(rows, "scheduled_run", { where: ({ due_day }) => due_day === day, at: 0 }), world);
    return found("CFG-01", "A", `drift run of ${day}`, kind);
  };
}
