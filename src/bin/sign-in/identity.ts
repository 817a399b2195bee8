import type { Identity, Session } from "../../api/access/session.js";
import { holds } from "../../app/serving/own-account.js";
import { isLetIn, type Member } from "../../app/serving/people-rules.js";
import { sha256 } from "../../base/digest.js";
import { type Instant, instant, instantOf, MINUTE_MS, msOf } from "../../base/instant.js";
import { PERMISSIONS } from "../../model/roles.js";
import type { PeopleStore } from "../../store/state/people-store.js";
import type { TokenStore } from "../../store/state/token-store.js";
import { attempts, methodOf, PEER_HEADER } from "./auth-options.js";
import { inOneShape, refused, withoutSession } from "./refusals.js";
import type { SessionMemo } from "./session-memo.js";

/** Of better-auth, what is used here. */
export interface Auth {
  handler(request: Request): Promise<Response>;
  readonly api: { getSession(input: { headers: Headers }): Promise<FoundSession | null> };
}

interface FoundSession {
  readonly session: { readonly id: string; readonly expiresAt: Date };
  readonly user: { readonly id: string; readonly name: string; readonly email: string };
}

export interface IdentityParts {
  readonly auth: Auth;
  /** Name of the cookie that carries the session. */
  readonly cookie: string;
  readonly people: PeopleStore;
  readonly tokens: TokenStore;
  readonly memo: SessionMemo;
  /** How people reach this server. */
  readonly origin: string;
  /** What the page of signing in may offer. */
  readonly offers: { readonly single_sign_on: string | null; readonly passkeys: boolean };
  now(): Instant;
  /** Something that somebody did to how they sign in. */
  onChange(session: Session, what: string): Promise<void>;
  /** An attempt that was turned away, for the server's own log. */
  onRefusal(path: string, status: number, code: string): void;
}

interface Path {
  readonly method: "GET" | "POST";
  /** Only for who is signed in. */
  readonly isOwn?: true;
  /** What the activity log says of it. */
  readonly what?: string;
}

/** What is answered below `/api/auth`. better-auth can do more; whatever is not here does not exist. */
const PATHS: Readonly<Record<string, Path>> = {
  "/sign-in/email": { method: "POST" },
  "/sign-in/social": { method: "POST" },
  "/callback/sso": { method: "GET" },
  "/sign-out": { method: "POST", isOwn: true, what: "signed out" },
  "/link/show": { method: "POST" },
  "/link/use": { method: "POST" },
  "/invitation/show": { method: "POST" },
  "/invitation/accept": { method: "POST" },
  "/passkey/sign-in-options": { method: "POST" },
  "/passkey/sign-in": { method: "POST" },
  "/passkey/register-options": { method: "POST", isOwn: true },
  "/passkey/register": { method: "POST", isOwn: true, what: "added a passkey" },
  "/password/set": { method: "POST", isOwn: true, what: "chose a password" },
  "/two-factor/enable": { method: "POST", isOwn: true },
  "/two-factor/disable": { method: "POST", isOwn: true, what: "turned the second step off" },
  "/two-factor/generate-backup-codes": { method: "POST", isOwn: true, what: "made new backup codes" },
  "/two-factor/verify-totp": { method: "POST", what: "confirmed the second step" },
  "/two-factor/verify-backup-code": { method: "POST" },
  "/link-social": { method: "POST", isOwn: true, what: "joined an account at the identity provider" },
};

/** Tells requests apart by cookie or token, and answers signing in and out. */
export class SignInIdentity implements Identity {
  readonly #parts: IdentityParts;

  constructor(parts: IdentityParts) {
    this.#parts = parts;
  }

