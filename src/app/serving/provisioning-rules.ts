import { AppError } from "../../base/app-error.js";
import type { Instant } from "../../base/instant.js";
import type { Role } from "../../model/roles.js";
import type {
  Directory,
  DirectoryChange,
  DirectoryGroup,
  DirectorySaying,
  DirectoryUser,
} from "../../store/state/directory-store.js";
import type { Member } from "../../store/state/people-store.js";
import { isLetIn } from "./people-rules.js";
import { roleOfGroups, type Scim } from "./server-config.js";

/** What an identity provider wants a person to be. */
export interface SaidUser extends DirectorySaying {
  readonly isActive: boolean;
}

/** What an identity provider wants a group to be; members by id. */
export interface SaidGroup {
  readonly name: string;
  readonly externalId: string | null;
  readonly members: readonly string[];
}

/** When a change is made, and which roles groups give. */
export interface Terms {
  readonly roles: Scim;
  readonly asOf: Instant;
}

/** What is to be written, and how everything is once it is. */
export interface Decided {
  readonly change: DirectoryChange;
  readonly after: Directory;
}

/**
 * People whom an identity provider sees. Auditors are let in by invitation and are nobody of the company's directory,
 * unless it was the directory that brought them.
 */
export function isProvisionable({ member, said }: DirectoryUser): boolean {
  return member.status !== "removed" && (member.role !== "auditor" || said !== null);
}

/** What is known of a person in an identity provider's words, also where it said nothing yet. */
export function saidOf({ said, name, email }: DirectoryUser): DirectorySaying {
  const emails = [{ value: email, type: "work", primary: true }];
  const profile = { formatted: name, givenName: null, familyName: null, displayName: name, emails };
  return said ?? { userName: email, externalId: null, profile };
}

/**
 * A new person. Somebody who was removed and comes back under the same address is the same person.
 *
 * @throws AppError `taken` where somebody has the name or the address already.
 */
export function addedUser(
  before: Directory,
  { id, said, terms }: { readonly id: string; readonly said: SaidUser; readonly terms: Terms },
): Decided & { readonly id: string } {
  const known = before.users.find(({ member, email }) => member.status === "removed" && email === emailOf(said));
  const blank = {
    member: { ...NOBODY, id: known?.member.id ?? id },
    createdAt: known?.createdAt ?? terms.asOf,
    isBrought: true,
  };
  const user = wanted(blank, { said, asOf: terms.asOf });
  assertFree(before, user);
  const users = [...before.users.filter((each) => each !== known), user];
  const decided = settled(before, { after: { ...before, users }, touched: [user.member.id], terms });
  const forgotten = known === undefined ? [] : [user.member.id];
  return { ...decided, id: user.member.id, change: { ...decided.change, forgotten } };
}

/** @throws AppError `not-found`, `taken`, and `refused` where nobody who owns the workspace would be let in any more. */
export function changedUser(
  before: Directory,
  { id, change, terms }: { readonly id: string; change(): SaidUser; readonly terms: Terms },
): Decided {
  const known = userOf(before, id);
  const user = wanted(known, { said: change(), asOf: terms.asOf });
  assertFree(before, user);
  const users = before.users.map((each) => (each === known ? user : each));
  return settled(before, { after: { ...before, users }, touched: [id], terms });
}

/** Nobody any more, for the identity provider: what they did stays theirs. @throws AppError `not-found`, `refused`. */
export function removedUser(before: Directory, { id, terms }: { readonly id: string; readonly terms: Terms }): Decided {
  const known = userOf(before, id);
  const member: Member = { ...known.member, status: "removed", audits: [], isFieldworker: false };
  const gone = { ...known, member, said: null, isBrought: false, updatedAt: terms.asOf };
  const after = {
    users: before.users.map((each) => (each === known ? gone : each)),
    groups: before.groups.map((group) => ({ ...group, members: group.members.filter((each) => each !== id) })),
  };
  assertOwned(before, after, terms.asOf);
  return { change: { ...NOTHING, users: [gone], forgotten: [id] }, after };
}

