import { expect, it } from "vitest";
import { atStart } from "../sign-in/sign-in-world.js";
import { onEveryDatabase } from "../state/databases.js";
import {
  created,
  ENTERPRISE,
  GROUP_SCHEMA,
  personOf,
  ROLES,
  type ScimWorld,
  scimError,
  scimWorld,
  USER_SCHEMA,
} from "./scim-world.js";

atStart();

const PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
/** On the tenant URL it makes Entra send what the RFC has. */
const FLAG = "?aadOptscim062020";

const ENTRA_USER = {
  schemas: [USER_SCHEMA, ENTERPRISE],
  ...{ externalId: "3f8a-entra", userName: "bea@example.onmicrosoft.com", active: true, displayName: "Bea Byron" },
  emails: [{ primary: true, type: "work", value: "bea@example.org" }],
  ...{ name: { formatted: "Bea Byron", familyName: "Byron", givenName: "Bea" }, title: "Analyst" },
  addresses: [{ type: "work", country: "UK", primary: false }],
  meta: { resourceType: "User" },
  [ENTERPRISE]: { department: "Sums", employeeNumber: "1843" },
};

const change = (world: ScimWorld, path: string, ...Operations: object[]) =>
  world.scim("PATCH", path, { schemas: [PATCH], Operations });

const filtered = (text: string) => `?filter=${encodeURIComponent(text)}`;

