import { HOUR_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import { nth } from "../fault.js";
import { type CompanyRows, changeRows } from "../rows.js";

export type Write = TableRow<"config_change">;
export type Finding = TableRow<"drift_finding">;

/** A person's write to production in the clean company, and the key of the ticket that asked for it. */
export function writeAt(rows: CompanyRows, at: number): { readonly write: Write; readonly key: string } {
  const writes = rows.config_change.filter(
    ({ actor_kind, change_key, is_configuration }) =>
      actor_kind === "human" && is_configuration && change_key?.startsWith("OPS-") === true,
  );
  const write = nth(writes, at);
  return { write, key: write.change_key ?? "" };
}

/** How CHG-06 calls a write. */
export function writeLabel({ service, action, account_ref }: Write): string {
  return `${service} ${action} in ${account_ref}`;
}

export function changeWrite(rows: CompanyRows, { id }: Write, to: Partial<Write>): void {
  changeRows(rows, "config_change", { where: (row) => row.id === id, to });
}

/** A difference that the drift tool found in time, and reported closed never; `more` says what else is known of it. */
export function finding(resource: string, openedAt: number, more: Partial<Finding> = {}): Finding {
  return {
    id: `drift finding of ${resource} ${openedAt}`,
    resource,
    detector: "drift",
    began_at: openedAt - 6 * HOUR_MS,
    opened_at: openedAt,
    closed_at: null,
    accepted_at: null,
    accepted_by: null,
    ticket_key: null,
    ...more,
  };
}

/** How CFG-01 calls a finding. */
export function findingLabel({ resource }: Pick<Finding, "resource">): string {
  return `drift of ${resource}`;
}
