import { AppError } from "../../base/app-error.js";
import { sha256 } from "../../base/digest.js";
import { type Instant, instant, instantOf, MINUTE_MS, msOf } from "../../base/instant.js";
import type { Role } from "../../model/roles.js";
import type { InvitationRow, InvitationStore } from "../../store/state/invitation-store.js";
import type { Entered, LinkStore, OneTimeLinkRow } from "../../store/state/link-store.js";
import type { Member, PeopleStore } from "../../store/state/people-store.js";
import { isLetIn, memberByGroups, wholeGrant } from "./people-rules.js";
import type { Secrets } from "./secrets.js";

export interface EntranceParts {
  readonly people: PeopleStore;
  readonly links: LinkStore;
  readonly invitations: InvitationStore;
  readonly secrets: Secrets;
}

/** How somebody who follows a link wants to be called. */
export interface Introduction {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
}

const LINK_MINUTES = 15;
const FIRST_OWNER = { name: "Owner", email: "owner@lookback.localhost" };

/** The ways into a workspace that need no password: one-time links, invitations, and an identity provider's groups. */
export class Entrance {
  readonly #parts: EntranceParts;

  constructor(parts: EntranceParts) {
    this.#parts = parts;
  }

  /** Whether nobody owns the workspace yet, or no owner is let in any more. */
  async isUnowned(at: Instant): Promise<boolean> {
    return (await this.#owner(at)) === undefined;
  }

  /** The secret of a new link that signs the longest known owner in, or makes the first; earlier ones hold no more. */
  async ownerLink(at: Instant): Promise<string> {
    return this.#link((await this.#owner(at)) ?? null, at);
  }

  /** The secret of a new link that signs a person in. @throws AppError `not-found`, `refused` if they are not let in. */
  async linkFor(person: string, at: Instant): Promise<string> {
    const member = await this.#parts.people.member(person);
    if (member === undefined || member.status === "removed") throw noSuchPerson();
    if (!isLetIn(member, at)) throw notLetIn(member, at);
    return this.#link(person, at);
  }

  /** What a link would do, without using it up. @throws AppError `not-found`, `refused` when it holds no more. */
  async lookAtLink(token: string, at: Instant): Promise<{ readonly makesOwner: boolean; readonly expiresAt: Instant }> {
    const link = await this.#parts.links.byHash(sha256(token));
    assertHolds(link, at);
    return { makesOwner: link.person_id === null, expiresAt: instant(link.expires_at) };
  }

  /** Uses a link up. @throws AppError `not-found`, `refused` when it holds no more or its person is not let in. */
  async useLink(token: string, { name, email }: Introduction, at: Instant): Promise<Entered> {
    const owner = {
      id: this.#parts.secrets.id("per"),
      name: name ?? FIRST_OWNER.name,
      email: (email ?? FIRST_OWNER.email).toLowerCase(),
    };
    return this.#parts.links.use(sha256(token), {
      ...{ at, owner },
      decide(link, members) {
        assertHolds(link, at);
        if (link.person_id !== null) return assertLetIn(members, link.person_id, at);
        if (members.some((member) => member.role === "owner" && isLetIn(member, at))) throw alreadyOwned();
      },
    });
  }

  /** What an invitation gives, without using it up. @throws AppError `not-found`, `refused` when it holds no more. */
  async lookAtInvitation(token: string, at: Instant): Promise<InvitationRow> {
    const invitation = await this.#parts.invitations.byHash(sha256(token));
    assertInvites(invitation, at);
    return invitation;
  }

  /** Accepts an invitation. @throws AppError `not-found`, `refused` when it holds no more or is for another address. */
  async accept(token: string, { name, email }: Required<Introduction>, at: Instant): Promise<Entered> {
    const address = (email ?? "").toLowerCase();
    return this.#parts.invitations.accept(sha256(token), {
      at,
      person: { id: this.#parts.secrets.id("per"), name: name ?? "", email: address },
      decide(invitation) {
        assertInvites(invitation, at);
        if (invitation.email !== null && invitation.email !== address) throw otherAddress();
        const { role, access_expires_at: expiresAt, is_fieldworker: isFieldworker } = invitation;
        const grant = wholeGrant(
          {
            ...{ role, isFieldworker, audits: auditsOf(invitation) },
            expiresAt: expiresAt === null ? null : instant(expiresAt),
          },
          at,
        );
        return { ...grant, status: "active", givenBy: "person", isDisabled: false };
      },
    });
  }

  /**
   * Whether a person who proved who they are may begin a session; `undefined` role: their groups say nothing.
   * Without `byGroups` they did not come by an identity provider.
   *
   * @throws AppError `refused` with the reason.
   */
  async admit(
    person: string,
    { byGroups, at }: { readonly byGroups: { readonly role: Role | undefined } | undefined; readonly at: Instant },
  ): Promise<Member> {
    if (byGroups !== undefined) {
      await this.#parts.people.change((members) => {
        const before = members.find(({ id }) => id === person);
        const member = memberByGroups(members, { id: person, role: byGroups.role, asOf: at });
        if (before !== undefined && before.role === member.role && before.status === member.status) return undefined;
        return { member, endsSessions: true, forgetsCredentials: false };
      });
    }
    const member = await this.#parts.people.member(person);
    if (member === undefined || !isLetIn(member, at)) throw notLetIn(member, at);
    return member;
  }

  async #owner(at: Instant): Promise<string | undefined> {
    const people = await this.#parts.people.list(at);
    return people.find((person) => person.role === "owner" && isLetIn(person, at))?.id;
  }

  async #link(person: string | null, at: Instant): Promise<string> {
    const token = this.#parts.secrets.token();
    const expiresAt = instantOf(msOf(at) + LINK_MINUTES * MINUTE_MS);
    await this.#parts.links.add({ hash: sha256(token), person, at, expiresAt });
    return token;
  }
}

