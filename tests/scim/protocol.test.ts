import { expect, it } from "vitest";
import { atStart, later, now } from "../sign-in/sign-in-world.js";
import { onEveryDatabase } from "../state/databases.js";
import { created, personOf, type ScimWorld, scimError, scimWorld, USER_SCHEMA } from "./scim-world.js";

atStart();

const filter = (text: string) => `filter=${encodeURIComponent(text)}`;

async function names(world: ScimWorld, query: string): Promise<unknown[]> {
  const { body } = await world.scim("GET", `/Users?${query}`);
  const { totalResults, startIndex, itemsPerPage, Resources } = body;
  const list = Array.isArray(Resources) ? Resources.map(({ userName }) => userName) : Resources;
  return [totalResults, startIndex, itemsPerPage, list];
}

onEveryDatabase((newDatabase) => {
  it("pages through a list that keeps its order", async () => {
    const world = await scimWorld(await newDatabase());
    for (const name of ["c@example.org", "a@example.org", "b@example.org"]) {
      later(1);
      await created(world, name);
    }
    const all = ["olga@example.org", "c@example.org", "a@example.org", "b@example.org"];
    expect(await names(world, "")).toEqual([4, 1, 4, all]);
    expect(await names(world, "startIndex=2&count=2")).toEqual([4, 2, 2, all.slice(1, 3)]);
    expect(await names(world, "startIndex=4&count=2")).toEqual([4, 4, 1, all.slice(3)]);
    expect(await names(world, "startIndex=9&count=2")).toEqual([4, 9, 0, []]);
    expect(await names(world, "count=0")).toEqual([4, 1, 0, []]);
    expect(await names(world, "startIndex=-3&count=-1")).toEqual([4, 1, 0, []]);
    expect(await names(world, `count=1&${filter('userName sw "a" or userName sw "b"')}`)).toEqual([
      ...[2, 1, 1],
      ["a@example.org"],
    ]);
    expect(await world.scim("GET", "/Users?count=many")).toMatchObject(scimError(400, "invalidValue"));
    await world.state.close();
  });

  it("shows what is asked for, and always what a resource is and is called", async () => {
    const world = await scimWorld(await newDatabase());
    // Of two who came at the same moment the ids decide, which nobody knows.
    later(1);
    const id = await created(world, "ada@example.org", { name: { givenName: "Ada", familyName: "King" } });
    const shown = async (query: string) => (await world.scim("GET", `/Users/${id}?${query}`)).body;
    const always = { schemas: [USER_SCHEMA], id };
    expect(await shown("attributes=userName")).toEqual({ ...always, userName: "ada@example.org" });
    expect(await shown(`attributes=${USER_SCHEMA}:name.givenName,nosuch`)).toEqual({
      ...always,
      name: { givenName: "Ada" },
    });
    expect(await shown("excludedAttributes=id,meta,name.familyName,userName")).toEqual({
      ...{ ...always, name: { givenName: "Ada" }, active: true },
    });
    const { body } = await world.scim("GET", "/Users?attributes=id");
    expect(body.Resources).toEqual([{ schemas: [USER_SCHEMA], id: world.ownerId }, always]);
    const search = { filter: 'name.givenName eq "ada"', attributes: ["active"], startIndex: 1, count: 5 };
    expect((await world.scim("POST", "/Users/.search", search)).body).toMatchObject({
      ...{ totalResults: 1, Resources: [{ ...always, active: true }] },
    });
    await world.state.close();
  });

  it("says what is wrong in SCIM's own words", async () => {
    const world = await scimWorld(await newDatabase());
    const id = await created(world, "ada@example.org");
    const bea = await created(world, "bea@example.org", { emails: [{ value: "b@example.org" }] });
    const path = `/Users/${id}`;
    for (const [method, to, body, status, scimType] of [
      ["GET", `/Users?${filter("userName eq")}`, undefined, 400, "invalidFilter"],
      ["GET", `/Users?${filter('nosuch eq "a"')}`, undefined, 400, "invalidFilter"],
      ["GET", `/Schemas?${filter('id eq "a"')}`, undefined, 403, undefined],
      ["GET", "/Schemas/urn:nobody", undefined, 404, undefined],
      ["GET", "/Nothing", undefined, 404, undefined],
      ["GET", "", undefined, 404, undefined],
      ["DELETE", "/Users", undefined, 405, undefined],
      ["POST", path, {}, 405, undefined],
      ["POST", "/Users", "{not json", 400, "invalidSyntax"],
      ["POST", "/Users", "[]", 400, "invalidSyntax"],
      ["POST", "/Users", { displayName: "Ada" }, 400, "invalidValue"],
      ["POST", "/Users", { userName: " " }, 400, "invalidValue"],
      ["POST", "/Users", { userName: "a\u0000b" }, 400, "invalidValue"],
      ["POST", "/Users", { userName: "\ud800" }, 400, "invalidValue"],
      ["POST", "/Users", { userName: "x", emails: [{ type: "work" }] }, 400, "invalidValue"],
      ["POST", "/Users", { userName: "x".repeat(301) }, 400, "invalidValue"],
      ["POST", "/Users", { userName: "ADA@example.org" }, 409, "uniqueness"],
      ["POST", "/Users", { userName: "x", emails: [{ value: "B@example.org" }] }, 409, "uniqueness"],
      ["PUT", path, { userName: "bea@example.org" }, 409, "uniqueness"],
      ["PUT", path, { userName: "ada2", emails: [{ value: "b@example.org" }] }, 409, "uniqueness"],
      ["PUT", path, { active: false }, 400, "invalidValue"],
      [
        "PATCH",
        path,
        { Operations: [{ op: "replace", path: "userName", value: "bea@example.org" }] },
        409,
        "uniqueness",
      ],
      ["PATCH", path, { Operations: [{ op: "replace", path: "id", value: "x" }] }, 400, "mutability"],
      ["PATCH", path, { Operations: [{ op: "remove" }] }, 400, "noTarget"],
      ["PATCH", path, { Operations: [{ op: "add", path: "nosuch", value: 1 }] }, 400, "invalidPath"],
      ["PATCH", path, {}, 400, "invalidSyntax"],
      ["POST", "/Groups", { displayName: "A", members: [{ value: "x", type: "Group" }] }, 400, "invalidValue"],
      ["PUT", "/Users/per_nobody", { userName: "x" }, 404, undefined],
    ] as const) {
      const answer = await world.scim(method, to, body);
      expect({ method, to, sent: body, ...answer }).toMatchObject(scimError(status, scimType));
      if (scimType === undefined) expect(answer.body).not.toHaveProperty("scimType");
    }
    const large = { userName: "x", displayName: "x".repeat(1024 * 1024) };
    expect(await world.scim("POST", "/Users", large)).toMatchObject(scimError(413));
    expect(world.errors).toEqual([]);
    // What was refused changed nothing.
    expect([await personOf(world, id), await personOf(world, bea)]).toMatchObject([
      { email: "ada@example.org", isDisabled: false },
      { email: "b@example.org" },
    ]);
    await world.state.close();
  });

  it("says what is there to be provisioned", async () => {
    const world = await scimWorld(await newDatabase());
    expect((await world.scim("GET", "/ServiceProviderConfig")).body).toMatchObject({
      ...{ patch: { supported: true }, bulk: { supported: false }, filter: { supported: true, maxResults: 1000 } },
      ...{ changePassword: { supported: false }, sort: { supported: false }, etag: { supported: false } },
      authenticationSchemes: [{ type: "oauthbearertoken" }],
    });
    const { body } = await world.scim("GET", "/ResourceTypes");
    expect(body.Resources).toMatchObject([
      { id: "User", endpoint: "/Users", schema: USER_SCHEMA },
      { id: "Group", endpoint: "/Groups" },
    ]);
    const schema = await world.scim("GET", `/Schemas/${USER_SCHEMA}`);
    expect(schema.body).toMatchObject({ id: USER_SCHEMA, attributes: expect.any(Array) });
    await world.state.close();
  });

  it("gives one of two who create the same person at once the person, and the other a conflict", async () => {
    const world = await scimWorld(await newDatabase());
    const both = await Promise.all([1, 2].map(() => world.scim("POST", "/Users", { userName: "ada@example.org" })));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    const at = now();
    expect((await world.signIn.people.list(at)).length).toBe(2);
    await world.state.close();
  });
});
