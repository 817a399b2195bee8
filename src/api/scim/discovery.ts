import { type ListQuery, listOf, RESULTS_MAX } from "./list.js";
import type { ScimFields } from "./resource.js";
import { GROUP, type ResourceSchema, USER } from "./schemas.js";
import { ScimError } from "./scim-error.js";

const CORE = "urn:ietf:params:scim:schemas:core:2.0";

/** What this server can do of SCIM, RFC 7643, section 5. */
export function serviceProviderConfig(base: string): ScimFields {
  const no = { supported: false };
  return {
    ...{ schemas: [`${CORE}:ServiceProviderConfig`], patch: { supported: true }, etag: no, sort: no },
    ...{ bulk: { ...no, maxOperations: 0, maxPayloadSize: 0 }, changePassword: no },
    filter: { supported: true, maxResults: RESULTS_MAX },
    authenticationSchemes: [
      {
        ...{ type: "oauthbearertoken", name: "Token", primary: true },
        description: "A token with the scope provision:people, which an owner of the workspace makes.",
      },
    ],
    meta: { resourceType: "ServiceProviderConfig", location: `${base}/ServiceProviderConfig` },
  };
}

/** What there is to be provisioned. */
export function resourceTypes(base: string): readonly ScimFields[] {
  return [USER, GROUP].map(({ id, name, description }) => ({
    ...{ schemas: [`${CORE}:ResourceType`], id: name, name, description, endpoint: `/${name}s`, schema: id },
    schemaExtensions: [],
    meta: { resourceType: "ResourceType", location: `${base}/ResourceTypes/${name}` },
  }));
}

/** What is kept of it. */
export function schemas(base: string): readonly ScimFields[] {
  return [USER, GROUP].map(({ id, name, description, attributes }: ResourceSchema) => ({
    ...{ schemas: [`${CORE}:Schema`], id, name, description, attributes },
    meta: { resourceType: "Schema", location: `${base}/Schemas/${id}` },
  }));
}

/** All of a discovery list. It takes no filter (RFC 7644, section 4). @throws ScimError 403 with one. */
export function discovered(resources: readonly ScimFields[], query: ListQuery): ScimFields {
  if (query.filter !== undefined) throw new ScimError(403, undefined, "This list takes no filter.");
  return listOf(resources, query);
}

/** One of a discovery list, by its id. @throws ScimError 404 */
export function oneOf(resources: readonly ScimFields[], id: string): ScimFields {
  const found = resources.find((each) => each.id === id);
  if (found === undefined) throw new ScimError(404, undefined, "There is nothing of that id.");
  return found;
}
