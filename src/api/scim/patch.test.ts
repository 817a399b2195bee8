import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { patched, readResource } from "./patch.js";
import type { ScimFields } from "./resource.js";
import { GROUP, USER } from "./schemas.js";
import { ScimError } from "./scim-error.js";

const WORK = { value: "ada@example.org", type: "work", primary: true };
const ADA: ScimFields = { id: "per_1", userName: "ada", name: { givenName: "Ada" }, emails: [WORK], active: true };

const changed = (...Operations: unknown[]) => patched(ADA, { Operations }, USER);

describe("a PATCH", () => {
  it("does all of its operations in order, or none", () => {
    expect(
      changed(
        { op: "add", path: "name", value: { familyName: "King" } },
        { op: "replace", path: "userName", value: "ada.king" },
        { op: "remove", path: "emails" },
      ),
    ).toEqual({ id: "per_1", userName: "ada.king", name: { givenName: "Ada", familyName: "King" }, active: true });
    expect(() => changed({ op: "remove", path: "emails" }, { op: "move", path: "name" })).toThrow(
      expect.objectContaining({ scimType: "invalidSyntax", message: expect.stringMatching(/^Operation 2: /) }),
    );
    expect(ADA.emails).toEqual([WORK]);
  });

  it("keeps one value primary, and one of a kind", () => {
    const home = { value: "ada@home.example", type: "home", primary: true };
    expect(changed({ op: "add", path: "emails", value: [home, { ...WORK, primary: undefined }] }).emails).toEqual([
      { value: "ada@example.org", type: "work" },
      home,
    ]);
    expect(
      changed({ op: "add", path: "emails", value: home }, { op: "add", path: "emails", value: home }).emails,
    ).toEqual([{ ...WORK, primary: false }, home]);
  });

  it.each([
    [{ op: "remove" }, "noTarget"],
    [{ op: "replace", value: "x" }, "invalidValue"],
    [{ op: "replace", path: "id", value: "x" }, "mutability"],
    [{ op: "add", path: "groups", value: [{ value: "x" }] }, "mutability"],
    [{ op: "replace", path: "meta.created", value: "x" }, "mutability"],
    [{ op: "remove", path: "userName" }, "mutability"],
    [{ op: "remove", path: "active" }, "mutability"],
    [{ op: "replace", path: "nosuch", value: "x" }, "invalidPath"],
    [{ op: "replace", path: "emails[", value: "x" }, "invalidPath"],
    [{ op: "replace", path: 5, value: "x" }, "invalidPath"],
    [{ op: "replace", path: 'userName[value eq "x"]', value: "x" }, "invalidPath"],
    [{ op: "replace", path: 'emails[value co "zzz"].type', value: "x" }, "noTarget"],
    [{ op: "replace", path: 'emails[type eq "work"]', value: [WORK, WORK] }, "invalidValue"],
    [{ op: "replace", path: "active", value: "perhaps" }, "invalidValue"],
    [{ op: "replace", path: "active", value: 1 }, "invalidValue"],
    [{ op: "replace", path: "userName", value: { a: 1 } }, "invalidValue"],
  ])("%j is refused: %s", (operation, scimType) => {
    expect(() => changed(operation)).toThrow(expect.objectContaining({ status: 400, scimType }));
  });

  it.each([undefined, null, {}, [], { Operations: [] }, { Operations: "x" }, { Operations: [1] }])(
    "%j has no operations",
    (body) => {
      expect(() => patched(ADA, body, USER)).toThrow(expect.objectContaining({ scimType: "invalidSyntax" }));
    },
  );

  it("is done or refused, whatever it asks", () => {
    const path = fc.constantFrom(
      undefined,
      "name",
      "emails",
      "active",
      "members",
      'emails[type eq "work"].value',
      "x.y",
    );
    const operation = fc.record({ op: fc.constantFrom("add", "Remove", "REPLACE"), path, value: fc.jsonValue() });
    fc.assert(
      fc.property(fc.array(operation, { minLength: 1 }), fc.constantFrom(USER, GROUP), (Operations, schema) => {
        try {
          patched(ADA, { Operations }, schema);
        } catch (error) {
          expect(error).toBeInstanceOf(ScimError);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("a whole resource", () => {
  it("is read in any case of letters, without what is not kept", () => {
    const body = { USERNAME: "ada", Active: "TRUE", password: "x", "name.givenName": "Ada", nosuch: 1, id: "mine" };
    expect(readResource(body, USER)).toEqual({ userName: "ada", active: true, name: { givenName: "Ada" } });
  });

  it("takes nothing that is none", () => {
    for (const body of [null, 1, "x", []]) {
      expect(() => readResource(body, USER)).toThrow(expect.objectContaining({ scimType: "invalidSyntax" }));
    }
    expect(readResource(JSON.parse('{"__proto__": {"userName": "x"}, "constructor": 1}'), USER)).toEqual({});
  });
});
