import type { ProvisioningDesk } from "../../app/serving/provisioning.js";
import type { Instant } from "../../base/instant.js";
import type { ListQuery } from "./list.js";
import type { ScimFields } from "./resource.js";

/** What a SCIM route is given: who asks was checked. */
export interface ScimCall {
  /** The id in the path, where it has one. */
  readonly id: string;
  readonly query: ListQuery;
  readonly body: unknown;
  readonly at: Instant;
  readonly desk: ProvisioningDesk;
  /** Addresses of resources begin with it. */
  readonly base: string;
}

export interface ScimAnswer {
  readonly status: 200 | 201 | 204;
  readonly body?: ScimFields;
  /** Id of the resource that it is about. */
  readonly subject?: string;
}

/** One way to ask: what is mounted, and what the authorisation matrix of the tests has a row for. */
export interface ScimRoute {
  readonly method: "get" | "post" | "put" | "patch" | "delete";
  /** Below `/scim/v2`; `{id}` stands for an id. */
  readonly path: string;
  /** What the activity log says of it. */
  readonly logs: string;
  serve(call: ScimCall): Promise<ScimAnswer> | ScimAnswer;
}
