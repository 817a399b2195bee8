import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import type { ExpectedOutcome } from "../../truths/truth.js";
import { type Fault, faultsOf, found } from "../fault.js";
import { addRows, type CompanyRows, changeRows, removeRows } from "../rows.js";
import { checkInOrder, labelOf, landed, pushAt, pushFound, pushLabel, removeReviews } from "./hit-change.js";
import {
  changeApprovals,
  companyEmergency,
  type EmergencyChange,
  type EmergencyDeployment,
  handDeployment,
  removeApprovals,
} from "./hit-emergency.js";

/** Ways in which an emergency is not declared, approved, reviewed or tested. */
export const chg04Faults: readonly Fault[] = faultsOf("CHG-04", [
  {
    attribute: "A",
    id: "no-ticket",
    title: "An emergency change names a ticket that was never made",
    plant: ofChange((rows, { key }) => removeRows(rows, "ticket", (ticket) => ticket.key === key), {
      A: "not-performed",
    }),
  },
  {
    attribute: "A",
    id: "declared-too-late",
    title: "The ticket of an emergency change was opened a minute after the hour",
    plant: ofChange(
      (rows, { key, change }) =>
        changeRows(rows, "ticket", {
          where: (ticket) => ticket.key === key,
          to: { created_at: change.merged_at + HOUR_MS + MINUTE_MS },
        }),
      { A: "late" },
    ),
  },
  {
    attribute: "A",
    id: "deployed-without-a-word",
    title: "A deployment by hand, approved by another person, was not declared; so nobody reviewed it",
    plant: ofDeployment((rows, { key }) => removeRows(rows, "ticket", (ticket) => ticket.key === key), {
      A: "not-performed",
      C: "not-performed",
    }),
  },
  {
    attribute: "A",
    id: "declared-with-the-review",
    title: "The ticket of a deployment by hand was opened in the evening, for the review",
    plant: ofDeployment(
      (rows, { key, deployment }) =>
        changeRows(rows, "ticket", {
          where: (ticket) => ticket.key === key,
          to: { created_at: deployment.started_at + 4 * HOUR_MS },
        }),
      { A: "late" },
    ),
  },
  {
    attribute: "B",
    id: "nobody-approved",
    title: "Nobody approved an emergency change, before or after; it was discussed in a review that asked for changes",
    plant: ofChange(
      (rows, { change, key }) => {
        removeApprovals(rows, key);
        removeRows(rows, "review", ({ id }) => id === `${change.id} review`);
        changeRows(rows, "review", {
          where: ({ change_id }) => change_id === change.id,
          to: { state: "changes_requested" },
        });
      },
      { B: "not-performed" },
      "not-performed",
    ),
  },
  {
    attribute: "B",
    id: "approved-by-the-author",
    title: "Only the author approved an emergency change; somebody else reviewed it afterwards, without approving",
    plant: ofChange(
      (rows, { change, key }) => {
        changeApprovals(rows, key, { approver_employee_no: (change.author_login ?? "").toUpperCase() });
        changeRows(rows, "review", {
          where: ({ id }) => id === `${change.id} review`,
          to: { reviewer_login: change.author_login },
        });
        changeRows(rows, "review", {
          where: ({ id }) => id === `${change.id} review after`,
          to: { state: "changes_requested" },
        });
      },
      { B: "unauthorised" },
      "unauthorised",
    ),
  },
  {
    attribute: "B",
    id: "approved-by-nobody",
    title: "The approval of an emergency change names nobody, and nobody reviewed the change",
    plant: ofChange(
      (rows, { change, key }) => {
        removeReviews(rows, change);
        changeApprovals(rows, key, { approver_employee_no: null });
      },
      { B: "evidence-missing", C: "not-performed" },
      "not-performed",
    ),
  },
  {
    attribute: "B",
    id: "approved-in-the-next-week",
    title: "An emergency change was approved and reviewed a week later",
    plant: ofChange(
      (rows, { change, key }) => {
        const later = change.merged_at + 7 * DAY_MS;
        changeApprovals(rows, key, { decided_at: later });
        changeRows(rows, "review", { where: ({ change_id }) => change_id === change.id, to: { submitted_at: later } });
      },
      { B: "late", C: "late" },
      "late",
    ),
  },
  {
    attribute: "C",
    id: "not-reviewed",
    title: "An approved emergency change was never reviewed",
    plant: ofChange((rows, { change }) => removeReviews(rows, change), { C: "not-performed" }, "not-performed"),
  },
  {
    attribute: "C",
    id: "reviewed-in-the-next-week",
    title: "The only review of an emergency change came a week later",
    plant: ofChange(
      (rows, { change }) => {
        removeRows(rows, "review", ({ id }) => id === `${change.id} review`);
        changeRows(rows, "review", {
          where: ({ change_id }) => change_id === change.id,
          to: { submitted_at: change.merged_at + 7 * DAY_MS },
        });
      },
      { C: "late" },
      "late",
    ),
  },
  {
    attribute: "C",
    id: "reviewed-by-the-author",
    title: "The author alone looked at an emergency change again",
    plant: ofChange(
      (rows, { change }) => {
        removeRows(rows, "review", ({ id }) => id === `${change.id} review`);
        changeRows(rows, "review", {
          where: ({ change_id }) => change_id === change.id,
          to: { reviewer_login: change.author_login },
        });
      },
      { C: "unauthorised" },
      "not-performed",
    ),
  },
  {
    attribute: "C",
    id: "deployment-not-reviewed",
    title: "Nobody looked at a deployment by hand afterwards",
    plant: ofDeployment((rows, { key }) => removeApprovals(rows, key), { C: "not-performed" }),
  },
  {
    attribute: "C",
    id: "deployment-reviewed-too-late",
    title: "A deployment by hand was reviewed ten days later",
    plant: ofDeployment(
      (rows, { key, deployment }) => changeApprovals(rows, key, { decided_at: deployment.started_at + 10 * DAY_MS }),
      { C: "late" },
    ),
  },
  {
    attribute: "D",
    id: "not-tested",
    title: "No check ran after an emergency change",
    plant: ofChange((rows, hit) => removeRows(rows, "check_result", ({ id }) => id === runAfter(hit)), {
      D: "not-performed",
    }),
  },
  {
    attribute: "D",
    id: "tests-failed",
    title: "The tests failed after an emergency change",
    plant: ofChange((rows, hit) => changeRun(rows, runAfter(hit), { conclusion: "failure" }), { D: "wrong-result" }),
  },
  {
    attribute: "D",
    id: "tests-skipped",
    title: "The tests after an emergency change were skipped",
    plant: ofChange((rows, hit) => changeRun(rows, runAfter(hit), { conclusion: "skipped" }), { D: "not-performed" }),
  },
  {
    attribute: "D",
    id: "undeclared-push-failed",
    title: "A commit was pushed without a word; its tests had succeeded before and failed afterwards",
    plant: (rows, world, at) => {
      const push = pushAt(world, "failing", at);
      addRows(rows, "landed_commit", landed(push));
      checkInOrder(rows, push);
      changeRows(rows, "check_result", {
        where: ({ sha, completed_at }) => sha === push.sha && (completed_at ?? 0) > push.at,
        to: { conclusion: "failure" },
      });
      const label = pushLabel(push, "direct push");
      return [
        ...pushFound(label),
        ...found("CHG-04", "A B C", label, "not-performed"),
        ...found("CHG-04", "D", label, "wrong-result"),
      ];
    },
  },
]);

