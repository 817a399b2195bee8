import { DAY_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import { type Fault, faultsOf, found } from "../fault.js";
import type { CompanyRows } from "../rows.js";
import { type ActKind, actOf, changePart, partFaults, undoneFaults } from "./acts.js";
import { addStep, changeDuty, dutyAt } from "./duties.js";

const TEST: ActKind = { control: "VUL-03", kind: "penetration-test", label: "penetration test" };
type Duty = TableRow<"duty">;

/** Ways in which the system is not tested, tested by insiders, or stays as it was found. */
export const vul03Faults: readonly Fault[] = faultsOf("VUL-03", [
  ...undoneFaults("A", TEST),
  {
    attribute: "A",
    id: "by-insiders",
    title: "The team that builds the system tested it",
    plant: (rows, world, at) => {
      const { act, item } = actOf(rows, world, TEST, at);
      changePart(rows, act, "independent", { is_done: false });
      return found("VUL-03", "A", item, "unauthorised");
    },
  },
  ...partFaults("B", "scope", TEST),
  finding({
    id: "never-fixed",
    title: "A critical finding was never fixed",
    kind: "not-performed",
    hit: (rows, duty) => changeDuty(rows, duty, { closed_at: null, outcome: null }),
  }),
  finding({
    id: "days-late",
    title: "A critical finding was fixed four days late",
    kind: "late",
    hit: (rows, duty) => changeDuty(rows, duty, { closed_at: duty.opened_at + 20 * DAY_MS }),
  }),
  finding({
    id: "accepted-by-owner",
    title: "The owner accepted a critical finding",
    kind: "late",
    hit: (rows, duty) => {
      changeDuty(rows, duty, { closed_at: duty.opened_at + 20 * DAY_MS });
      addStep(rows, duty, "accepted", { done_at: duty.opened_at + DAY_MS, actor: duty.owner, value: "2099-12-31" });
    },
  }),
  finding({
    id: "acceptance-expired",
    title: "The acceptance of a critical finding ran out, and it was still there",
    kind: "not-performed",
    hit: (rows, duty) => {
      const until = new Date(duty.opened_at + 17 * DAY_MS).toISOString();
      changeDuty(rows, duty, { closed_at: null, outcome: null });
      addStep(rows, duty, "accepted", { done_at: duty.opened_at + DAY_MS, actor: "board", value: until });
    },
  }),
]);

interface FindingFault {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly hit: (rows: CompanyRows, duty: Duty) => void;
}

function finding({ id, title, kind, hit }: FindingFault): Omit<Fault, "control"> {
  return {
    attribute: "C",
    id,
    title,
    plant: (rows, { period }, at) => {
      const duty = dutyAt(rows, "pentest-finding", {
        at,
        where: ({ severity, opened_at }) => severity === "critical" && opened_at + 21 * DAY_MS < period.end,
      });
      hit(rows, duty);
      return found("VUL-03", "C", `penetration test finding ${duty.key}`, kind);
    },
  };
}
