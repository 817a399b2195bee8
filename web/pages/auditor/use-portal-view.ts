import { useSearch } from "@tanstack/react-router";
import { holds, useAuditId, useSession } from "../../lib/session";

/** Who looks at the portal of an audit, and what they may do in it. */
export interface PortalView {
  readonly audit: string;
  /** What the routes of both sides are asked with, and what links within the portal carry on. */
  readonly query: { readonly as?: "auditor" };
  /** Somebody of the company looks at exactly what its auditors see. */
  readonly isAsAuditor: boolean;
  /** Holds the auditors' own papers. */
  readonly isAuditor: boolean;
  /** Does fieldwork: freezes, selects, asks, marks, notes. */
  readonly mayWork: boolean;
  /** Answers for the company; not while looking as its auditors do. */
  readonly mayDecide: boolean;
  /** Id of whoever looks. */
  readonly me: string;
}

export function usePortalView(): PortalView {
  const audit = useAuditId();
  const { data: session } = useSession();
  const { as }: { readonly as?: string } = useSearch({ strict: false });
  const isAuditor = holds(session, "see:papers");
  const isAsAuditor = !isAuditor && as === "auditor";
  return {
    audit,
    query: isAsAuditor ? { as: "auditor" } : {},
    isAsAuditor,
    isAuditor,
    mayWork: holds(session, "act:fieldwork"),
    mayDecide: holds(session, "act:decide") && !isAsAuditor,
    me: session?.user.id ?? "",
  };
}
