import type { CompanyRows } from "../company/rows.js";
import type { Ticket } from "../tickets.js";

/** Tickets that the shared areas wrote as rows, in the form in which they go into the tracker's export. */
export function ticketsOf({ ticket, ticket_approval }: CompanyRows): readonly Ticket[] {
  const approvals = new Map(ticket_approval.map((row) => [row.ticket_key, row]));
  return ticket.map((row): Ticket => {
    const approval = approvals.get(row.key);
    const by = approval?.approver_employee_no;
    const decidedAt = approval?.decided_at;
    return {
      key: row.key,
      kind: row.kind ?? "Task",
      summary: row.summary ?? "",
      createdAt: row.created_at,
      reporterNo: row.reporter_employee_no ?? "",
      ...(row.resolved_at === null ? {} : { resolvedAt: row.resolved_at }),
      ...(by == null || decidedAt == null ? {} : { approval: { by, at: decidedAt } }),
      labels: row.labels === "" ? [] : row.labels.split(" "),
    };
  });
}
