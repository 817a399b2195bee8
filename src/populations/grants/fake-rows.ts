import type { TableRow } from "../../model/tables.js";

/** Noon of 4 March 2026: when the fake grant began. */
export const GRANTED = Date.UTC(2026, 2, 4, 12);

/** The right `deployers` that gh-1 got as an event, and has still. */
export function grantRow(more: Partial<TableRow<"access_grant">> = {}): TableRow<"access_grant"> {
  const from = more.from_hi ?? GRANTED;
  return {
    id: "g-1",
    account_id: "gh-1",
    system: "github",
    entitlement: "deployers",
    is_privileged: false,
    grant_path: "direct",
    rule_key: null,
    granted_by: "it-admin",
    request_key: null,
    is_event: true,
    from_lo: from,
    from_hi: from,
    to_lo: more.to_hi ?? null,
    to_hi: null,
    seen_at: Date.UTC(2026, 6, 2),
    ...more,
  };
}

/** SEC-12, in which E-1 asks an hour before for deployers in github, for itself unless told otherwise. */
export function ticketRow(more: Partial<TableRow<"ticket">> = {}): TableRow<"ticket"> {
  const key = more.key ?? "SEC-12";
  return {
    id: key,
    key,
    kind: "Access request",
    summary: "access",
    created_at: GRANTED - 3_600_000,
    resolved_at: null,
    status: "Done",
    reporter_employee_no: "E-1",
    beneficiary_employee_no: "E-1",
    system: "github",
    entitlements: "deployers",
    labels: "",
    links: "",
    ...more,
  };
}

/** The approval of SEC-12 by E-9, half an hour before, with no word about authority. */
export function approvalRow(more: Partial<TableRow<"ticket_approval">> = {}): TableRow<"ticket_approval"> {
  const ticket = more.ticket_key ?? "SEC-12";
  return {
    id: `${ticket} ${more.approver_employee_no ?? "E-9"} ${more.decided_at ?? ""}`,
    ticket_key: ticket,
    approver_employee_no: "E-9",
    is_manager_or_owner: null,
    decision: "approved",
    decided_at: GRANTED - 1_800_000,
    mechanism: "transition",
    ...more,
  };
}
