import { DAY_MS, MINUTE_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import { type Fault, faultsOf } from "../fault.js";
import type { CompanyRows } from "../rows.js";
import { changeDuty, changeStep, hasStep, removeStep } from "./duties.js";
import { afterDays, type DutyFault, type DutyKind, dutyFaults, stepFaults } from "./duty-faults.js";

type Duty = TableRow<"duty">;
const DELETION = { control: "DAT-03", kind: "customer-deletion", words: "deletion of customer" } as const;
/** Began in the period, and what it owes first comes due in it. */
const DUE: DutyKind = {
  ...DELETION,
  attribute: "A",
  where: ({ opened_at }, { period }) => opened_at >= period.start && opened_at + 31 * DAY_MS < period.end,
};
const BACKUPS: DutyKind = {
  ...DELETION,
  attribute: "B",
  where: ({ opened_at }, { period }) => opened_at + 85 * DAY_MS > period.start && opened_at + 92 * DAY_MS < period.end,
};

/** Ways in which a customer's data stays, in the product or in its copies, or nobody says that it went. */
export const dat03Faults: readonly Fault[] = faultsOf("DAT-03", [
  ...dutyFaults(DUE, [
    late("just-late", ({ opened_at }, world) => afterDays(opened_at, 30, world) + MINUTE_MS),
    late("days-late", ({ opened_at }, world) => afterDays(opened_at, 30, world) + 4 * DAY_MS),
    {
      id: "never",
      title: "A customer's data was never deleted",
      deviation: "not-performed",
      hit: (rows, duty) => {
        removeSteps(rows, duty);
        changeDuty(rows, duty, { closed_at: null });
      },
    },
    {
      id: "in-part",
      title: "Only a part of a customer's data was deleted",
      deviation: "not-performed",
      hit: (rows, duty) => {
        removeSteps(rows, duty, ["backups_expired"]);
        changeStep(rows, duty, "deleted", { value: "partial" });
        changeDuty(rows, duty, { closed_at: null });
      },
    },
    {
      id: "undated",
      title: "The deletion of a customer's data has no date",
      deviation: "evidence-missing",
      hit: (rows, duty) => changeStep(rows, duty, "deleted", { done_at: null }),
    },
    {
      id: "closed-undone",
      title: "A deletion was closed, and nothing was deleted",
      deviation: "not-performed",
      also: { B: "incomplete" },
      hit: (rows, duty) => {
        removeSteps(rows, duty);
        changeDuty(rows, duty, { closed_at: duty.opened_at + 12 * DAY_MS });
      },
    },
    {
      id: "reactivated-too-late",
      title: "A customer came back when the deletion was overdue",
      deviation: "not-performed",
      hit: (rows, duty) => {
        removeSteps(rows, duty);
        changeDuty(rows, duty, { closed_at: duty.opened_at + 40 * DAY_MS, outcome: "reactivated" });
      },
    },
    {
      id: "hold-without-case",
      title: "A legal hold that names no case stopped a deletion",
      deviation: "evidence-missing",
      also: { B: "evidence-missing" },
      hit: (rows, duty) => {
        removeSteps(rows, duty);
        changeDuty(rows, duty, { closed_at: duty.opened_at + 5 * DAY_MS, outcome: "legal_hold" });
      },
    },
  ]),
  ...dutyFaults(BACKUPS, [
    expiry("just-late", "Backups expired a minute too late", "late", (duty) => duty + MINUTE_MS),
    expiry("weeks-late", "Backups expired weeks too late", "late", (duty) => duty + 16 * DAY_MS),
    expiry("never", "Backups were never seen to expire", "not-performed", () => null),
    {
      id: "undated",
      title: "The expiry of backups has no date",
      deviation: "evidence-missing",
      hit: (rows, duty) => changeStep(rows, duty, "backups_expired", { done_at: null }),
    },
    {
      id: "closed-without",
      title: "A deletion was closed without an expiry of backups",
      deviation: "incomplete",
      hit: (rows, duty) => removeStep(rows, duty, "backups_expired"),
    },
  ]),
  ...stepFaults({ ...DUE, attribute: "C" }, "confirmed", ({ opened_at }, world) =>
    afterDays(opened_at + 10 * DAY_MS, 14, world),
  ),
]);

function late(id: string, at: (duty: Duty, world: Parameters<DutyFault["hit"]>[2]) => number): DutyFault {
  return {
    id,
    title: `A customer's data was deleted too late (${id.replaceAll("-", " ")})`,
    deviation: "late",
    hit: (rows, duty, world) => changeStep(rows, duty, "deleted", { done_at: at(duty, world) }),
  };
}

/** Moves, or takes away, the expiry of backups; the record stays open until it is there. */
function expiry(id: string, title: string, deviation: string, at: (dueAt: number) => number | null): DutyFault {
  return {
    id,
    title,
    deviation,
    hit: (rows, duty, world) => {
      const doneAt = at(afterDays(duty.opened_at, 90, world));
      if (doneAt === null) removeStep(rows, duty, "backups_expired");
      else changeStep(rows, duty, "backups_expired", { done_at: doneAt });
      changeDuty(rows, duty, { closed_at: doneAt });
    },
  };
}

function removeSteps(rows: CompanyRows, duty: Duty, steps = ["deleted", "confirmed", "backups_expired"]): void {
  for (const step of steps) if (hasStep(rows, duty, step)) removeStep(rows, duty, step);
}