type Kinds = Readonly<Record<string, string>>;

/** Does something to an emergency change; what CHG-01 then says of its approval before the merge. */
function ofChange(
  change: (rows: CompanyRows, hit: EmergencyChange) => void,
  kinds: Kinds,
  approval?: string,
): Fault["plant"] {
  return (rows, _, at) => {
    const hit = companyEmergency(rows, at);
    change(rows, hit);
    const label = labelOf(hit.change);
    const ordinary = approval === undefined ? [] : found("CHG-01", "A", label, approval);
    return [...ordinary, ...emergencyFound(label, kinds)];
  };
}

/** Does something to a deployment by hand. */
function ofDeployment(change: (rows: CompanyRows, hit: EmergencyDeployment) => void, kinds: Kinds): Fault["plant"] {
  return (rows, _, at) => {
    const hit = handDeployment(rows, at);
    change(rows, hit);
    return emergencyFound(hit.emergencyLabel, kinds);
  };
}

function emergencyFound(label: string, kinds: Kinds): readonly ExpectedOutcome[] {
  return Object.entries(kinds).flatMap(([attribute, kind]) => found("CHG-04", attribute, label, kind));
}

/** The run of the tests after an emergency change. */
function runAfter({ change }: EmergencyChange): string {
  return `${change.id} test after`;
}

function changeRun(rows: CompanyRows, run: string, to: Partial<TableRow<"check_result">>): void {
  changeRows(rows, "check_result", { where: ({ id }) => id === run, to });
}
