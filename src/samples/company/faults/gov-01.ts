import { POLICIES } from "../areas/governance.js";
import { type Fault, faultsOf, found } from "../fault.js";
import { headsOf } from "../world.js";
import { type ActKind, actOf, changeAct, partFaults, undoneFaults } from "./acts.js";

const APPROVAL: ActKind = {
  control: "GOV-01",
  kind: "policy-approval",
  label: "policy approval",
  subjects: POLICIES,
};

/** Ways in which a policy is old, approved by the wrong person or known to nobody. */
export const gov01Faults: readonly Fault[] = faultsOf("GOV-01", [
  ...undoneFaults("A", APPROVAL),
  {
    attribute: "B",
    id: "by-another-role",
    title: "A policy was approved by the holder of another role",
    plant: (rows, world, at) => {
      const { act, item } = actOf(rows, world, APPROVAL, at);
      changeAct(rows, act, { approved_by: headsOf(world).people.no });
      return found("GOV-01", "B", item, "unauthorised");
    },
  },
  {
    attribute: "B",
    id: "by-no-role",
    title: "A policy was approved by somebody without any role",
    plant: (rows, world, at) => {
      const { act, item } = actOf(rows, world, APPROVAL, at);
      changeAct(rows, act, { approved_by: headsOf(world).chief.no });
      return found("GOV-01", "B", item, "unauthorised");
    },
  },
  {
    attribute: "B",
    id: "unnamed",
    title: "The approval of a policy names nobody",
    plant: (rows, world, at) => {
      const { act, item } = actOf(rows, world, APPROVAL, at);
      changeAct(rows, act, { approved_by: null });
      return found("GOV-01", "B", item, "evidence-missing");
    },
  },
  ...partFaults("C", "published", APPROVAL),
]);
