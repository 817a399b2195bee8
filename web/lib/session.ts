import { useQuery } from "@tanstack/react-query";
import { useLocation } from "@tanstack/react-router";
import type { Permission } from "../../src/model/roles.js";
import type { Answer } from "../api/client";
import { asking } from "../api/queries";

export type SessionAnswer = Answer<"showSession">;

/** Who is signed in; asked once, and again when something was refused. */
export function useSession() {
  return useQuery({ ...asking("showSession", {}), staleTime: 5 * 60_000 });
}

export function holds(session: SessionAnswer | undefined, permission: Permission): boolean {
  return session?.permissions.includes(permission) === true;
}

/** The audit that the address names; the empty text where it names none. */
export function useAuditId(): string {
  const { pathname } = useLocation();
  return decodeURIComponent(/^\/audits\/([^/]+)/.exec(pathname)?.[1] ?? "");
}

/** The address of a screen of an audit. */
export function auditPath(audit: string, rest = ""): string {
  return `/audits/${encodeURIComponent(audit)}${rest === "" ? "" : `/${rest}`}`;
}
