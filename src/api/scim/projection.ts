import { attributePath, resolve } from "./attribute-path.js";
import { isFields, type ScimFields } from "./resource.js";
import type { ResourceSchema } from "./schemas.js";

/** Which attributes whoever asks wants to see, RFC 7644, section 3.9. */
export interface Wanted {
  readonly attributes?: string | undefined;
  readonly excludedAttributes?: string | undefined;
}

/** The parts of each named attribute; an empty set: all of it. */
type Names = ReadonlyMap<string, ReadonlySet<string>>;

const ALWAYS: ReadonlySet<string> = new Set(["schemas", "id"]);

/** A resource as far as it was asked for; what it is and how it is called is always there. */
export function projected(
  resource: ScimFields,
  { attributes, excludedAttributes }: Wanted,
  schema: ResourceSchema,
): ScimFields {
  if (attributes !== undefined) return only(resource, namesOf(attributes, schema));
  if (excludedAttributes !== undefined) return without(resource, namesOf(excludedAttributes, schema));
  return resource;
}

/** Names that no schema has are passed over. */
function namesOf(list: string, schema: ResourceSchema): Names {
  const names = new Map<string, Set<string>>();
  for (const text of list.split(",")) {
    const path = attributePath(text.trim());
    const resolved = path && resolve(path, schema);
    if (resolved?.kind !== "kept") continue;
    const { attribute, sub } = resolved;
    const known = names.get(attribute.name);
    if (sub === undefined || known?.size === 0) names.set(attribute.name, new Set());
    else names.set(attribute.name, new Set([...(known ?? []), sub.name]));
  }
  return names;
}

function only(resource: ScimFields, names: Names): ScimFields {
  return picked(resource, (name, value) => {
    const parts = names.get(name);
    if (ALWAYS.has(name) || parts?.size === 0) return value;
    return parts === undefined ? undefined : eachOf(value, (part) => parts.has(part));
  });
}

function without(resource: ScimFields, names: Names): ScimFields {
  return picked(resource, (name, value) => {
    const parts = names.get(name);
    if (ALWAYS.has(name) || parts === undefined) return value;
    return parts.size === 0 ? undefined : eachOf(value, (part) => !parts.has(part));
  });
}

function picked(resource: ScimFields, pick: (name: string, value: unknown) => unknown): ScimFields {
  const entries = Object.entries(resource).map(([name, value]) => [name, pick(name, value)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function eachOf(value: unknown, isKept: (part: string) => boolean): unknown {
  if (Array.isArray(value)) return value.map((each) => eachOf(each, isKept));
  return isFields(value) ? picked(value, (part, each) => (isKept(part) ? each : undefined)) : value;
}
