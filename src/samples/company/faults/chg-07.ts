import { DAY_MS, HOUR_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import { type Fault, faultsOf, found } from "../fault.js";
import { type CompanyRows, changeRows } from "../rows.js";
import { addStep, changeDuty, changeStep, dutyAt, removeStep } from "./duties.js";

type Duty = TableRow<"duty">;

/** Ways in which production data is changed unreviewed, unapproved, or otherwise than approved. */
export const chg07Faults: readonly Fault[] = faultsOf("CHG-07", [
  ...signatureFaults("A", { step: "reviewed", none: "not-performed" }),
  ...signatureFaults("B", { step: "approved", none: "unauthorised" }),
  ...[
    change({
      attribute: "A",
      id: "emergency-reviewed-next-week",
      title: "An emergency change was reviewed a week later",
      kind: "late",
      isUrgent: true,
      hit: (rows, duty) => changeStep(rows, duty, "reviewed", { done_at: duty.opened_at + 7 * DAY_MS }),
    }),
    change({
      attribute: "B",
      id: "emergency-without-ticket",
      title: "An emergency change names no ticket",
      kind: "unauthorised",
      isUrgent: true,
      hit: (rows, duty) => changeDuty(rows, duty, { ticket_key: null }),
    }),
    change({
      attribute: "B",
      id: "emergency-declared-later",
      title: "The ticket of an emergency change was opened three hours after it",
      kind: "late",
      isUrgent: true,
      hit: (rows, duty) =>
        changeRows(rows, "ticket", {
          where: ({ key }) => key === duty.ticket_key,
          to: { created_at: duty.opened_at + 3 * HOUR_MS },
        }),
    }),
    change({
      attribute: "B",
      id: "called-a-hotfix",
      title: "A change without approval is called a hotfix",
      kind: "unauthorised",
      hit: (rows, duty) => {
        changeDuty(rows, duty, { outcome: "hotfix" });
        removeStep(rows, duty, "approved");
      },
    }),
    change({
      attribute: "C",
      id: "another-text",
      title: "Another script was run than the approved one",
      kind: "wrong-result",
      hit: (rows, duty) => changeStep(rows, duty, "executed", { value: "ff00" }),
    }),
    change({
      attribute: "C",
      id: "a-second-run",
      title: "The approved script was run, and then another one under the same key",
      kind: "wrong-result",
      hit: (rows, duty) => addStep(rows, duty, "executed", { done_at: duty.opened_at + HOUR_MS, value: "ff00" }),
    }),
    change({
      attribute: "C",
      id: "revised-after-approval",
      title: "A new version was put forward after review and approval, and run",
      kind: "wrong-result",
      also: "A",
      hit: (rows, duty) => {
        addStep(rows, duty, "script", { done_at: duty.opened_at - HOUR_MS, value: "ff00" });
        changeStep(rows, duty, "executed", { value: "ff00" });
      },
    }),
    change({
      attribute: "C",
      id: "older-version-run",
      title: "A version older than the approved one was run",
      kind: "wrong-result",
      hit: (rows, duty) => addStep(rows, duty, "script", { done_at: duty.opened_at - 5 * HOUR_MS, value: "ff00" }),
    }),
    change({
      attribute: "C",
      id: "approved-text-unknown",
      title: "The record does not show which script was approved",
      kind: "evidence-missing",
      hit: (rows, duty) => removeStep(rows, duty, "script"),
    }),
    change({
      attribute: "C",
      id: "run-text-unknown",
      title: "The database's log does not show what was run",
      kind: "evidence-missing",
      hit: (rows, duty) => changeStep(rows, duty, "executed", { value: null }),
    }),
  ],
]);

/** None, by who ran it, afterwards, of nobody, without a date. */
function signatureFaults(attribute: string, { step, none }: { readonly step: string; readonly none: string }) {
  const base = { attribute };
  return [
    change({
      ...base,
      id: "none",
      title: `A change of production data was not ${step}`,
      kind: none,
      hit: (rows, duty) => removeStep(rows, duty, step),
    }),
    change({
      ...base,
      id: "by-who-ran-it",
      title: `A change of production data was ${step} by who ran it`,
      kind: "unauthorised",
      hit: (rows, duty) => changeStep(rows, duty, step, { actor: duty.owner }),
    }),
    change({
      ...base,
      id: "afterwards",
      title: `A change of production data was ${step} two hours after it ran`,
      kind: "late",
      hit: (rows, duty) => changeStep(rows, duty, step, { done_at: duty.opened_at + 2 * HOUR_MS }),
    }),
    change({
      ...base,
      id: "by-nobody",
      title: `A change of production data was ${step} by nobody with a name`,
      kind: "evidence-missing",
      hit: (rows, duty) => changeStep(rows, duty, step, { actor: null }),
    }),
    change({
      ...base,
      id: "undated",
      title: `Nobody recorded when a change of production data was ${step}`,
      kind: "evidence-missing",
      hit: (rows, duty) => changeStep(rows, duty, step, { done_at: null }),
    }),
  ];
}

interface ChangeFault extends Omit<Fault, "control" | "plant"> {
  readonly kind: string;
  readonly isUrgent?: boolean;
  /** Another attribute of the same change that deviates likewise. */
  readonly also?: string;
  readonly hit: (rows: CompanyRows, duty: Duty) => void;
}

function change({ kind, isUrgent = false, also, hit, ...fault }: ChangeFault): Omit<Fault, "control"> {
  return {
    ...fault,
    plant: (rows, _, at) => {
      const duty = dutyAt(rows, "database-change", {
        at,
        where: ({ outcome }) => (outcome === "emergency") === isUrgent,
      });
      hit(rows, duty);
      const attributes = also === undefined ? [fault.attribute] : [also, fault.attribute];
      return attributes.flatMap((attribute) => found("CHG-07", attribute, `database change ${duty.key}`, kind));
    },
  };
}
