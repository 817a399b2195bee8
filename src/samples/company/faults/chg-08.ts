import { DAY_MS, HOUR_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import { type Fault, faultsOf, found } from "../fault.js";
import type { CompanyRows } from "../rows.js";
import { changeDuty, changeStep, dutyAt, removeStep } from "./duties.js";
import { registerThing, thingFaults } from "./things-over-time.js";

/** Ways in which environments touch, or production data leaves production as it is. */
export const chg08Faults: readonly Fault[] = faultsOf("CHG-08", [
  ...thingFaults({
    control: "CHG-08",
    attribute: "A",
    what: "an environment shared an account with another",
    bad: () => "false",
    kind: "not-performed",
    exceptionKind: "environment",
    thing: registerThing("environment", { aspect: "separated" }),
  }),
  copy({
    id: "unapproved",
    title: "Production data was copied without approval",
    kind: "unauthorised",
    hit: (rows, duty) => removeStep(rows, duty, "approved"),
  }),
  copy({
    id: "approved-afterwards",
    title: "A copy of production data was approved two days after it was made",
    kind: "late",
    hit: (rows, duty) => changeStep(rows, duty, "approved", { done_at: duty.opened_at + 2 * DAY_MS }),
  }),
  copy({
    id: "approved-by-nobody",
    title: "The approval of a copy names nobody",
    kind: "evidence-missing",
    hit: (rows, duty) => changeStep(rows, duty, "approved", { actor: null }),
  }),
  copy({
    id: "approval-undated",
    title: "The approval of a copy has no date",
    kind: "evidence-missing",
    hit: (rows, duty) => changeStep(rows, duty, "approved", { done_at: null }),
  }),
  copy({
    id: "never-masked",
    title: "A copy of production data was never masked",
    kind: "not-performed",
    hit: (rows, duty) => removeStep(rows, duty, "masked"),
  }),
  copy({
    id: "masked-late",
    title: "A copy of production data was masked after a weekend",
    kind: "late",
    hit: (rows, duty) => changeStep(rows, duty, "masked", { done_at: duty.opened_at + 62 * HOUR_MS }),
  }),
  copy({
    id: "to-an-unknown-place",
    title: "Unmasked production data was restored in an environment that is on no register",
    kind: "not-performed",
    hit: (rows, duty) => {
      changeDuty(rows, duty, { subject: "acme-forgotten" });
      removeStep(rows, duty, "masked");
    },
  }),
]);

interface CopyFault extends Omit<Fault, "control" | "attribute" | "plant"> {
  readonly kind: string;
  readonly hit: (rows: CompanyRows, duty: TableRow<"duty">) => void;
}

function copy({ kind, hit, ...fault }: CopyFault): Omit<Fault, "control"> {
  return {
    ...fault,
    attribute: "B",
    plant: (rows, _, at) => {
      const duty = dutyAt(rows, "data-copy", { at, where: ({ subject }) => subject !== "acme-production" });
      hit(rows, duty);
      return found("CHG-08", "B", `data copy ${duty.key}`, kind);
    },
  };
}
