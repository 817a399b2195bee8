import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { sha256 } from "../../base/digest.js";
import { eventStream, type StreamGuard } from "./event-stream.js";
import type { Problem } from "./problem.js";
import type { FileAnswer, Subscription } from "./route.js";

/** Answers with a problem, as RFC 9457 has it. */
export function told(c: Context, said: Problem): Response {
  // A problem's status is one with a body: those of `problem.ts`.
  return c.body(JSON.stringify(said), said.status as ContentfulStatusCode, {
    "content-type": PROBLEM_MEDIA,
    "cache-control": "no-store",
  });
}

export const PROBLEM_MEDIA = "application/problem+json; charset=utf-8";

/** Answers with events, for as long as the guard lets it. */
export function streamResponse(c: Context, subscribe: Subscription, guard: StreamGuard): Response {
  c.header("content-type", "text/event-stream; charset=utf-8");
  c.header("cache-control", "no-store");
  // Proxies that collect answers before they pass them on would pass on nothing.
  c.header("x-accel-buffering", "no");
  return c.body(eventStream(subscribe, guard));
}

/** Answers with a file, which browsers keep and never show. */
export function fileResponse(c: Context, { media, name, body }: FileAnswer): Response {
  c.header("content-type", media);
  c.header("content-disposition", `attachment; filename="${name.replace(/[^\w.-]/g, "_")}"`);
  c.header("cache-control", "private, no-store");
  return c.body(typeof body === "string" || body instanceof ReadableStream ? body : new Uint8Array(body));
}

/** Answers name themselves by their bytes, so that asking again for the same costs a line. */
export function jsonResponse(c: Context, answer: unknown): Response {
  const text = JSON.stringify(answer);
  c.header("cache-control", "private, no-cache");
  if (c.req.method === "GET") {
    const etag = `"${sha256(text).slice(0, 32)}"`;
    c.header("etag", etag);
    // Whoever packs an answer on its way calls the tag weak.
    const known = (c.req.header("if-none-match") ?? "").split(/,\s*/).map((tag) => tag.replace(/^W\//, ""));
    if (known.includes(etag)) return c.body(null, 304);
  }
  c.header("content-type", "application/json; charset=utf-8");
  return c.body(text);
}
