/** One attribute of a resource, as `/Schemas` describes it and as filters, paths and values are read by. */
export interface Attribute {
  readonly name: string;
  readonly type: "string" | "boolean" | "complex" | "dateTime" | "reference";
  readonly multiValued: boolean;
  readonly description: string;
  readonly required: boolean;
  readonly caseExact: boolean;
  readonly mutability: "readOnly" | "readWrite" | "immutable";
  readonly returned: "always" | "default";
  readonly uniqueness: "none" | "server";
  readonly canonicalValues?: readonly string[];
  readonly referenceTypes?: readonly string[];
  readonly subAttributes?: readonly Attribute[];
}

export interface ResourceSchema {
  readonly id: string;
  readonly name: "User" | "Group";
  readonly description: string;
  readonly attributes: readonly Attribute[];
  /** What RFC 7643 defines and is taken without being kept: nothing here needs it. Lower case. */
  readonly unkept: ReadonlySet<string>;
}

function attribute(name: string, description: string, fields: Partial<Attribute> = {}): Attribute {
  return {
    ...{ name, type: "string", multiValued: false, description, required: false, caseExact: false },
    ...{ mutability: "readWrite", returned: "default", uniqueness: "none" },
    ...fields,
  };
}

const READ_ONLY = { mutability: "readOnly" } as const;
const EXACT = { caseExact: true } as const;

/** What every resource has, and no schema lists (RFC 7643, section 3.1). */
export const COMMON: readonly Attribute[] = [
  attribute("schemas", "Schemas of the resource.", { ...READ_ONLY, ...EXACT, multiValued: true, returned: "always" }),
  attribute("id", "What Lookback calls the resource.", { ...READ_ONLY, ...EXACT, returned: "always" }),
  attribute("externalId", "What the identity provider calls the resource.", EXACT),
  attribute("meta", "When and where.", {
    ...{ ...READ_ONLY, type: "complex" },
    subAttributes: [
      attribute("resourceType", "User or Group.", { ...READ_ONLY, ...EXACT }),
      attribute("created", "Since when it is known.", { ...READ_ONLY, type: "dateTime" }),
      attribute("lastModified", "When it was changed last.", { ...READ_ONLY, type: "dateTime" }),
      attribute("location", "Its address.", { ...READ_ONLY, ...EXACT, type: "reference" }),
    ],
  }),
];

/** A person. What an identity provider says beyond it is taken and not kept. */
export const USER: ResourceSchema = {
  id: "urn:ietf:params:scim:schemas:core:2.0:User",
  name: "User",
  description: "A person of the workspace",
  attributes: [
    attribute("userName", "The person's name at the identity provider.", { required: true, uniqueness: "server" }),
    attribute("name", "The parts of the person's name.", {
      type: "complex",
      subAttributes: [
        attribute("formatted", "The whole name."),
        attribute("familyName", "The family name."),
        attribute("givenName", "The given name."),
      ],
    }),
    attribute("displayName", "What the person is called in Lookback, where it is given."),
    attribute("emails", "Addresses. The primary one, or else the first, is the person's address in Lookback.", {
      ...{ type: "complex", multiValued: true },
      subAttributes: [
        attribute("value", "The address."),
        attribute("type", "What it is for.", { canonicalValues: ["work", "home", "other"] }),
        attribute("primary", "Whether it is the one that counts.", { type: "boolean" }),
      ],
    }),
    attribute("active", "Whether the identity provider lets the person in.", { type: "boolean" }),
    attribute("groups", "The groups of the person.", {
      ...{ ...READ_ONLY, type: "complex", multiValued: true },
      subAttributes: [
        attribute("value", "The id of the group.", { ...READ_ONLY, ...EXACT }),
        attribute("$ref", "Its address.", { ...READ_ONLY, ...EXACT, type: "reference", referenceTypes: ["Group"] }),
        attribute("display", "Its name.", READ_ONLY),
        attribute("type", "Direct: groups have no groups.", { ...READ_ONLY, canonicalValues: ["direct"] }),
      ],
    }),
  ],
  unkept: new Set([
    ...["nickname", "profileurl", "title", "usertype", "preferredlanguage", "locale", "timezone", "password"],
    ...["phonenumbers", "ims", "photos", "addresses", "entitlements", "roles", "x509certificates"],
  ]),
};

/** A group, which may give its members a role. */
export const GROUP: ResourceSchema = {
  id: "urn:ietf:params:scim:schemas:core:2.0:Group",
  name: "Group",
  description: "A group of people, which may give them a role",
  attributes: [
    attribute("displayName", "The name of the group.", { required: true, uniqueness: "server" }),
    attribute("members", "The people in the group.", {
      ...{ type: "complex", multiValued: true },
      subAttributes: [
        attribute("value", "The id of the person.", { ...EXACT, mutability: "immutable" }),
        attribute("$ref", "Their address.", {
          ...{ ...EXACT, type: "reference", referenceTypes: ["User"], mutability: "immutable" },
        }),
        attribute("type", "User: groups have no groups.", { mutability: "immutable", canonicalValues: ["User"] }),
      ],
    }),
  ],
  unkept: new Set(),
};
