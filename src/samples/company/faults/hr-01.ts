import { DAY_MS, HOUR_MS } from "../../../base/instant.js";
import { type Fault, faultsOf, found, open } from "../fault.js";
import { removeRows } from "../rows.js";
import { actOfJoiner, changeJoinersAct, joinerAt, labelOf } from "./joiners.js";

const CHECK = "background-check";

/** Ways in which somebody gets access before their background check is done, or without a decision on it. */
export const hr01Faults: readonly Fault[] = faultsOf("HR-01", [
  {
    attribute: "A",
    id: "completed-after-access",
    title: "A joiner's background check was completed a week after first access",
    plant: (rows, world, at) => {
      const joiner = joinerAt(world, at);
      changeJoinersAct(rows, joiner, CHECK, { performed_at: joiner.startAt + 7 * DAY_MS });
      return found("HR-01", "A", labelOf(joiner), "late");
    },
  },
  {
    attribute: "A",
    id: "completed-an-hour-after",
    title: "A joiner's background check was completed an hour after first access",
    plant: (rows, world, at) => {
      const joiner = joinerAt(world, at);
      // Accounts are ready in the afternoon of the first day.
      changeJoinersAct(rows, joiner, CHECK, { performed_at: joiner.startAt + 9 * HOUR_MS });
      return found("HR-01", "A", labelOf(joiner), "late");
    },
  },
  {
    attribute: "A",
    id: "ordered-only",
    title: "A joiner's background check was ordered and never completed",
    plant: (rows, world, at) => {
      const joiner = joinerAt(world, at);
      changeJoinersAct(rows, joiner, CHECK, { result: "ordered" });
      return found("HR-01", "A", labelOf(joiner), "not-performed");
    },
  },
  {
    attribute: "A",
    id: "none",
    title: "There is no background check of a joiner",
    plant: (rows, world, at) => {
      const joiner = joinerAt(world, at);
      const { id } = actOfJoiner(rows, joiner, CHECK);
      removeRows(rows, "activity", (row) => row.id === id);
      return found("HR-01", "A", labelOf(joiner), "not-performed");
    },
  },
  {
    attribute: "A",
    id: "undated",
    title: "A joiner's background check has no date",
    plant: (rows, world, at) => {
      const joiner = joinerAt(world, at);
      changeJoinersAct(rows, joiner, CHECK, { performed_at: null });
      return found("HR-01", "A", labelOf(joiner), "evidence-missing");
    },
  },
  ...[
    {
      id: "undecided",
      title: "A check raised something, and nobody decided on it",
      result: "consider",
      kind: "not-performed",
    },
    { id: "without-a-result", title: "The record of a check shows no result", result: null, kind: "evidence-missing" },
  ].map(({ id, title, result, kind }) => ({
    attribute: "B",
    id,
    title,
    plant: ((rows, world, at) => {
      const joiner = joinerAt(world, at);
      changeJoinersAct(rows, joiner, CHECK, { result });
      return found("HR-01", "B", labelOf(joiner), kind);
    }) satisfies Fault["plant"],
  })),
  {
    attribute: "B",
    id: "in-another-word",
    title: "The result of a check is a word that nobody knows",
    plant: (rows, world, at) => {
      const joiner = joinerAt(world, at);
      changeJoinersAct(rows, joiner, CHECK, { result: "amber" });
      return open("HR-01", "B", labelOf(joiner), "unparsed");
    },
  },
]);
