import { assertKnown, attributePath, resolve } from "./attribute-path.js";
import { coerced } from "./coerce.js";
import { type PatchPath, parsePatchPath } from "./filter.js";
import { type AttributeChange, changedValues, type Operation } from "./patch-values.js";
import { isFields, type ScimFields } from "./resource.js";
import { type ResourceSchema, USER } from "./schemas.js";
import { badRequest, ScimError } from "./scim-error.js";

const OPERATIONS_MAX = 2_000;

/**
 * A resource after all operations of a PATCH (RFC 7644, section 3.5.2), or none of them.
 *
 * @throws ScimError with the place of the operation that cannot be done.
 */
export function patched(resource: ScimFields, body: unknown, schema: ResourceSchema): ScimFields {
  const operations = operationsOf(body);
  return operations.reduce<ScimFields>((fields, operation, index) => {
    try {
      return afterOperation(fields, operation, schema);
    } catch (error) {
      if (!(error instanceof ScimError)) throw error;
      throw new ScimError(error.status, error.scimType, `Operation ${index + 1}: ${error.message}`);
    }
  }, resource);
}

/**
 * A whole resource as somebody sent it, in the words of its schema: what is not kept is left out.
 *
 * @throws ScimError `invalidSyntax`, `invalidValue`
 */
export function readResource(body: unknown, schema: ResourceSchema): ScimFields {
  if (!isFields(body)) throw badRequest("invalidSyntax", "The body is not a resource.");
  return withFields({}, { fields: body, operation: "replace", schema });
}

function operationsOf(body: unknown): readonly ScimFields[] {
  const fields = isFields(body) ? body : {};
  const [, operations] = Object.entries(fields).find(([key]) => key.toLowerCase() === "operations") ?? [];
  if (!Array.isArray(operations) || operations.length === 0 || !operations.every(isFields)) {
    throw badRequest("invalidSyntax", "The body has no list of Operations.");
  }
  if (operations.length > OPERATIONS_MAX) {
    throw new ScimError(413, undefined, `At most ${OPERATIONS_MAX} operations are taken at once.`);
  }
  return operations;
}

function afterOperation(fields: ScimFields, { op, path, value }: ScimFields, schema: ResourceSchema): ScimFields {
  const operation = operationOf(op);
  if (path === undefined || path === null || path === "") {
    if (operation === "remove") throw badRequest("noTarget", "What is removed has to be named by a path.");
    if (!isFields(value)) throw badRequest("invalidValue", "Without a path, the value has to name attributes.");
    return withFields(fields, { fields: value, operation, schema });
  }
  if (typeof path !== "string") throw badRequest("invalidPath", "The path is not text.");
  // The URN of an extension alone stands for everything in it.
  if (/^urn:/i.test(path) && isForeign(path, schema)) return fields;
  const target = parsePatchPath(path);
  const resolved = resolve(target.path, schema);
  assertKnown(resolved, "invalidPath");
  if (resolved.kind === "unkept") return fields;
  const { attribute, sub } = resolved;
  if ((sub ?? attribute).mutability === "readOnly")
    throw badRequest("mutability", `${attribute.name} cannot be changed.`);
  if (operation === "remove" && (attribute.required || attribute === ACTIVE))
    throw badRequest("mutability", `${attribute.name} has to be there.`);
  return withAttribute(fields, { attribute, sub, within: target.within, operation, value });
}

/** Without it nobody could say whether the person is let in. */
const ACTIVE = USER.attributes.find(({ name }) => name === "active");

function operationOf(op: unknown): Operation {
  const text = typeof op === "string" ? op.toLowerCase() : "";
  if (text === "add" || text === "replace" || text === "remove") return text;
  throw badRequest("invalidSyntax", "The op is none of add, replace and remove.");
}

/** Whether a path begins with a URN that is not the schema's own. */
function isForeign(path: string, { id }: ResourceSchema): boolean {
  const lower = path.toLowerCase();
  return !lower.startsWith(`${id.toLowerCase()}:`);
}

/**
 * Several attributes at once, each by its name: also dotted, with its URN before it, or below the URN. What cannot be
 * changed, is not kept or not known is left as it is: providers send whole resources back.
 */
function withFields(
  before: ScimFields,
  {
    fields,
    operation,
    schema,
  }: { readonly fields: ScimFields; readonly operation: Operation; readonly schema: ResourceSchema },
): ScimFields {
  return Object.entries(fields).reduce<ScimFields>((after, [key, value]) => {
    if (key.toLowerCase() === schema.id.toLowerCase()) {
      return isFields(value) ? withFields(after, { fields: value, operation, schema }) : after;
    }
    const target = targetOf(key);
    const resolved = target === undefined ? undefined : resolve(target.path, schema);
    if (target === undefined || resolved?.kind !== "kept") return after;
    const { attribute, sub } = resolved;
    if ((sub ?? attribute).mutability === "readOnly") return after;
    return withAttribute(after, { attribute, sub, within: target.within, operation, value });
  }, before);
}

function targetOf(key: string): PatchPath | undefined {
  if (key.includes("[")) return parsePatchPath(key);
  const path = attributePath(key);
  return path && { path, within: undefined };
}

function withAttribute(fields: ScimFields, change: AttributeChange): ScimFields {
  const { attribute, sub, within, operation, value } = change;
  const before = fields[attribute.name];
  const after = attribute.multiValued
    ? changedValues(Array.isArray(before) ? before.filter(isFields) : [], change)
    : oneValue(before, { attribute, sub, within, operation, value });
  const { [attribute.name]: _, ...others } = fields;
  return after === undefined ? others : { ...others, [attribute.name]: after };
}

function oneValue(before: unknown, { attribute, sub, within, operation, value }: AttributeChange): unknown {
  if (within !== undefined) throw badRequest("invalidPath", `${attribute.name} has one value, so none can be chosen.`);
  if (sub !== undefined) {
    const { [sub.name]: _, ...parts } = isFields(before) ? before : {};
    const part = operation === "remove" ? undefined : coerced(value, sub);
    const after = part === undefined ? parts : { ...parts, [sub.name]: part };
    return Object.keys(after).length === 0 ? undefined : after;
  }
  if (operation === "remove") return undefined;
  const after = coerced(value, attribute);
  // Parts that are not named stay as they are (RFC 7644, section 3.5.2.3).
  return isFields(after) && isFields(before) ? { ...before, ...after } : after;
}

/** Names of the attributes that a resource somebody sent mentions, also where it says that they are empty. */
export function mentioned(body: unknown, schema: ResourceSchema): ReadonlySet<string> {
  if (!isFields(body)) return new Set();
  const names = Object.entries(body).flatMap(([key, value]) => {
    if (key.toLowerCase() === schema.id.toLowerCase()) return [...mentioned(value, schema)];
    const target = targetOf(key);
    const resolved = target && resolve(target.path, schema);
    return resolved?.kind === "kept" ? [resolved.attribute.name] : [];
  });
  return new Set(names);
}
