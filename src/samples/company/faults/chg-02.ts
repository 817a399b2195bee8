import { HOUR_MS, MINUTE_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import { type Fault, faultsOf, found, open } from "../fault.js";
import { addRows, type CompanyRows, changeRows, removeRows, rowAt } from "../rows.js";
import {
  type Change,
  checkInOrder,
  declareInOrder,
  labelOf,
  landed,
  ordinaryChange,
  pushAt,
  pushFound,
  pushLabel,
} from "./hit-change.js";

type Run = TableRow<"check_result">;

/** Ways in which a change is merged without the success of a check that it needs. */
export const chg02Faults: readonly Fault[] = faultsOf("CHG-02", [
  ...[
    { id: "failed", title: "The tests failed", to: { conclusion: "failure" } },
    { id: "cancelled", title: "The tests were cancelled", to: { conclusion: "cancelled" } },
    { id: "timed-out", title: "The tests ran out of time", to: { conclusion: "timed_out" } },
    { id: "skipped", title: "The tests were skipped, and no policy lets that count", to: { conclusion: "skipped" } },
  ].map(({ id, title, to }) => ({
    attribute: "A",
    id,
    title: `${title} before the change was merged`,
    plant: ofRun("test", (rows, run) => changeRun(rows, run, to), "wrong-result"),
  })),
  {
    attribute: "A",
    id: "unknown-conclusion",
    title: "The forge tells a conclusion of the build that nobody knows",
    plant: (rows, _, at) => {
      const change = ordinaryChange(rows, at);
      changeRun(rows, runOf(rows, change, "build"), { conclusion: "unknown" });
      return open("CHG-02", "A", labelOf(change), "unparsed");
    },
  },
  {
    attribute: "A",
    id: "not-run",
    title: "The build did not run for a change",
    plant: ofRun("build", (rows, run) => removeRows(rows, "check_result", ({ id }) => id === run.id), "not-performed"),
  },
  {
    attribute: "A",
    id: "renamed",
    title: "The check had another name for one change",
    plant: ofRun("test", (rows, run) => changeRun(rows, run, { name: "test (fast)" }), "not-performed"),
  },
  {
    attribute: "A",
    id: "after-the-merge",
    title: "The tests ended a minute after the merge",
    plant: ofRun(
      "test",
      (rows, run, { merged_at }) => changeRun(rows, run, { completed_at: merged_at + MINUTE_MS }),
      "not-performed",
    ),
  },
  {
    attribute: "A",
    id: "never-ended",
    title: "The build was still running when the change was merged, and never ended",
    plant: ofRun(
      "build",
      (rows, run) => changeRun(rows, run, { completed_at: null, conclusion: "unknown" }),
      "not-performed",
    ),
  },
  {
    attribute: "A",
    id: "an-older-head",
    title: "The tests ran on an older commit than the one that was merged",
    plant: ofRun("test", (rows, run) => changeRun(rows, run, { sha: `${run.sha.slice(0, 39)}x` }), "not-performed"),
  },
  {
    attribute: "A",
    id: "failed-again",
    title: "The tests succeeded, were repeated and failed before the merge",
    plant: ofRun(
      "test",
      (rows, run) =>
        addRows(rows, "check_result", {
          ...run,
          id: `${run.id} again`,
          conclusion: "failure",
          started_at: (run.started_at ?? 0) + 15 * MINUTE_MS,
          completed_at: (run.completed_at ?? 0) + 15 * MINUTE_MS,
        }),
      "wrong-result",
    ),
  },
  {
    attribute: "A",
    id: "failed-in-the-queue",
    title: "The tests of the merge queue failed on the commit that landed all the same",
    plant: ofRun(
      "test",
      (rows, run, change) => {
        changeRows(rows, "change", { where: ({ id }) => id === change.id, to: { merge_method: "queue" } });
        addRows(rows, "check_result", {
          ...run,
          id: `${run.id} in the queue`,
          sha: change.merge_sha ?? change.head_sha,
          conclusion: "failure",
          started_at: change.merged_at - 20 * MINUTE_MS,
          completed_at: change.merged_at - 5 * MINUTE_MS,
        });
      },
      "wrong-result",
    ),
  },
  {
    attribute: "A",
    id: "pushed-before-the-build",
    title: "A commit was pushed in an emergency, in order otherwise; its build ran an hour later",
    plant: (rows, world, at) => {
      const push = pushAt(world, "before the build", at);
      addRows(rows, "landed_commit", landed(push));
      declareInOrder(rows, push, world);
      checkInOrder(rows, push);
      const build = rowAt(rows, "check_result", {
        where: ({ sha, name }) => sha === push.sha && name === "build",
        at: 0,
      });
      changeRun(rows, build, { completed_at: push.at + HOUR_MS });
      const label = pushLabel(push, "direct push");
      return [...pushFound(label), ...found("CHG-02", "A", label, "bypassed")];
    },
  },
]);

function runOf(rows: CompanyRows, { head_sha }: Change, check: string): Run {
  return rowAt(rows, "check_result", { where: ({ sha, name }) => sha === head_sha && name === check, at: 0 });
}

function changeRun(rows: CompanyRows, run: Run, to: Partial<Run>): void {
  changeRows(rows, "check_result", { where: ({ id }) => id === run.id, to });
}

/** Does something to the run of one check of an ordinary change. */
function ofRun(
  check: string,
  change: (rows: CompanyRows, run: Run, change: Change) => void,
  kind: string,
): Fault["plant"] {
  return (rows, _, at) => {
    const hit = ordinaryChange(rows, at);
    change(rows, runOf(rows, hit, check), hit);
    return found("CHG-02", "A", labelOf(hit), kind);
  };
}
