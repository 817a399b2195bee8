import { expect } from "vitest";
import { type Activity, type AppParts, makeApp } from "../../src/api/make-app.js";
import type { Scim } from "../../src/app/serving/server-config.js";
import type { Permission } from "../../src/model/roles.js";
import { BOUNDLESS, FORGETFUL, servedNothing } from "../fakes/served-nothing.js";
import { Browser } from "../sign-in/browser.js";
import { now, type SignInWorld, signInWorld, type WorldOptions } from "../sign-in/sign-in-world.js";
import type { Opener } from "../state/databases.js";

export const USER_SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:User";
export const GROUP_SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:Group";
export const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

/** An answer as an identity provider reads it. */
export interface Said {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
}

/** The API over real people in a real database, asked by an identity provider with a token. */
export interface ScimWorld extends SignInWorld {
  readonly noted: Activity[];
  readonly errors: unknown[];
  /** An owner, who made the token. */
  readonly ownerId: string;
  readonly ownerBrowser: Browser;
  /** Answers like a server. */
  fetch(request: Request): Promise<Response>;
  /** Asks below `/scim/v2` with the good token. */
  scim(method: string, path: string, body?: unknown): Promise<Said>;
  /** Asks with whatever headers a test wants. */
  ask(method: string, path: string, input: { headers?: Record<string, string>; body?: unknown }): Promise<Said>;
  token(person: string, scopes: readonly Permission[]): Promise<string>;
}

export async function scimWorld(
  open: Opener,
  { limits = BOUNDLESS, ...options }: WorldOptions & { readonly limits?: AppParts["limits"] } = {},
): Promise<ScimWorld> {
  const world = await signInWorld(open, options);
  const { id: ownerId, browser: ownerBrowser } = await world.owner();
  const noted: Activity[] = [];
  const errors: unknown[] = [];
  let requests = 0;
  const app = makeApp({
    ...{ writes: FORGETFUL, limits },
    world: { ...servedNothing(), provisioning: world.signIn.provisioning },
    ...{ identity: world.signIn.identity, now, every: () => () => undefined, stopping: new AbortController().signal },
    requestId: () => {
      requests += 1;
      return `request-${requests}`;
    },
    noteActivity: async (act) => void noted.push(act),
    reportError: (error) => void errors.push(error),
  });
  const token = async (person: string, scopes: readonly Permission[]) =>
    (await world.signIn.account.createToken({ person, name: "provisioning", scopes, days: 90, at: now() })).token;
  const good = await token(ownerId, ["provision:people"]);
  const ask: ScimWorld["ask"] = async (method, path, { headers = {}, body }) => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const request = new Request(`${world.origin}/scim/v2${path}`, {
      ...{ method, headers: { "content-type": "application/scim+json", ...headers } },
      ...(body === undefined ? {} : { body: text }),
    });
    const response = await app.fetch(request, {});
    const answer = await response.text();
    if (answer !== "") expect(response.headers.get("content-type")).toBe("application/scim+json; charset=utf-8");
    return { status: response.status, body: answer === "" ? {} : JSON.parse(answer), headers: response.headers };
  };
  return {
    ...{ ...world, noted, errors, ownerId, ownerBrowser, ask, token },
    fetch: async (request) => app.fetch(request, {}),
    scim: (method, path, body) => ask(method, path, { headers: { authorization: `Bearer ${good}` }, body }),
  };
}

/** Roles that groups give in these tests. */
export const ROLES: Scim = {
  role_by_group: { "Compliance Leads": "compliance-lead", Engineers: "contributor", Owners: "owner" },
};

/** What a person is to the workspace, as owners see them. */
export async function personOf(world: ScimWorld, id: unknown) {
  return (await world.signIn.people.list(now())).find((person) => person.id === id);
}

/** A browser at which a person is signed in, by a link that an owner made. */
export async function signedIn(world: ScimWorld, id: string): Promise<Browser> {
  const browser = new Browser(world);
  const url = await world.signIn.people.linkFor(id, now());
  const { status } = await browser.post("/link/use", { token: new URL(url).hash.slice(1) });
  expect(status).toBe(200);
  return browser;
}

/** Creates a user and answers with its id. */
export async function created(world: ScimWorld, userName: string, fields: object = {}): Promise<string> {
  const { status, body } = await world.scim("POST", "/Users", { schemas: [USER_SCHEMA], userName, ...fields });
  expect({ status, body }).toMatchObject({ status: 201 });
  return String(body.id);
}

/** An error as SCIM has it. */
export function scimError(status: number, scimType?: string): object {
  return {
    status,
    body: {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"],
      ...{ status: String(status), detail: expect.any(String) },
      ...(scimType === undefined ? {} : { scimType }),
    },
  };
}
