import { DAY_MS } from "../../../base/instant.js";
import { type Fault, faultsOf, found } from "../fault.js";
import { type ActKind, actOf, approvalFaults, changeAct, partFaults, undoneFaults } from "./acts.js";
import { changeStep, dutyAt, removeStep } from "./duties.js";

const ASSESSMENT: ActKind = { control: "GOV-03", kind: "risk-assessment", label: "risk assessment" };

/** Ways in which risks are assessed late, in part or by nobody's leave, and changes not at all. */
export const gov03Faults: readonly Fault[] = faultsOf("GOV-03", [
  ...undoneFaults("A", ASSESSMENT),
  ...partFaults("B", "commitments", ASSESSMENT),
  ...partFaults("C", "fraud", ASSESSMENT),
  ...partFaults("D", "changes", ASSESSMENT),
  {
    attribute: "D",
    id: "change-unassessed",
    title: "A significant change was never assessed",
    plant: (rows, _, at) => {
      const change = dutyAt(rows, "significant-change", { at });
      removeStep(rows, change, "assessed");
      return found("GOV-03", "D", `significant change ${change.key}`, "not-performed");
    },
  },
  {
    attribute: "D",
    id: "change-late",
    title: "A significant change was assessed six weeks later",
    plant: (rows, _, at) => {
      const change = dutyAt(rows, "significant-change", { at });
      changeStep(rows, change, "assessed", { done_at: change.opened_at + 42 * DAY_MS });
      return found("GOV-03", "D", `significant change ${change.key}`, "late");
    },
  },
  ...partFaults("E", "rated_owned", ASSESSMENT),
  ...approvalFaults("F", ASSESSMENT),
  {
    attribute: "F",
    id: "by-oneself",
    title: "Whoever made the assessment approved it",
    plant: (rows, world, at) => {
      const { act, item } = actOf(rows, world, ASSESSMENT, at);
      changeAct(rows, act, { approved_by: act.performed_by });
      return found("GOV-03", "F", item, "unauthorised");
    },
  },
]);
