import { DAY_MS, HOUR_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import { type Fault, faultsOf, found } from "../fault.js";
import { type CompanyRows, changeRows, removeRows, rowAt } from "../rows.js";
import { changeAct, changePart } from "./acts.js";
import { addStep, changeDuty, changeStep } from "./duties.js";

type Act = TableRow<"activity">;
type Duty = TableRow<"duty">;

/** Ways in which nobody looks back at an incident, or what was agreed is not done. */
export const ir02Faults: readonly Fault[] = faultsOf("IR-02", [
  review("A", "never", "Nobody reviewed a severe incident", "not-performed", (rows, { id }) =>
    removeRows(rows, "activity", (row) => row.id === id),
  ),
  review("A", "two-weeks-later", "A severe incident was reviewed two weeks after its end", "late", (rows, act) =>
    changeAct(rows, act, { performed_at: (act.performed_at ?? 0) + 11 * DAY_MS }),
  ),
  review("A", "undated", "The review of an incident has no date", "evidence-missing", (rows, act) =>
    changeAct(rows, act, { performed_at: null }),
  ),
  review(
    "A",
    "played-down",
    "The severity of an incident without a review was lowered below the limit",
    "not-performed",
    (rows, act) => {
      removeRows(rows, "activity", ({ id }) => id === act.id);
      changeRows(rows, "incident", {
        where: ({ key }) => key === act.subject,
        to: { severity: 3, was_lowered: true, lowered_reason: "less harm than feared" },
      });
    },
  ),
  review("B", "no-cause", "A review found no root cause", "incomplete", (rows, act) =>
    changePart(rows, act, "root_cause", { is_done: false }),
  ),
  review("B", "cause-unsaid", "A review says nothing of the root cause", "evidence-missing", (rows, act) =>
    removeRows(rows, "activity_part", ({ activity_id, part }) => activity_id === act.id && part === "root_cause"),
  ),
  action("C", "no-owner", "Nobody owns an action", "incomplete", (rows, duty) =>
    changeDuty(rows, duty, { owner: null }),
  ),
  action("C", "no-date", "An action has no date", "incomplete", (rows, duty) =>
    changeDuty(rows, duty, { due_at: null }),
  ),
  action("D", "days-late", "An action was done days late", "late", (rows, duty) =>
    changeDuty(rows, duty, { closed_at: (duty.due_at ?? 0) + 2 * DAY_MS }),
  ),
  action("D", "never", "An action was never done", "not-performed", (rows, duty) =>
    changeDuty(rows, duty, { closed_at: null, outcome: null }),
  ),
  action(
    "D",
    "moved-by-owner",
    "The owner moved the date of an action and missed the first one",
    "late",
    (rows, duty) => {
      changeDuty(rows, duty, { closed_at: (duty.due_at ?? 0) + 2 * DAY_MS });
      addStep(rows, duty, "reapproved", {
        done_at: (duty.due_at ?? 0) - HOUR_MS,
        actor: duty.owner,
        value: new Date((duty.due_at ?? 0) + 9 * DAY_MS).toISOString(),
      });
    },
  ),
  action(
    "D",
    "moved-too-late",
    "The date of an action was moved when it had passed",
    "late",
    (rows, duty) => changeStep(rows, duty, "reapproved", { done_at: (duty.due_at ?? 0) + HOUR_MS }),
    { isMoved: true },
  ),
]);

function review(
  attribute: string,
  id: string,
  title: string,
  deviation: string,
  hit: (rows: CompanyRows, act: Act) => void,
): Omit<Fault, "control"> {
  return {
    attribute,
    id,
    title,
    plant: (rows, _, at) => {
      const act = rowAt(rows, "activity", { where: ({ kind }) => kind === "post-incident-review", at });
      hit(rows, act);
      return found("IR-02", attribute, `incident ${act.subject}`, deviation);
    },
  };
}

/** Hits the first action of an incident, or the second, whose date was moved. */
function action(
  attribute: string,
  id: string,
  title: string,
  deviation: string,
  hit: (rows: CompanyRows, duty: Duty) => void,
  { isMoved = false } = {},
): Omit<Fault, "control"> {
  return {
    attribute,
    id,
    title,
    plant: (rows, _, at) => {
      const number = isMoved ? "-2" : "-1";
      const duty = rowAt(rows, "duty", {
        where: ({ kind, key }) => kind === "postmortem-action" && key.endsWith(number),
        at,
      });
      hit(rows, duty);
      return found("IR-02", attribute, `incident ${duty.subject}`, deviation);
    },
  };
}
