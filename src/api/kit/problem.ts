import { z } from "zod";
import { AppError, type ErrorCode } from "../../base/app-error.js";
import type { Refusal } from "../access/may.js";

/** RFC 9457: what went wrong, where, and what the reader can do. */
export const Problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  fix: z.string(),
  errors: z.array(z.strictObject({ at: z.string(), message: z.string() })).optional(),
  request_id: z.string().optional(),
});
export type Problem = z.infer<typeof Problem>;

const STATUS: Readonly<Record<ErrorCode, number>> = {
  "bad-usage": 400,
  "bad-config": 409,
  "bad-input": 422,
  "bad-mapping": 422,
  "not-found": 404,
  refused: 409,
  taken: 409,
  "access-denied": 502,
  "limit-reached": 429,
  "off-host-link": 502,
  "cursor-loop": 502,
  "source-failed": 502,
  "store-locked": 503,
  "store-damaged": 500,
  "ledger-fork": 500,
  "disk-failed": 500,
  "engine-failed": 500,
  "state-failed": 503,
  cancelled: 503,
};

const TITLES: Readonly<Record<number, string>> = {
  400: "The request does not make sense",
  401: "Not signed in",
  403: "Not permitted",
  404: "Not found",
  409: "It does not fit what is there",
  413: "Too large",
  415: "Not the kind of content this takes",
  422: "The content does not fit",
  429: "Too many requests",
  500: "Something broke here",
  502: "A source did not answer as it should",
  503: "Not at the moment",
};

export function problem(status: number, said: Pick<Problem, "code" | "detail" | "fix" | "errors">): Problem {
  return { type: `urn:lookback:problem:${said.code}`, title: TITLES[status] ?? "Error", status, ...said };
}

/** What an error says to whoever asked. An error that is not ours says nothing of itself: it may hold anything. */
export function problemOf(error: unknown): Problem {
  if (error instanceof z.ZodError) {
    return problem(422, {
      code: "bad-request",
      detail: "Parts of the request do not fit the description of this route.",
      fix: "See errors for the places; GET /api/v1/openapi.json describes every route.",
      errors: error.issues.map(({ path, message }) => ({ at: path.join("."), message })),
    });
  }
  if (error instanceof AppError) {
    return problem(STATUS[error.code], { code: error.code, detail: sentence(error.message), fix: error.fix });
  }
  return problem(500, {
    code: "internal",
    detail: "The request could not be answered because of an error in this program.",
    fix: "Look for the request id in the server's log, and report what you find there.",
  });
}

export function refusal(refused: Refusal): Problem {
  switch (refused.code) {
    case "not-signed-in":
      return problem(401, {
        code: refused.code,
        detail: "Nobody is signed in, or the session has ended.",
        fix: "Sign in again, or send a valid token as: Authorization: Bearer ...",
      });
    case "not-permitted":
      return problem(403, {
        code: refused.code,
        detail: `This needs the permission ${refused.needs}, which your role or token does not have.`,
        fix: "Ask an owner of this workspace.",
      });
    case "other-audit":
      return problem(403, {
        code: refused.code,
        detail: "You were not let into this audit.",
        fix: "Ask whoever invited you for an invitation to it.",
      });
    case "audit-over":
      return problem(403, {
        code: refused.code,
        detail: "This audit is closed, or the time for which you were let into it is over.",
        fix: "Ask whoever invited you. What you exported stays yours.",
      });
  }
}

function sentence(text: string): string {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}
