import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";
import { APIError } from "better-auth/api";
import type { BetterAuthOptions } from "better-auth/types";
import type { Entrance } from "../../app/serving/entrance.js";
import { AppError } from "../../base/app-error.js";
import { type Instant, msOf, SECOND_MS } from "../../base/instant.js";
import type { Role } from "../../model/roles.js";
import type { StateDatabase } from "../../store/state/state-database.js";

/** A session lasts a working day, whatever is done in it. */
const SESSION_SECONDS = 12 * 60 * 60;
/** How a person signs in is changed only shortly after they signed in. */
const FRESH_SECONDS = 60 * 60;
/** The header in which the server says where a request came from; what clients send under this name is dropped. */
export const PEER_HEADER = "x-lookback-peer";

/** What is known while one request for signing in is answered. */
interface Attempt {
  /** Came by an identity provider: the role that its groups give. */
  byGroups?: { readonly role: Role | undefined };
  /** The session takes the place of an earlier one; nobody signed in anew. */
  isRotation?: boolean;
}
export const attempts = new AsyncLocalStorage<Attempt>();

/** How a session begins, by the path that begins it. Whatever is not here begins none. */
const METHODS: Readonly<Record<string, string>> = {
  "/sign-in/email": "password-only",
  "/two-factor/verify-totp": "password",
  "/two-factor/verify-backup-code": "password",
  "/callback/:id": "single-sign-on",
  "/link/use": "link",
  "/invitation/accept": "invitation",
  "/passkey/sign-in": "passkey",
};

export interface SignInOptions {
  readonly db: StateDatabase["db"];
  readonly secret: string;
  readonly origin: string;
  readonly entrance: Entrance;
  readonly plugins: NonNullable<BetterAuthOptions["plugins"]>;
  now(): Instant;
  onBegin(session: { readonly id: string; readonly person: string; readonly method: string }): Promise<void>;
}

/** What better-auth is told: which tables are whose, how sessions begin and end, and what it must never do. */
export function authOptions(options: SignInOptions) {
  const { db, secret, origin, plugins } = options;
  return {
    ...{ appName: "Lookback", baseURL: origin, basePath: "/api/auth", secret, plugins, trustedOrigins: [origin] },
    database: { db, type: "postgres" },
    ...TABLES,
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 128 },
    account: {
      ...TABLES.account,
      updateAccountOnSignIn: false,
      // An address is no proof of who somebody is: accounts are joined only by whoever is signed in to both.
      accountLinking: {
        ...{ enabled: true, disableImplicitLinking: true, allowDifferentEmails: true },
        trustedProviders: ["sso"],
      },
    },
    session: {
      ...TABLES.session,
      ...{ expiresIn: SESSION_SECONDS, disableSessionRefresh: true, freshAge: FRESH_SECONDS },
    },
    verification: { ...TABLES.verification, storeIdentifier: "hashed" as const },
    rateLimit: { ...TABLES.rateLimit, enabled: true, window: 60, max: 120, customRules: LIMITS },
    advanced: {
      cookiePrefix: "lookback",
      useSecureCookies: origin.startsWith("https:"),
      // Said outright: left out, both are switched off where tests run.
      ...{ disableOriginCheck: false, disableCSRFCheck: false },
      ipAddress: { ipAddressHeaders: [PEER_HEADER] },
      database: { generateId: ({ model }: { model: string }) => newId(ID_PREFIXES[model] ?? "row") },
    },
    telemetry: { enabled: false },
    logger: { disabled: true },
    onAPIError: { errorURL: `${origin}/sign-in` },
    databaseHooks: hooksOf(options),
  } satisfies BetterAuthOptions;
}

export function newId(prefix: string): string {
  return `${prefix}_${randomBytes(12).toString("hex")}`;
}

const ID_PREFIXES: Readonly<Record<string, string>> = { user: "per", session: "ses", account: "acc" };

/** Attempts by one address within so many seconds. */
const LIMITS = {
  "/sign-in/email": { window: 60, max: 10 },
  "/sign-in/social": { window: 60, max: 20 },
  "/two-factor/*": { window: 60, max: 10 },
  "/link/*": { window: 60, max: 20 },
  "/invitation/*": { window: 60, max: 20 },
  "/passkey/*": { window: 60, max: 40 },
  "/password/*": { window: 60, max: 10 },
};

