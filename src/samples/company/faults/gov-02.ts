import { DAY_MS } from "../../../base/instant.js";
import { type Fault, faultsOf, found } from "../fault.js";
import { type ActKind, actOf, changePart, partFaults, undoneFaults } from "./acts.js";

const MEETING: ActKind = {
  control: "GOV-02",
  kind: "oversight-meeting",
  label: "oversight meeting",
  every: "quarter",
};

/** Ways in which oversight fails: not met, not discussed, not written down, too few. */
export const gov02Faults: readonly Fault[] = faultsOf("GOV-02", [
  ...undoneFaults("A", MEETING),
  ...partFaults("B", "security_on_agenda", MEETING),
  ...partFaults("C", "minutes", MEETING),
  ...partFaults("C", "actions", MEETING),
  {
    attribute: "C",
    id: "weeks-late",
    title: "Minutes were written five weeks after the meeting",
    plant: (rows, world, at) => {
      const { act, item } = actOf(rows, world, MEETING, at);
      changePart(rows, act, "minutes", { done_at: (act.performed_at ?? 0) + 35 * DAY_MS });
      return found("GOV-02", "C", item, "late");
    },
  },
  {
    attribute: "C",
    id: "undated",
    title: "Nobody knows when the minutes were written",
    plant: (rows, world, at) => {
      const { act, item } = actOf(rows, world, MEETING, at);
      changePart(rows, act, "minutes", { done_at: null });
      return found("GOV-02", "C", item, "evidence-missing");
    },
  },
  ...partFaults("D", "quorum", MEETING),
]);
