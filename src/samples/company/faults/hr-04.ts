import { DAY_MS } from "../../../base/instant.js";
import { type Fault, faultsOf, found } from "../fault.js";
import { removeRows } from "../rows.js";
import { actOfJoiner, changeJoinersAct, joinerAt, labelOf } from "./joiners.js";

const AGREEMENT = "confidentiality-agreement";

/** Ways in which somebody gets access before they signed that they keep it to themselves. */
export const hr04Faults: readonly Fault[] = faultsOf("HR-04", [
  {
    attribute: "A",
    id: "signed-after-access",
    title: "A joiner signed the confidentiality agreement days after first access",
    plant: (rows, world, at) => {
      const joiner = joinerAt(world, at);
      changeJoinersAct(rows, joiner, AGREEMENT, { performed_at: joiner.startAt + 3 * DAY_MS });
      return found("HR-04", "A", labelOf(joiner), "late");
    },
  },
  {
    attribute: "A",
    id: "never-signed",
    title: "A joiner never signed a confidentiality agreement",
    plant: (rows, world, at) => {
      const joiner = joinerAt(world, at);
      const { id } = actOfJoiner(rows, joiner, AGREEMENT);
      removeRows(rows, "activity", (row) => row.id === id);
      return found("HR-04", "A", labelOf(joiner), "not-performed");
    },
  },
  {
    attribute: "A",
    id: "undated",
    title: "The signature of a joiner has no date",
    plant: (rows, world, at) => {
      const joiner = joinerAt(world, at);
      changeJoinersAct(rows, joiner, AGREEMENT, { performed_at: null });
      return found("HR-04", "A", labelOf(joiner), "evidence-missing");
    },
  },
]);
