import { type AttributePath, assertKnown, named, type Resolved, resolve } from "./attribute-path.js";
import type { Filter, Literal, Operator } from "./filter.js";
import { isFields, type ScimFields } from "./resource.js";
import type { Attribute, ResourceSchema } from "./schemas.js";
import { badRequest } from "./scim-error.js";

/** Whether a resource, or one value of an attribute, fits. */
export type Matcher = (of: ScimFields) => boolean;

/**
 * A filter, ready to be asked of resources of a schema. What a resource does not have fits nothing but `ne` and
 * `eq null`.
 *
 * @throws ScimError `invalidFilter` where it names what there is not, or compares what cannot be compared.
 */
export function matcherOf(filter: Filter, schema: ResourceSchema): Matcher {
  return built(filter, (path) => resolve(path, schema));
}

/** The same, asked of the values of one attribute. */
export function valueMatcherOf(filter: Filter, attribute: Attribute): Matcher {
  return built(filter, (path) => resolveSub(path, attribute));
}

type Resolver = (path: AttributePath) => Resolved;

function resolveSub({ schema, name, sub }: AttributePath, attribute: Attribute): Resolved {
  const found = schema === undefined && sub === undefined ? named(attribute.subAttributes ?? [], name) : undefined;
  return found === undefined ? { kind: "unknown" } : { kind: "kept", attribute: found, sub: undefined };
}

function built(filter: Filter, resolver: Resolver): Matcher {
  switch (filter.kind) {
    case "and": {
      const all = filter.all.map((each) => built(each, resolver));
      return (of) => all.every((matches) => matches(of));
    }
    case "or": {
      const all = filter.all.map((each) => built(each, resolver));
      return (of) => all.some((matches) => matches(of));
    }
    case "not": {
      const matches = built(filter.of, resolver);
      return (of) => !matches(of);
    }
    case "present":
    case "compare":
      return leaf(filter, resolver);
  }
}

function leaf(filter: Extract<Filter, { kind: "present" | "compare" }>, resolver: Resolver): Matcher {
  const resolved = resolver(filter.path);
  assertKnown(resolved, "invalidFilter");
  if (resolved.kind === "unkept") return () => filter.kind === "compare" && isMet([], filter, () => false);
  const { attribute } = resolved;
  const within = filter.within === undefined ? () => true : valueMatcherOf(filter.within, complex(attribute));
  if (filter.kind === "present") {
    return (of) => valuesOf(of, attribute, within).some((value) => isPresent(partOf(value, resolved.sub)));
  }
  const target = targetOf(attribute, resolved.sub);
  const fits = comparer(target, filter);
  return (of) => {
    const values = valuesOf(of, attribute, within).map((value) =>
      partOf(value, target === attribute ? undefined : target),
    );
    return isMet(values.filter(isPresent), filter, fits);
  };
}

/** What is compared where an attribute of several parts is named without one: its `value` (RFC 7643, section 2.4). */
function targetOf(attribute: Attribute, sub: Attribute | undefined): Attribute {
  const target = sub ?? (attribute.type === "complex" ? named(attribute.subAttributes ?? [], "value") : attribute);
  if (target === undefined)
    throw badRequest("invalidFilter", "The filter compares an attribute without naming its part.");
  return target;
}

function complex(attribute: Attribute): Attribute {
  if (attribute.type === "complex") return attribute;
  throw badRequest("invalidFilter", "The filter has brackets behind an attribute that has no parts.");
}

function valuesOf(of: ScimFields, { name }: Attribute, within: Matcher): readonly unknown[] {
  const value = of[name];
  const values = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return values.filter((each) => !isFields(each) || within(each));
}

function partOf(value: unknown, part: Attribute | undefined): unknown {
  return part !== undefined && isFields(value) ? value[part.name] : value;
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "";
}

function isMet(
  values: readonly unknown[],
  { operator, value }: { readonly operator: Operator; readonly value: Literal },
  fits: (value: unknown) => boolean,
): boolean {
  if (value === null) return (operator === "eq") === (values.length === 0);
  return operator === "ne" ? !values.some(fits) : values.some(fits);
}

/** Whether one value fits; `ne` is asked as `eq` and turned round by whoever asks. */
function comparer(
  { type, caseExact }: Attribute,
  { operator, value }: { readonly operator: Operator; readonly value: Literal },
): (actual: unknown) => boolean {
  if (value === null) {
    if (operator === "eq" || operator === "ne") return () => false;
    throw badRequest("invalidFilter", "Nothing can be compared with null by anything but eq and ne.");
  }
  if (type === "boolean") {
    const wanted = typeof value === "string" ? value.toLowerCase() : String(value);
    if ((operator === "eq" || operator === "ne") && /^(?:true|false)$/.test(wanted)) {
      return (actual) => String(actual) === wanted;
    }
    throw badRequest("invalidFilter", "True and false can be compared by eq and ne alone.");
  }
  if (typeof value !== "string") throw badRequest("invalidFilter", "Text is compared with what is no text.");
  if (type === "dateTime") return timeComparer(operator, value);
  const fold = (text: string) => (caseExact ? text : text.toLowerCase());
  const wanted = fold(value);
  return (actual) => typeof actual === "string" && compares(operator, fold(actual), wanted);
}

function timeComparer(operator: Operator, value: string): (actual: unknown) => boolean {
  const wanted = Date.parse(value);
  if (Number.isNaN(wanted)) throw badRequest("invalidFilter", "A time is compared with what is no time.");
  if (operator === "co" || operator === "sw" || operator === "ew") {
    throw badRequest("invalidFilter", "Times have no parts to look for.");
  }
  return (actual) => typeof actual === "string" && compares(operator, Date.parse(actual), wanted);
}

function compares<T extends string | number>(operator: Operator, actual: T, wanted: T): boolean {
  switch (operator) {
    case "eq":
    case "ne":
      return actual === wanted;
    case "co":
      return String(actual).includes(String(wanted));
    case "sw":
      return String(actual).startsWith(String(wanted));
    case "ew":
      return String(actual).endsWith(String(wanted));
    case "gt":
      return actual > wanted;
    case "ge":
      return actual >= wanted;
    case "lt":
      return actual < wanted;
    case "le":
      return actual <= wanted;
  }
}
