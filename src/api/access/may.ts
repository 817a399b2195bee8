import type { Instant } from "../../base/instant.js";
import { PERMISSIONS_OF, type Permission, Role } from "../../model/roles.js";
import type { Session } from "./session.js";

/** Why a request is refused; `undefined`: it is not. */
export type Refusal =
  | { readonly code: "not-signed-in" }
  | { readonly code: "not-permitted"; readonly needs: Permission }
  | { readonly code: "other-audit" }
  | { readonly code: "audit-over" };

export interface Asked {
  readonly needs: Permission;
  /** The audit that the path names. */
  readonly audit: string | undefined;
  /** When that audit ends for its auditors; `null` or absent: nobody set an end. */
  readonly endsAt?: string | null | undefined;
  readonly at: Instant;
}

/** The one place that decides who may do what. */
export function refusalOf(session: Session | undefined, { needs, audit, endsAt, at }: Asked): Refusal | undefined {
  if (session === undefined) return { code: "not-signed-in" };
  if (!holds(session, needs)) return { code: "not-permitted", needs };
  if (audit !== undefined && session.audits !== "all" && !session.audits.has(audit)) return { code: "other-audit" };
  if (session.audits !== "all" && endsAt != null && at >= endsAt) return { code: "audit-over" };
  return undefined;
}

/** Everything that a session may do, in the order of the list of permissions. */
export function permissionsOf(session: Session): readonly Permission[] {
  const own: readonly Permission[] =
    session.role === "auditor" && session.isFieldworker
      ? [...PERMISSIONS_OF.auditor, "act:fieldwork"]
      : PERMISSIONS_OF[session.role];
  const { scopes } = session;
  if (scopes === undefined) return own;
  return own.filter(
    (permission) => permission === "see:self" || (mayBeScope(permission) && scopes.includes(permission)),
  );
}

/** Whether a token may be given a permission: none may make further tokens or change how its owner signs in. */
export function mayBeScope(permission: Permission): boolean {
  return permission !== "manage:self";
}

/** Who holds a permission: roles, and auditors who do fieldwork. */
export function holdersOf(needs: Permission): readonly (Role | "fieldworker")[] {
  const roles = Role.options.filter((role) => PERMISSIONS_OF[role].includes(needs));
  return needs === "act:fieldwork" || roles.includes("auditor") ? [...roles, "fieldworker"] : roles;
}

function holds(session: Session, needs: Permission): boolean {
  return permissionsOf(session).includes(needs);
}
