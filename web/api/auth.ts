import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/browser";
import { ApiError } from "./client";

/** Asks for something about signing in. @throws ApiError with what is wrong and what to do. */
export async function authCall(path: string, body?: object): Promise<unknown> {
  const response = await fetch(`/api/auth${path}`, {
    method: body === undefined ? "GET" : "POST",
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  });
  const said: unknown = await response.json().catch(() => ({}));
  if (response.ok) return said;
  throw new ApiError({ status: response.status, ...saidOf(said) });
}

function saidOf(said: unknown): { readonly code: string; readonly detail: string; readonly fix: string } {
  const text = (key: string) =>
    typeof said === "object" && said !== null && key in said
      ? String(Object.entries(said).find(([k]) => k === key)?.[1])
      : "";
  return {
    code: text("code") || "unknown",
    detail: text("detail") || text("message") || "That did not work.",
    fix: text("fix") || "Try again.",
  };
}

/** What the page of signing in may offer. */
export interface Offers {
  readonly single_sign_on: string | null;
  readonly passkeys: boolean;
}

export async function offers(): Promise<Offers> {
  const said = await authCall("/offers");
  const of = (key: string): unknown => (typeof said === "object" && said !== null ? Reflect.get(said, key) : undefined);
  const single = of("single_sign_on");
  return { single_sign_on: typeof single === "string" ? single : null, passkeys: of("passkeys") === true };
}

/** Signs in with a passkey that the browser asks the person for. */
export async function signInWithPasskey(): Promise<void> {
  const { startAuthentication } = await import("@simplewebauthn/browser");
  const optionsJSON = await authCall("/passkey/sign-in-options", {});
  if (!isRequest(optionsJSON)) throw new Error("the server asked for no passkey");
  const response = await startAuthentication({ optionsJSON });
  await authCall("/passkey/sign-in", { response });
}

/** Makes a passkey on this device. */
export async function addPasskey(name: string): Promise<void> {
  const { startRegistration } = await import("@simplewebauthn/browser");
  const optionsJSON = await authCall("/passkey/register-options", {});
  if (!isCreation(optionsJSON)) throw new Error("the server asked for no passkey");
  const response = await startRegistration({ optionsJSON });
  await authCall("/passkey/register", { name, response });
}

function isRequest(said: unknown): said is PublicKeyCredentialRequestOptionsJSON {
  return typeof said === "object" && said !== null && "challenge" in said;
}

function isCreation(said: unknown): said is PublicKeyCredentialCreationOptionsJSON {
  return typeof said === "object" && said !== null && "challenge" in said && "rp" in said && "user" in said;
}
