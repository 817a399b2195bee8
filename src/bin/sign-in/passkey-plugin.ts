import {
  type AuthenticationResponseJSON,
  type AuthenticatorTransport,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { APIError, createAuthEndpoint, freshSessionMiddleware } from "better-auth/api";
import type { BetterAuthPlugin } from "better-auth/types";
import { z } from "zod";
import { type Instant, MINUTE_MS, msOf } from "../../base/instant.js";
import type { PasskeyRow, PasskeyStore } from "../../store/state/passkey-store.js";
import { newId } from "./auth-options.js";
import { begin } from "./entrance-plugin.js";

export interface PasskeyPluginParts {
  readonly passkeys: PasskeyStore;
  readonly origin: string;
  now(): Instant;
}

const CHALLENGE_MINUTES = 5;
const SIGN_IN = "passkey-sign-in-";
const TRANSPORTS = ["ble", "cable", "hybrid", "internal", "nfc", "smart-card", "usb"] as const;

const Base64Url = z.string().regex(/^[\w-]{1,20000}$/, "expected base64url");
const credential = <R extends z.ZodRawShape>(response: R) =>
  z.looseObject({
    id: Base64Url,
    rawId: Base64Url,
    type: z.literal("public-key"),
    clientExtensionResults: z.looseObject({}),
    response: z.looseObject({ clientDataJSON: Base64Url, ...response }),
  });
const Registration = credential({
  attestationObject: Base64Url,
  transports: z.array(z.string().max(30)).max(10).optional(),
});
const Authentication = credential({
  authenticatorData: Base64Url,
  signature: Base64Url,
  userHandle: Base64Url.optional(),
});
/** As browsers send it; what it says is checked by whoever verifies it. */
const RegistrationResponse = z.custom<RegistrationResponseJSON>((value) => Registration.safeParse(value).success);
const AuthenticationResponse = z.custom<AuthenticationResponseJSON>((value) => Authentication.safeParse(value).success);

/**
 * Passkeys (WebAuthn level 3): the authenticator asks for finger, face or PIN, so that one is two steps at once. They
 * hold for the host of `origin` alone; browsers have none for bare IP addresses.
 */
export function passkeyPlugin(parts: PasskeyPluginParts) {
  const endpoints = { ...registration(parts), ...signIn(parts) };
  return { id: "lookback-passkey", endpoints } satisfies BetterAuthPlugin;
}

function registration({ passkeys, origin, now }: PasskeyPluginParts) {
  return {
    passkeyRegisterOptions: createAuthEndpoint(
      "/passkey/register-options",
      { method: "POST", use: [freshSessionMiddleware] },
      async (ctx) => {
        const { user, session } = ctx.context.session;
        const options = await generateRegistrationOptions({
          ...{ rpName: "Lookback", rpID: hostOf(origin), userName: user.email, userDisplayName: user.name },
          userID: Uint8Array.from(Buffer.from(user.id, "utf8")),
          attestationType: "none",
          excludeCredentials: (await passkeys.ofPerson(user.id)).map(descriptorOf),
          authenticatorSelection: { residentKey: "required", userVerification: "required" },
        });
        await remember(ctx.context.internalAdapter, `passkey-register-${session.id}`, options.challenge, now());
        return ctx.json(options);
      },
    ),
    passkeyRegister: createAuthEndpoint(
      "/passkey/register",
      {
        method: "POST",
        body: z.strictObject({ name: z.string().trim().min(1).max(100), response: RegistrationResponse }),
        use: [freshSessionMiddleware],
      },
      async (ctx) => {
        const { user, session } = ctx.context.session;
        const { response, name } = ctx.body;
        const expectedChallenge = await recall(ctx.context.internalAdapter, `passkey-register-${session.id}`, now());
        const checked = { ...expectedOf(origin), response, expectedChallenge };
        const { registrationInfo } = await verifyRegistrationResponse(checked).catch(notVerified);
        if (registrationInfo === undefined) return notVerified();
        const { id: credential_id, publicKey, counter, transports = [] } = registrationInfo.credential;
        const id = newId("key");
        await passkeys.add({
          ...{ id, person_id: user.id, name, credential_id, counter, created_at: now() },
          public_key: Buffer.from(publicKey).toString("base64url"),
          transports: transports.filter(isTransport).join(" "),
          is_backed_up: registrationInfo.credentialBackedUp,
        });
        return ctx.json({ id, name });
      },
    ),
  };
}

function signIn({ passkeys, origin, now }: PasskeyPluginParts) {
  return {
    passkeySignInOptions: createAuthEndpoint("/passkey/sign-in-options", { method: "POST" }, async (ctx) => {
      const options = await generateAuthenticationOptions({ rpID: hostOf(origin), userVerification: "required" });
      const cookie = ctx.context.createAuthCookie("passkey", { maxAge: CHALLENGE_MINUTES * 60 });
      const identifier = `${SIGN_IN}${newId("try")}`;
      await remember(ctx.context.internalAdapter, identifier, options.challenge, now());
      await ctx.setSignedCookie(cookie.name, identifier, ctx.context.secret, cookie.attributes);
      return ctx.json(options);
    }),
    passkeySignIn: createAuthEndpoint(
      "/passkey/sign-in",
      { method: "POST", body: z.strictObject({ response: AuthenticationResponse }) },
      async (ctx) => {
        const { response } = ctx.body;
        const cookie = ctx.context.createAuthCookie("passkey");
        const identifier = await ctx.getSignedCookie(cookie.name, ctx.context.secret);
        if (typeof identifier !== "string" || !identifier.startsWith(SIGN_IN)) return notVerified();
        const expectedChallenge = await recall(ctx.context.internalAdapter, identifier, now());
        const known = await passkeys.byCredential(response.id);
        if (known === undefined) return notVerified();
        const checked = { ...expectedOf(origin), response, expectedChallenge, credential: credentialOf(known) };
        const { verified, authenticationInfo } = await verifyAuthenticationResponse(checked).catch(notVerified);
        if (!verified) return notVerified();
        await passkeys.used(known.id, { at: now(), counter: authenticationInfo.newCounter });
        await begin(ctx, known.person_id);
        ctx.setCookie(cookie.name, "", { ...cookie.attributes, maxAge: 0 });
        return ctx.json({ status: true });
      },
    ),
  };
}

function hostOf(origin: string): string {
  return new URL(origin).hostname;
}

function expectedOf(origin: string) {
  return { expectedOrigin: origin, expectedRPID: hostOf(origin), requireUserVerification: true };
}

function credentialOf({ credential_id: id, counter, public_key: key }: PasskeyRow) {
  return { id, counter, publicKey: Uint8Array.from(Buffer.from(key, "base64url")) };
}

/** Of better-auth's store for what is remembered between two requests, what is used here. */
interface Memory {
  createVerificationValue(value: { identifier: string; value: string; expiresAt: Date }): Promise<unknown>;
  consumeVerificationValue(identifier: string): Promise<{ readonly value: string; readonly expiresAt: Date } | null>;
}

async function remember(memory: Memory, identifier: string, value: string, at: Instant): Promise<void> {
  // What an earlier attempt left there is worth nothing once a new one begins.
  await memory.consumeVerificationValue(identifier);
  const expiresAt = new Date(msOf(at) + CHALLENGE_MINUTES * MINUTE_MS);
  await memory.createVerificationValue({ identifier, value, expiresAt });
}

/** What was remembered, once: the same challenge is never answered twice. */
async function recall(memory: Memory, identifier: string, at: Instant): Promise<string> {
  const known = await memory.consumeVerificationValue(identifier);
  if (known !== null && known.expiresAt.getTime() > msOf(at)) return known.value;
  return notVerified();
}

function descriptorOf({ credential_id: id, transports }: PasskeyRow) {
  return { id, transports: transports.split(" ").filter(isTransport) };
}

function isTransport(text: string): text is AuthenticatorTransport {
  return TRANSPORTS.some((transport) => transport === text);
}

function notVerified(): never {
  throw new APIError("UNAUTHORIZED", {
    code: "passkey-not-verified",
    message: "The passkey could not be verified",
    fix: "Try again; if it was removed from this account, sign in another way.",
  });
}