const TIMES = { createdAt: "created_at", updatedAt: "updated_at" };

const TABLES = {
  user: { modelName: "person", fields: { emailVerified: "email_verified", ...TIMES } },
  session: {
    modelName: "sign_in_session",
    fields: {
      ...{ userId: "person_id", expiresAt: "expires_at", ipAddress: "ip_address", userAgent: "user_agent" },
      ...TIMES,
    },
    additionalFields: { method: { type: "string", required: false, input: false } },
  },
  account: {
    modelName: "sign_in_account",
    fields: {
      ...{ userId: "person_id", accountId: "account_id", providerId: "provider_id", idToken: "id_token", ...TIMES },
      ...{ accessToken: "access_token", accessTokenExpiresAt: "access_token_expires_at" },
      ...{ refreshToken: "refresh_token", refreshTokenExpiresAt: "refresh_token_expires_at" },
    },
  },
  verification: { modelName: "sign_in_verification", fields: { expiresAt: "expires_at", ...TIMES } },
  rateLimit: { storage: "database", modelName: "sign_in_rate", fields: { lastRequest: "last_request" } },
} as const;

/** The names of the second step's table and columns. */
export const SECOND_FACTOR_SCHEMA = {
  user: { fields: { twoFactorEnabled: "two_factor_enabled" } },
  twoFactor: {
    modelName: "second_factor",
    fields: {
      ...{ userId: "person_id", backupCodes: "backup_codes" },
      ...{ failedVerificationCount: "failed_count", lockedUntil: "locked_until" },
    },
  },
};

function hooksOf({ entrance, now, onBegin }: SignInOptions): NonNullable<BetterAuthOptions["databaseHooks"]> {
  return {
    // What an identity provider hands out for its own services is not ours to keep.
    account: { create: { before: async (account) => ({ data: { ...account, ...NO_TOKENS } }) } },
    session: {
      create: {
        async before(session, context) {
          const attempt = attempts.getStore();
          const earlier = methodOf(session);
          const method = earlier ?? METHODS[context?.path ?? ""];
          if (method === undefined || attempt === undefined) return false;
          attempt.isRotation = earlier !== undefined;
          const member = await entrance
            .admit(session.userId, { byGroups: attempt.byGroups, at: now() })
            .catch(turnedAway);
          if (method === "password-only") await assertSecondStep(context?.context.internalAdapter, session.userId);
          const expiresMs = Math.min(
            msOf(now()) + SESSION_SECONDS * SECOND_MS,
            member.expiresAt === null ? Number.POSITIVE_INFINITY : msOf(member.expiresAt),
          );
          return { data: { ...session, method, expiresAt: new Date(expiresMs) } };
        },
        async after(session) {
          const method = methodOf(session);
          if (method === undefined || method === "password-only" || attempts.getStore()?.isRotation === true) return;
          await onBegin({ id: session.id, person: session.userId, method });
        },
      },
    },
  };
}

const NO_TOKENS = {
  ...{ accessToken: null, refreshToken: null, idToken: null },
  ...{ accessTokenExpiresAt: null, refreshTokenExpiresAt: null },
};

export function methodOf(session: object): string | undefined {
  return "method" in session && typeof session.method === "string" ? session.method : undefined;
}

/** A password alone lets nobody in. */
async function assertSecondStep(
  adapter: { findUserById(id: string): Promise<object | null> } | undefined,
  person: string,
): Promise<void> {
  const user = await adapter?.findUserById(person);
  if (user != null && "twoFactorEnabled" in user && user.twoFactorEnabled === true) return;
  throw new APIError("FORBIDDEN", {
    code: "second-step-missing",
    message: "This account has a password but no second step, so the password lets nobody in",
    fix: "Sign in with a passkey, or ask an owner for a one-time link, then set up the second step.",
  });
}

function turnedAway(error: unknown): never {
  if (!(error instanceof AppError)) throw error;
  throw new APIError("FORBIDDEN", { code: "not-let-in", message: error.message, fix: error.fix });
}
