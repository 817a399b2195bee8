import { expect, it } from "vitest";
import { SCIM_ROUTES, type ScimRoutes } from "../../src/api/scim/scim-registry.js";
import { instant } from "../../src/base/instant.js";
import { SessionStore } from "../../src/store/state/session-store.js";
import { Browser } from "../sign-in/browser.js";
import { atStart, now } from "../sign-in/sign-in-world.js";
import { onEveryDatabase } from "../state/databases.js";
import { created, personOf, ROLES, type ScimWorld, scimError, scimWorld, signedIn } from "./scim-world.js";

atStart();

const NEXT_YEAR = instant("2027-07-06T00:00:00.000Z");

interface Row {
  readonly path: string;
  readonly body?: unknown;
  /** What the good token is answered. */
  readonly status?: number;
}

const OPERATIONS = [{ op: "replace", path: "displayName", value: "Renamed" }];

/** How each route is asked, written by hand. `{user}` and `{group}` stand for what was made before. In this order. */
const MATRIX: Readonly<Record<keyof ScimRoutes, Row>> = {
  scimServiceProviderConfig: { path: "/ServiceProviderConfig" },
  scimListResourceTypes: { path: "/ResourceTypes" },
  scimShowResourceType: { path: "/ResourceTypes/Group" },
  scimListSchemas: { path: "/Schemas" },
  scimShowSchema: { path: "/Schemas/urn:ietf:params:scim:schemas:core:2.0:User" },
  scimSearch: { path: "/.search", body: { filter: "id pr" } },
  scimListUsers: { path: "/Users" },
  scimSearchUsers: { path: "/Users/.search", body: { filter: 'userName sw "a"' } },
  scimShowUser: { path: "/Users/{user}" },
  scimCreateUser: { path: "/Users", body: { userName: "new@example.org" }, status: 201 },
  scimReplaceUser: { path: "/Users/{user}", body: { userName: "other@example.org" } },
  scimChangeUser: { path: "/Users/{user}", body: { Operations: OPERATIONS } },
  scimListGroups: { path: "/Groups" },
  scimSearchGroups: { path: "/Groups/.search", body: { filter: 'displayName co "e"' } },
  scimShowGroup: { path: "/Groups/{group}" },
  scimCreateGroup: { path: "/Groups", body: { displayName: "Another" }, status: 201 },
  scimReplaceGroup: { path: "/Groups/{group}", body: { displayName: "Other" } },
  scimChangeGroup: { path: "/Groups/{group}", body: { Operations: OPERATIONS } },
  scimRemoveGroup: { path: "/Groups/{group}", status: 204 },
  scimRemoveUser: { path: "/Users/{user}", status: 204 },
};

const NAMES = Object.keys(MATRIX) as readonly (keyof ScimRoutes)[];

