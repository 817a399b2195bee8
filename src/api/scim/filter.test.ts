import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseFilter, parsePatchPath } from "./filter.js";
import { matcherOf } from "./filter-match.js";
import type { ScimFields } from "./resource.js";
import { USER } from "./schemas.js";
import { ScimError } from "./scim-error.js";

const ADA: ScimFields = {
  id: "per_1",
  externalId: "X1",
  userName: "Ada@example.org",
  name: { givenName: "Ada", familyName: 'Love"lace' },
  active: true,
  emails: [
    { value: "ada@example.org", type: "work", primary: true },
    { value: "ada@home.example", type: "home" },
  ],
  meta: { lastModified: "2026-07-06T08:00:00.000Z", resourceType: "User" },
};

const fits = (text: string, of = ADA) => matcherOf(parseFilter(text), USER)(of);

describe("a filter", () => {
  it.each([
    ['userName eq "ada@EXAMPLE.org"', true],
    ['USERNAME EQ "ada@example.org"', true],
    ['externalId eq "X1"', true],
    ['externalId eq "x1"', false],
    ['userName ne "ada@example.org"', false],
    ['displayName ne "x"', true],
    ["displayName pr", false],
    ["displayName eq null", true],
    ["userName ne null", true],
    ['name.familyName eq "love\\"LACE"', true],
    ['name.givenName sw "A" and name.givenName ew "a" and name.givenName co "d"', true],
    ["active eq true", true],
    ['active eq "False"', false],
    ['emails eq "ADA@home.example"', true],
    ['emails.type eq "other"', false],
    ['emails[type eq "home" and value co "home"]', true],
    ['emails[type eq "home" and primary eq true]', false],
    ['emails[type eq "home"].value eq "ada@example.org"', false],
    ['emails[type eq "work"].value eq "ada@example.org"', true],
    ['urn:ietf:params:scim:schemas:core:2.0:User:name.givenName eq "ada"', true],
    ['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq "Sums"', false],
    ['title eq "Countess"', false],
    ['meta.lastModified ge "2026-07-06T10:00:00+02:00"', true],
    ['meta.lastModified gt "2026-07-06T08:00:00Z"', false],
    ['id eq "per_1" or title pr and active eq false', true],
    ['(id eq "per_1" or title pr) and active eq false', false],
    ['not (id eq "per_1")', false],
    ["not(active eq false) and(id pr)", true],
    ['userName gt "ad" and userName le "b"', true],
  ])("%s: %s", (text, expected) => {
    expect(fits(text)).toBe(expected);
  });

  it.each([
    "",
    "userName",
    'userName is "x"',
    "userName eq",
    "userName eq ada",
    'userName eq "ada',
    'userName eq "\\x"',
    'userName eq "a" and',
    'userName eq "a" userName eq "b"',
    '(userName eq "a"',
    'userName eq "a")',
    'emails[type eq "work"',
    'emails[type eq "work"].',
    "emails[]",
    'emails.value[type eq "work"]',
    'emails[type eq "work"].value',
    'not userName eq "a"',
    'nosuch eq "a"',
    'emails[nosuch eq "a"]',
    'userName[type eq "a"]',
    'name eq "Ada"',
    "userName eq 1",
    'active gt "true"',
    'active eq "perhaps"',
    "userName gt null",
    'meta.created gt "yesterday"',
    'meta.created co "2026"',
    `${"(".repeat(200)}id pr${")".repeat(200)}`,
    `userName eq "${"a".repeat(20_000)}"`,
  ])("%s is none", (text) => {
    expect(() => fits(text)).toThrow(expect.objectContaining({ status: 400, scimType: "invalidFilter" }));
  });

  it("is read or refused, whatever the text", () => {
    const words = fc.constantFrom(
      ...[
        "userName",
        "emails",
        "and",
        "or",
        "not",
        "(",
        ")",
        "[",
        "]",
        ".",
        "eq",
        "pr",
        '"a"',
        "true",
        "null",
        " ",
        "1",
      ],
      ...["urn:ietf:params:scim:schemas:core:2.0:User", ":", "$ref", "\\", '"', "active", "-", "\u0000", "é"],
    );
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: "binary" }),
      fc.array(words).map((all) => all.join(" ")),
    );
    fc.assert(
      fc.property(text, (each) => {
        try {
          expect(typeof fits(each)).toBe("boolean");
        } catch (error) {
          expect(error).toBeInstanceOf(ScimError);
          expect(error).toMatchObject({ status: 400, scimType: "invalidFilter" });
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it("finds a value again that was written as JSON, whatever is in it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1, maxLength: 300 }), (name) => {
        expect(fits(`externalId eq ${JSON.stringify(name)}`, { externalId: name })).toBe(true);
        expect(fits(`externalId eq ${JSON.stringify(`${name}x`)}`, { externalId: name })).toBe(false);
      }),
    );
  });
});

describe("the path of a change", () => {
  it("names an attribute, its values, and their parts", () => {
    expect(parsePatchPath("members")).toEqual({
      path: { schema: undefined, name: "members", sub: undefined },
      within: undefined,
    });
    expect(parsePatchPath('emails[type eq "work"].value')).toMatchObject({
      path: { name: "emails", sub: "value" },
      within: { kind: "compare", operator: "eq", value: "work" },
    });
  });

  it("is read or refused, whatever the text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[a-z[\]." $]{0,30}$/)), (text) => {
        try {
          parsePatchPath(text);
        } catch (error) {
          expect(error).toMatchObject({ status: 400, scimType: "invalidPath" });
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
