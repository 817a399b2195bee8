import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { compress } from "hono/compress";
import { secureHeaders } from "hono/secure-headers";
import { AppError } from "../base/app-error.js";
import type { Instant } from "../base/instant.js";
import { refusalOf } from "./access/may.js";
import type { Session } from "./access/session.js";
import type { AppParts, Surroundings } from "./app-parts.js";
import type { StreamGuard } from "./kit/event-stream.js";
import { answerOnce, askedOf, keyOf } from "./kit/keyed-write.js";
import { openApiDocument } from "./kit/openapi.js";
import { assertPlain } from "./kit/plain-input.js";
import { type Problem, problem, problemOf, refusal } from "./kit/problem.js";
import { RateLimiter } from "./kit/rate-limit.js";
import { fileResponse, jsonResponse, streamResponse, told } from "./kit/responses.js";
import type { AnyRoute, FileAnswer, RawCall, Subscription } from "./kit/route.js";
import { ROUTES } from "./registry.js";
import { mountScim, toldScim } from "./scim/mount-scim.js";
import { ScimError } from "./scim/scim-error.js";

export type { Activity, AppParts, Surroundings } from "./app-parts.js";

const BODY_MAX_BYTES = 1024 * 1024;
/** Smaller answers cost more to pack than to send. */
const PACKED_FROM_BYTES = 2_048;

type App = Hono<{ Bindings: Surroundings }>;

/** The API as one handler of web requests, each handed over with its surroundings. */
export function makeApp(parts: AppParts): App {
  const app: App = new Hono();
  app.use(compress({ threshold: PACKED_FROM_BYTES }));
  app.use(
    secureHeaders({
      contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
      xFrameOptions: "DENY",
      referrerPolicy: "no-referrer",
    }),
  );
  app.use(bodyLimit({ maxSize: BODY_MAX_BYTES, onError: tooLarge }));
  app.all("/api/auth/*", (c) => parts.identity.answer(c.req.raw, c.env?.peer));
  const limiter = new RateLimiter(parts.limits);
  const description = openApiDocument(ROUTES, parts.world.about.version);
  app.get("/api/v1/openapi.json", (c) => {
    const refused = limiter.refusalOf(c, { session: undefined, peer: c.env?.peer, isWrite: false, at: parts.now() });
    return refused === undefined ? c.json(description) : told(c, refused);
  });
  for (const [name, route] of Object.entries(ROUTES)) mount(app, { name, route, limiter }, parts);
  mountScim(app, parts, limiter);
  app.all("/api/*", (c) => told(c, noSuchRoute()));
  return app;
}

function mount(
  app: App,
  { name, route, limiter }: { name: string; route: AnyRoute; limiter: RateLimiter },
  parts: AppParts,
): void {
  const path = `/api/v1${route.path.replace(/\{(\w+)\}/g, ":$1")}`;
  app.on(route.method.toUpperCase(), path, async (c) => {
    const requestId = parts.requestId();
    c.header("x-request-id", requestId);
    parts.recognise?.(c.req.raw, { route: name, requestId });
    const failed = (error: unknown) => {
      const said = problemOf(error);
      if (said.status >= 500) parts.reportError(error, requestId);
      return told(c, { ...said, request_id: requestId });
    };
    try {
      const at = parts.now();
      const session = await parts.identity.sessionOf(c.req.raw.headers);
      const isWrite = route.method !== "get";
      const tooMany = limiter.refusalOf(c, { session, peer: c.env?.peer, isWrite, at });
      if (tooMany !== undefined) return told(c, tooMany);
      const audit = c.req.param("audit");
      const refused = refusalOf(session, { needs: route.needs, audit, at, endsAt: await endOf(parts, session, audit) });
      if (refused !== undefined || session === undefined) return told(c, refusal(refused ?? { code: "not-signed-in" }));
      const forged = forgeryOf(c, route);
      if (forged !== undefined) return told(c, forged);
      const params = c.req.param();
      const raw: RawCall = { params, query: c.req.query(), body: await bodyOf(c, route) };
      assertPlain(raw);
      const asked = { name, route, session, at, requestId, audit, params };
      const answer = () => answered(c, { parts, raw, asked }).catch(failed);
      const key = keyOf(c, route);
      if (key === undefined) return await answer();
      const write = { user: session.user.id, route: name, key, asked: askedOf(c, raw.body), at };
      const report = (error: unknown) => parts.reportError(error, requestId);
      return await answerOnce(c, { writes: parts.writes, write, isSecret: route.isSecret === true, report }, answer);
    } catch (error) {
      return failed(error);
    }
  });
}

