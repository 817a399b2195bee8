import { DAY_MS } from "../../base/instant.js";
import type { TableRow } from "../../model/tables.js";

/** 2026-02-01T00:00:00Z and the month after it: the period of the tests. */
export const PERIOD = { start: Date.UTC(2026, 1, 1), end: Date.UTC(2026, 2, 1) } as const;
/** When the rows were read: the day after the period. */
export const SEEN_AT = PERIOD.end + DAY_MS;
/** A Tuesday noon in the period. */
export const NOON = Date.UTC(2026, 1, 10, 12);

/** The cloud account of most rows, in scope since ever. */
export function accountScope(more: Partial<TableRow<"scope">> = {}): TableRow<"scope"> {
  return { id: "s1", kind: "cloud_account", key: "1111", attribute: "production", from_at: 0, to_at: null, ...more };
}

/** The bucket `acme-exports`, created ten days before the period, unless told otherwise. */
export function resourceRow(more: Partial<TableRow<"cloud_resource">> = {}): TableRow<"cloud_resource"> {
  return {
    id: "arn:exports",
    account_ref: "1111",
    type: "AWS::S3::Bucket",
    name: "acme-exports",
    created_at: PERIOD.start - 10 * DAY_MS,
    deleted_at: null,
    is_production: true,
    has_customer_data: null,
    ...more,
  };
}

/** A setting of that bucket, seen to hold from its creation to the end. */
export function settingRow(
  attribute: string,
  value: string,
  more: Partial<TableRow<"resource_config">> = {},
): TableRow<"resource_config"> {
  return {
    id: `${attribute} ${value} ${more.resource_id} ${more.from_at}`,
    resource_id: "arn:exports",
    attribute,
    value,
    from_at: PERIOD.start - 10 * DAY_MS,
    to_lo: null,
    to_hi: null,
    seen_at: SEEN_AT,
    changed_by: null,
    ...more,
  };
}

/** An approved, owned exception of `kind` for that bucket, valid for half a year around the period. */
export function exceptionRow(
  kind: string,
  more: Partial<TableRow<"approved_exception">> = {},
): TableRow<"approved_exception"> {
  return {
    id: "X-1",
    kind,
    subject: "arn:exports",
    owner: "17",
    approved_at: PERIOD.start - 5 * DAY_MS,
    from_at: PERIOD.start - 5 * DAY_MS,
    to_at: PERIOD.start + 150 * DAY_MS,
    ...more,
  };
}
