import { coerced, single } from "./coerce.js";
import type { Filter, PatchPath } from "./filter.js";
import { valueMatcherOf } from "./filter-match.js";
import { isFields, type ScimFields } from "./resource.js";
import type { Attribute } from "./schemas.js";
import { badRequest } from "./scim-error.js";

export type Operation = "add" | "replace" | "remove";

/** What is changed about one attribute. */
export interface AttributeChange {
  readonly attribute: Attribute;
  readonly sub: Attribute | undefined;
  readonly within: PatchPath["within"];
  readonly operation: Operation;
  readonly value: unknown;
}

type Values = readonly ScimFields[];

/**
 * The values of an attribute that has several, after a change; `undefined` where none is left.
 *
 * @throws ScimError `noTarget` where nothing fits and nothing can be made that would.
 */
export function changedValues(before: Values, change: AttributeChange): Values | undefined {
  const after = change.operation === "remove" ? withoutValues(before, change) : withValues(before, change);
  return after.length === 0 ? undefined : after;
}

function withoutValues(before: Values, { attribute, sub, within, value }: AttributeChange): Values {
  const isMeant = within === undefined ? () => true : valueMatcherOf(within, attribute);
  if (sub !== undefined) return before.flatMap((each) => (isMeant(each) ? withoutPart(each, sub) : [each]));
  // Entra names members to remove by value, where the RFC would have them in the path.
  const named = within === undefined ? listOf(value, attribute) : [];
  if (named.length === 0) return before.filter((each) => !isMeant(each));
  const keys = new Set(named.map(keyOf));
  return before.filter((each) => !keys.has(keyOf(each)));
}

function withoutPart(value: ScimFields, { name }: Attribute): Values {
  const { [name]: _, ...rest } = value;
  return Object.keys(rest).length === 0 ? [] : [rest];
}

function withValues(before: Values, { attribute, sub, within, operation, value }: AttributeChange): Values {
  if (within === undefined && sub === undefined) {
    const given = listOf(value, attribute);
    return operation === "replace" ? onePrimary([], given) : onePrimary(before, given);
  }
  const part = partsOf(value, { attribute, sub });
  const isMeant = within === undefined ? () => true : valueMatcherOf(within, attribute);
  const meant = before.filter(isMeant);
  if (meant.length > 0) {
    const changed = meant.map((each) => ({ ...each, ...part }));
    const others = before.filter((each) => !isMeant(each));
    return part.primary === true
      ? onePrimary(others, changed)
      : before.map((each) => changed[meant.indexOf(each)] ?? each);
  }
  // Entra replaces addresses that are not there yet: what the filter asks for is made.
  return onePrimary(before, [{ ...askedFor(within, attribute), ...part }]);
}

function partsOf(value: unknown, { attribute, sub }: Pick<AttributeChange, "attribute" | "sub">): ScimFields {
  if (sub !== undefined) return { [sub.name]: coerced(value, sub) };
  const [only, ...more] = listOf(value, attribute);
  if (only === undefined || more.length > 0)
    throw badRequest("invalidValue", `One value of ${attribute.name} is expected.`);
  return only;
}

/** Adds what is not there; where something new is primary, nothing else is (RFC 7643, section 2.4). */
function onePrimary(before: Values, given: Values): Values {
  const isNewPrimary = given.some(({ primary }) => primary === true);
  const kept = isNewPrimary
    ? before.map((each) => (each.primary === true ? { ...each, primary: false } : each))
    : before;
  const byKey = new Map([...kept, ...given].map((each) => [keyOf(each), each]));
  return [...byKey.values()];
}

/** Values are one and the same by what they are and what they are for. */
function keyOf({ value, type }: ScimFields): string {
  return JSON.stringify([value, type === "User" ? undefined : type]).toLowerCase();
}

function listOf(value: unknown, attribute: Attribute): Values {
  const list = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return list.map((each) => single(each, attribute)).filter(isFields);
}

/** The value that a filter asks for, where it asks by equality alone. */
function askedFor(within: Filter | undefined, attribute: Attribute): ScimFields {
  if (within === undefined) return {};
  const all = within.kind === "and" ? within.all : [within];
  const asked = all.map((each) => {
    if (each.kind === "compare" && each.operator === "eq" && each.within === undefined) {
      return single({ [each.path.name]: each.value }, attribute);
    }
    throw badRequest("noTarget", `No value of ${attribute.name} fits the path.`);
  });
  return Object.assign({}, ...asked);
}
