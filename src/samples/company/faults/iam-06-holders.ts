import { DAY_MS, type EpochMs, HOUR_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import { adminGrantId, adminTicket, type StandingAdmin, standingAdmins } from "../areas/privileged-access.js";
import { type Fault, found, nth, open } from "../fault.js";
import { addRows, type CompanyRows, changeRows, rowAt } from "../rows.js";
import { type CompanyWorld, headsOf } from "../world.js";

type Draft = Omit<Fault, "control">;
type Outcomes = ReturnType<Fault["plant"]>;
type Grant = TableRow<"access_grant">;

/** Ways in which an administrative right outlives the job it was given for, or the work of its holder. */
export const iam06HolderFaults: readonly Draft[] = [...afterMoves(), ...afterLeaving()];

/** What a standing right is called in a test. */
export function adminLabel({ person, system, entitlement }: StandingAdmin): string {
  return `worker ${person.no} x ${system}: ${entitlement}`;
}

function afterMoves(): readonly Draft[] {
  const ended = (draft: Pick<Draft, "attribute" | "id" | "title">, hours: number, isResidue = false): Draft => ({
    ...draft,
    plant: (rows, world, at) => {
      const admin = mover(world, at);
      const moved = admin.person.move?.at ?? 0;
      changeGrant(rows, admin, endingAt(moved + hours * HOUR_MS));
      return [...moveOutcomes(admin), ...(isResidue ? residue(admin, "late") : [])];
    },
  });
  return [
    {
      attribute: "C",
      id: "kept-after-move",
      title: "An administrator moved and kept the right",
      plant: (rows, world, at) => {
        const admin = mover(world, at);
        changeGrant(rows, admin, stillHeld(world));
        return [...moveOutcomes(admin), ...residue(admin, "not-performed")];
      },
    },
    ended(
      { attribute: "C", id: "kept-for-two-days", title: "An administrator moved, and kept the right for two days" },
      48,
    ),
    ended(
      { attribute: "C", id: "kept-an-hour-over", title: "An administrator moved, and kept the right for 25 hours" },
      25,
    ),
    ended(
      { attribute: "D", id: "mover-kept-for-days", title: "An administrator moved, and kept the right for ten days" },
      240,
      true,
    ),
    {
      attribute: "C",
      id: "approved-anew-late",
      title: "An administrator moved and kept the right, approved anew three days later",
      plant: (rows, world, at) => {
        const admin = mover(world, at);
        changeGrant(rows, admin, stillHeld(world));
        askAgain(rows, admin, { at: (admin.person.move?.at ?? 0) + 3 * DAY_MS, world });
        return moveOutcomes(admin);
      },
    },
    {
      attribute: "C",
      id: "given-after-move",
      title: "A right was given for some hours after a move, on the approval for the job before",
      plant: (rows, world, at) => {
        const admin = mover(world, at);
        const from = (admin.person.move?.at ?? 0) + 2 * DAY_MS;
        const more = { id: `${adminGrantId(admin)} again`, from_lo: from, from_hi: from };
        addRows(rows, "access_grant", { ...grantOf(rows, admin), ...more, ...endingAt(from + 20 * HOUR_MS) });
        return moveOutcomes(admin);
      },
    },
  ];
}

function afterLeaving(): readonly Draft[] {
  const ended = (id: string, title: string, hours: number): Draft => ({
    attribute: "D",
    id,
    title,
    plant: (rows, world, at) => {
      const admin = leaver(world, at);
      changeGrant(rows, admin, endingAt((admin.person.endAt ?? 0) + hours * HOUR_MS));
      return found("IAM-06", "D", adminLabel(admin), "not-performed");
    },
  });
  return [
    {
      attribute: "D",
      id: "kept-after-leaving",
      title: "An administrator left, and still has the right; the account is off",
      plant: (rows, world, at) => {
        const admin = leaver(world, at);
        changeGrant(rows, admin, stillHeld(world));
        return found("IAM-06", "D", adminLabel(admin), "not-performed");
      },
    },
    ended("ended-an-hour-late", "An administrator left, and the right ended after 25 hours", 25),
    ended("ended-a-week-late", "An administrator left, and the right ended after a week", 168),
    {
      attribute: "D",
      id: "end-between-two-looks",
      title: "An administrator left, and the right ended at some moment of ten days in which nobody looked",
      plant: (rows, world, at) => {
        const admin = leaver(world, at);
        const seen = (admin.person.endAt ?? 0) - HOUR_MS;
        changeGrant(rows, admin, { to_lo: seen, to_hi: seen + 10 * DAY_MS, seen_at: seen });
        return open("IAM-06", "A B C D", adminLabel(admin), "gap");
      },
    },
  ];
}

function mover(world: CompanyWorld, at: number): StandingAdmin {
  return nth(
    standingAdmins(world).filter(({ person }) => person.move !== null),
    at,
  );
}

function leaver(world: CompanyWorld, at: number): StandingAdmin {
  return nth(
    standingAdmins(world).filter(({ person }) => person.endAt !== null),
    at,
  );
}

/** Held in a job it was not approved for, and not taken away. */
function moveOutcomes(admin: StandingAdmin): Outcomes {
  const item = adminLabel(admin);
  return [...found("IAM-06", "C", item, "unauthorised"), ...found("IAM-06", "D", item, "not-performed")];
}

/** What IAM-02 finds of a right that stayed beyond its own days. */
function residue({ person }: StandingAdmin, kind: string): Outcomes {
  return found("IAM-02", "B", `move of worker ${person.no}`, kind);
}

function grantOf(rows: CompanyRows, admin: StandingAdmin): Grant {
  return rowAt(rows, "access_grant", { where: ({ id }) => id === adminGrantId(admin), at: 0 });
}

function changeGrant(rows: CompanyRows, admin: StandingAdmin, to: Partial<Grant>): void {
  changeRows(rows, "access_grant", { where: ({ id }) => id === adminGrantId(admin), to });
}

function endingAt(at: EpochMs): Pick<Grant, "to_lo" | "to_hi" | "seen_at"> {
  return { to_lo: at, to_hi: at, seen_at: at };
}

function stillHeld({ covered }: CompanyWorld): Pick<Grant, "to_lo" | "to_hi" | "seen_at"> {
  return { to_lo: null, to_hi: null, seen_at: covered.end };
}

/** A new request for the same right, approved by the head of security. */
function askAgain(
  rows: CompanyRows,
  { person, system, entitlement }: StandingAdmin,
  { at, world }: { at: EpochMs; world: CompanyWorld },
): void {
  const key = `${adminTicket({ person, system, entitlement, proof: "ticket" })}-2`;
  const ticket = rowAt(rows, "ticket", { where: (row) => row.key.startsWith("ADM-"), at: 0 });
  const who = { reporter_employee_no: person.no, beneficiary_employee_no: person.no };
  addRows(rows, "ticket", {
    ...ticket,
    ...who,
    id: `ticket ${key}`,
    key,
    system,
    entitlements: entitlement,
    created_at: at - HOUR_MS,
  });
  const approval = rowAt(rows, "ticket_approval", { where: ({ ticket_key }) => ticket_key === ticket.key, at: 0 });
  const by = headsOf(world).engineering.no;
  addRows(rows, "ticket_approval", {
    ...approval,
    id: `approval ${key}`,
    ticket_key: key,
    approver_employee_no: by,
    decided_at: at,
  });
}