onEveryDatabase((newDatabase) => {
  it("has a row for every route", () => {
    expect([...NAMES].sort()).toEqual(Object.keys(SCIM_ROUTES).sort());
  });

  it("answers one token, and one address that guesses tokens, so much at once and then says when to come back", async () => {
    const limits = { reads: { per_minute: 60, burst: 2 }, writes: { per_minute: 60, burst: 60 } };
    const world = await scimWorld(await newDatabase(), { limits });
    for (const turn of ["/Users", "/Groups"]) expect((await world.scim("GET", turn)).status).toBe(200);
    const refused = await world.scim("POST", "/Users", { userName: "ada@example.org" });
    expect([refused.status, refused.body.status, refused.headers.get("retry-after")]).toEqual([429, "429", "1"]);
    const guesses = [];
    for (const guess of ["a", "b", "c"]) {
      guesses.push((await world.ask("GET", "/Users", { headers: { authorization: `Bearer lbk_${guess}` } })).status);
    }
    expect(guesses).toEqual([401, 401, 429]);
  });

  it("answers a token that was made for it, and nobody and nothing else", async () => {
    const world = await scimWorld(await newDatabase());
    const user = await created(world, "ada@example.org");
    const group = String((await world.scim("POST", "/Groups", { displayName: "Engineers" })).body.id);
    const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
    const cookie = world.ownerBrowser.cookieHeader();
    const lead = await invited(world, "compliance-lead");
    const denied: readonly (readonly [Record<string, string>, number])[] = [
      [{}, 401],
      [{ cookie, origin: world.origin, "sec-fetch-site": "same-origin" }, 401],
      [{ authorization: "Bearer " }, 401],
      [{ authorization: "Basic b2xnYTpvbGdh", cookie }, 401],
      [bearer(`lbk_${"x".repeat(43)}`), 401],
      [bearer(await world.token(world.ownerId, ["manage:people", "see:audit"])), 403],
      // A scope that its person does not have gives nothing.
      [bearer(await world.token(lead, ["provision:people"])), 403],
    ];
    world.noted.length = 0;
    for (const name of NAMES) {
      const path = MATRIX[name].path.replace("{user}", user).replace("{group}", group);
      const method = SCIM_ROUTES[name].method.toUpperCase();
      const { body, status = 200 } = MATRIX[name];
      for (const [headers, refused] of denied) {
        expect({ name, ...(await world.ask(method, path, { headers, body })) }).toMatchObject(scimError(refused));
      }
      expect({ name, status: (await world.scim(method, path, body)).status }).toEqual({ name, status });
    }
    expect(world.noted.map(({ route }) => route)).toEqual(NAMES);
    await world.state.close();
  });

  it("puts every request on record by ids, those that were refused among them", async () => {
    const world = await scimWorld(await newDatabase());
    world.noted.length = 0;
    const id = await created(world, "ada@example.org", { displayName: "Ada Lovelace" });
    await world.scim("POST", "/Users", { userName: "ada@example.org" });
    await world.scim("GET", `/Users?filter=${encodeURIComponent('userName eq "ada@example.org"')}`);
    await world.scim("GET", "/Users/per_nobody");
    await world.scim("DELETE", `/Users/${id}`);
    const acts = world.noted.map(({ what, subject, user, role, audit }) => ({ what, subject, user, role, audit }));
    const by = { user: world.ownerId, role: "owner", audit: null };
    expect(acts).toEqual([
      { what: "SCIM: created a user", subject: id, ...by },
      { what: "SCIM: created a user: refused, 409 uniqueness", subject: null, ...by },
      { what: "SCIM: looked for users", subject: null, ...by },
      { what: "SCIM: saw a user: refused, 404", subject: "per_nobody", ...by },
      { what: "SCIM: removed a user", subject: id, ...by },
    ]);
    expect(JSON.stringify(world.noted)).not.toMatch(/ada|lovelace/i);
    await world.state.close();
  });

  it("never takes the last owner away, and says so", async () => {
    const world = await scimWorld(await newDatabase(), { provisioning: ROLES });
    const path = `/Users/${world.ownerId}`;
    const off = { Operations: [{ op: "Replace", path: "active", value: "False" }] };
    const refused = { ...scimError(409), body: { detail: expect.stringContaining("last owner") } };
    expect(await world.scim("PATCH", path, off)).toMatchObject(refused);
    expect(await world.scim("PUT", path, { userName: "olga@example.org", active: false })).toMatchObject(refused);
    expect(await world.scim("DELETE", path)).toMatchObject(refused);
    expect(await personOf(world, world.ownerId)).toMatchObject({ role: "owner", status: "active", isDisabled: false });
    expect(await world.ownerBrowser.session()).toMatchObject({ role: "owner" });
    // An owner by a group is one like any other: with them the first may go, and then they may not.
    const ada = await created(world, "ada@example.org");
    const group = await world.scim("POST", "/Groups", { displayName: "Owners", members: [{ value: ada }] });
    const other = await world.token(ada, ["provision:people"]);
    expect((await world.scim("PATCH", path, off)).status).toBe(200);
    expect(await world.ownerBrowser.session()).toBeUndefined();
    // The token was the owner's, so it is gone with them.
    expect((await world.scim("GET", "/Users")).status).toBe(401);
    const ask = (method: string, to: string, body?: unknown) =>
      world.ask(method, to, { headers: { authorization: `Bearer ${other}` }, body });
    expect(await ask("DELETE", `/Groups/${group.body.id}`)).toMatchObject(refused);
    expect(
      await ask("PATCH", `/Groups/${group.body.id}`, { Operations: [{ op: "remove", path: "members" }] }),
    ).toMatchObject(refused);
    expect(await ask("PUT", `/Groups/${group.body.id}`, { displayName: "Guests" })).toMatchObject(refused);
    expect(await personOf(world, ada)).toMatchObject({ role: "owner", givenBy: "directory" });
    await world.state.close();
  });

  it("leaves to owners what owners decided, and never unlocks whom they locked", async () => {
    const world = await scimWorld(await newDatabase(), { provisioning: ROLES });
    const ada = await created(world, "ada@example.org");
    const { people } = world.signIn;
    await people.change(ada, { role: "reviewer" }, now());
    await world.scim("POST", "/Groups", { displayName: "Owners", members: [{ value: ada }] });
    expect(await personOf(world, ada)).toMatchObject({ role: "reviewer", givenBy: "person" });
    await people.change(ada, { status: "locked" }, now());
    const put = (active: boolean) => world.scim("PUT", `/Users/${ada}`, { userName: "ada@example.org", active });
    expect((await put(true)).body.active).toBe(true);
    expect(await personOf(world, ada)).toMatchObject({ status: "locked", isDisabled: false });
    await put(false);
    // And what the provider disabled stays so, whatever owners unlock.
    await people.change(ada, { status: "active" }, now());
    expect(await personOf(world, ada)).toMatchObject({ status: "active", isDisabled: true });
    await expect(people.linkFor(ada, now())).rejects.toMatchObject({
      message: "this account is disabled by the identity provider",
    });
    await put(true);
    expect(await (await signedIn(world, ada)).session()).toMatchObject({ role: "reviewer" });
    await world.state.close();
  });

  it("neither shows nor touches auditors, who are invited", async () => {
    const world = await scimWorld(await newDatabase());
    const auditor = await invited(world, "auditor");
    expect((await world.scim("GET", "/Users")).body).toMatchObject({ totalResults: 1 });
    expect(await world.scim("GET", `/Users/${auditor}`)).toMatchObject(scimError(404));
    expect(await world.scim("DELETE", `/Users/${auditor}`)).toMatchObject(scimError(404));
    expect(await world.scim("POST", "/Users", { userName: "auditor@example.org" })).toMatchObject(
      scimError(409, "uniqueness"),
    );
    const group = { displayName: "Engineers", members: [{ value: auditor }] };
    expect(await world.scim("POST", "/Groups", group)).toMatchObject(scimError(400, "invalidValue"));
    // Whom the provider brought it may always take back.
    const ada = await created(world, "ada@example.org");
    await world.signIn.people.change(ada, { role: "auditor", audits: ["x"], expiresAt: NEXT_YEAR }, now());
    expect((await world.scim("DELETE", `/Users/${ada}`)).status).toBe(204);
    await world.state.close();
  });

  it("ends what a role let somebody do as soon as the group is gone", async () => {
    const world = await scimWorld(await newDatabase(), { provisioning: ROLES });
    const ada = await created(world, "ada@example.org");
    const { body } = await world.scim("POST", "/Groups", { displayName: "Engineers", members: [{ value: ada }] });
    const browser = await signedIn(world, ada);
    expect(await browser.session()).toMatchObject({ role: "contributor" });
    await world.scim("DELETE", `/Groups/${body.id}`);
    expect(await browser.session()).toBeUndefined();
    expect(await new SessionStore(world.state).ofPerson(ada, now())).toEqual([]);
    await world.state.close();
  });
});

/** Somebody who came by an invitation. */
async function invited(world: ScimWorld, role: "compliance-lead" | "auditor"): Promise<string> {
  const isAuditor = role === "auditor";
  const { url } = await world.signIn.people.invite({
    ...{ role, audits: isAuditor ? ["x"] : [], isFieldworker: false, email: null, by: world.ownerId, at: now() },
    expiresAt: isAuditor ? NEXT_YEAR : null,
  });
  const response = await new Browser(world).post("/invitation/accept", {
    ...{ token: new URL(url).hash.slice(1), name: role, email: `${role}@example.org` },
  });
  const { person } = await response.json();
  return person.id;
}