/** @throws AppError `taken` where a group has the name, `bad-input` for members that nobody is. */
export function addedGroup(
  before: Directory,
  { id, said, terms }: { readonly id: string; readonly said: SaidGroup; readonly terms: Terms },
): Decided {
  const { asOf } = terms;
  const group = { ...said, members: [...new Set(said.members)].sort(), id, createdAt: asOf, updatedAt: asOf };
  return writtenGroup(before, { group, terms });
}

/** @throws AppError `not-found`, `taken`, `bad-input`, `refused` for the last owner. */
export function changedGroup(
  before: Directory,
  { id, change, terms }: { readonly id: string; change(): SaidGroup; readonly terms: Terms },
): Decided {
  const known = groupOf(before, id);
  const said = change();
  const group = { ...known, ...said, members: [...new Set(said.members)].sort(), updatedAt: terms.asOf };
  return writtenGroup(before, { group, terms });
}

/** @throws AppError `not-found`, `refused` for the last owner. */
export function removedGroup(
  before: Directory,
  { id, terms }: { readonly id: string; readonly terms: Terms },
): Decided {
  const known = groupOf(before, id);
  const after = { ...before, groups: before.groups.filter((each) => each !== known) };
  const { change, after: settledAfter } = settled(before, { after, touched: known.members, terms });
  return { change: { ...change, goneGroups: [id] }, after: settledAfter };
}

function writtenGroup(
  before: Directory,
  { group, terms }: { readonly group: DirectoryGroup; readonly terms: Terms },
): Decided {
  const key = group.name.toLowerCase();
  const others = before.groups.filter(({ id }) => id !== group.id);
  if (others.some(({ name }) => name.toLowerCase() === key)) throw taken("a group has this displayName already");
  const known = before.groups.find(({ id }) => id === group.id);
  const ids = new Set(before.users.filter(isProvisionable).map(({ member }) => member.id));
  const unknown = group.members.filter((id) => !ids.has(id)).length;
  if (unknown > 0) throw badInput(`${unknown} of the members are nobody here`, "Create the users before their groups.");
  const groups =
    known === undefined ? [...before.groups, group] : before.groups.map((each) => (each === known ? group : each));
  const touched = [...new Set([...(known?.members ?? []), ...group.members])];
  const { change, after } = settled(before, { after: { ...before, groups }, touched, terms });
  return { change: { ...change, groups: [group] }, after };
}

const NOTHING: DirectoryChange = {
  ...{ users: [], groups: [], goneGroups: [], signedOut: [], tokensRevoked: [], forgotten: [] },
};

const NOBODY: Omit<Member, "id"> = {
  ...{ role: null, status: "waiting", givenBy: "directory", isDisabled: false },
  ...{ audits: [], isFieldworker: false, expiresAt: null },
};

function wanted(
  { member, createdAt, isBrought }: Pick<DirectoryUser, "member" | "createdAt" | "isBrought">,
  { said: { isActive, ...said }, asOf }: { readonly said: SaidUser; readonly asOf: Instant },
): DirectoryUser {
  return {
    ...{ createdAt, isBrought, updatedAt: asOf, member: { ...member, isDisabled: !isActive } },
    ...{ said, name: nameOf(said), email: emailOf(said) },
  };
}

/** Gives the touched people the roles that follow, and finds out what else follows from that. */
function settled(
  before: Directory,
  { after, touched, terms }: { readonly after: Directory; readonly touched: readonly string[]; readonly terms: Terms },
): Decided {
  const ids = new Set(touched);
  const users = after.users.map((user) => {
    return ids.has(user.member.id) ? { ...user, member: withRole(user.member, { after, roles: terms.roles }) } : user;
  });
  const settledAfter = { ...after, users };
  assertOwned(before, settledAfter, terms.asOf);
  const earlier = new Map(before.users.map((user) => [user.member.id, user]));
  const written = users.filter((user) => isChanged(user, earlier.get(user.member.id)));
  const changed = written.filter(({ member }) => mayOther(member, earlier.get(member.id)?.member));
  const disabled = changed.filter(({ member }) => member.isDisabled);
  const idsOf = (list: readonly DirectoryUser[]) => list.map(({ member }) => member.id);
  const change = { ...NOTHING, users: written, signedOut: idsOf(changed), tokensRevoked: idsOf(disabled) };
  return { change, after: settledAfter };
}