async function answered(
  c: Context,
  { parts, raw, asked }: { readonly parts: AppParts; readonly raw: RawCall; readonly asked: Answered },
): Promise<Response> {
  const { route, session, at } = asked;
  const after = c.req.header("last-event-id");
  const answer = await route.serve(raw, { who: session, at, world: parts.world, after });
  if (isStream(route, answer)) return streamResponse(c, answer, guardOf(c, { route, session, parts }));
  await note(parts, asked);
  return isFile(route, answer) ? fileResponse(c, answer) : jsonResponse(c, answer);
}

/** When the audit that the path names ends for this session; whoever belongs to the workspace is not asked. */
async function endOf({ world }: AppParts, session: Session | undefined, audit: string | undefined) {
  if (session === undefined || audit === undefined || session.audits === "all") return undefined;
  return (await world.audits.list()).find(({ id }) => id === audit)?.endsAt;
}

/**
 * A browser sends our cookie along whoever made the page. What changes something is therefore taken only from our own
 * pages: their address, and a content type that a form cannot send.
 */
function forgeryOf(c: Context, { method }: AnyRoute): Problem | undefined {
  if (method === "get" || c.req.header("authorization") !== undefined) return undefined;
  const site = c.req.header("sec-fetch-site");
  const origin = c.req.header("origin");
  // Browsers say whether it was their own page, which no page can forge; behind a proxy our own address is another one.
  const isOwn = site === undefined ? origin === new URL(c.req.url).origin : site === "same-origin";
  if (isOwn) return undefined;
  return problem(403, {
    code: "foreign-origin",
    detail: "The request came from another site than this server's own pages.",
    fix: "Call the API from its own address, or with a token instead of a cookie.",
  });
}

async function bodyOf(c: Context, { body }: AnyRoute): Promise<unknown> {
  if (body === undefined) return undefined;
  if (!/^application\/json\b/i.test(c.req.header("content-type") ?? "")) {
    throw badBody("is not declared as JSON", "Send it with content-type: application/json.");
  }
  try {
    return await c.req.json();
  } catch (cause) {
    throw badBody("is not well-formed JSON", "Check quotes, commas and braces.", cause);
  }
}

function badBody(what: string, fix: string, cause?: unknown): AppError {
  return new AppError({ code: "bad-usage", message: `the body of the request ${what}`, fix, cause });
}

interface Answered {
  readonly name: string;
  readonly route: AnyRoute;
  readonly session: Session;
  readonly at: Instant;
  readonly requestId: string;
  readonly audit: string | undefined;
  readonly params: Readonly<Record<string, string>>;
}

/** What is worth knowing later of an answered request. What was searched for is not noted: it may name a person. */
async function note(parts: AppParts, { name, route, session, at, requestId, audit, params }: Answered): Promise<void> {
  if (route.logs === undefined) return;
  const { control, population, sha256: digest, ...rest } = params;
  const subject = control ?? population ?? digest ?? Object.entries(rest).find(([key]) => key !== "audit")?.[1] ?? null;
  await parts.noteActivity({
    ...{ at, requestId, subject },
    user: session.user.id,
    session: session.id,
    role: session.role,
    route: name,
    what: route.logs,
    audit: audit ?? null,
  });
}

function isStream(route: AnyRoute, _answer: unknown): _answer is Subscription {
  return "event" in route.answer;
}

/** Events go on while whoever listens may still ask for them, and the server does not stop. */
function guardOf(
  c: Context,
  { route, session, parts }: { readonly route: AnyRoute; readonly session: Session; readonly parts: AppParts },
): StreamGuard {
  const audit = c.req.param("audit");
  return {
    every: (milliseconds, act) => parts.every(milliseconds, act),
    ends: parts.stopping,
    mayStill: async () => {
      const now = await parts.identity.sessionOf(c.req.raw.headers);
      const asked = { needs: route.needs, audit, at: parts.now(), endsAt: await endOf(parts, now, audit) };
      return now?.id === session.id && refusalOf(now, asked) === undefined;
    },
  };
}

function isFile(route: AnyRoute, _answer: unknown): _answer is FileAnswer {
  return "media" in route.answer;
}

function tooLarge(c: Context): Response {
  const detail = `The body is larger than the ${BODY_MAX_BYTES} bytes that are taken.`;
  if (c.req.path.startsWith("/scim/")) return toldScim(c, new ScimError(413, undefined, detail));
  return told(c, problem(413, { code: "too-large", detail, fix: "Send less at once." }));
}

function noSuchRoute(): Problem {
  return problem(404, {
    code: "no-such-route",
    detail: "There is no such route.",
    fix: "GET /api/v1/openapi.json describes every route.",
  });
}
