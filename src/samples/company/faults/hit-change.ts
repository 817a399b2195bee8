import { sha256 } from "../../../base/digest.js";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import type { ExpectedOutcome } from "../../truths/truth.js";
import { CHECKS, stayingEngineers } from "../areas/changes.js";
import { found, nth } from "../fault.js";
import { addRows, type CompanyRows, removeRows, rowAt } from "../rows.js";
import { type CompanyPerson, type CompanyWorld, headsOf, spread } from "../world.js";

export type Change = TableRow<"change">;
type Review = TableRow<"review">;
type Bypass = TableRow<"protection_bypass">;

/** A change that went the ordinary way: approved by somebody else, checked, no emergency. */
export function ordinaryChange(rows: CompanyRows, at: number): Change {
  return nth(
    rows.change.filter(({ is_emergency }) => !is_emergency),
    3 + at * 7,
  );
}

/** The label of a change. */
export function labelOf({ repository, number }: Change): string {
  return `${repository}#${number}`;
}

/** The approval that a change was merged with. */
export function reviewOf(rows: CompanyRows, { id }: Change): Review {
  return rowAt(rows, "review", { where: (row) => row.id === `${id} review`, at: 0 });
}

/** Takes everything away that reviewers said of a change, before and after the merge. */
export function removeReviews(rows: CompanyRows, { id }: Change): void {
  removeRows(rows, "review", ({ change_id }) => change_id === id);
}

/** Somebody who was there all the time, and has nothing to do with the change of that number. */
export function outsider(world: CompanyWorld, { number }: Change): CompanyPerson {
  const engineers = stayingEngineers(world);
  return nth(engineers, (number + 5) % engineers.length);
}

/** A commit that nobody asked to merge, and how it came to the branch. */
export interface Push {
  readonly repository: string;
  readonly sha: string;
  readonly at: number;
  readonly author: CompanyPerson;
}

/** A push in working hours of a day well inside the period. */
export function pushAt(world: CompanyWorld, name: string, at: number): Push {
  const { period, plan } = world;
  const repository = nth(plan.repositories, at % plan.repositories.length).name;
  const day = nth(spread({ start: period.start, end: period.end - 10 * DAY_MS }, 7), at, 2);
  return {
    repository,
    sha: sha256(`${repository} ${name} ${at}`).slice(0, 40),
    at: day - (day % DAY_MS) + 13 * HOUR_MS,
    author: nth(stayingEngineers(world), at, 3),
  };
}

/** The commit as the history of the branch shows it. */
export function landed(
  { repository, sha, at, author }: Push,
  more: Partial<TableRow<"landed_commit">> = {},
): TableRow<"landed_commit"> {
  return {
    id: `landed ${repository}@${sha}`,
    repository,
    branch: "main",
    sha,
    tree_sha: null,
    parent_sha: sha256(`before ${sha}`).slice(0, 40),
    parent_count: 1,
    landed_lo: at,
    landed_hi: at,
    landed_basis: "forge",
    author_email: author.address,
    committer_email: author.address,
    subject: "Put it right",
    change_number: null,
    link_basis: "none",
    is_rewrite: false,
    is_initial_import: false,
    ...more,
  };
}

/** What the forge tells of a rule that was passed over. */
export function bypass({ repository, sha, at, author }: Push, mechanism: string, more: Partial<Bypass> = {}): Bypass {
  return {
    id: `bypass ${repository}@${sha}`,
    repository,
    branch: "main",
    actor_login: author.no.toLowerCase(),
    at,
    after_sha: sha,
    mechanism,
    reason: null,
    ...more,
  };
}

/** How an item of a push is called. */
export function pushLabel({ repository, sha }: Push, kind: "direct push" | "history rewrite"): string {
  return `${repository}@${sha.slice(0, 7)} (${kind})`;
}

/** What a push breaks by being one, whatever was done about it: review, purpose, rules. */
export function pushFound(label: string): readonly ExpectedOutcome[] {
  return [...found("CHG-01", "A D", label, "bypassed"), ...found("CHG-01", "C", label, "evidence-missing")];
}

/** What a push of which nobody knew breaks besides: no check had run, nobody declared, approved, reviewed or tested it. */
export function unknownPushFound(label: string): readonly ExpectedOutcome[] {
  return [
    ...pushFound(label),
    ...found("CHG-02", "A", label, "bypassed"),
    ...found("CHG-09", "A", label, "bypassed"),
    ...found("CHG-04", "A B C D", label, "not-performed"),
  ];
}

/** What makes an emergency out of a commit: ticket, approval before and review after it by the head of security. */
export function declareInOrder(rows: CompanyRows, { repository, sha, at }: Push, world: CompanyWorld): void {
  const key = `EMG-${sha.slice(0, 7)}`;
  const { security, engineering } = headsOf(world);
  addRows(rows, "ticket", {
    id: `ticket ${key}`,
    key,
    kind: "Emergency change",
    summary: "An urgent change",
    created_at: at - HOUR_MS,
    resolved_at: at + DAY_MS,
    status: "Done",
    reporter_employee_no: engineering.no,
    beneficiary_employee_no: null,
    system: null,
    entitlements: null,
    labels: "emergency",
    links: `${repository}@${sha}`,
  });
  const approval = {
    ticket_key: key,
    approver_employee_no: security.no,
    is_manager_or_owner: true,
    decision: "approved",
    mechanism: "transition",
  };
  addRows(
    rows,
    "ticket_approval",
    { ...approval, id: `approval ${key}`, decided_at: at - 30 * MINUTE_MS },
    { ...approval, id: `approval ${key} after`, decided_at: at + 3 * HOUR_MS },
  );
}

/** Successful runs of every check on a commit: before it landed, and after. */
export function checkInOrder(rows: CompanyRows, { repository, sha, at }: Push): void {
  const run = (name: string, endedAt: number) => ({
    id: `run ${name} ${sha} ${endedAt}`,
    repository,
    sha,
    name,
    conclusion: "success",
    started_at: endedAt - 5 * MINUTE_MS,
    completed_at: endedAt,
  });
  addRows(
    rows,
    "check_result",
    ...CHECKS.map((name) => run(name, at - 10 * MINUTE_MS)),
    run("test", at + 15 * MINUTE_MS),
  );
}
