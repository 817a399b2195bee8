import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import type { SystemPlan } from "../plan.js";
import { companyRole, type RoleCode } from "../roles.js";
import type { RowWriter } from "../rows.js";
import { type CompanyPerson, type CompanyWorld, headsOf } from "../world.js";

/** Accounts with their states, rights with their requests, factors, sign-ins, credentials. */
export function access(world: CompanyWorld, writer: RowWriter): void {
  for (const { id } of world.plan.systems) {
    writer.add("auth_policy", {
      id: `policy ${id}`,
      system: id,
      account_id: null,
      is_mfa_enforced: true,
      exclusion_key: null,
      from_at: world.covered.start - 900 * DAY_MS,
      to_at: null,
    });
  }
  for (const person of world.people) {
    for (const account of accountsOf(person, world)) write(account, world, writer);
  }
}

/** One account of one person. */
export interface CompanyAccount {
  readonly id: string;
  readonly person: CompanyPerson;
  readonly system: SystemPlan;
  readonly createdAt: EpochMs;
  /** When it could no longer sign in: in good time after the end of work. */
  readonly offAt: EpochMs | null;
  /** Rights it held: of the role, and after a move of the next one. */
  readonly rights: readonly Right[];
}

interface Right {
  readonly entitlement: string;
  readonly from: EpochMs;
  readonly to: EpochMs | null;
  /** The ticket that asked for it. */
  readonly ticket: string;
}

/** The accounts of a person: in every system that a role of theirs needs, from the first hour of that role. */
export function accountsOf(person: CompanyPerson, { plan }: CompanyWorld): readonly CompanyAccount[] {
  return plan.systems.flatMap((system): CompanyAccount[] => {
    const rights = rightsOf(person, system);
    const [first] = rights;
    if (first === undefined) return [];
    const offAt = person.endAt === null ? null : person.endAt + (system.kind === "idp" ? 1 : 3) * HOUR_MS;
    return [{ id: accountId(system.id, person.no), person, system, createdAt: first.from, offAt, rights }];
  });
}

/** The id of a person's account in a system. */
export function accountId(system: string, no: string): string {
  return `account ${system} ${no}`;
}

/** What a role may do in a system. */
export function entitlementOf(role: RoleCode, system: SystemPlan): string | undefined {
  const { systems, code } = companyRole(role);
  return systems.includes(system.kind) ? `${code.toLowerCase()}-${system.kind}` : undefined;
}

const FIRST_HOURS = 8 * HOUR_MS;

function rightsOf({ no, role, move, startAt, endAt }: CompanyPerson, system: SystemPlan): readonly Right[] {
  const offAt = endAt === null ? null : endAt + HOUR_MS;
  const before = entitlementOf(role, system);
  const after = move === null ? undefined : entitlementOf(move.role, system);
  const kept = move === null ? offAt : move.at + DAY_MS;
  return [
    ...(before === undefined
      ? []
      : [{ entitlement: before, from: startAt + FIRST_HOURS, to: kept, ticket: `ACC-${no}` }]),
    ...(after === undefined || move === null
      ? []
      : [{ entitlement: after, from: move.at + HOUR_MS, to: offAt, ticket: `ACC-${no}-2` }]),
  ];
}

function write(account: CompanyAccount, world: CompanyWorld, writer: RowWriter): void {
  const { id, system, createdAt, offAt, rights } = account;
  const seen = world.covered.end;
  const ended = { to_lo: offAt, to_hi: offAt, seen_at: offAt ?? seen };
  const began = { from_lo: createdAt, from_hi: createdAt };
  writer.add("account", accountRow(account));
  writer.add("account_state", {
    id: `${id} on`,
    account_id: id,
    state: "active",
    vendor_status: "active",
    ...began,
    ...ended,
  });
  writer.add("auth_factor", {
    id: `${id} factor`,
    account_id: id,
    factor: "webauthn",
    is_phishing_resistant: true,
    ...began,
    to_lo: null,
    to_hi: null,
    seen_at: seen,
  });
  for (const right of rights) writeRight(right, account, { world, writer });
  if (offAt !== null) {
    const off = { from_lo: offAt, from_hi: offAt, to_lo: null, to_hi: null, seen_at: seen };
    writer.add("account_state", {
      id: `${id} off`,
      account_id: id,
      state: "disabled",
      vendor_status: "disabled",
      ...off,
    });
    writer.add("session_revocation", { id: `${id} out`, account_id: id, at: offAt, scope: "all" });
  }
  if (system.kind === "idp") signIns(account, world, writer);
  if (system.kind === "scm") writer.add("credential", credential(account, world));
  if (system.kind === "scm" && offAt !== null) writer.add("credential", workload(account, world));
  if (system.kind === "idp") requests(account, world, writer);
}

