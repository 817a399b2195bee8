import { sha256 } from "../../../base/digest.js";
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "../../../base/instant.js";
import type { RowWriter } from "../rows.js";
import { type CompanyPerson, type CompanyWorld, headsOf, isThere, spread } from "../world.js";
import { deployByHand } from "./manual-deployments.js";

/** Automated checks of every change. */
export const CHECKS = ["build", "test", "dependency-scan", "secret-scan"] as const;

/** Repositories with their changes, reviews, checks, deployments (some by hand), and one emergency a quarter. */
export function changes(world: CompanyWorld, writer: RowWriter): void {
  const engineers = stayingEngineers(world);
  for (const { name, changesPerMonth } of world.plan.repositories) {
    writer.add("repository", { id: `repository ${name}`, name, protected_branch: "main" });
    const times = spread(
      world.period,
      Math.max(1, Math.round((changesPerMonth * (world.period.end - world.period.start)) / (30 * DAY_MS))),
    );
    times.forEach((at, index) => {
      change({ repository: name, number: index + 1, mergedAt: at, engineers, world }, writer);
    });
  }
}

/** Engineers who are there all the time: nobody approves before the first day or after the last. */
export function stayingEngineers(world: CompanyWorld): readonly CompanyPerson[] {
  const found = world.people.filter(
    (person) =>
      (person.role === "ENG" || person.role === "PLAT") &&
      isThere(person, world.covered.start) &&
      person.endAt === null,
  );
  return found.length >= 2 ? found : [headsOf(world).engineering, headsOf(world).security];
}

/** The commit that a change landed as, and the head that was reviewed. */
export function shaOf(repository: string, number: number, which: "head" | "merge"): string {
  return sha256(`${repository}#${number} ${which}`).slice(0, 40);
}

interface OneChange {
  readonly repository: string;
  readonly number: number;
  readonly mergedAt: EpochMs;
  readonly engineers: readonly CompanyPerson[];
  readonly world: CompanyWorld;
}

function change(one: OneChange, writer: RowWriter): void {
  const { repository, number, engineers } = one;
  const author = engineers[number % engineers.length];
  const reviewer = engineers[(number + 1) % engineers.length];
  if (author === undefined || reviewer === undefined) return;
  merged(one, author, writer);
  landed(one, author, writer);
  reviewed(one, reviewer, writer);
  checked(one, writer);
  if (isEmergency(number)) declareEmergency(one, writer);
  if (number % 5 === 0) deploy(one, writer);
  if (number % 10 === 3) deployByHand({ ...one, sha: shaOf(repository, number, "merge") }, writer);
}

function idOf({ repository, number }: OneChange): string {
  return `change ${repository}#${number}`;
}

function loginOf({ no }: CompanyPerson): string {
  return no.toLowerCase();
}

function merged(one: OneChange, author: CompanyPerson, writer: RowWriter): void {
  const { repository, number, mergedAt } = one;
  const login = loginOf(author);
  writer.add("change", {
    id: idOf(one),
    repository,
    number,
    title: `Change ${number}`,
    base_ref: "main",
    head_sha: shaOf(repository, number, "head"),
    merge_sha: shaOf(repository, number, "merge"),
    author_login: login,
    merged_by_login: login,
    created_at: mergedAt - DAY_MS,
    merged_at: mergedAt,
    merge_method: "squash",
    is_emergency: isEmergency(number),
    ticket_key: isEmergency(number) ? emergencyKey(repository, number) : `DEV-${number}`,
    has_description: true,
    is_docs_only: false,
  });
  for (const role of ["opener", "author"] as const) {
    const party = { id: `${idOf(one)} ${role}`, change_id: idOf(one), merged_at: mergedAt, role };
    writer.add("change_party", { ...party, login, email: null, is_bot: false });
  }
}

