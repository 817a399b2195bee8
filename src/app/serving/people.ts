import { AppError } from "../../base/app-error.js";
import { sha256 } from "../../base/digest.js";
import { DAY_MS, type Instant, instantOf, msOf } from "../../base/instant.js";
import type { InvitationRow, InvitationStore } from "../../store/state/invitation-store.js";
import type { ListedPerson, Member, PeopleStore } from "../../store/state/people-store.js";
import type { SessionStore } from "../../store/state/session-store.js";
import type { Entrance } from "./entrance.js";
import { changedMember, type Grant, type MemberChange, removedMember, wholeGrant } from "./people-rules.js";
import type { Secrets } from "./secrets.js";

export type { InvitationRow } from "../../store/state/invitation-store.js";
export type { ListedPerson } from "../../store/state/people-store.js";
export { auditsOf } from "./entrance.js";
export type { Grant, MemberChange } from "./people-rules.js";

export interface PeopleParts {
  readonly people: PeopleStore;
  readonly invitations: InvitationStore;
  readonly sessions: SessionStore;
  readonly entrance: Entrance;
  readonly secrets: Secrets;
  /** How people reach this server. */
  readonly origin: string;
  /** Something about a person changed: what was remembered of sessions no longer counts. */
  onChange(): void;
}

export interface InvitationInput extends Grant {
  readonly email: string | null;
  /** Id of whoever invites. */
  readonly by: string;
  readonly at: Instant;
}

const INVITATION_DAYS = 7;

/** What owners do with people: invite, change, end, remove. */
export class People {
  readonly #parts: PeopleParts;

  constructor(parts: PeopleParts) {
    this.#parts = parts;
  }

  /** Everybody who was not removed, the longest known first. */
  list(at: Instant): Promise<readonly ListedPerson[]> {
    return this.#parts.people.list(at);
  }

  /**
   * Invites by a link that is shown once and holds for seven days.
   *
   * @throws AppError `bad-input` for a grant that is not whole.
   */
  async invite(input: InvitationInput): Promise<{ readonly invitation: InvitationRow; readonly url: string }> {
    const { email, by, at } = input;
    const { role, audits, isFieldworker, expiresAt } = wholeGrant(input, at);
    const token = this.#parts.secrets.token();
    const made = {
      ...{ id: this.#parts.secrets.id("inv"), token_hash: sha256(token), role, audits: audits.join("\n") },
      ...{ is_fieldworker: isFieldworker, access_expires_at: expiresAt, email: email?.toLowerCase() ?? null },
      ...{ created_by: by, created_at: at, expires_at: instantOf(msOf(at) + INVITATION_DAYS * DAY_MS) },
    };
    await this.#parts.invitations.add(made);
    const invitation = { ...made, used_at: null, used_by: null, revoked_at: null };
    return { invitation, url: `${this.#parts.origin}/invitation#${token}` };
  }

  /** Newest first, those that were used among them. */
  invitations(): Promise<readonly InvitationRow[]> {
    return this.#parts.invitations.list();
  }

  /** @throws AppError `not-found` when there is none that could still be accepted. */
  async revokeInvitation(id: string, at: Instant): Promise<void> {
    if (await this.#parts.invitations.revoke(id, at)) return;
    throw new AppError({
      code: "not-found",
      message: "there is no open invitation of that id",
      fix: "GET /api/v1/people/invitations lists them all.",
    });
  }

  /**
   * Changes what a person may; their sessions end, so that the next request is judged anew.
   *
   * @throws AppError `not-found`, `bad-input`, and `refused` for the last owner.
   */
  async change(id: string, change: MemberChange, at: Instant): Promise<Member> {
    return this.#write((members) => changedMember(members, { id, change, asOf: at }), { forgets: false });
  }

  /** Removes a person: their ways to sign in and their tokens end. @throws AppError `not-found`, `refused`. */
  async remove(id: string, at: Instant): Promise<void> {
    await this.#write((members) => removedMember(members, { id, asOf: at }), { forgets: true });
  }

  /** Ends all sessions of a person at browsers. @throws AppError `not-found`. */
  async endSessions(id: string): Promise<void> {
    if ((await this.#parts.people.member(id)) === undefined) throw noSuchPerson();
    await this.#parts.sessions.endAll(id);
    this.#parts.onChange();
  }

  /** An address that signs a person in once, within fifteen minutes: for who cannot otherwise. */
  async linkFor(id: string, at: Instant): Promise<string> {
    return `${this.#parts.origin}/welcome#${await this.#parts.entrance.linkFor(id, at)}`;
  }

  async #write(
    decide: (members: readonly Member[]) => Member,
    { forgets }: { readonly forgets: boolean },
  ): Promise<Member> {
    const member = await this.#parts.people.change((members) => {
      return { member: decide(members), endsSessions: true, forgetsCredentials: forgets };
    });
    this.#parts.onChange();
    if (member === undefined) throw noSuchPerson();
    return member;
  }
}

/** The same, as routes are handed it. */
export type PeopleDesk = Pick<People, keyof People>;

function noSuchPerson(): AppError {
  return new AppError({
    code: "not-found",
    message: "there is no person of that id",
    fix: "GET /api/v1/people lists those there are.",
  });
}
