import { addMonths, DAY_MS, type EpochMs } from "../../../base/instant.js";
import { dayAt, endOfDay } from "../../../base/zone.js";
import type { TableRow } from "../../../model/tables.js";
import { type Fault, faultsOf, found, nth } from "../fault.js";
import { type CompanyRows, changeRows, removeRows } from "../rows.js";
import type { CompanyPerson, CompanyWorld } from "../world.js";
import { stayerAt } from "./rights.js";

type Completion = TableRow<"training_completion">;

/** Ways in which somebody is not trained in time. */
export const hr02Faults: readonly Fault[] = faultsOf("HR-02", [
  {
    attribute: "A",
    id: "joiner-days-late",
    title: "A joiner completed the training 33 days after the first day",
    plant: ofJoiner(({ startAt }) => ({ completed_at: startAt + 33 * DAY_MS }), "late"),
  },
  {
    attribute: "A",
    id: "joiner-never-finished",
    title: "A joiner began the training and never finished it",
    plant: ofJoiner(() => ({ completed_at: null, status: "incomplete" }), "not-performed"),
  },
  {
    attribute: "A",
    id: "joiner-undated",
    title: "The training system says that a joiner completed the training, and not when",
    plant: ofJoiner(() => ({ completed_at: null }), "evidence-missing"),
  },
  {
    attribute: "A",
    id: "joiner-never-enrolled",
    title: "A joiner was never enrolled",
    plant: (rows, world, at) => {
      const { no } = dueJoiner(world, at);
      removeRows(rows, "training_completion", ({ employee_no }) => employee_no === no);
      return found("HR-02", "A", first(no), "not-performed");
    },
  },
  {
    attribute: "A",
    id: "under-another-address",
    title: "A joiner's training is recorded under an address that HR does not know",
    plant: ofJoiner(({ no }) => ({ employee_no: null, email: `${no.toLowerCase()}@private.example` }), "not-performed"),
  },
  {
    attribute: "A",
    id: "next-a-day-late",
    title: "Somebody was trained again a day after the year was over",
    plant: ofYear(({ dueAt }) => ({ completed_at: dueAt + DAY_MS }), "late"),
  },
  {
    attribute: "A",
    id: "next-weeks-late",
    title: "Somebody was trained again five weeks after the year was over",
    plant: ofYear(({ dueAt }) => ({ completed_at: dueAt + 35 * DAY_MS }), "late"),
  },
  {
    attribute: "A",
    id: "next-never",
    title: "Somebody did not take the yearly training again",
    plant: ofYear(() => ({ completed_at: null, status: "incomplete" }), "not-performed"),
  },
  {
    attribute: "A",
    id: "not-for-years",
    title: "Somebody who has worked here for years is in no list of the training system",
    plant: (rows, world, at) => {
      const { no } = stayerAt(world, at);
      removeRows(rows, "training_completion", ({ employee_no }) => employee_no === no);
      return found("HR-02", "A", first(no), "not-performed");
    },
  },
]);

function first(no: string): string {
  return `worker ${no}: first training`;
}

/** The `at`-th joiner whose first training falls due in the period. */
function dueJoiner({ people, period }: CompanyWorld, at: number): CompanyPerson {
  return nth(
    people.filter(({ startAt }) => startAt >= period.start && startAt + 31 * DAY_MS <= period.end),
    at,
  );
}

function ofJoiner(to: (joiner: CompanyPerson) => Partial<Completion>, kind: string): Fault["plant"] {
  return (rows, world, at) => {
    const joiner = dueJoiner(world, at);
    changeRows(rows, "training_completion", {
      where: ({ employee_no }) => employee_no === joiner.no,
      to: to(joiner),
    });
    return found("HR-02", "A", first(joiner.no), kind);
  };
}

/** The next completion of somebody whose year since the last one ends in the period. */
function ofYear(to: (year: { readonly dueAt: EpochMs }) => Partial<Completion>, kind: string): Fault["plant"] {
  return (rows, world, at) => {
    const { no, nextId, dueAt } = nth(yearsOf(rows, world), at);
    changeRows(rows, "training_completion", { where: ({ id }) => id === nextId, to: to({ dueAt }) });
    return found("HR-02", "A", `worker ${no}: next training`, kind);
  };
}

function yearsOf({ training_completion }: CompanyRows, { people, period, plan }: CompanyWorld) {
  return people.flatMap(({ no, endAt }) => {
    const own = training_completion.filter(({ employee_no }) => employee_no === no);
    return own.flatMap(({ completed_at }, index) => {
      const next = own[index + 1];
      if (completed_at === null || next === undefined || next.completed_at === null || endAt !== null) return [];
      const dueAt = endOfDay(addMonths(dayAt(completed_at, plan.zone), 12), plan.zone) - 1;
      // Left as it is, the training came some weeks before its year was over.
      const isWhole = next.completed_at < dueAt;
      return isWhole && dueAt >= period.start && dueAt < period.end ? [{ no, nextId: next.id, dueAt }] : [];
    });
  });
}