  async sessionOf(headers: Headers): Promise<Session | undefined> {
    const { memo, now, cookie } = this.#parts;
    const authorization = headers.get("authorization");
    if (authorization !== null) {
      const token = /^Bearer (lbk_[\w-]{20,100})$/.exec(authorization)?.[1];
      return token === undefined ? undefined : memo.session(token, now(), () => this.#byToken(token));
    }
    const value = cookieOf(headers, cookie);
    return value === undefined ? undefined : memo.session(value, now(), () => this.#byCookie(headers));
  }

  async answer(request: Request, from: string | undefined): Promise<Response> {
    const path = new URL(request.url).pathname.replace(/^\/api\/auth/, "");
    if (path === "/offers" && request.method === "GET") return Response.json(this.#parts.offers, UNSTORED);
    const known = Object.hasOwn(PATHS, path) ? PATHS[path] : undefined;
    if (known === undefined || known.method !== request.method) return refused(404, NO_SUCH_PATH);
    if (request.method === "POST" && !isFromOwnPage(request, this.#parts.origin)) return refused(403, FOREIGN);
    const session = await this.sessionOf(withoutTokens(request.headers));
    if (known.isOwn === true && session === undefined) return refused(401, NOT_SIGNED_IN);
    const response = await attempts.run({}, () => this.#parts.auth.handler(this.#asSeenFrom(request, from)));
    if (response.status >= 400) return this.#refusal(path, await inOneShape(response));
    // Whatever it changed, the next request is judged anew.
    this.#parts.memo.forget();
    const error = errorOf(response, this.#parts.origin);
    if (error !== undefined) this.#parts.onRefusal(path, response.status, error);
    if (session !== undefined && known.what !== undefined) await this.#parts.onChange(session, known.what);
    return withoutSession(response);
  }

  /** The same request, saying where it came from as the connection has it, whatever it said itself. */
  #asSeenFrom(request: Request, from: string | undefined): Request {
    const headers = withoutTokens(request.headers);
    headers.delete(PEER_HEADER);
    if (from !== undefined) headers.set(PEER_HEADER, from);
    // It was found to come from a page of ours; better-auth knows the server by one address alone.
    if (request.method === "POST") headers.set("origin", this.#parts.origin);
    return new Request(request, { headers });
  }

  async #refusal(path: string, response: Response): Promise<Response> {
    const said: unknown = await response.clone().json();
    const code = typeof said === "object" && said !== null && "code" in said ? String(said.code) : "unknown";
    this.#parts.onRefusal(path, response.status, code);
    return response;
  }

  async #byCookie(headers: Headers): Promise<Session | undefined> {
    const found = await this.#parts.auth.api.getSession({ headers });
    // Between password and second step there is a session that nobody holds: were it held, it would be nobody's.
    if (found === null || methodOf(found.session) === "password-only") return undefined;
    const member = await this.#parts.people.member(found.user.id);
    if (member === undefined) return undefined;
    const { id, name, email } = found.user;
    const expiresAt = instantOf(found.session.expiresAt.getTime());
    return this.#session({ id: found.session.id, user: { id, name, email }, member, expiresAt });
  }

  async #byToken(token: string): Promise<Session | undefined> {
    const { people, tokens, now } = this.#parts;
    const row = await tokens.byHash(sha256(token));
    if (row === undefined || !holds(row, now())) return undefined;
    const [member, user] = [await people.member(row.person_id), await people.person(row.person_id)];
    if (member === undefined || user === undefined) return undefined;
    const session = this.#session({ id: row.id, user, member, expiresAt: instant(row.expires_at) });
    if (session === undefined) return undefined;
    await this.#noteUse(row.id, row.last_used_at);
    const scopes = row.scopes.split(" ");
    return { ...session, scopes: PERMISSIONS.filter((permission) => scopes.includes(permission)) };
  }

  /** To the minute: who asks a thousand times is not written down a thousand times. */
  async #noteUse(id: string, before: string | null): Promise<void> {
    const at = this.#parts.now();
    if (before === null || msOf(at) - msOf(instant(before)) >= MINUTE_MS) await this.#parts.tokens.used(id, at);
  }

  #session(found: {
    readonly id: string;
    readonly user: Session["user"];
    readonly member: Member;
    readonly expiresAt: Instant;
  }): Session | undefined {
    const { id, user, member, expiresAt } = found;
    if (!isLetIn(member, this.#parts.now()) || member.role === null) return undefined;
    return {
      ...{ id, user, role: member.role, isFieldworker: member.isFieldworker, scopes: undefined },
      audits: member.role === "auditor" ? new Set(member.audits) : "all",
      expiresAt: member.expiresAt !== null && member.expiresAt < expiresAt ? member.expiresAt : expiresAt,
    };
  }
}

const UNSTORED = { headers: { "cache-control": "no-store" } };

const NO_SUCH_PATH = {
  code: "no-such-route",
  detail: "There is no such way to sign in.",
  fix: "Sign in from the server's own pages.",
};

const FOREIGN = {
  code: "foreign-origin",
  detail: "The request came from another site than this server's own pages.",
  fix: "Sign in from the server's own pages; behind a proxy, start it with --public-url.",
};

const NOT_SIGNED_IN = {
  code: "not-signed-in",
  detail: "Nobody is signed in, or the session has ended.",
  fix: "Sign in again.",
};

/** What a redirect back to our own page of signing in says went wrong. */
function errorOf(response: Response, origin: string): string | undefined {
  const location = response.headers.get("location");
  if (location === null || !URL.canParse(location, origin)) return undefined;
  return new URL(location, origin).searchParams.get("error") ?? undefined;
}

function cookieOf(headers: Headers, name: string): string | undefined {
  const pairs = (headers.get("cookie") ?? "").split(/;\s*/);
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

/**
 * Whether a page of this server sent it, by whatever name the server was reached. Browsers say so themselves, and no page
 * can forge it; where they do not (plain http, by another name than localhost), the page's origin must be one of ours.
 */
function isFromOwnPage(request: Request, own: string): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  const origin = request.headers.get("origin") ?? "";
  return origin === own || (URL.canParse(origin) && new URL(origin).host === new URL(request.url).host);
}

/** Ways to sign in are changed at a browser, never by a token. */
function withoutTokens(headers: Headers): Headers {
  const left = new Headers(headers);
  left.delete("authorization");
  return left;
}
