import type { DirectoryGroup, SaidGroup, SaidUser, ShownUser } from "../../app/serving/provisioning.js";
import { discovered, oneOf, resourceTypes, schemas, serviceProviderConfig } from "./discovery.js";
import { groupResource, saidGroupOf } from "./group-resource.js";
import { listOf, searchOf } from "./list.js";
import { type ResourceKind, resourceRoutes, searched } from "./resource-routes.js";
import { GROUP, USER } from "./schemas.js";
import { ScimError } from "./scim-error.js";
import type { ScimAnswer, ScimCall, ScimRoute } from "./scim-route.js";
import { saidUserOf, userResource } from "./user-resource.js";

const USER_KIND: ResourceKind<ShownUser, SaidUser> = {
  ...{ schema: USER, kept: ["active", "externalId"], resource: userResource, said: saidUserOf },
  all: (desk) => desk.users(),
  add: (desk, said, at) => desk.addUser(said, at),
  change: (desk, id, { change, at }) => desk.changeUser(id, change, at),
  remove: (desk, id, at) => desk.removeUser(id, at),
};

const GROUP_KIND: ResourceKind<DirectoryGroup, SaidGroup> = {
  ...{ schema: GROUP, kept: ["members", "externalId"], resource: groupResource, said: saidGroupOf },
  all: (desk) => desk.groups(),
  add: (desk, said, at) => desk.addGroup(said, at),
  change: (desk, id, { change, at }) => desk.changeGroup(id, change, at),
  remove: (desk, id, at) => desk.removeGroup(id, at),
};

const USERS = resourceRoutes(USER_KIND);
const GROUPS = resourceRoutes(GROUP_KIND);

const LOGS = "SCIM: saw what there is to provision";

/** Every SCIM route, by the name that the activity log and the authorisation matrix call it. */
export const SCIM_ROUTES = {
  scimServiceProviderConfig: {
    ...{ method: "get", path: "/ServiceProviderConfig", logs: LOGS },
    serve: ({ base }) => ({ status: 200, body: serviceProviderConfig(base) }),
  },
  scimListResourceTypes: {
    ...{ method: "get", path: "/ResourceTypes", logs: LOGS },
    serve: ({ base, query }) => ({ status: 200, body: discovered(resourceTypes(base), query) }),
  },
  scimShowResourceType: {
    ...{ method: "get", path: "/ResourceTypes/{id}", logs: LOGS },
    serve: ({ base, id }) => ({ status: 200, body: oneOf(resourceTypes(base), id) }),
  },
  scimListSchemas: {
    ...{ method: "get", path: "/Schemas", logs: LOGS },
    serve: ({ base, query }) => ({ status: 200, body: discovered(schemas(base), query) }),
  },
  scimShowSchema: {
    ...{ method: "get", path: "/Schemas/{id}", logs: LOGS },
    serve: ({ base, id }) => ({ status: 200, body: oneOf(schemas(base), id) }),
  },
  scimSearch: { method: "post", path: "/.search", logs: "SCIM: looked for users and groups", serve: searchAll },
  scimListUsers: USERS.list,
  scimSearchUsers: USERS.search,
  scimShowUser: USERS.show,
  scimCreateUser: USERS.create,
  scimReplaceUser: USERS.replace,
  scimChangeUser: USERS.change,
  scimRemoveUser: USERS.remove,
  scimListGroups: GROUPS.list,
  scimSearchGroups: GROUPS.search,
  scimShowGroup: GROUPS.show,
  scimCreateGroup: GROUPS.create,
  scimReplaceGroup: GROUPS.replace,
  scimChangeGroup: GROUPS.change,
  scimRemoveGroup: GROUPS.remove,
} as const satisfies Readonly<Record<string, ScimRoute>>;

/** Of everything. A filter that makes no sense of one kind finds none of it. */
async function searchAll(call: ScimCall): Promise<ScimAnswer> {
  const query = searchOf(call.body);
  const [users, groups] = await Promise.all([
    searched(USER_KIND, call, query).catch(senseless),
    searched(GROUP_KIND, call, query).catch(senseless),
  ]);
  if (users instanceof ScimError && groups instanceof ScimError) throw users;
  const all = [users, groups].flatMap((found) => (found instanceof ScimError ? [] : found));
  return { status: 200, body: listOf(all, query) };
}

function senseless(error: unknown): ScimError {
  if (error instanceof ScimError && error.scimType === "invalidFilter") return error;
  throw error;
}

export type ScimRoutes = typeof SCIM_ROUTES;
