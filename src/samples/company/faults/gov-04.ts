import { DAY_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import { type Fault, faultsOf, found } from "../fault.js";
import type { CompanyRows } from "../rows.js";
import type { CompanyWorld } from "../world.js";
import { addStep, changeDuty, changeStep, dutyAt, hasStep } from "./duties.js";

type Duty = TableRow<"duty">;

/** Ways in which the treatment of a risk is nobody's, without a date, or not done by it. */
export const gov04Faults: readonly Fault[] = faultsOf("GOV-04", [
  treatment({
    attribute: "A",
    id: "no-owner",
    title: "A treatment has no owner",
    kind: "incomplete",
    hit: (rows, risk) => {
      changeDuty(rows, risk, { owner: null });
    },
  }),
  treatment({
    attribute: "A",
    id: "no-date",
    title: "A treatment has no due date",
    kind: "incomplete",
    hit: (rows, risk) => {
      changeDuty(rows, risk, { due_at: null });
    },
  }),
  treatment({
    attribute: "B",
    id: "never-done",
    title: "A treatment was never done",
    kind: "not-performed",
    hit: (rows, risk) => {
      changeDuty(rows, risk, { closed_at: null, outcome: null });
    },
  }),
  treatment({
    attribute: "B",
    id: "days-late",
    title: "A treatment was done three days late",
    kind: "late",
    hit: (rows, risk, dueAt) => {
      changeDuty(rows, risk, { closed_at: dueAt + 3 * DAY_MS });
    },
  }),
  treatment({
    attribute: "B",
    id: "re-approved-afterwards",
    title: "A date was moved the day after it had passed",
    kind: "late",
    hit: (rows, risk, dueAt) => {
      changeDuty(rows, risk, { closed_at: dueAt + 3 * DAY_MS });
      addStep(rows, risk, "reapproved", { done_at: dueAt + DAY_MS, actor: "board", value: "2099-12-31" });
    },
  }),
  {
    attribute: "B",
    id: "new-date-missed",
    title: "A date was moved in time, and missed again",
    plant: (rows, world, at) => {
      const risk = dutyAt(rows, "risk-treatment", {
        at,
        where: (each) => isDueInPeriod(each, world) && hasStep(rows, each, "reapproved"),
      });
      const dueAt = risk.due_at ?? 0;
      const newDueAt = dueAt + 2 * DAY_MS;
      changeStep(rows, risk, "reapproved", { value: new Date(newDueAt).toISOString() });
      return found("GOV-04", "B", `treatment of risk ${risk.key}`, "late");
    },
  },
]);

interface TreatmentFault extends Omit<Fault, "control" | "plant"> {
  readonly kind: string;
  readonly hit: (rows: CompanyRows, risk: Duty, dueAt: number) => void;
}

function treatment({ kind, hit, ...fault }: TreatmentFault): Omit<Fault, "control"> {
  return {
    ...fault,
    plant: (rows, world, at) => {
      const risk = dutyAt(rows, "risk-treatment", {
        at,
        where: (each) => isDueInPeriod(each, world) && !hasStep(rows, each, "reapproved"),
      });
      hit(rows, risk, risk.due_at ?? 0);
      return found("GOV-04", fault.attribute, `treatment of risk ${risk.key}`, kind);
    },
  };
}

function isDueInPeriod({ due_at }: Duty, { period }: CompanyWorld): boolean {
  return due_at !== null && due_at + 6 * DAY_MS < period.end;
}
