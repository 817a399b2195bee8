import type { Context, Hono } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { parseJson } from "../../base/parse-json.js";
import { refusalOf } from "../access/may.js";
import type { Session } from "../access/session.js";
import type { AppParts, Surroundings } from "../app-parts.js";
import type { RateLimiter } from "../kit/rate-limit.js";
import { badRequest, ScimError, scimErrorOf, scimProblem } from "./scim-error.js";
import { SCIM_ROUTES } from "./scim-registry.js";
import type { ScimAnswer, ScimRoute } from "./scim-route.js";

const BASE = "/scim/v2";
const NEEDS = "provision:people";

/** Mounts SCIM 2.0 (RFC 7643, RFC 7644) below `/scim/v2`: an identity provider provisions people by a token. */
export function mountScim(app: Hono<{ Bindings: Surroundings }>, parts: AppParts, limiter: RateLimiter): void {
  for (const [name, route] of Object.entries(SCIM_ROUTES)) {
    const path = `${BASE}${route.path.replace("{id}", ":id")}`;
    app.on(route.method.toUpperCase(), [path, `${path}/`], (c) => answer(c, { name, route, parts, limiter }));
  }
  // What is left of their paths is asked in a way that they do not know.
  for (const route of Object.values(SCIM_ROUTES)) {
    app.all(`${BASE}${route.path.replace("{id}", ":id")}`, (c) => {
      return toldScim(c, new ScimError(405, undefined, "This endpoint does not take requests of that method."));
    });
  }
  app.all("/scim/*", (c) => toldScim(c, new ScimError(404, undefined, "There is no such SCIM endpoint here.")));
}

interface Asked {
  readonly name: string;
  readonly route: ScimRoute;
  readonly parts: AppParts;
  readonly limiter: RateLimiter;
}

async function answer(c: Context, { name, route, parts, limiter }: Asked): Promise<Response> {
  const requestId = parts.requestId();
  c.header("x-request-id", requestId);
  parts.recognise?.(c.req.raw, { route: name, requestId });
  let session: Session | undefined;
  try {
    const at = parts.now();
    session = await letIn(c, parts, limiter);
    const answered = await serve(c, { route, parts });
    const { subject = c.req.param("id") ?? null } = answered;
    await parts.noteActivity({ ...actOf(session, name), at, requestId, what: route.logs, subject });
    return told(c, answered);
  } catch (error) {
    const said = scimErrorOf(error);
    if (said.status >= 500) parts.reportError(error, requestId);
    if (session !== undefined) {
      const what = `${route.logs}: refused, ${said.status}${said.scimType === undefined ? "" : ` ${said.scimType}`}`;
      const subject = c.req.param("id") ?? null;
      await parts.noteActivity({ ...actOf(session, name), at: parts.now(), requestId, what, subject });
    }
    return toldScim(c, said);
  }
}

/** Only a token lets in, and only one that was made for this: a browser's cookie is not even looked at. */
async function letIn(c: Context, { identity, now }: AppParts, limiter: RateLimiter): Promise<Session> {
  const authorization = c.req.header("authorization");
  const session = authorization === undefined ? undefined : await identity.sessionOf(new Headers({ authorization }));
  // A directory says one thing a request, and thousands of them the first time: all count as reads do.
  const tooMany = limiter.refusalOf(c, { session, peer: c.env?.peer, isWrite: false, at: now() });
  if (tooMany !== undefined) throw new ScimError(429, undefined, tooMany.detail);
  if (session?.scopes === undefined) {
    throw new ScimError(401, undefined, "There is no token, or it holds no more. Send: Authorization: Bearer lbk_...");
  }
  if (refusalOf(session, { needs: NEEDS, audit: undefined, at: now() }) === undefined) return session;
  throw new ScimError(403, undefined, `This needs a token with the scope ${NEEDS}, made by an owner of the workspace.`);
}

async function serve(c: Context, { route, parts }: Pick<Asked, "route" | "parts">): Promise<ScimAnswer> {
  const takesBody = route.method !== "get" && route.method !== "delete";
  const body = takesBody ? parseJson(await c.req.text()) : undefined;
  if (takesBody && body === undefined) throw badRequest("invalidSyntax", "The body is not well-formed JSON.");
  const { provisioning: desk } = parts.world;
  const base = `${desk.origin}${BASE}`;
  return route.serve({ id: c.req.param("id") ?? "", query: c.req.query(), body, at: parts.now(), desk, base });
}

function actOf({ user, id, role }: Session, route: string) {
  return { user: user.id, session: id, role, route, audit: null };
}

function told(c: Context, { status, body }: ScimAnswer): Response {
  c.header("cache-control", "no-store");
  if (body === undefined || status === 204) return c.body(null, 204);
  const location = locationOf(body);
  if (location !== undefined) c.header(status === 201 ? "location" : "content-location", location);
  return c.body(JSON.stringify(body), status, { "content-type": MEDIA });
}

function locationOf({ meta }: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof meta !== "object" || meta === null || !("location" in meta)) return undefined;
  return typeof meta.location === "string" ? meta.location : undefined;
}

const MEDIA = "application/scim+json; charset=utf-8";

/** An error in SCIM's own shape. */
export function toldScim(c: Context, error: ScimError): Response {
  if (error.status === 401) c.header("www-authenticate", 'Bearer realm="Lookback SCIM"');
  // Statuses of SCIM errors are those of the RFC, each of which may have a body.
  const status = error.status as ContentfulStatusCode;
  return c.body(JSON.stringify(scimProblem(error)), status, { "content-type": MEDIA, "cache-control": "no-store" });
}