/** The audits that an invitation lets into. */
export function auditsOf({ audits }: Pick<InvitationRow, "audits">): readonly string[] {
  return audits === "" ? [] : audits.split("\n");
}

function assertHolds(link: OneTimeLinkRow | undefined, at: Instant): asserts link is OneTimeLinkRow {
  if (link === undefined) throw noSuchLink("link");
  const { used_at: used, replaced_at: replaced, expires_at: expires } = link;
  const why = used !== null ? "was used already" : replaced !== null ? "was replaced by a newer one" : "has expired";
  if (used === null && replaced === null && at < expires) return;
  throw new AppError({
    code: "refused",
    message: `this link ${why}`,
    fix: "Ask an owner for a new one, or run: lookback serve --link",
  });
}

function assertInvites(invitation: InvitationRow | undefined, at: Instant): asserts invitation is InvitationRow {
  if (invitation === undefined) throw noSuchLink("invitation");
  const { used_at: used, revoked_at: revoked, expires_at: expires } = invitation;
  const why = used !== null ? "was accepted already" : revoked !== null ? "was withdrawn" : "has expired";
  if (used === null && revoked === null && at < expires) return;
  throw new AppError({ code: "refused", message: `this invitation ${why}`, fix: "Ask whoever sent it for a new one." });
}

function assertLetIn(members: readonly Member[], id: string, at: Instant): void {
  const member = members.find((each) => each.id === id);
  if (member === undefined || !isLetIn(member, at)) throw notLetIn(member, at);
}

function notLetIn(member: Member | undefined, at: Instant): AppError {
  const why = member?.isDisabled
    ? "is disabled by the identity provider"
    : member === undefined || member.status === "waiting"
      ? "has no role here yet"
      : member.status === "active" && member.expiresAt !== null && at >= member.expiresAt
        ? "was let in until a day that has passed"
        : `is ${member.status}`;
  return new AppError({
    code: "refused",
    message: `this account ${why}`,
    fix: "Ask an owner of this workspace.",
  });
}

function noSuchLink(what: "link" | "invitation"): AppError {
  return new AppError({
    code: "not-found",
    message: `there is no such ${what}`,
    fix: "Open the whole address as it was given, with everything behind the #.",
  });
}

function alreadyOwned(): AppError {
  return new AppError({
    code: "refused",
    message: "this link makes the first owner, and there is one",
    fix: "Ask an owner for a new link, or run: lookback serve --link",
  });
}

function otherAddress(): AppError {
  return new AppError({
    code: "refused",
    message: "this invitation is for another e-mail address",
    fix: "Give the address that you were invited under, or ask for a new invitation.",
  });
}

function noSuchPerson(): AppError {
  return new AppError({
    code: "not-found",
    message: "there is no person of that id",
    fix: "GET /api/v1/people lists those there are.",
  });
}
