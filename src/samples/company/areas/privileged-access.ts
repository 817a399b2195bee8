import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import type { RowWriter } from "../rows.js";
import { type CompanyPerson, type CompanyWorld, headsOf, isThere, spread } from "../world.js";
import { accountId } from "./access.js";
import { registerEntry } from "./register-rows.js";

/** Administrative rights: of standing administrators, of those who moved or left, and elevations for some hours. */
export function privilegedAccess(world: CompanyWorld, writer: RowWriter): void {
  for (const admin of standingAdmins(world)) writeAdmin(admin, world, writer);
  elevations(world).forEach((elevation) => {
    writeElevation(elevation, world, writer);
  });
}

/** A standing administrative right of one person. */
export interface StandingAdmin {
  readonly person: CompanyPerson;
  readonly system: string;
  readonly entitlement: string;
  /** Proof of its approval: a ticket, or an entry of the register of holders. */
  readonly proof: "ticket" | "register";
}

const OWNER = "org-owner";

/** Administrators who stay, by turns approved by ticket and by register; after them those who leave and those who move. */
export function standingAdmins(world: CompanyWorld): readonly StandingAdmin[] {
  const { plan, people } = world;
  const cloud = systemOf(world, "cloud");
  const forge = systemOf(world, "scm");
  const staying = platformPeople(world).slice(0, Math.max(2, Math.round(plan.people / 20)));
  const parting = people.filter(
    ({ role, endAt, move }) => IN_FORGE.includes(role) && (endAt !== null || move !== null),
  );
  return [
    ...staying.map((person, index) => admin(person, cloud, index)),
    ...parting.map((person, index) => admin(person, forge, index)),
  ];
}

const IN_FORGE: readonly string[] = ["ENG", "PLAT", "SEC"];

function admin(person: CompanyPerson, system: string, index: number): StandingAdmin {
  return { person, system, entitlement: OWNER, proof: index % 2 === 0 ? "ticket" : "register" };
}

/** Platform engineers who are there all the time, in one job. */
export function platformPeople(world: CompanyWorld): readonly CompanyPerson[] {
  return world.people.filter(
    (person) =>
      person.role === "PLAT" && isThere(person, world.covered.start) && person.endAt === null && person.move === null,
  );
}

/** The first system of a kind. */
export function systemOf({ plan }: CompanyWorld, kind: CompanyWorld["plan"]["systems"][number]["kind"]): string {
  return plan.systems.find((system) => system.kind === kind)?.id ?? kind;
}

/** The id of an administrative right, and of the ticket behind it. */
export function adminGrantId({ person, system }: StandingAdmin): string {
  return `admin ${accountId(system, person.no)}`;
}
export function adminTicket({ person }: StandingAdmin): string {
  return `ADM-${person.no}`;
}

/** When a standing right ended: some hours after its holder left or moved. */
function endOf({ person }: StandingAdmin): EpochMs | null {
  if (person.endAt !== null) return person.endAt + HOUR_MS;
  return person.move === null ? null : person.move.at + 10 * HOUR_MS;
}

/** When a standing right was given: by then its holder and who approves it work there. */
function adminFrom({ person }: StandingAdmin, world: CompanyWorld): EpochMs {
  return Math.max(person.startAt, headsOf(world).security.startAt) + 30 * HOUR_MS;
}

function writeAdmin(each: StandingAdmin, world: CompanyWorld, writer: RowWriter): void {
  const { person, system, entitlement, proof } = each;
  const from = adminFrom(each, world);
  const key = proof === "ticket" ? adminTicket(each) : null;
  const grant = { id: adminGrantId(each), system, entitlement, from, to: endOf(each), key };
  writer.add("access_grant", grantRow(grant, person, world));
  if (key !== null) {
    writeTicket({ key, person, system, entitlement, at: from - DAY_MS }, world, writer);
    return;
  }
  writer.add(
    "register_entry",
    registerEntry(
      {
        register: "privileged-role",
        key: `${system}/${entitlement}/${person.no.toLowerCase()}`,
        owner: person.no,
        class: "runs the platform",
        from_at: from - HOUR_MS,
      },
      world,
    ),
  );
}

/** Somebody elevated for four hours, on a request of its own. */
export interface Elevation {
  readonly key: string;
  readonly person: CompanyPerson;
  readonly system: string;
  readonly at: EpochMs;
}

const ELEVATED = "incident-admin";

/** Elevations spread over the period, by turns of the platform engineers. */
export function elevations(world: CompanyWorld): readonly Elevation[] {
  const { plan, period } = world;
  const people = platformPeople(world);
  const months = (period.end - period.start) / (30 * DAY_MS);
  return spread(period, Math.max(6, Math.round((plan.people * months) / 10))).flatMap((at, index) => {
    const person = people[index % people.length];
    return person === undefined ? [] : [{ key: `ELEV-${index + 1}`, person, system: systemOf(world, "cloud"), at }];
  });
}

/** The id of an elevation's right. */
export function elevationId({ key }: Elevation): string {
  return `elevation ${key}`;
}

/** What an elevation is called in a test. */
export function elevationLabel({ person, system }: Elevation): string {
  return `worker ${person.no} x ${system}: ${ELEVATED}`;
}

function writeElevation(elevation: Elevation, world: CompanyWorld, writer: RowWriter): void {
  const { key, person, system, at } = elevation;
  const grant = { id: elevationId(elevation), system, entitlement: ELEVATED, from: at, to: at + 4 * HOUR_MS, key };
  writer.add("access_grant", grantRow(grant, person, world));
  writeTicket({ key, person, system, entitlement: ELEVATED, at: at - 2 * HOUR_MS }, world, writer);
}

interface Grant {
  readonly id: string;
  readonly system: string;
  readonly entitlement: string;
  readonly from: EpochMs;
  readonly to: EpochMs | null;
  readonly key: string | null;
}

function grantRow(
  { id, system, entitlement, from, to, key }: Grant,
  { no }: CompanyPerson,
  { covered }: CompanyWorld,
): TableRow<"access_grant"> {
  return {
    id,
    account_id: accountId(system, no),
    system,
    entitlement,
    is_privileged: true,
    grant_path: "direct",
    rule_key: null,
    granted_by: "provisioner",
    request_key: key,
    is_event: true,
    from_lo: from,
    from_hi: from,
    to_lo: to,
    to_hi: to,
    seen_at: to ?? covered.end,
  };
}

function writeTicket(
  {
    key,
    person,
    system,
    entitlement,
    at,
  }: { key: string; person: CompanyPerson; system: string; entitlement: string; at: EpochMs },
  world: CompanyWorld,
  writer: RowWriter,
): void {
  const heads = headsOf(world);
  writer.add("ticket", {
    id: `ticket ${key}`,
    key,
    kind: "Access request",
    summary: "An administrative right",
    created_at: at,
    resolved_at: at + HOUR_MS,
    status: "Done",
    reporter_employee_no: person.no,
    beneficiary_employee_no: person.no,
    system,
    entitlements: entitlement,
    labels: "",
    links: "",
  });
  writer.add("ticket_approval", {
    id: `approval ${key}`,
    ticket_key: key,
    approver_employee_no: heads.security.no,
    is_manager_or_owner: true,
    decision: "approved",
    decided_at: at + 30 * MINUTE_MS,
    mechanism: "transition",
  });
}
