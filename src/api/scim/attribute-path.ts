import { type Attribute, COMMON, type ResourceSchema } from "./schemas.js";
import { badRequest, type ScimType } from "./scim-error.js";

/** Names an attribute: `name.givenName`, also with the URN of its schema before it. */
export interface AttributePath {
  readonly schema: string | undefined;
  readonly name: string;
  readonly sub: string | undefined;
}

/** What a path stands for: something that is kept; something that is taken and not kept; or nothing that there is. */
export type Resolved =
  | { readonly kind: "kept"; readonly attribute: Attribute; readonly sub: Attribute | undefined }
  | { readonly kind: "unkept" }
  | { readonly kind: "unknown" };

/** Reads a path of an attribute; `undefined` where the text is none. */
export function attributePath(text: string): AttributePath | undefined {
  const isUrn = /^urn:/i.test(text);
  const at = isUrn ? text.lastIndexOf(":") : -1;
  const match = /^([A-Za-z][\w-]*|\$ref)(?:\.([A-Za-z][\w-]*|\$ref))?$/.exec(text.slice(at + 1));
  if (match?.[1] === undefined) return undefined;
  return { schema: isUrn ? text.slice(0, at) : undefined, name: match[1], sub: match[2] };
}

/** Finds what a path stands for; case of letters makes no difference. */
export function resolve({ schema: urn, name, sub }: AttributePath, schema: ResourceSchema): Resolved {
  if (urn !== undefined && urn.toLowerCase() !== schema.id.toLowerCase()) return { kind: "unkept" };
  const attribute = named([...COMMON, ...schema.attributes], name);
  if (attribute === undefined) return { kind: schema.unkept.has(name.toLowerCase()) ? "unkept" : "unknown" };
  if (sub === undefined) return { kind: "kept", attribute, sub: undefined };
  const found = named(attribute.subAttributes ?? [], sub);
  // Parts that RFC 7643 has and Lookback does not (`name.middleName`, `emails.display`) are not told from others.
  if (found === undefined) return { kind: attribute.type === "complex" ? "unkept" : "unknown" };
  return { kind: "kept", attribute, sub: found };
}

/** The attribute of that name, whatever the case of its letters. */
export function named(attributes: readonly Attribute[], name: string): Attribute | undefined {
  return attributes.find((each) => each.name.toLowerCase() === name.toLowerCase());
}

/** @throws ScimError of the type, for a path that no schema has. */
export function assertKnown(
  resolved: Resolved,
  scimType: ScimType,
): asserts resolved is Exclude<Resolved, { kind: "unknown" }> {
  if (resolved.kind === "unknown") throw badRequest(scimType, "A path names an attribute that there is not.");
}