function landed({ repository, number, mergedAt, world }: OneChange, author: CompanyPerson, writer: RowWriter): void {
  writer.add("landed_commit", {
    id: `landed ${repository}#${number}`,
    repository,
    branch: "main",
    sha: shaOf(repository, number, "merge"),
    tree_sha: null,
    parent_sha: shaOf(repository, number - 1, "merge"),
    parent_count: 1,
    landed_lo: mergedAt,
    landed_hi: mergedAt,
    landed_basis: "forge",
    author_email: `${loginOf(author)}@${world.plan.id}.example`,
    committer_email: "noreply@github.com",
    subject: `Change ${number} (#${number})`,
    change_number: number,
    link_basis: "api",
    is_rewrite: false,
    is_initial_import: false,
  });
}

function reviewed(one: OneChange, reviewer: CompanyPerson, writer: RowWriter): void {
  const { repository, number, mergedAt } = one;
  writer.add("review", {
    id: `${idOf(one)} review`,
    change_id: idOf(one),
    merged_at: mergedAt,
    reviewer_login: loginOf(reviewer),
    is_bot: false,
    state: "approved",
    prior_state: null,
    submitted_at: mergedAt - 20 * MINUTE_MS,
    commit_sha: shaOf(repository, number, "head"),
    has_write_permission: true,
    is_code_owner: false,
  });
}

function checked(one: OneChange, writer: RowWriter): void {
  const { repository, number, mergedAt } = one;
  for (const name of CHECKS) {
    writer.add("check_result", {
      id: `${idOf(one)} ${name}`,
      repository,
      sha: shaOf(repository, number, "head"),
      name,
      conclusion: "success",
      started_at: mergedAt - 50 * MINUTE_MS,
      completed_at: mergedAt - 40 * MINUTE_MS,
    });
  }
}

/** Now and then a change is urgent: declared, approved, reviewed before and after, tested afterwards. */
function isEmergency(number: number): boolean {
  return number % 40 === 17;
}

function emergencyKey(repository: string, number: number): string {
  return `EMG-${repository.split("/")[1]}-${number}`;
}

function declareEmergency({ repository, number, mergedAt, engineers, world }: OneChange, writer: RowWriter): void {
  const key = emergencyKey(repository, number);
  const heads = headsOf(world);
  const author = engineers[number % engineers.length] ?? heads.engineering;
  const after = engineers[(number + 2) % engineers.length] ?? heads.security;
  writer.add("ticket", {
    id: `ticket ${key}`,
    key,
    kind: "Emergency change",
    summary: "An urgent change",
    created_at: mergedAt - HOUR_MS,
    resolved_at: mergedAt + DAY_MS,
    status: "Done",
    reporter_employee_no: author.no,
    beneficiary_employee_no: null,
    system: null,
    entitlements: null,
    labels: "emergency",
    links: "",
  });
  writer.add("ticket_approval", {
    id: `approval ${key}`,
    ticket_key: key,
    approver_employee_no: heads.security.no,
    is_manager_or_owner: true,
    decision: "approved",
    decided_at: mergedAt - 30 * MINUTE_MS,
    mechanism: "transition",
  });
  writer.add("review", {
    id: `change ${repository}#${number} review after`,
    change_id: `change ${repository}#${number}`,
    merged_at: mergedAt,
    reviewer_login: after.no.toLowerCase(),
    is_bot: false,
    state: "approved",
    prior_state: null,
    submitted_at: mergedAt + 3 * HOUR_MS,
    commit_sha: shaOf(repository, number, "head"),
    has_write_permission: true,
    is_code_owner: false,
  });
  writer.add("check_result", {
    id: `change ${repository}#${number} test after`,
    repository,
    sha: shaOf(repository, number, "merge"),
    name: "test",
    conclusion: "success",
    started_at: mergedAt + 5 * MINUTE_MS,
    completed_at: mergedAt + 15 * MINUTE_MS,
  });
}

function deploy({ repository, number, mergedAt }: OneChange, writer: RowWriter): void {
  writer.add("deployment", {
    id: `deployment ${repository}#${number}`,
    repository,
    sha: shaOf(repository, number, "merge"),
    environment: "production",
    is_production: true,
    trigger: "pipeline",
    triggered_by_login: null,
    approved_by_login: null,
    approved_at: null,
    started_at: mergedAt + 2 * HOUR_MS,
    outcome: "success",
    is_rollback: false,
  });
}
