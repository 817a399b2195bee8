import { z } from "zod";
import { isLoopback } from "../../base/loopback.js";
import { Role } from "../../model/roles.js";
import { Every } from "../workspace/every.js";
import { RateLimits } from "./rate-limits.js";

/** A role that groups may give. Auditors are invited, audit by audit and with an end. */
const GroupRole = Role.exclude(["auditor"]);

const Issuer = z.string().refine(isIssuer, "expected an https address (http for this machine only)");

const SecretPlace = z.union([z.strictObject({ env: z.string().min(1) }), z.strictObject({ file: z.string().min(1) })]);

/** Single sign-on by an identity provider that speaks OpenID Connect. */
const SingleSignOn = z.strictObject({
  /** Its address; what it offers is read below `/.well-known/openid-configuration`. */
  issuer: Issuer,
  client_id: z.string().min(1),
  /** Where the client's secret stands: in the environment, or in a file. Never here. */
  client_secret: SecretPlace,
  /** What its button says. */
  name: z.string().min(1).max(60).default("Single sign-on"),
  /** What is asked for beyond openid, profile and email, where the provider gives groups for it. */
  scopes: z.array(z.string().regex(/^[\x21-\x7e]+$/, "expected a scope without spaces")).default([]),
  /** The claim that lists a person's groups. */
  groups_claim: z.string().min(1).default("groups"),
  /** Roles by name of the group. Who is in none of them waits until an owner gives them a role. */
  role_by_group: z.record(z.string().min(1), GroupRole).default({}),
  /** The claim that is a person's externalId where they are provisioned by SCIM: it joins the two. */
  external_id_claim: z.string().min(1).default("sub"),
});
export type SingleSignOn = z.infer<typeof SingleSignOn>;

/** What people get whom an identity provider provisions by SCIM. */
const Scim = z.strictObject({
  /** The role of who is in no group that gives one; absent: they wait until an owner gives them a role. */
  default_role: GroupRole.exclude(["owner"]).optional(),
  /** Roles by name of the group, as the identity provider pushes groups. */
  role_by_group: z.record(z.string().min(1), GroupRole).default({}),
});
export type Scim = z.infer<typeof Scim>;

/** `server:` of lookback.yaml. */
export const ServerConfig = z.strictObject({
  sign_in: z.strictObject({ oidc: SingleSignOn.optional() }).optional(),
  scim: Scim.optional(),
  /** How often it collects and tests everything anew by itself; `collect_every` is kept also without this. */
  audit_every: Every.optional(),
  /** How much one may ask of the API. */
  rate_limits: RateLimits.optional(),
});

/** The highest role that any of the groups gives; `undefined`: none gives one. */
export function roleOfGroups(
  groups: readonly string[],
  { role_by_group: roles }: Pick<SingleSignOn, "role_by_group">,
): Role | undefined {
  const given = groups.flatMap((group) => (Object.hasOwn(roles, group) ? [roles[group]] : []));
  return Role.options.find((role) => given.some((each) => each === role));
}

function isIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  if (username !== "" || password !== "" || search !== "" || hash !== "") return false;
  return protocol === "https:" || (protocol === "http:" && isLoopback(hostname));
}
