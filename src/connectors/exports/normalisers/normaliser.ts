import type { z } from "zod";
import type { TableWrite } from "../../kit/contract.js";
import { entityId } from "../../kit/entity-id.js";
import type { RecordResult } from "../mapping/compile.js";
import type { FileFacts } from "../mapping/facts.js";

/** One vendor record, and the document around it. */
interface VendorRecord {
  readonly value: unknown;
  readonly root: unknown;
}

/** A small pure function from one vendor record to rows. */
export type Normaliser = (record: VendorRecord, facts: FileFacts) => RecordResult;

/** A normaliser whose records are first checked against `wire`; a record that does not fit is a reject. */
export function normaliser<Wire>(
  wire: z.ZodType<Wire>,
  read: (record: Wire, facts: FileFacts, root: unknown) => RecordResult,
): Normaliser {
  return ({ value, root }, facts) => {
    const parsed = wire.safeParse(value);
    if (parsed.success) return read(parsed.data, facts, root);
    const issue = parsed.error.issues[0];
    const column = issue === undefined || issue.path.length === 0 ? null : issue.path.join(".");
    return {
      kind: "bad",
      column,
      reason: `the record does not have the vendor's shape: ${column ?? "it"}: ${issue?.message ?? "unreadable"}`,
      fix: "Check that the file is the export this mapping is for, unchanged.",
    };
  };
}

/** Rows to write. */
export function rows(...written: readonly TableWrite[]): RecordResult {
  return { kind: "rows", rows: written };
}

/** A record that says nothing here. */
export function skip(name: string, reason: string): RecordResult {
  return { kind: "skip", name, reason };
}

/** A record that cannot be used, and what would help. */
export function reject(column: string, reason: string, fix: string): RecordResult {
  return { kind: "bad", column, reason, fix };
}

/** account.id of an account in the source's system. */
export function accountId(system: string, externalId: string): string {
  return entityId({ system, kind: "account", key: externalId });
}

/** change.id: the same in every export that names the repository and the number. */
export function changeId(repository: string, number: number): string {
  return entityId({ system: repository, kind: "change", key: String(number) });
}

/** alert.id of an alert or incident of an alert system. */
export function alertId(system: string, externalId: string): string {
  return entityId({ system, kind: "alert", key: externalId });
}

/** The source's system, or the reject that asks for it. */
export function systemOf(facts: FileFacts): string | (RecordResult & { readonly kind: "bad" }) {
  return (
    facts.system ?? {
      kind: "bad",
      column: null,
      reason: "the source names no system",
      fix: "Add `system:` with the system's id to the source in lookback.yaml.",
    }
  );
}
