import { APIError, createAuthEndpoint, createAuthMiddleware, freshSessionMiddleware } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import type { BetterAuthPlugin } from "better-auth/types";
import { z } from "zod";
import type { Entrance } from "../../app/serving/entrance.js";
import { auditsOf } from "../../app/serving/people.js";
import { AppError } from "../../base/app-error.js";
import type { Instant } from "../../base/instant.js";

export interface EntrancePluginParts {
  readonly entrance: Entrance;
  now(): Instant;
  /** Whoever else is signed in with what no longer counts is signed out. */
  endOtherSessions(person: string, but: string): Promise<void>;
  /** A link or an invitation that was known, and held no more. */
  onReplay(what: string): Promise<void>;
}

const Token = z.string().regex(/^[\w-]{20,100}$/, "expected what stands behind the # of the link");
const Name = z.string().trim().min(1).max(200);
const Email = z.email().max(300);
const Password = z.string().min(12).max(128);

/**
 * Signing in by what was handed over: one-time links and invitations. Only POST uses one up, so that whatever looks at
 * a link before its person does (previews, scanners of mail) leaves it whole.
 */
export function entrancePlugin(parts: EntrancePluginParts) {
  const endpoints = { ...linkEndpoints(parts), ...invitationEndpoints(parts), choosePassword: choosePassword(parts) };
  return {
    id: "lookback-entrance",
    endpoints,
    hooks: { before: [{ matcher: () => true, handler: refuseShortcuts }] },
  } satisfies BetterAuthPlugin;
}

/** What better-auth would take and we do not: tokens from elsewhere instead of a redirect, and devices that skip codes. */
const SHORTCUTS = ["idToken", "trustDevice", "disableSession"];

const refuseShortcuts = createAuthMiddleware(async (ctx) => {
  const body: unknown = ctx.body;
  if (typeof body !== "object" || body === null) return;
  const taken = SHORTCUTS.find((key) => Object.hasOwn(body, key));
  if (taken === undefined) return;
  throw new APIError("BAD_REQUEST", {
    code: "not-taken",
    message: `The field ${taken} is not taken`,
    fix: "Leave it out.",
  });
});

function linkEndpoints(parts: EntrancePluginParts) {
  const { entrance, now } = parts;
  return {
    lookAtLink: createAuthEndpoint(
      "/link/show",
      { method: "POST", body: z.strictObject({ token: Token }) },
      async (ctx) => {
        const look = () => entrance.lookAtLink(ctx.body.token, now());
        const { makesOwner, expiresAt } = await toldOfReplay(parts, "a look at a one-time link", look);
        return ctx.json({ makes_owner: makesOwner, expires_at: expiresAt });
      },
    ),
    useLink: createAuthEndpoint(
      "/link/use",
      { method: "POST", body: z.strictObject({ token: Token, name: Name.optional(), email: Email.optional() }) },
      async (ctx) => {
        const { token, name, email } = ctx.body;
        const use = () => entrance.useLink(token, { name, email }, now());
        const { person, isNew } = await toldOfReplay(parts, "use of a one-time link", use);
        await begin(ctx, person.id);
        return ctx.json({ person, is_new: isNew });
      },
    ),
  };
}

function invitationEndpoints(parts: EntrancePluginParts) {
  const { entrance, now } = parts;
  return {
    lookAtInvitation: createAuthEndpoint(
      "/invitation/show",
      { method: "POST", body: z.strictObject({ token: Token }) },
      async (ctx) => {
        const look = () => entrance.lookAtInvitation(ctx.body.token, now());
        const invitation = await toldOfReplay(parts, "a look at an invitation", look);
        const { role, is_fieldworker, email, access_expires_at, expires_at } = invitation;
        return ctx.json({ role, audits: auditsOf(invitation), is_fieldworker, email, access_expires_at, expires_at });
      },
    ),
    acceptInvitation: createAuthEndpoint(
      "/invitation/accept",
      { method: "POST", body: z.strictObject({ token: Token, name: Name, email: Email }) },
      async (ctx) => {
        const { token, name, email } = ctx.body;
        const accept = () => entrance.accept(token, { name, email }, now());
        const { person, isNew } = await toldOfReplay(parts, "use of an invitation", accept);
        await begin(ctx, person.id);
        return ctx.json({ person, is_new: isNew });
      },
    ),
  };
}

/** A first password, or a new one for who signed in another way within the hour and forgot the old one. */
function choosePassword({ endOtherSessions }: EntrancePluginParts) {
  return createAuthEndpoint(
    "/password/set",
    { method: "POST", body: z.strictObject({ password: Password }), use: [freshSessionMiddleware] },
    async (ctx) => {
      const { internalAdapter, password } = ctx.context;
      const person = ctx.context.session.user.id;
      const known = await internalAdapter.findCredentialAccount(person);
      const hash = await password.hash(ctx.body.password);
      const account = { userId: person, providerId: "credential", accountId: person, password: hash };
      if (known === null) await internalAdapter.createAccount(account);
      else await internalAdapter.updateAccount(known.id, { password: hash });
      const { id } = ctx.context.session.session;
      await endOtherSessions(person, id);
      return ctx.json({ status: true });
    },
  );
}

/** What somebody tries with a link that held once is put on record. */
async function toldOfReplay<T>({ onReplay }: EntrancePluginParts, what: string, attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { code, message, fix } = error;
    if (code === "refused") await onReplay(`${what}: ${message}`);
    throw new APIError(code === "not-found" ? "NOT_FOUND" : "CONFLICT", { code, message, fix });
  }
}

type Context = Parameters<typeof setSessionCookie>[0];

/** Begins a session of its own for whoever proved who they are, whatever session the browser had. */
export async function begin(ctx: Context, person: string): Promise<void> {
  const user = await ctx.context.internalAdapter.findUserById(person);
  const session = user === null ? null : await ctx.context.internalAdapter.createSession(person);
  if (user === null || session === null) {
    throw new APIError("FORBIDDEN", { code: "not-let-in", message: "No session can begin", fix: "Ask an owner." });
  }
  await setSessionCookie(ctx, { session, user });
}
