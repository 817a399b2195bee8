import { parseFilter } from "./filter.js";
import { matcherOf } from "./filter-match.js";
import { isFields, type ScimFields } from "./resource.js";
import type { ResourceSchema } from "./schemas.js";
import { badRequest } from "./scim-error.js";

/** What the address says beyond its path. */
export type ListQuery = Readonly<Record<string, string>>;

/** More than so many are not answered at once. */
export const RESULTS_MAX = 1_000;

const LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

/** Those that the filter fits; all without one. @throws ScimError `invalidFilter` */
export function filtered(
  resources: readonly ScimFields[],
  { filter }: ListQuery,
  schema: ResourceSchema,
): readonly ScimFields[] {
  return filter === undefined ? resources : resources.filter(matcherOf(parseFilter(filter), schema));
}

/** A page of a list, counted from 1, RFC 7644, section 3.4.2.4. @throws ScimError `invalidValue` */
export function listOf(resources: readonly ScimFields[], query: ListQuery): ScimFields {
  const startIndex = Math.max(1, wholeNumber(query.startIndex, "startIndex") ?? 1);
  const count = Math.min(RESULTS_MAX, Math.max(0, wholeNumber(query.count, "count") ?? RESULTS_MAX));
  const page = resources.slice(startIndex - 1, startIndex - 1 + count);
  return {
    ...{ schemas: [LIST], totalResults: resources.length, startIndex, itemsPerPage: page.length },
    Resources: page,
  };
}

/** What the body of a search asks for, RFC 7644, section 3.4.3. @throws ScimError `invalidSyntax`, `invalidValue` */
export function searchOf(body: unknown): ListQuery {
  if (!isFields(body)) throw badRequest("invalidSyntax", "The body is not a search.");
  const entries = SEARCHED.flatMap((name) => {
    const value = body[name];
    if (value === undefined || value === null) return [];
    return [[name, Array.isArray(value) ? value.join(",") : String(value)] as const];
  });
  return Object.fromEntries(entries);
}

const SEARCHED = ["filter", "startIndex", "count", "attributes", "excludedAttributes"] as const;

function wholeNumber(text: string | undefined, name: string): number | undefined {
  if (text === undefined || text === "") return undefined;
  if (!/^-?\d{1,9}$/.test(text)) throw badRequest("invalidValue", `${name} is not a whole number.`);
  return Number(text);
}