onEveryDatabase((newDatabase) => {
  it("tests the connection, and looks people up by whatever it matches on", async () => {
    const world = await scimWorld(await newDatabase());
    const { body } = await world.scim("POST", `/Users${FLAG}`, ENTRA_USER);
    expect(body).not.toHaveProperty(ENTERPRISE);
    const found = async (text: string) => (await world.scim("GET", `/Users${filtered(text)}`)).body.totalResults;
    for (const text of [
      'userName eq "bea@example.onmicrosoft.com"',
      'externalId eq "3f8a-entra"',
      'emails[type eq "work"].value eq "Bea@example.org"',
      'emails.value eq "bea@example.org"',
      `id eq "${body.id}"`,
      `${USER_SCHEMA}:userName eq "bea@example.onmicrosoft.com"`,
    ]) {
      expect({ text, found: await found(text) }).toEqual({ text, found: 1 });
    }
    // The test of a connection asks for somebody whom there cannot be; what it calls another person is another.
    expect(await found('userName eq "b1946ac9-2492-4d23-a7a6-56d9b1a0e4a1"')).toBe(0);
    expect(await found('externalId eq "3F8A-entra"')).toBe(0);
    await world.state.close();
  });

  it("disables with a capital op and a text, and with the flag by a truth value", async () => {
    const world = await scimWorld(await newDatabase(), { provisioning: { role_by_group: {}, default_role: "viewer" } });
    const { body } = await world.scim("POST", "/Users", ENTRA_USER);
    const path = `/Users/${body.id}`;
    const isDisabled = async () => (await personOf(world, body.id))?.isDisabled;
    const answers = [];
    for (const operation of [
      { op: "Replace", path: "active", value: "False" },
      { op: "Replace", path: "active", value: "True" },
      { op: "Add", path: "active", value: [{ $ref: null, value: "False" }] },
      { op: "replace", path: "active", value: true },
    ]) {
      const { status, body: changed } = await change(world, path, operation);
      answers.push([status, changed.active, await isDisabled()]);
    }
    expect(answers).toEqual([
      [200, false, true],
      [200, true, false],
      [200, false, true],
      [200, true, false],
    ]);
    const { status, body: flagged } = await world.scim("PATCH", `${path}${FLAG}`, {
      schemas: [PATCH],
      Operations: [{ op: "replace", value: { active: false } }],
    });
    expect([status, flagged.active, await isDisabled()]).toEqual([200, false, true]);
    expect(await change(world, path, { op: "Replace", path: "active", value: "perhaps" })).toMatchObject(
      scimError(400, "invalidValue"),
    );
    await world.state.close();
  });

  it("changes parts by paths, by paths with a filter, and by dotted names in one value", async () => {
    const world = await scimWorld(await newDatabase());
    const { body } = await world.scim("POST", "/Users", { ...ENTRA_USER, emails: undefined });
    const path = `/Users/${body.id}`;
    const added = await change(
      world,
      path,
      { op: "Add", path: 'emails[type eq "work"].value', value: "bea@example.org" },
      { op: "Replace", path: "name.familyName", value: "King" },
      { op: "Replace", path: `${USER_SCHEMA}:name.givenName`, value: "Beatrix" },
      { op: "Add", path: `${ENTERPRISE}:department`, value: "Analysis" },
      { op: "Add", path: `${ENTERPRISE}:manager`, value: "3f8a-other" },
      { op: "Replace", path: 'phoneNumbers[type eq "work"].value', value: "+44 20 7946 0000" },
    );
    expect(added.body).toMatchObject({
      ...{ emails: [{ type: "work", value: "bea@example.org" }] },
      name: { formatted: "Bea Byron", familyName: "King", givenName: "Beatrix" },
    });
    const flagged = await change(world, path, {
      op: "replace",
      value: {
        ...{ displayName: "Beatrix King", "name.formatted": "Beatrix King", [`${ENTERPRISE}:department`]: "Sums" },
        ...{ 'emails[type eq "work"].value': "bk@example.org", [`${USER_SCHEMA}:userName`]: "bk@example.org" },
        ...{ id: "not-yours", "addresses.country": "UK", [USER_SCHEMA]: { externalId: "3f8a-new" } },
      },
    });
    expect(flagged).toMatchObject({
      status: 200,
      body: {
        ...{ id: body.id, userName: "bk@example.org", externalId: "3f8a-new", displayName: "Beatrix King" },
        ...{ name: { formatted: "Beatrix King" }, emails: [{ type: "work", value: "bk@example.org" }] },
      },
    });
    expect(await personOf(world, body.id)).toMatchObject({ name: "Beatrix King", email: "bk@example.org" });
    const other = await change(world, path, {
      ...{ op: "Add", path: "emails", value: [{ type: "home", value: "b@home.example", primary: "True" }] },
    });
    expect(other.body.emails).toEqual([
      { type: "work", value: "bk@example.org" },
      { type: "home", value: "b@home.example", primary: true },
    ]);
    expect((await personOf(world, body.id))?.email).toBe("b@home.example");
    expect((await change(world, path, { op: "Remove", path: 'emails[type eq "home"]' })).body.emails).toEqual([
      { type: "work", value: "bk@example.org" },
    ]);
    await world.state.close();
  });

  it("adds and removes members in either of its two ways", async () => {
    const world = await scimWorld(await newDatabase(), { provisioning: ROLES });
    const [ada, bea] = [await created(world, "ada@example.org"), await created(world, "bea@example.org")];
    const made = await world.scim("POST", "/Groups", {
      schemas: [GROUP_SCHEMA, "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"],
      ...{ externalId: "8aa1a0c0", displayName: "Engineers", meta: { resourceType: "Group" } },
    });
    const path = `/Groups/${made.body.id}`;
    expect(made).toMatchObject({ status: 201, body: { externalId: "8aa1a0c0", displayName: "Engineers" } });
    const roles = async () => [(await personOf(world, ada))?.role, (await personOf(world, bea))?.role];
    await change(world, path, { op: "Add", path: "members", value: [{ $ref: null, value: ada }, { value: bea }] });
    // Again is the same once more.
    await change(world, path, { op: "Add", path: "members", value: [{ value: bea }] });
    expect([await roles(), (await world.scim("GET", path)).body.members]).toMatchObject([
      ["contributor", "contributor"],
      expect.arrayContaining([expect.objectContaining({ value: ada }), expect.objectContaining({ value: bea })]),
    ]);
    expect((await world.scim("GET", path)).body.members).toHaveLength(2);
    await change(world, path, { op: "Remove", path: "members", value: [{ $ref: null, value: ada }] });
    expect(await roles()).toEqual([null, "contributor"]);
    await change(world, path, { op: "remove", path: `members[value eq "${bea}"]` });
    expect(await roles()).toEqual([null, null]);
    // Whoever left already may leave again.
    expect((await change(world, path, { op: "remove", path: `members[value eq "${bea}"]` })).status).toBe(200);
    const looked = `/Groups?excludedAttributes=members&filter=${encodeURIComponent('displayName eq "engineers"')}`;
    expect((await world.scim("GET", looked)).body).toMatchObject({
      totalResults: 1,
      Resources: [{ id: made.body.id }],
    });
    const nobody = { op: "Add", path: "members", value: [{ value: "per_nobody" }] };
    expect(await change(world, path, nobody)).toMatchObject(scimError(400, "invalidValue"));
    expect(await world.scim("POST", "/Groups", { displayName: "ENGINEERS" })).toMatchObject(
      scimError(409, "uniqueness"),
    );
    await world.state.close();
  });

  it("deletes for good what was purged: the person is gone for it, and stays in the history", async () => {
    const world = await scimWorld(await newDatabase(), { provisioning: ROLES });
    const { body } = await world.scim("POST", "/Users", ENTRA_USER);
    const group = await world.scim("POST", "/Groups", { displayName: "Engineers", members: [{ value: body.id }] });
    const path = `/Users/${body.id}`;
    expect(await world.scim("DELETE", path)).toMatchObject({ status: 204, body: {} });
    for (const [method, sent] of [
      ["GET", undefined],
      ["PUT", ENTRA_USER],
      ["PATCH", { Operations: [{ op: "replace", path: "active", value: true }] }],
      ["DELETE", undefined],
    ] as const) {
      expect(await world.scim(method, path, sent)).toMatchObject(scimError(404));
    }
    expect((await world.scim("GET", `/Users${filtered('externalId eq "3f8a-entra"')}`)).body.totalResults).toBe(0);
    expect((await world.scim("GET", `/Groups/${group.body.id}`)).body).not.toHaveProperty("members");
    const kept = await world.state.db.selectFrom("person").select(["id", "email"]).execute();
    expect(kept).toContainEqual({ id: body.id, email: "bea@example.org" });
    // Somebody who comes back under their address is the same person, with nothing of what they were.
    const again = await world.scim("POST", "/Users", { ...ENTRA_USER, externalId: "3f8a-again" });
    expect(again).toMatchObject({ status: 201, body: { id: body.id, externalId: "3f8a-again" } });
    expect(await personOf(world, body.id)).toMatchObject({ role: null, status: "waiting", isDisabled: false });
    await world.state.close();
  });
});
