import { DAY_MS, HOUR_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import { emergencyLabel, emergencySignIn, emergencyUses, type LastResortUse } from "../areas/last-resort.js";
import { type Fault, faultsOf, found, nth } from "../fault.js";
import { addRows, type CompanyRows, changeRows, removeRows } from "../rows.js";

/** Ways in which an emergency account is used without a reason, for too long, unseen, or with an old secret after. */
export const iam11Faults: readonly Fault[] = faultsOf("IAM-11", [
  use(
    { attribute: "A", id: "no-ticket", title: "A use of an emergency account names no ticket", kind: "unauthorised" },
    (rows, { record }) => {
      changeRecord(rows, record, { ticket_key: null });
    },
  ),
  use(
    {
      attribute: "A",
      id: "ticket-hours-later",
      title: "The ticket of a use was opened three hours later",
      kind: "late",
    },
    (rows, { at, ticket }) => {
      changeRows(rows, "ticket", { where: ({ key }) => key === ticket, to: { created_at: at + 3 * HOUR_MS } });
    },
  ),
  use(
    {
      attribute: "A",
      id: "ticket-nobody-knows",
      title: "The ticket that a use names does not exist",
      kind: "evidence-missing",
    },
    (rows, { ticket }) => {
      removeRows(rows, "ticket", ({ key }) => key === ticket);
    },
  ),
  {
    attribute: "A",
    id: "no-record",
    title: "Somebody used an emergency account, and nothing is on record",
    plant: (rows, world, at) => {
      const each = nth(emergencyUses(world), at);
      removeRows(rows, "duty", ({ key }) => key === each.record);
      // Without a record nothing tells that its two sign-ins are one use.
      return [...unrecorded(each), ...unrecorded(each)];
    },
  },
  {
    attribute: "A",
    id: "used-at-night",
    title: "Somebody used an emergency account again at night, hours after the record had ended",
    plant: (rows, world, at) => {
      const each = nth(emergencyUses(world), at);
      addRows(rows, "sign_in", emergencySignIn(each.system, each.at + 9 * HOUR_MS));
      return unrecorded(each);
    },
  },
  use(
    { attribute: "B", id: "an-hour-over", title: "A use of an emergency account lasted nine hours", kind: "late" },
    (rows, { record, at }) => {
      changeRecord(rows, record, { closed_at: at + 9 * HOUR_MS });
    },
  ),
  use(
    { attribute: "B", id: "without-an-end", title: "The record of a use shows no end", kind: "not-performed" },
    (rows, { record }) => {
      changeRecord(rows, record, { closed_at: null });
    },
  ),
  use(
    { attribute: "C", id: "unreviewed", title: "Nobody reviewed a use of an emergency account", kind: "not-performed" },
    (rows, each) => {
      removeRows(rows, "duty_step", isStep(each, "reviewed"));
    },
  ),
  use(
    {
      attribute: "C",
      id: "reviewed-by-oneself",
      title: "Who used an emergency account reviewed it",
      kind: "unauthorised",
    },
    (rows, each) => {
      const owner = rows.duty.find(({ key }) => key === each.record)?.owner ?? null;
      changeRows(rows, "duty_step", { where: isStep(each, "reviewed"), to: { actor: owner } });
    },
  ),
  use(
    {
      attribute: "C",
      id: "reviewed-a-week-later",
      title: "A use of an emergency account was reviewed after a week",
      kind: "late",
    },
    (rows, each) => {
      changeRows(rows, "duty_step", { where: isStep(each, "reviewed"), to: { done_at: each.at + 7 * DAY_MS } });
    },
  ),
  use(
    { attribute: "D", id: "secret-unchanged", title: "The secret was not changed after a use", kind: "not-performed" },
    (rows, each) => {
      removeRows(rows, "duty_step", isStep(each, "rotated"));
    },
  ),
  use(
    {
      attribute: "D",
      id: "secret-changed-before",
      title: "The secret was changed before the use, not after it",
      kind: "not-performed",
    },
    (rows, each) => {
      changeRows(rows, "duty_step", { where: isStep(each, "rotated"), to: { done_at: each.at - HOUR_MS } });
    },
  ),
  use(
    { attribute: "D", id: "secret-changed-late", title: "The secret was changed nine days after a use", kind: "late" },
    (rows, each) => {
      changeRows(rows, "duty_step", { where: isStep(each, "rotated"), to: { done_at: each.at + 9 * DAY_MS } });
    },
  ),
]);

/** One use that goes wrong in one respect. */
function use(
  { attribute, id, title, kind }: { attribute: string; id: string; title: string; kind: string },
  change: (rows: CompanyRows, use: LastResortUse) => void,
): Omit<Fault, "control"> {
  return {
    attribute,
    id,
    title,
    plant: (rows, world, at) => {
      const each = nth(emergencyUses(world), at);
      change(rows, each);
      return found("IAM-11", attribute, emergencyLabel(each), kind);
    },
  };
}

function unrecorded(each: LastResortUse): ReturnType<Fault["plant"]> {
  const item = emergencyLabel(each);
  return [
    ...found("IAM-11", "A", item, "unauthorised"),
    ...found("IAM-11", "B", item, "evidence-missing"),
    ...found("IAM-11", "C D", item, "not-performed"),
  ];
}

function changeRecord(rows: CompanyRows, record: string, to: Partial<TableRow<"duty">>): void {
  changeRows(rows, "duty", { where: ({ key }) => key === record, to });
}

function isStep({ record }: LastResortUse, step: string) {
  return (row: TableRow<"duty_step">) => row.duty_id === `emergency-access ${record}` && row.step === step;
}
