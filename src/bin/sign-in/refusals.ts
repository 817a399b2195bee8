import { z } from "zod";
import { type Problem, problem } from "../../api/kit/problem.js";

/** better-auth's codes in words of ours, with what to do. */
const SAID: Readonly<Record<string, { readonly detail: string; readonly fix: string }>> = {
  INVALID_EMAIL_OR_PASSWORD: {
    detail: "The e-mail address or the password is wrong.",
    fix: "Try again. Who forgot the password asks an owner for a one-time link.",
  },
  INVALID_PASSWORD: { detail: "The password is wrong.", fix: "Try again." },
  INVALID_CODE: {
    detail: "The code is wrong, or it is no longer the current one.",
    fix: "Type the code that your authenticator shows now; check that its clock is right.",
  },
  INVALID_BACKUP_CODE: { detail: "The backup code is wrong or was used before.", fix: "Use another one." },
  INVALID_TWO_FACTOR_COOKIE: { detail: "The sign-in took too long.", fix: "Begin again with your password." },
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: {
    detail: "The code was wrong too often.",
    fix: "Begin again with your password.",
  },
  ACCOUNT_TEMPORARILY_LOCKED: {
    detail: "The second step was wrong too often, so it takes no codes for a while.",
    fix: "Wait 15 minutes, or sign in with a passkey or a one-time link.",
  },
  SESSION_NOT_FRESH: {
    detail: "How you sign in can be changed only within an hour after you signed in.",
    fix: "Sign out, sign in again, and repeat it.",
  },
  UNAUTHORIZED: { detail: "Nobody is signed in, or the session has ended.", fix: "Sign in again." },
  TOTP_ALREADY_ENABLED: { detail: "The second step is on already.", fix: "Turn it off first to set it up anew." },
  PROVIDER_NOT_FOUND: {
    detail: "Single sign-on is not set up, or its provider did not answer.",
    fix: "See server.sign_in.oidc in lookback.yaml, and the server's log.",
  },
  INVALID_ORIGIN: {
    detail: "The request came from another site than this server's own pages.",
    fix: "Open the server at its own address; behind a proxy, start it with --public-url.",
  },
  MISSING_OR_NULL_ORIGIN: {
    detail: "The request does not say from which page it came.",
    fix: "Sign in from the server's own pages.",
  },
};

const Body = z.looseObject({ code: z.string().optional(), message: z.string().optional(), fix: z.string().optional() });

/** Every refusal in the one shape that the API has for them; headers (cookies that end, when to try again) stay. */
export async function inOneShape(response: Response): Promise<Response> {
  if (response.status < 400) return response;
  const body = Body.safeParse(await response.json().catch(() => ({})));
  const said = problemOf(response.status, body.success ? body.data : {});
  const headers = new Headers(response.headers);
  headers.set("content-type", "application/problem+json; charset=utf-8");
  headers.set("cache-control", "no-store");
  headers.delete("content-length");
  const wait = headers.get("x-retry-after");
  if (wait !== null) headers.set("retry-after", wait);
  return new Response(JSON.stringify(said), { status: said.status, headers });
}

/** The session is the cookie's alone, which no script of a page can read: an answer does not say it a second time. */
export async function withoutSession(response: Response): Promise<Response> {
  if (!(response.headers.get("content-type") ?? "").startsWith("application/json")) return response;
  // What leads on to another address is called JSON too, and holds nothing.
  const text = await response.clone().text();
  const said: unknown = text === "" ? null : JSON.parse(text);
  if (typeof said !== "object" || said === null || !("token" in said)) return response;
  const { token: _, ...rest } = said;
  const headers = new Headers(response.headers);
  headers.delete("content-length");
  return new Response(JSON.stringify(rest), { status: response.status, headers });
}

/** A refusal of our own, before anything was asked of better-auth. */
export function refused(status: number, said: { code: string; detail: string; fix: string }): Response {
  return new Response(JSON.stringify(problem(status, said)), {
    status,
    headers: { "content-type": "application/problem+json; charset=utf-8", "cache-control": "no-store" },
  });
}

function problemOf(status: number, { code, message, fix }: z.infer<typeof Body>): Problem {
  if (status === 429) {
    return problem(429, {
      code: code === "ACCOUNT_TEMPORARILY_LOCKED" ? slug(code) : "too-many-attempts",
      detail: SAID[code ?? ""]?.detail ?? "There were too many attempts from this address.",
      fix: SAID[code ?? ""]?.fix ?? "Wait a minute, then try again.",
    });
  }
  if (status >= 500) {
    return problem(500, {
      code: "internal",
      detail: "The request could not be answered because of an error in this program.",
      fix: "Look into the server's log, and report what you find there.",
    });
  }
  const known = SAID[code ?? ""];
  return problem(status, {
    code: slug(code ?? "refused"),
    detail: known?.detail ?? sentence(message ?? "The request was refused"),
    fix: known?.fix ?? fix ?? "Check what was typed, then try again.",
  });
}

function slug(code: string): string {
  return code.toLowerCase().replaceAll("_", "-");
}

function sentence(text: string): string {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}
