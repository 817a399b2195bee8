import type { EpochMs } from "../../../base/instant.js";
import { addRows, type CompanyRows, removeRows, rowAt } from "../rows.js";

/** A stretch in which a setting was another one. */
export interface Deviance {
  readonly value: string;
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** Cuts a setting of a cloud resource into what it was before, meanwhile and after. */
export function settingWas(
  rows: CompanyRows,
  { resource, attribute }: { readonly resource: string; readonly attribute: string },
  { value, from, to }: Deviance,
): void {
  const where = (row: { resource_id: string; attribute: string }) =>
    row.resource_id === resource && row.attribute === attribute;
  const row = rowAt(rows, "resource_config", { where, at: 0 });
  removeRows(rows, "resource_config", where);
  addRows(
    rows,
    "resource_config",
    { ...row, id: `${row.id} before`, to_lo: from, to_hi: from, seen_at: from },
    { ...row, id: `${row.id} meanwhile`, value, from_at: from, to_lo: to, to_hi: to, seen_at: to },
    { ...row, id: `${row.id} after`, from_at: to },
  );
}

/** Nobody saw a setting in a stretch of time. */
export function settingUnseen(
  rows: CompanyRows,
  { resource, attribute }: { readonly resource: string; readonly attribute: string },
  { from, to }: { readonly from: EpochMs; readonly to: EpochMs },
): void {
  const where = (row: { resource_id: string; attribute: string }) =>
    row.resource_id === resource && row.attribute === attribute;
  const row = rowAt(rows, "resource_config", { where, at: 0 });
  removeRows(rows, "resource_config", where);
  addRows(
    rows,
    "resource_config",
    { ...row, id: `${row.id} before`, seen_at: from },
    { ...row, id: `${row.id} after`, from_at: to },
  );
}
