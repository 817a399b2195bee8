import { DAY_MS, type EpochMs, HOUR_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import { accountsOf } from "../areas/access.js";
import { nth } from "../fault.js";
import { addRows, type CompanyRows, changeRows } from "../rows.js";
import { type CompanyPerson, type CompanyWorld, headsOf } from "../world.js";

/** A right that somebody got with a role. */
export interface GivenRight {
  readonly grantId: string;
  readonly accountId: string;
  readonly system: string;
  readonly entitlement: string;
  readonly from: EpochMs;
  readonly to: EpochMs | null;
  readonly ticket: string;
  /** What IAM-01 calls it. */
  readonly item: string;
}

/** Every right of a person in the order of the systems, those of a former role before those of the next. */
export function rightsOf(person: CompanyPerson, world: CompanyWorld): readonly GivenRight[] {
  return accountsOf(person, world).flatMap(({ id, system, rights }) =>
    rights.map(({ entitlement, from, to, ticket }) => ({
      grantId: `${id} ${entitlement}`,
      accountId: id,
      system: system.id,
      entitlement,
      from,
      to,
      ticket,
      item: rightItem(person, system.id, entitlement),
    })),
  );
}

/** What IAM-01 calls a right of a person. */
export function rightItem({ no }: CompanyPerson, system: string, entitlement: string): string {
  return `worker ${no} x ${system}: ${entitlement}`;
}

/** The `at`-th person who joined in the period. @throws RangeError when fewer did. */
export function joinerAt({ people, period }: CompanyWorld, at: number): CompanyPerson {
  return nth(
    people.filter(({ startAt }) => startAt >= period.start && startAt < period.end),
    at,
  );
}

/** The `at`-th person who was there all the time in one role, and is no head. @throws RangeError when fewer were. */
export function stayerAt(world: CompanyWorld, at: number): CompanyPerson {
  return nth(
    world.people.filter(
      ({ startAt, endAt, move }, index) =>
        index >= 4 && startAt < world.covered.start && endAt === null && move === null,
    ),
    at,
  );
}

/** Somebody who left in the period, the last moment of work known. */
export type Leaver = CompanyPerson & { readonly endAt: EpochMs };

/** The `at`-th leaver. @throws RangeError when fewer left. */
export function leaverAt({ people }: CompanyWorld, at: number): Leaver {
  return nth(
    people.flatMap((person) => (person.endAt === null ? [] : [{ ...person, endAt: person.endAt }])),
    at,
  );
}

/** Changes one grant. */
export function changeGrant(rows: CompanyRows, grantId: string, to: Partial<TableRow<"access_grant">>): void {
  changeRows(rows, "access_grant", { where: ({ id }) => id === grantId, to });
}

/** Changes the ticket of a key. */
export function changeTicket(rows: CompanyRows, ticket: string, to: Partial<TableRow<"ticket">>): void {
  changeRows(rows, "ticket", { where: ({ key }) => key === ticket, to });
}

/** Changes the approval of a ticket. */
export function changeApproval(rows: CompanyRows, ticket: string, to: Partial<TableRow<"ticket_approval">>): void {
  changeRows(rows, "ticket_approval", { where: ({ ticket_key }) => ticket_key === ticket, to });
}

/** Another decision about a ticket. */
export function addDecision(
  rows: CompanyRows,
  ticket: string,
  { at, by, decision }: { readonly at: EpochMs; readonly by: string; readonly decision: "approved" | "rejected" },
): void {
  addRows(rows, "ticket_approval", {
    id: `${decision} ${ticket} ${at}`,
    ticket_key: ticket,
    approver_employee_no: by,
    is_manager_or_owner: true,
    decision,
    decided_at: at,
    mechanism: "transition",
  });
}

/** A request of its own for one right, approved four hours after it was made. */
export function addRequest(
  rows: CompanyRows,
  world: CompanyWorld,
  {
    key,
    at,
    beneficiary,
    system,
    entitlement,
  }: {
    readonly key: string;
    readonly at: EpochMs;
    readonly beneficiary: string | null;
    readonly system: string;
    readonly entitlement: string;
  },
): void {
  const { security, people } = headsOf(world);
  addRows(rows, "ticket", {
    id: `ticket ${key}`,
    key,
    kind: "Access request",
    summary: "One right",
    created_at: at,
    resolved_at: at + DAY_MS,
    status: "Done",
    reporter_employee_no: people.no,
    beneficiary_employee_no: beneficiary,
    system,
    entitlements: entitlement,
    labels: "",
    links: "",
  });
  addDecision(rows, key, { at: at + 4 * HOUR_MS, by: security.no, decision: "approved" });
}

/** Another right, for as long as the records go or until told otherwise. */
export function addGrant(
  rows: CompanyRows,
  { covered }: CompanyWorld,
  {
    accountId,
    system,
    entitlement,
    from,
    to = null,
    ticket,
  }: {
    readonly accountId: string;
    readonly system: string;
    readonly entitlement: string;
    readonly from: EpochMs;
    readonly to?: EpochMs | null;
    readonly ticket: string | null;
  },
): void {
  addRows(rows, "access_grant", {
    id: `${accountId} ${entitlement} ${from}`,
    account_id: accountId,
    system,
    entitlement,
    is_privileged: false,
    grant_path: "direct",
    rule_key: null,
    granted_by: "it-admin",
    request_key: ticket,
    is_event: true,
    from_lo: from,
    from_hi: from,
    to_lo: to,
    to_hi: to,
    seen_at: to ?? covered.end,
  });
}
