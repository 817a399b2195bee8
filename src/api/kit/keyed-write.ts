import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { forgottenAt, type KeyedWrite, type KeyedWrites } from "../../app/serving/keyed-writes.js";
import { AppError } from "../../base/app-error.js";
import { type Sha256, sha256 } from "../../base/digest.js";
import { type Problem, problem } from "./problem.js";
import { PROBLEM_MEDIA, told } from "./responses.js";
import type { AnyRoute } from "./route.js";

/** The header by which whoever asks names a write, so that asking again does not do it again. */
export const KEY_HEADER = "Idempotency-Key";
/** Printable ASCII: what every proxy passes on as it is. */
export const KEY = /^[\x20-\x7e]{1,255}$/;

/** The key of a write; `undefined`: it has none, or nothing is written. @throws AppError `bad-usage` for a bad one. */
export function keyOf(c: Context, { method }: Pick<AnyRoute, "method">): string | undefined {
  const key = method === "get" ? undefined : c.req.header(KEY_HEADER);
  if (key === undefined || KEY.test(key)) return key;
  throw new AppError({
    code: "bad-usage",
    message: `the header ${KEY_HEADER} is empty, too long or not printable`,
    fix: "Send 1 to 255 printable ASCII characters, such as a UUID of version 4.",
  });
}

/** What a write is known by beside its key: the same key for something else is a mistake. */
export function askedOf(c: Context, body: unknown): Sha256 {
  const { pathname, search } = new URL(c.req.url);
  return sha256(JSON.stringify([c.req.method, pathname, search, body ?? null]));
}

/** A write under a key, and where it is remembered. */
export interface Repeatable {
  readonly writes: KeyedWrites;
  readonly write: KeyedWrite;
  /** Its answer is shown once and kept nowhere. */
  readonly isSecret: boolean;
  /** The write was done and could not be remembered. */
  report(error: unknown): void;
}

/** Nothing was done, and asking again may well work: such answers are not kept. */
const NOT_KEPT: readonly number[] = [429, 503];

/**
 * Answers a write once, however often it is asked for: again, what the first was answered. A write whose process ended
 * in the middle is never done again, for nobody knows how far it came.
 */
export async function answerOnce(
  c: Context,
  { writes, write, isSecret, report }: Repeatable,
  answer: () => Promise<Response>,
): Promise<Response> {
  const begun = await writes.begin(write, forgottenAt(write.at));
  if (begun.state === "running") return told(c, stillRunning());
  if (begun.state === "other") return told(c, usedOtherwise());
  if (begun.state === "done")
    return begun.answer === null ? told(c, shownOnce()) : replayed(c, begun.status, begun.answer);
  const response = await answer();
  const kept = isSecret && response.ok ? null : await response.clone().text();
  const noted = NOT_KEPT.includes(response.status)
    ? writes.drop(write)
    : writes.end(write, { status: response.status, answer: kept });
  // It was done whether or not that could be remembered; its key stays taken.
  await noted.catch(report);
  return response;
}

function replayed(c: Context, status: number, answer: string): Response {
  // Only statuses of answers with a body are kept.
  return c.body(answer, status as ContentfulStatusCode, {
    "content-type": status < 400 ? "application/json; charset=utf-8" : PROBLEM_MEDIA,
    "cache-control": "no-store",
    "idempotency-replayed": "true",
  });
}

function stillRunning(): Problem {
  return problem(409, {
    code: "key-in-use",
    detail: "A request with this key is under way, or broke off when the server was stopped.",
    fix: "Ask again in a moment. If it stays so, see whether it was done, and use a new key if it was not.",
  });
}

function usedOtherwise(): Problem {
  return problem(422, {
    code: "key-used-otherwise",
    detail: "This key was used for another request: its address or its body was another.",
    fix: "Use a new key for everything new; repeat a request exactly as it was.",
  });
}

function shownOnce(): Problem {
  return problem(409, {
    code: "shown-once",
    detail: "This was done already, and its answer held a secret, which is shown once and kept nowhere.",
    fix: "If the secret was lost, revoke what was made and make another with a new key.",
  });
}
