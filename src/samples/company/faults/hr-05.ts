import { DAY_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import { type Fault, faultsOf, found, nth } from "../fault.js";
import { type CompanyRows, removeRows } from "../rows.js";
import type { CompanyWorld } from "../world.js";
import { changeAct } from "./acts.js";
import { changeDuty, dutyAt } from "./duties.js";

type Evaluation = TableRow<"activity">;

/** Ways in which people are not told how they do, and violations have no consequence. */
export const hr05Faults: readonly Fault[] = faultsOf("HR-05", [
  {
    attribute: "A",
    id: "never",
    title: "Somebody was not evaluated again",
    plant: (rows, world, at) => {
      const { act, item } = evaluationAt(rows, world, at);
      removeRows(rows, "activity", ({ id }) => id === act.id);
      return found("HR-05", "A", item, "not-performed");
    },
  },
  {
    attribute: "A",
    id: "weeks-late",
    title: "Somebody was evaluated weeks after the time of grace",
    plant: (rows, world, at) => {
      const { act, item } = evaluationAt(rows, world, at);
      // The one before lies 340 days back; due after twelve months and thirty days.
      changeAct(rows, act, { performed_at: (act.performed_at ?? 0) + 75 * DAY_MS });
      return found("HR-05", "A", item, "late");
    },
  },
  {
    attribute: "A",
    id: "undated",
    title: "The record of an evaluation has no date",
    plant: (rows, world, at) => {
      const { act, item } = evaluationAt(rows, world, at);
      changeAct(rows, act, { performed_at: null });
      return found("HR-05", "A", item, "evidence-missing");
    },
  },
  {
    attribute: "B",
    id: "never-followed-up",
    title: "Nobody followed up a violation",
    plant: (rows, world, at) => {
      const duty = violationAt(rows, world, at);
      changeDuty(rows, duty, { closed_at: null, outcome: null });
      return found("HR-05", "B", `policy violation ${duty.key}`, "not-performed");
    },
  },
  {
    attribute: "B",
    id: "weeks-late",
    title: "A violation was followed up after five weeks",
    plant: (rows, world, at) => {
      const duty = violationAt(rows, world, at);
      changeDuty(rows, duty, { closed_at: duty.opened_at + 35 * DAY_MS });
      return found("HR-05", "B", `policy violation ${duty.key}`, "late");
    },
  },
]);

/**
 * The last evaluation of somebody who stays, if its absence would have been noticed in the period: fifty-five days
 * later, when the twelve months and thirty days since the one before were over.
 */
function evaluationAt(rows: CompanyRows, { period, people }: CompanyWorld, at: number) {
  const staying = new Set(people.filter(({ endAt }) => endAt === null).map(({ no }) => no));
  const evaluations = rows.activity.filter((row) => row.kind === "evaluation" && staying.has(row.subject ?? ""));
  const isNoticed = ({ performed_at }: Evaluation) =>
    performed_at !== null && performed_at > period.start - 53 * DAY_MS && performed_at < period.end - 77 * DAY_MS;
  const ofPerson = (no: string | null) => evaluations.filter(({ subject }) => subject === no);
  const act = nth(
    evaluations.filter((each) => {
      const all = ofPerson(each.subject);
      return isNoticed(each) && all.length > 1 && all.at(-1) === each;
    }),
    at,
  );
  return { act, item: `evaluation of worker ${act.subject}` };
}

function violationAt(rows: CompanyRows, { period }: CompanyWorld, at: number): TableRow<"duty"> {
  const where = ({ opened_at }: TableRow<"duty">) => opened_at + 36 * DAY_MS < period.end;
  return dutyAt(rows, "policy-violation", { at, where });
}
