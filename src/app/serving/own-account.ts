import { AppError } from "../../base/app-error.js";
import { sha256 } from "../../base/digest.js";
import { DAY_MS, type Instant, instant, instantOf, msOf } from "../../base/instant.js";
import type { Permission } from "../../model/roles.js";
import type { PasskeyRow, PasskeyStore } from "../../store/state/passkey-store.js";
import type { ListedPerson, PeopleStore } from "../../store/state/people-store.js";
import type { BrowserSession, SessionStore } from "../../store/state/session-store.js";
import type { ApiTokenRow, TokenStore } from "../../store/state/token-store.js";
import type { Secrets } from "./secrets.js";

export type { PasskeyRow } from "../../store/state/passkey-store.js";
export type { ApiTokenRow } from "../../store/state/token-store.js";

export interface OwnAccountParts {
  readonly people: PeopleStore;
  readonly sessions: SessionStore;
  readonly tokens: TokenStore;
  readonly passkeys: PasskeyStore;
  readonly secrets: Secrets;
  onChange(): void;
}

/** How a person can sign in. */
export interface WaysIn {
  readonly passkeys: readonly PasskeyRow[];
  readonly hasPassword: boolean;
  readonly hasSecondStep: boolean;
  readonly hasSingleSignOn: boolean;
}

export interface TokenInput {
  readonly person: string;
  readonly name: string;
  readonly scopes: readonly Permission[];
  readonly days: number;
  readonly at: Instant;
}

/** Begins every token, so that scanners of repositories know one when they see it. */
export const TOKEN_PREFIX = "lbk_";
const TOKENS_MAX = 50;

/** What people do with their own account: see and end sessions, tokens and ways to sign in. */
export class OwnAccount {
  readonly #parts: OwnAccountParts;

  constructor(parts: OwnAccountParts) {
    this.#parts = parts;
  }

  async waysIn(person: string, at: Instant): Promise<WaysIn> {
    const { hasPassword, hasSecondStep, hasSingleSignOn } = await this.#listed(person, at);
    const passkeys = await this.#parts.passkeys.ofPerson(person);
    return { passkeys, hasPassword, hasSecondStep, hasSingleSignOn };
  }

  /**
   * Forgets a passkey.
   *
   * @throws AppError `not-found`; `refused` for the only way in that is left.
   */
  async removePasskey(person: string, id: string, at: Instant): Promise<void> {
    const { passkeys, hasPassword, hasSecondStep, hasSingleSignOn } = await this.waysIn(person, at);
    const isOnly = passkeys.length === 1 && passkeys[0]?.id === id;
    if (isOnly && !(hasPassword && hasSecondStep) && !hasSingleSignOn) {
      throw new AppError({
        code: "refused",
        message: "this passkey is the only way in that is left",
        fix: "Add another passkey first, or a password with a second step.",
      });
    }
    if (!(await this.#parts.passkeys.remove(person, id))) throw nothingOf("passkey", "/account");
  }

  sessions(person: string, at: Instant): Promise<readonly BrowserSession[]> {
    return this.#parts.sessions.ofPerson(person, at);
  }

  /** @throws AppError `not-found` */
  async endSession(person: string, id: string): Promise<void> {
    const isEnded = await this.#parts.sessions.end(person, id);
    this.#parts.onChange();
    if (!isEnded) throw nothingOf("session", "/account/sessions");
  }

  tokens(person: string): Promise<readonly ApiTokenRow[]> {
    return this.#parts.tokens.ofPerson(person);
  }

  /**
   * Makes a token; its text is shown this once and never kept.
   *
   * @throws AppError `limit-reached` when the person has 50 that hold.
   */
  async createToken({ person, name, scopes, days, at }: TokenInput): Promise<{ row: ApiTokenRow; token: string }> {
    const held = (await this.tokens(person)).filter((token) => holds(token, at));
    if (held.length >= TOKENS_MAX) throw tooManyTokens();
    const token = `${TOKEN_PREFIX}${this.#parts.secrets.token()}`;
    const row = {
      ...{ id: this.#parts.secrets.id("tok"), token_hash: sha256(token), person_id: person, name },
      ...{ scopes: [...new Set(scopes)].join(" "), created_at: at, expires_at: instantOf(msOf(at) + days * DAY_MS) },
    };
    await this.#parts.tokens.add(row);
    return { row: { ...row, last_used_at: null, revoked_at: null }, token };
  }

  /** @throws AppError `not-found` when the person has none of that id that holds. */
  async revokeToken(person: string, id: string, at: Instant): Promise<void> {
    const isRevoked = await this.#parts.tokens.revoke(person, id, at);
    this.#parts.onChange();
    if (!isRevoked) throw nothingOf("token", "/account/tokens");
  }

  async #listed(person: string, at: Instant): Promise<ListedPerson> {
    const found = (await this.#parts.people.list(at)).find(({ id }) => id === person);
    if (found === undefined) throw nothingOf("person", "/people");
    return found;
  }
}

/** The same, as routes are handed it. */
export type AccountDesk = Pick<OwnAccount, keyof OwnAccount>;

/** Whether a token holds at `at`: at the moment of expiry no longer. */
export function holds({ revoked_at: revoked, expires_at: expires }: ApiTokenRow, at: Instant): boolean {
  return revoked === null && at < instant(expires);
}

function tooManyTokens(): AppError {
  return new AppError({
    code: "limit-reached",
    message: `a person has at most ${TOKENS_MAX} tokens that hold`,
    fix: "Revoke those that nobody uses: the list says when each was last used.",
  });
}

function nothingOf(what: string, path: string): AppError {
  return new AppError({
    code: "not-found",
    message: `there is no ${what} of that id`,
    fix: `GET /api/v1${path} lists those there are.`,
  });
}