/** What an owner decided stays, and so do the groups of single sign-on where the directory's give nothing. */
function withRole(member: Member, { after, roles }: { readonly after: Directory; readonly roles: Scim }): Member {
  if (member.givenBy === "person") return member;
  const names = after.groups.filter(({ members }) => members.includes(member.id)).map(({ name }) => name);
  const given = roleOfGroups(names, roles);
  if (member.givenBy === "groups" && given === undefined) return member;
  const role: Role | null = given ?? roles.default_role ?? null;
  const isOpen = member.status === "active" || member.status === "waiting";
  const status = isOpen ? (role === null ? "waiting" : "active") : member.status;
  return { ...member, role, status, givenBy: "directory", expiresAt: role === "owner" ? null : member.expiresAt };
}

function isChanged(user: DirectoryUser, before: DirectoryUser | undefined): boolean {
  if (before === undefined || user.said !== before.said) return true;
  return mayOther(user.member, before.member) || user.member.givenBy !== before.member.givenBy;
}

function mayOther(member: Member, before: Member | undefined): boolean {
  if (before === undefined) return false;
  return member.role !== before.role || member.status !== before.status || member.isDisabled !== before.isDisabled;
}

function assertOwned(before: Directory, after: Directory, asOf: Instant): void {
  const isOwned = ({ users }: Directory) =>
    users.some(({ member }) => member.role === "owner" && isLetIn(member, asOf));
  if (!isOwned(before) || isOwned(after)) return;
  throw new AppError({
    code: "refused",
    message: "this would take the last owner away, and a workspace needs one",
    fix: "Make somebody else an owner first, under Settings.",
  });
}

function assertFree({ users }: Directory, { member, said, email }: DirectoryUser): void {
  const others = users.filter((each) => each.member.id !== member.id);
  const key = said?.userName.toLowerCase();
  for (const other of others) {
    if (other.member.status !== "removed" && saidOf(other).userName.toLowerCase() === key) {
      throw taken("somebody has this userName already");
    }
    if (other.email === email) throw taken("somebody has this e-mail address already");
  }
}

/** The address that counts: the first that is called primary, or the first of all, or the name itself. */
function emailOf({ userName, profile: { emails } }: DirectorySaying): string {
  const { value } = emails.find(({ primary }) => primary === true) ?? emails[0] ?? { value: userName };
  return value.toLowerCase();
}

function nameOf({ userName, profile }: DirectorySaying): string {
  const parts = [profile.givenName, profile.familyName].filter((part) => part !== null).join(" ");
  return [profile.displayName, profile.formatted, parts].find((text) => text !== null && text !== "") ?? userName;
}

function userOf({ users }: Directory, id: string): DirectoryUser {
  const found = users.find((user) => user.member.id === id && isProvisionable(user));
  if (found === undefined) throw notFound("user");
  return found;
}

function groupOf({ groups }: Directory, id: string): DirectoryGroup {
  const found = groups.find((group) => group.id === id);
  if (found === undefined) throw notFound("group");
  return found;
}

function notFound(what: string): AppError {
  return new AppError({ code: "not-found", message: `there is no ${what} of that id`, fix: "Look it up by its name." });
}

function taken(message: string): AppError {
  return new AppError({ code: "taken", message, fix: "Look it up by its name, and change that one." });
}

function badInput(message: string, fix: string): AppError {
  return new AppError({ code: "bad-input", message, fix });
}
