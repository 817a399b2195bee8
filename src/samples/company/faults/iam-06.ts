import { DAY_MS, HOUR_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import {
  adminGrantId,
  adminTicket,
  elevationId,
  elevationLabel,
  elevations,
  platformPeople,
  type StandingAdmin,
  standingAdmins,
  systemOf,
} from "../areas/privileged-access.js";
import { registerEntry } from "../areas/register-rows.js";
import { type Fault, faultsOf, found, nth } from "../fault.js";
import { addRows, type CompanyRows, changeRows, removeRows, rowAt } from "../rows.js";
import { type CompanyPerson, type CompanyWorld, headsOf } from "../world.js";
import { adminLabel, iam06HolderFaults } from "./iam-06-holders.js";

type Draft = Omit<Fault, "control">;

/** Ways in which an administrative right is held by who should not hold it. */
export const iam06Faults: readonly Fault[] = faultsOf("IAM-06", [...approvals(), ...shared(), ...iam06HolderFaults]);

function approvals(): readonly Draft[] {
  return [...standingApprovals(), ...elevationApprovals()];
}

function standingApprovals(): readonly Draft[] {
  const draft = (
    proof: StandingAdmin["proof"],
    { id, title, change }: { id: string; title: string; change: Change },
  ): Draft => ({
    attribute: "A",
    id,
    title,
    plant: (rows, world, at) => {
      const admin = nth(
        standingAdmins(world).filter((each) => each.proof === proof),
        at,
      );
      change(rows, admin, world);
      return found("IAM-06", "A", adminLabel(admin), "unauthorised");
    },
  });
  return [
    draft("ticket", {
      id: "never-approved",
      title: "Nobody approved the request of an administrator",
      change: unapproved,
    }),
    draft("ticket", {
      id: "approved-by-oneself",
      title: "An administrator approved their own request",
      change: (rows, admin) =>
        changeRows(rows, "ticket_approval", {
          where: ({ ticket_key }) => ticket_key === adminTicket(admin),
          to: { approver_employee_no: admin.person.no },
        }),
    }),
    draft("ticket", {
      id: "another-right-asked",
      title: "The request behind an administrator's right asks for another one",
      change: (rows, admin) =>
        changeRows(rows, "ticket", {
          where: ({ key }) => key === adminTicket(admin),
          to: { entitlements: "read-only" },
        }),
    }),
    draft("register", {
      id: "not-on-the-register",
      title: "An administrator is not on the register of approved holders",
      change: (rows, admin) => removeRows(rows, "register_entry", isEntryOf(admin)),
    }),
    draft("register", {
      id: "register-entry-ended",
      title: "The approval on the register ended in the period, and the right went on",
      change: (rows, admin, { period }) =>
        changeRows(rows, "register_entry", { where: isEntryOf(admin), to: { to_at: period.start + 9 * DAY_MS } }),
    }),
    draft("register", {
      id: "entry-of-another",
      title: "The entry on the register names another holder",
      change: (rows, admin, world) =>
        changeRows(rows, "register_entry", { where: isEntryOf(admin), to: { owner: headsOf(world).chief.no } }),
    }),
  ];
}

type Change = (rows: CompanyRows, admin: StandingAdmin, world: CompanyWorld) => void;

function unapproved(rows: CompanyRows, admin: StandingAdmin): void {
  removeRows(rows, "ticket_approval", ({ ticket_key }) => ticket_key === adminTicket(admin));
}

function isEntryOf({ person, system, entitlement }: StandingAdmin) {
  const key = `${system}/${entitlement}/${person.no.toLowerCase()}`;
  return (row: TableRow<"register_entry">) => row.register === "privileged-role" && row.key === key;
}

function elevationApprovals(): readonly Draft[] {
  return [
    {
      attribute: "A",
      id: "elevated-before-approval",
      title: "Somebody was elevated, and the approval came two hours later",
      plant: (rows, world, at) => {
        const elevation = nth(elevations(world), at);
        changeRows(rows, "ticket_approval", {
          where: ({ ticket_key }) => ticket_key === elevation.key,
          to: { decided_at: elevation.at + 2 * HOUR_MS },
        });
        const item = elevationLabel(elevation);
        return [...found("IAM-06", "A", item, "unauthorised"), ...found("IAM-01", "C", item, "late")];
      },
    },
    {
      attribute: "A",
      id: "elevated-on-an-old-request",
      title: "Somebody was elevated again on the request of the last time",
      plant: (rows, world, at) => {
        const before = nth(elevations(world), at);
        const again = nth(elevations(world), at + platformPeople(world).length);
        changeRows(rows, "access_grant", {
          where: ({ id }) => id === elevationId(again),
          to: { request_key: before.key },
        });
        return found("IAM-06", "A", elevationLabel(again), "unauthorised");
      },
    },
    {
      attribute: "A",
      id: "elevated-without-a-request",
      title: "Somebody was elevated without any request; the log names one that does not exist",
      plant: (rows, world, at) => {
        const elevation = nth(elevations(world), at);
        removeRows(rows, "ticket", ({ key }) => key === elevation.key);
        removeRows(rows, "ticket_approval", ({ ticket_key }) => ticket_key === elevation.key);
        const item = elevationLabel(elevation);
        return [...found("IAM-06", "A", item, "unauthorised"), ...found("IAM-01", "A B C", item, "evidence-missing")];
      },
    },
  ];
}

/** A shared account that holds an administrative right, approved like any other; with or without an exception for it. */
function shared(): readonly Draft[] {
  const draft = (id: string, title: string, exception: (world: CompanyWorld) => Partial<Exception> | null): Draft => ({
    attribute: "B",
    id,
    title,
    plant: (rows, world, at) => {
      const username = `ops-${id}-${at + 1}`;
      const system = systemOf(world, "cloud");
      addShared(rows, world, { system, username });
      const more = exception(world);
      if (more !== null) addRows(rows, "approved_exception", exceptionFor(`${system}/${username}`, more, world));
      return found("IAM-06", "B", `shared account ${system}-${username} x ${system}: org-owner`, "unauthorised");
    },
  });
  return [
    draft("shared", "A shared account holds an administrative right", () => null),
    draft("shared-unapproved", "The exception for a shared account was never approved", () => ({ approved_at: null })),
    draft(
      "shared-approved-late",
      "The exception for a shared account was approved after the period began",
      (world) => ({
        approved_at: world.period.start + 9 * DAY_MS,
      }),
    ),
    draft("shared-expired", "The exception for a shared account ran out, and it went on", (world) => ({
      to_at: world.period.start + 20 * DAY_MS,
    })),
    draft("shared-unowned", "Nobody owns the exception for a shared account", () => ({ owner: null })),
    draft("shared-for-years", "The exception for a shared account is for more than a year", (world) => ({
      to_at: world.period.end + 400 * DAY_MS,
    })),
  ];
}

type Exception = TableRow<"approved_exception">;

function exceptionFor(subject: string, more: Partial<Exception>, world: CompanyWorld): Exception {
  const from = world.period.start - 20 * DAY_MS;
  return {
    id: `exception ${subject}`,
    kind: "shared-account",
    subject,
    owner: headsOf(world).security.no,
    approved_at: from,
    from_at: from,
    to_at: world.period.end + 20 * DAY_MS,
    ...more,
  };
}

function addShared(
  rows: CompanyRows,
  world: CompanyWorld,
  { system, username }: { system: string; username: string },
): void {
  const owner: CompanyPerson = headsOf(world).security;
  const account = `account ${system} ${username}`;
  const since = world.covered.start;
  const model = rowAt(rows, "account", { where: ({ account_type }) => account_type === "break_glass", at: 0 });
  const more = { id: account, system, external_id: `${system}-${username}`, username, account_type: "shared" };
  addRows(rows, "account", { ...model, ...more, owner_employee_no: owner.no });
  const state = rowAt(rows, "account_state", { where: ({ account_id }) => account_id === model.id, at: 0 });
  addRows(rows, "account_state", { ...state, id: `${account} on`, account_id: account });
  const grant = rowAt(rows, "access_grant", {
    where: ({ id }) => id === adminGrantId(nth(standingAdmins(world), 0)),
    at: 0,
  });
  addRows(rows, "access_grant", {
    ...grant,
    id: `admin ${account}`,
    account_id: account,
    system,
    request_key: null,
    from_lo: since,
    from_hi: since,
    to_lo: null,
    to_hi: null,
    seen_at: world.covered.end,
  });
  const key = `${system}/org-owner/${username}`;
  addRows(
    rows,
    "register_entry",
    registerEntry({ register: "privileged-role", key, owner: owner.no, from_at: since }, world),
  );
}
