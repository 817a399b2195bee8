import { expect, it } from "vitest";
import { atStart, now } from "../sign-in/sign-in-world.js";
import { onEveryDatabase } from "../state/databases.js";
import { created, GROUP_SCHEMA, personOf, ROLES, scimError, scimWorld, signedIn, USER_SCHEMA } from "./scim-world.js";

atStart();

const LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
const PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

/** As an application of the App Integration Wizard sends a person. */
function oktaUser(fields: object = {}): object {
  return {
    schemas: [USER_SCHEMA],
    userName: "ada.lovelace@example.org",
    name: { givenName: "Ada", familyName: "Lovelace" },
    emails: [{ primary: true, value: "Ada.Lovelace@example.org", type: "work" }],
    displayName: "Ada Lovelace",
    locale: "en-US",
    externalId: "00u1ada0example",
    groups: [],
    password: "Never-kept-1",
    active: true,
    ...fields,
  };
}

const byName = (name: string) => `/Users?filter=${encodeURIComponent(`userName eq "${name}"`)}&startIndex=1&count=100`;

onEveryDatabase((newDatabase) => {
  it("looks a person up, creates them, and finds them again", async () => {
    const world = await scimWorld(await newDatabase());
    expect(await world.scim("GET", byName("ada.lovelace@example.org"))).toMatchObject({
      status: 200,
      body: { schemas: [LIST], totalResults: 0, startIndex: 1, itemsPerPage: 0, Resources: [] },
    });
    const made = await world.scim("POST", "/Users", oktaUser());
    const id = expect.stringMatching(/^per_[0-9a-f]{24}$/);
    expect(made).toMatchObject({ status: 201 });
    expect(made.body).toEqual({
      ...{ schemas: [USER_SCHEMA], id, externalId: "00u1ada0example", userName: "ada.lovelace@example.org" },
      ...{ name: { givenName: "Ada", familyName: "Lovelace" }, displayName: "Ada Lovelace", active: true },
      emails: [{ value: "Ada.Lovelace@example.org", type: "work", primary: true }],
      meta: {
        ...{ resourceType: "User", created: now(), lastModified: now() },
        location: `${world.origin}/scim/v2/Users/${made.body.id}`,
      },
    });
    expect(made.headers.get("location")).toBe(`${world.origin}/scim/v2/Users/${made.body.id}`);
    const found = await world.scim("GET", byName("ADA.lovelace@example.org"));
    expect(found.body).toMatchObject({ totalResults: 1, Resources: [made.body] });
    expect(await world.scim("POST", "/Users", oktaUser())).toMatchObject(scimError(409, "uniqueness"));
    expect(await personOf(world, made.body.id)).toMatchObject({
      ...{ name: "Ada Lovelace", email: "ada.lovelace@example.org", role: null, status: "waiting" },
      ...{ givenBy: "directory", isDisabled: false },
    });
    expect(JSON.stringify(await world.state.db.selectFrom("directory_user").selectAll().execute())).not.toContain(
      "Never-kept",
    );
    await world.state.close();
  });

  it("disables and enables by PUT of the whole person; one without active changes nothing about it", async () => {
    const world = await scimWorld(await newDatabase(), { provisioning: { ...ROLES, default_role: "viewer" } });
    const { body } = await world.scim("POST", "/Users", oktaUser());
    const put = (fields: object) => world.scim("PUT", `/Users/${body.id}`, { ...oktaUser(fields), id: body.id });
    expect((await put({ active: false })).body).toMatchObject({ id: body.id, active: false });
    expect(await personOf(world, body.id)).toMatchObject({ role: "viewer", status: "active", isDisabled: true });
    expect((await put({ active: undefined, displayName: "Ada King" })).body).toMatchObject({
      ...{ active: false, displayName: "Ada King" },
    });
    expect((await put({ active: true })).body).toMatchObject({ id: body.id, active: true });
    expect(await personOf(world, body.id)).toMatchObject({ role: "viewer", isDisabled: false });
    await world.state.close();
  });

  it("disables by PATCH without a path, and nothing the person had holds any more", async () => {
    const world = await scimWorld(await newDatabase(), { provisioning: { role_by_group: {}, default_role: "viewer" } });
    const id = await created(world, "ada@example.org");
    const browser = await signedIn(world, id);
    const token = await world.token(id, ["see:audit"]);
    const bearer = new Headers({ authorization: `Bearer ${token}` });
    expect([await browser.session(), await world.signIn.identity.sessionOf(bearer)]).toMatchObject([
      { user: { id } },
      { user: { id } },
    ]);
    const change = (active: boolean) =>
      world.scim("PATCH", `/Users/${id}`, { schemas: [PATCH], Operations: [{ op: "replace", value: { active } }] });
    expect(await change(false)).toMatchObject({ status: 200, body: { id, active: false } });
    expect([await browser.session(), await world.signIn.identity.sessionOf(bearer)]).toEqual([undefined, undefined]);
    await expect(world.signIn.people.linkFor(id, now())).rejects.toMatchObject({ code: "refused" });
    expect(await world.scim("GET", `/Users/${id}`)).toMatchObject({ status: 200, body: { id, active: false } });
    expect(await change(true)).toMatchObject({ status: 200, body: { id, active: true } });
    // Let in again, but by none of what ended.
    expect([await browser.session(), await world.signIn.identity.sessionOf(bearer)]).toEqual([undefined, undefined]);
    expect(await (await signedIn(world, id)).session()).toMatchObject({ user: { id }, role: "viewer" });
    await world.state.close();
  });

  it("pushes a group with its members, renames it, and removes who leaves", async () => {
    const world = await scimWorld(await newDatabase(), { provisioning: ROLES });
    const [ada, bea] = [await created(world, "ada@example.org"), await created(world, "bea@example.org")];
    const { status, body } = await world.scim("POST", "/Groups", {
      ...{ schemas: [GROUP_SCHEMA], displayName: "Engineers" },
      members: [{ value: ada, display: "ada@example.org" }],
    });
    expect({ status, body }).toMatchObject({
      status: 201,
      body: {
        ...{ id: expect.stringMatching(/^grp_/), displayName: "Engineers" },
        members: [{ value: ada, type: "User", $ref: `${world.origin}/scim/v2/Users/${ada}` }],
      },
    });
    const roles = async () => [(await personOf(world, ada))?.role, (await personOf(world, bea))?.role];
    expect(await roles()).toEqual(["contributor", null]);
    const change = (...Operations: object[]) =>
      world.scim("PATCH", `/Groups/${body.id}`, { schemas: [PATCH], Operations });
    await change(
      { op: "remove", path: `members[value eq "${ada}"]` },
      { op: "add", path: "members", value: [{ value: bea, display: "bea@example.org" }] },
    );
    expect(await roles()).toEqual([null, "contributor"]);
    // The name is what gives the role; Okta sends the id along.
    const renamed = await change({ op: "replace", value: { id: body.id, displayName: "Compliance Leads" } });
    expect(renamed.body).toMatchObject({ id: body.id, displayName: "Compliance Leads" });
    expect(await roles()).toEqual([null, "compliance-lead"]);
    await change({ op: "replace", path: "members", value: [{ value: ada }, { value: bea }] });
    expect(await roles()).toEqual(["compliance-lead", "compliance-lead"]);
    expect((await world.scim("GET", `/Users/${ada}`)).body.groups).toEqual([
      {
        ...{ value: body.id, display: "Compliance Leads", type: "direct" },
        $ref: `${world.origin}/scim/v2/Groups/${body.id}`,
      },
    ]);
    const whole = { schemas: [GROUP_SCHEMA], displayName: "Engineers", members: [] };
    expect((await world.scim("PUT", `/Groups/${body.id}`, whole)).body).not.toHaveProperty("members");
    expect(await roles()).toEqual([null, null]);
    expect((await world.scim("DELETE", `/Groups/${body.id}`)).status).toBe(204);
    expect(await world.scim("GET", `/Groups/${body.id}`)).toMatchObject(scimError(404));
    await world.state.close();
  });

  it("takes over who was here before by linking, not by making them anew", async () => {
    const world = await scimWorld(await newDatabase());
    const { body } = await world.scim("GET", byName("olga@example.org"));
    expect(body).toMatchObject({ totalResults: 1, Resources: [{ id: world.ownerId, userName: "olga@example.org" }] });
    const put = { ...oktaUser({ userName: "olga@example.org", displayName: "Olga O." }), emails: [] };
    expect((await world.scim("PUT", `/Users/${world.ownerId}`, put)).body).toMatchObject({ displayName: "Olga O." });
    // What an owner is, owners decide.
    expect(await personOf(world, world.ownerId)).toMatchObject({ role: "owner", givenBy: "person", name: "Olga O." });
    await world.state.close();
  });
});