function accountRow({ id, person, system, createdAt }: CompanyAccount): TableRow<"account"> {
  const username = person.no.toLowerCase();
  return {
    id,
    system: system.id,
    external_id: `${system.id}-${username}`,
    username,
    email: person.address,
    employee_no: person.no,
    account_type: "human",
    owner_employee_no: null,
    is_tagged_test: false,
    created_at: createdAt,
    deleted_at: null,
  };
}

function writeRight(
  right: Right,
  { id, system }: CompanyAccount,
  { world, writer }: { world: CompanyWorld; writer: RowWriter },
): void {
  const { entitlement, from, to, ticket } = right;
  writer.add("access_grant", {
    id: `${id} ${entitlement}`,
    account_id: id,
    system: system.id,
    entitlement,
    is_privileged: false,
    grant_path: "group",
    rule_key: null,
    granted_by: "provisioner",
    request_key: ticket,
    is_event: true,
    from_lo: from,
    from_hi: from,
    to_lo: to,
    to_hi: to,
    seen_at: to ?? world.covered.end,
  });
}

/** The requests behind a person's rights: of the first role, and of the next. */
function requests({ person }: CompanyAccount, world: CompanyWorld, writer: RowWriter): void {
  const { startAt, move, no } = person;
  writeRequest(`ACC-${no}`, startAt - 5 * DAY_MS, { person, labels: "", world, writer });
  if (move !== null) writeRequest(`ACC-${no}-2`, move.at - 3 * DAY_MS, { person, labels: "mover", world, writer });
}

function writeRequest(
  key: string,
  at: EpochMs,
  { person, labels, world, writer }: { person: CompanyPerson; labels: string; world: CompanyWorld; writer: RowWriter },
): void {
  const heads = headsOf(world);
  const reporter = person.no === heads.people.no ? heads.chief : heads.people;
  writer.add("ticket", {
    id: `ticket ${key}`,
    key,
    kind: "Access request",
    summary: "Access for a role",
    created_at: at,
    resolved_at: (person.move !== null && labels === "mover" ? person.move.at : at) + DAY_MS,
    status: "Done",
    reporter_employee_no: reporter.no,
    beneficiary_employee_no: person.no,
    system: null,
    entitlements: "*",
    labels,
    links: "",
  });
  writer.add("ticket_approval", {
    id: `approval ${key}`,
    ticket_key: key,
    approver_employee_no:
      person.managerNo === reporter.no || person.managerNo === null ? heads.security.no : person.managerNo,
    is_manager_or_owner: true,
    decision: "approved",
    decided_at: at + 4 * HOUR_MS,
    mechanism: "transition",
  });
}

/** One sign-in a week, always with two factors. */
function signIns(
  { id, system, createdAt, offAt, person }: CompanyAccount,
  world: CompanyWorld,
  writer: RowWriter,
): void {
  const from = Math.max(createdAt + HOUR_MS, world.covered.start);
  const until = person.endAt ?? offAt ?? world.covered.end;
  for (let at = from + MINUTE_MS; at < until; at += 7 * DAY_MS) {
    writer.add("sign_in", {
      id: `${id} in ${at}`,
      account_id: id,
      system: system.id,
      at,
      is_success: true,
      factor_count: 2,
      app: null,
      is_legacy_protocol: false,
      bypass_key: null,
    });
  }
}

/** A personal token that lives sixty days at the most, the last one till the end of work. */
function credential({ id, system, createdAt, offAt }: CompanyAccount, world: CompanyWorld): TableRow<"credential"> {
  const from = Math.max(createdAt + HOUR_MS, (offAt ?? world.covered.end) - 60 * DAY_MS);
  return {
    id: `${id} token`,
    account_id: id,
    system: system.id,
    kind: "token",
    is_service: false,
    last_used_at: from + DAY_MS,
    owner_reassigned_at: null,
    from_lo: from,
    from_hi: from,
    to_lo: offAt,
    to_hi: offAt,
    seen_at: offAt ?? world.covered.end,
  };
}

/** What a leaver's connection of a workload is called. */
export function workloadId(account: string): string {
  return `${account} workload`;
}

/** A connection that a workload uses and a leaver owned: given to another owner two days after the end of work. */
function workload({ id, system, createdAt, offAt }: CompanyAccount, { covered }: CompanyWorld): TableRow<"credential"> {
  const left = offAt ?? covered.end;
  const from = Math.max(createdAt + HOUR_MS, left - 40 * DAY_MS);
  return {
    id: workloadId(id),
    account_id: id,
    system: system.id,
    kind: "oauth_grant",
    is_service: true,
    last_used_at: left,
    owner_reassigned_at: left + 2 * DAY_MS,
    from_lo: from,
    from_hi: from,
    to_lo: null,
    to_hi: null,
    seen_at: covered.end,
  };
}
