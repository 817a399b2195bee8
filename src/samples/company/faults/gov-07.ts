import { DAY_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import { type Fault, faultsOf, found, open } from "../fault.js";
import type { CompanyRows } from "../rows.js";
import { type ActKind, undoneFaults } from "./acts.js";
import { addStep, changeDuty, changeStep, dutyAt, removeStep } from "./duties.js";

const AUDIT: ActKind = { control: "GOV-07", kind: "mock-audit", label: "mock audit" };
type Duty = TableRow<"duty">;

/** Ways in which a deficiency is lost, closed on paper or kept from management, and no audit is tried. */
export const gov07Faults: readonly Fault[] = faultsOf("GOV-07", [
  finding({
    attribute: "A",
    id: "no-owner",
    title: "A deficiency has no owner",
    kind: "incomplete",
    // Without an owner nobody can tell whether the retest was another person's.
    unmatched: "B",
    hit: (rows, duty) => {
      changeDuty(rows, duty, { owner: null });
    },
  }),
  finding({
    attribute: "A",
    id: "no-date",
    title: "A deficiency has no due date",
    kind: "incomplete",
    hit: (rows, duty) => {
      changeDuty(rows, duty, { due_at: null });
    },
  }),
  finding({
    attribute: "B",
    id: "never-closed",
    title: "A deficiency was never closed",
    kind: "not-performed",
    hit: (rows, duty) => {
      changeDuty(rows, duty, { closed_at: null, outcome: null });
    },
  }),
  finding({
    attribute: "B",
    id: "days-late",
    title: "A deficiency was closed four days late",
    kind: "late",
    hit: (rows, duty) => {
      changeDuty(rows, duty, { closed_at: (duty.due_at ?? 0) + 4 * DAY_MS });
    },
  }),
  finding({
    attribute: "B",
    id: "not-retested",
    title: "A deficiency was closed without a retest",
    kind: "incomplete",
    hit: (rows, duty) => {
      removeStep(rows, duty, "retested");
    },
  }),
  finding({
    attribute: "B",
    id: "retested-afterwards",
    title: "A deficiency was retested after it had been closed",
    kind: "incomplete",
    hit: (rows, duty) => {
      changeStep(rows, duty, "retested", { done_at: (duty.closed_at ?? 0) + DAY_MS });
    },
  }),
  finding({
    attribute: "B",
    id: "retested-by-owner",
    title: "The owner retested a deficiency",
    kind: "unauthorised",
    hit: (rows, duty) => {
      changeStep(rows, duty, "retested", { actor: duty.owner });
    },
  }),
  finding({
    attribute: "B",
    id: "re-approved-afterwards",
    title: "A due date was moved after it had passed",
    kind: "late",
    hit: (rows, duty) => {
      const dueAt = duty.due_at ?? 0;
      changeDuty(rows, duty, { closed_at: dueAt + 4 * DAY_MS });
      addStep(rows, duty, "reapproved", { done_at: dueAt + DAY_MS, actor: "board", value: "2099-12-31" });
    },
  }),
  finding({
    attribute: "C",
    id: "never-reported",
    title: "Management never heard of a deficiency",
    kind: "not-performed",
    hit: (rows, duty) => {
      removeStep(rows, duty, "reported");
    },
  }),
  finding({
    attribute: "C",
    id: "months-late",
    title: "Management heard of a deficiency after more than a quarter",
    kind: "late",
    hit: (rows, duty) => {
      changeStep(rows, duty, "reported", { done_at: duty.opened_at + 94 * DAY_MS });
    },
  }),
  finding({
    attribute: "C",
    id: "undated",
    title: "Nobody knows when a deficiency was reported",
    kind: "evidence-missing",
    hit: (rows, duty) => {
      changeStep(rows, duty, "reported", { done_at: null });
    },
  }),
  ...undoneFaults("D", AUDIT),
]);

interface FindingFault extends Omit<Fault, "control" | "plant"> {
  readonly kind: string;
  /** An attribute that stays open, because it compares persons. */
  readonly unmatched?: string;
  readonly hit: (rows: CompanyRows, duty: Duty) => void;
}

function finding({ kind, unmatched, hit, ...fault }: FindingFault): Omit<Fault, "control"> {
  return {
    ...fault,
    plant: (rows, { covered, period }, at) => {
      // Due in the period, and reported so long before the exports that silence means something.
      const duty = dutyAt(rows, "finding", {
        at,
        where: ({ opened_at, due_at }) =>
          due_at !== null && due_at + 5 * DAY_MS < period.end && opened_at + 94 * DAY_MS < covered.end,
      });
      hit(rows, duty);
      const label = `finding ${duty.key}`;
      const doubt = unmatched === undefined ? [] : open("GOV-07", unmatched, label, "unmatched-person");
      return [...found("GOV-07", fault.attribute, label, kind), ...doubt];
    },
  };
}
