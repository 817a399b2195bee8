import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Problem } from "./problem.js";

/** Answers with a problem, as RFC 9457 has it. */
export function told(c: Context, said: Problem): Response {
  // A problem's status is one with a body: those of `problem.ts`.
  return c.body(JSON.stringify(said), said.status as ContentfulStatusCode, {
    "content-type": PROBLEM_MEDIA,
    "cache-control": "no-store",
  });
}

export const PROBLEM_MEDIA = "application/problem+json; charset=utf-8";
