import type { ProvisioningDesk } from "../../app/serving/provisioning.js";
import type { Instant } from "../../base/instant.js";
import { filtered, type ListQuery, listOf, searchOf } from "./list.js";
import { mentioned, patched, readResource } from "./patch.js";
import { projected } from "./projection.js";
import type { ScimFields } from "./resource.js";
import type { ResourceSchema } from "./schemas.js";
import { ScimError } from "./scim-error.js";
import type { ScimAnswer, ScimCall, ScimRoute } from "./scim-route.js";

/** One kind of resource: how it looks, and who keeps it. */
export interface ResourceKind<Shown extends { readonly id: string }, Said> {
  readonly schema: ResourceSchema;
  /** Attributes that a PUT which does not mention them leaves as they are. */
  readonly kept: readonly string[];
  resource(shown: Shown, base: string): ScimFields;
  said(fields: ScimFields): Said;
  all(desk: ProvisioningDesk): Promise<readonly Shown[]>;
  add(desk: ProvisioningDesk, said: Said, at: Instant): Promise<Shown>;
  change(desk: ProvisioningDesk, id: string, as: { change(shown: Shown): Said; at: Instant }): Promise<Shown>;
  remove(desk: ProvisioningDesk, id: string, at: Instant): Promise<undefined>;
}

/** The routes of one kind of resource: look up, create, replace, patch, delete. */
export function resourceRoutes<Shown extends { readonly id: string }, Said>(kind: ResourceKind<Shown, Said>) {
  const { schema } = kind;
  const [path, one, what] = [`/${schema.name}s`, `/${schema.name}s/{id}`, schema.name.toLowerCase()];
  const answered = (shown: Shown, { base, query }: ScimCall, status: 200 | 201 = 200) => {
    return { status, body: projected(kind.resource(shown, base), query, schema), subject: shown.id };
  };
  const changed = async (call: ScimCall, fieldsOf: (before: ScimFields) => ScimFields) => {
    const change = (shown: Shown) => kind.said(fieldsOf(kind.resource(shown, call.base)));
    return answered(await kind.change(call.desk, call.id, { change, at: call.at }), call);
  };
  const found = async (call: ScimCall, query: ListQuery): Promise<ScimAnswer> => {
    return { status: 200, body: listOf(await searched(kind, call, query), query) };
  };
  return {
    list: route("get", path, `SCIM: looked for ${what}s`, (call) => found(call, call.query)),
    search: route("post", `${path}/.search`, `SCIM: looked for ${what}s`, (call) => found(call, searchOf(call.body))),
    show: route("get", one, `SCIM: saw a ${what}`, async (call) => {
      const found = (await kind.all(call.desk)).find(({ id }) => id === call.id);
      if (found === undefined) throw new ScimError(404, undefined, `There is no ${what} of that id.`);
      return answered(found, call);
    }),
    create: route("post", path, `SCIM: created a ${what}`, async (call) => {
      return answered(await kind.add(call.desk, kind.said(readResource(call.body, schema)), call.at), call, 201);
    }),
    replace: route("put", one, `SCIM: replaced a ${what}`, (call) => {
      const fields = readResource(call.body, schema);
      const said = mentioned(call.body, schema);
      return changed(call, (before) => {
        const kept = kind.kept.filter((name) => !said.has(name) && before[name] !== undefined);
        return { ...Object.fromEntries(kept.map((name) => [name, before[name]])), ...fields };
      });
    }),
    change: route("patch", one, `SCIM: changed a ${what}`, (call) => {
      return changed(call, (before) => patched(before, call.body, schema));
    }),
    remove: route("delete", one, `SCIM: removed a ${what}`, async ({ desk, id, at }) => {
      await kind.remove(desk, id, at);
      return { status: 204 };
    }),
  };
}

/** Those of a kind that the query asks for, as far as it asks for them. @throws ScimError `invalidFilter` */
export async function searched<Shown extends { readonly id: string }, Said>(
  kind: ResourceKind<Shown, Said>,
  { desk, base }: ScimCall,
  query: ListQuery,
): Promise<readonly ScimFields[]> {
  const all = (await kind.all(desk)).map((shown) => kind.resource(shown, base));
  return filtered(all, query, kind.schema).map((each) => projected(each, query, kind.schema));
}

function route(method: ScimRoute["method"], path: string, logs: string, serve: ScimRoute["serve"]): ScimRoute {
  return { method, path, logs, serve };
}
