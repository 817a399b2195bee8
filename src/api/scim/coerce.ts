import { attributePath, named } from "./attribute-path.js";
import { isFields, type ScimFields } from "./resource.js";
import type { Attribute } from "./schemas.js";
import { badRequest } from "./scim-error.js";

/**
 * A value as its attribute has it. Entra says true and false as text, and wraps single values into a list of one; both
 * are understood. `undefined`: the value says that there is none.
 *
 * @throws ScimError `invalidValue` where it is of another kind.
 */
export function coerced(value: unknown, attribute: Attribute): unknown {
  if (value === null || value === undefined || value === "") return undefined;
  if (!attribute.multiValued) return single(unwrapped(value), attribute);
  const list = (Array.isArray(value) ? value : [value]).map((each) => single(each, attribute));
  const kept = list.filter((each) => each !== undefined);
  return kept.length === 0 ? undefined : kept;
}

/** One of the values of an attribute. */
export function single(value: unknown, attribute: Attribute): unknown {
  if (value === null || value === undefined) return undefined;
  switch (attribute.type) {
    case "boolean":
      return truth(value, attribute);
    case "complex":
      return parts(isFields(value) ? value : { value }, attribute);
    default:
      if (typeof value !== "string") throw wrongKind(attribute, "text");
      return value;
  }
}

function truth(value: unknown, attribute: Attribute): boolean {
  if (typeof value === "boolean") return value;
  const text = typeof value === "string" ? value.toLowerCase() : "";
  if (text !== "true" && text !== "false") throw wrongKind(attribute, "true or false");
  return text === "true";
}

/** Parts that the attribute does not have are left out. */
function parts(fields: ScimFields, attribute: Attribute): ScimFields | undefined {
  const kept = Object.entries(fields).flatMap(([key, value]) => {
    const path = attributePath(key);
    const part = path?.sub === undefined ? named(attribute.subAttributes ?? [], key) : undefined;
    const read = part === undefined ? undefined : coerced(value, part);
    return part === undefined || read === undefined ? [] : [[part.name, read] as const];
  });
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

function unwrapped(value: unknown): unknown {
  if (!Array.isArray(value) || value.length !== 1) return value;
  const [only]: unknown[] = value;
  return isFields(only) && Object.hasOwn(only, "value") ? only.value : only;
}

function wrongKind({ name }: Attribute, expected: string) {
  return badRequest("invalidValue", `The value of ${name} is not ${expected}.`);
}
