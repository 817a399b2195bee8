import { discovered, oneOf, resourceTypes, schemas, serviceProviderConfig } from "./discovery.js";
import { groupResource, saidGroupOf } from "./group-resource.js";
import { resourceRoutes } from "./resource-routes.js";
import { GROUP, USER } from "./schemas.js";
import type { ScimRoute } from "./scim-route.js";
import { saidUserOf, userResource } from "./user-resource.js";

const USERS = resourceRoutes({
  ...{ schema: USER, kept: ["active", "externalId"], resource: userResource, said: saidUserOf },
  all: (desk) => desk.users(),
  add: (desk, said, at) => desk.addUser(said, at),
  change: (desk, id, { change, at }) => desk.changeUser(id, change, at),
  remove: (desk, id, at) => desk.removeUser(id, at),
});

const GROUPS = resourceRoutes({
  ...{ schema: GROUP, kept: ["members", "externalId"], resource: groupResource, said: saidGroupOf },
  all: (desk) => desk.groups(),
  add: (desk, said, at) => desk.addGroup(said, at),
  change: (desk, id, { change, at }) => desk.changeGroup(id, change, at),
  remove: (desk, id, at) => desk.removeGroup(id, at),
});

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
  scimListUsers: USERS.list,
  scimShowUser: USERS.show,
  scimCreateUser: USERS.create,
  scimReplaceUser: USERS.replace,
  scimChangeUser: USERS.change,
  scimRemoveUser: USERS.remove,
  scimListGroups: GROUPS.list,
  scimShowGroup: GROUPS.show,
  scimCreateGroup: GROUPS.create,
  scimReplaceGroup: GROUPS.replace,
  scimChangeGroup: GROUPS.change,
  scimRemoveGroup: GROUPS.remove,
} as const satisfies Readonly<Record<string, ScimRoute>>;

export type ScimRoutes = typeof SCIM_ROUTES;
