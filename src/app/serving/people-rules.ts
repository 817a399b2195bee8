import { AppError } from "../../base/app-error.js";
import type { Instant } from "../../base/instant.js";
import type { Role } from "../../model/roles.js";
import type { Member } from "../../store/state/people-store.js";

export type { Member } from "../../store/state/people-store.js";

/** What somebody is let in for. */
export interface Grant {
  readonly role: Role;
  readonly audits: readonly string[];
  readonly isFieldworker: boolean;
  readonly expiresAt: Instant | null;
}

/** What an owner may change of a person; what is absent stays. */
export interface MemberChange {
  readonly role?: Role | undefined;
  readonly audits?: readonly string[] | undefined;
  readonly isFieldworker?: boolean | undefined;
  readonly expiresAt?: Instant | null | undefined;
  readonly status?: "active" | "locked" | undefined;
}

/** Whether a person is let in at `asOf`: at the moment of expiry no longer. */
export function isLetIn({ role, status, isDisabled, expiresAt }: Member, asOf: Instant): boolean {
  return status === "active" && !isDisabled && role !== null && (expiresAt === null || asOf < expiresAt);
}

/**
 * What is granted, once it is whole: an auditor belongs to audits and expires, everybody else belongs to the workspace,
 * and owners never expire.
 *
 * @throws AppError `bad-input` where it cannot be made whole.
 */
export function wholeGrant({ role, audits, isFieldworker, expiresAt }: Grant, asOf: Instant): Grant {
  if (expiresAt !== null && expiresAt <= asOf) {
    throw badGrant("access would end before it begins", "Name a later last day.");
  }
  if (role === "auditor") {
    if (audits.length === 0) throw badGrant("an auditor is let into no audit", "Name at least one audit.");
    if (expiresAt === null) throw badGrant("an auditor's access has no end", "Name the last day of access.");
    return { role, audits: [...new Set(audits)].sort(), isFieldworker, expiresAt };
  }
  if (role === "owner" && expiresAt !== null) {
    throw badGrant("an owner's access has an end", "Leave the last day out, or choose another role.");
  }
  return { role, audits: [], isFieldworker: false, expiresAt };
}

/**
 * A person after an owner's change.
 *
 * @throws AppError `not-found` without such a person, `bad-input` for a grant that is not whole, `refused` where nobody
 * who owns the workspace would be let in any more.
 */
export function changedMember(
  members: readonly Member[],
  { id, change, asOf }: { readonly id: string; readonly change: MemberChange; readonly asOf: Instant },
): Member {
  const before = memberOf(members, id);
  const role = change.role ?? before.role;
  if (role === null) throw badGrant("the person has no role yet", "Name the role.");
  const grant = wholeGrant(
    {
      role,
      audits: change.audits ?? before.audits,
      isFieldworker: change.isFieldworker ?? before.isFieldworker,
      // An end that was set for another role does not bind the new one.
      expiresAt: change.expiresAt === undefined ? keptExpiry(before, role) : change.expiresAt,
    },
    asOf,
  );
  const status = change.status ?? (before.status === "waiting" ? "active" : before.status);
  const givenBy = change.role === undefined ? before.givenBy : "person";
  const after: Member = { id, ...grant, status, givenBy, isDisabled: before.isDisabled };
  assertOwned(members, after, asOf);
  return after;
}

/**
 * A person who is let in no more; what they did stays theirs.
 *
 * @throws AppError `not-found`, `refused` for the last owner.
 */
export function removedMember(members: readonly Member[], { id, asOf }: { id: string; asOf: Instant }): Member {
  const before = memberOf(members, id);
  const after: Member = { ...before, status: "removed", audits: [], isFieldworker: false };
  assertOwned(members, after, asOf);
  return after;
}

/**
 * What the groups of an identity provider make of somebody who signs in by it. What an owner decided stays; who was
 * given a role by groups loses it with them; and the last owner stays owner.
 */
export function memberByGroups(
  members: readonly Member[],
  { id, role, asOf }: { readonly id: string; readonly role: Role | undefined; readonly asOf: Instant },
): Member {
  const before = members.find((member) => member.id === id);
  if (before !== undefined && !isForGroups(before, role)) return before;
  const status = role === undefined ? "waiting" : "active";
  const after: Member = {
    ...{ id, status, role: role ?? null, givenBy: "groups" as const },
    ...{ audits: [], isFieldworker: false, expiresAt: null, isDisabled: before?.isDisabled ?? false },
  };
  return before !== undefined && wouldDisown(members, after, asOf) ? before : after;
}

/** Whether groups at sign-in decide: for whom they decided before, and for whom nobody decided yet. */
function isForGroups({ status, givenBy, role: before }: Member, role: Role | undefined): boolean {
  if (status !== "active" && status !== "waiting") return false;
  return givenBy === "groups" || (givenBy === "directory" && before === null && role !== undefined);
}

function memberOf(members: readonly Member[], id: string): Member {
  const found = members.find((member) => member.id === id && member.status !== "removed");
  if (found !== undefined) return found;
  throw new AppError({
    code: "not-found",
    message: "there is no person of that id",
    fix: "GET /api/v1/people lists those there are.",
  });
}

function keptExpiry({ role: before, expiresAt }: Member, role: Role): Instant | null {
  return before === role ? expiresAt : null;
}

function assertOwned(members: readonly Member[], after: Member, asOf: Instant): void {
  if (!wouldDisown(members, after, asOf)) return;
  throw new AppError({
    code: "refused",
    message: "this is the last owner, and a workspace needs one",
    fix: "Make somebody else an owner first.",
  });
}

/** Whether the change takes the last owner away. Where none was before, nothing is taken. */
function wouldDisown(members: readonly Member[], after: Member, asOf: Instant): boolean {
  const isOwner = (member: Member) => member.role === "owner" && isLetIn(member, asOf);
  const others = members.filter(({ id }) => id !== after.id);
  const before = members.some((member) => member.id === after.id && isOwner(member));
  return before && !isOwner(after) && !others.some(isOwner);
}

function badGrant(message: string, fix: string): AppError {
  return new AppError({ code: "bad-input", message, fix });
}
