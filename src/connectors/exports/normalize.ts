import { sha256 } from "../../base/digest.js";
import type { EpochMs } from "../../base/instant.js";
import { msOf } from "../../base/instant.js";
import type { NormalizeContext, Normalized, StoredCapture } from "../kit/contract.js";
import type { ExportsConfig } from "./config.js";
import { coverageRows } from "./coverage.js";
import type { Shape } from "./mapping/bind.js";
import { compileTables, type FilePlan, type RecordResult } from "./mapping/compile.js";
import type { FileFacts } from "./mapping/facts.js";
import type { Mapping } from "./mapping/schema.js";
import { type Held, isSettled, settle } from "./mapping/settle.js";
import { normaliserOf } from "./normalisers/registry.js";
import { readRecords } from "./readers/read.js";
import type { DenialReason, ReadItem } from "./readers/record.js";

/** A kept record that is about nothing here carries the name of the filter that said so. */
export type ExportItem = Normalized | (Normalized & { readonly kind: "kept"; readonly skipped: string });

/**
 * Rows, rejects and coverage of one stored file. Pure and total: whatever the bytes hold becomes a kept row, a
 * reject or a gap. Rows that wait for their end are held in memory until the end of the file; all others stream.
 */
export async function* normalize(
  capture: StoredCapture,
  config: ExportsConfig,
  context: NormalizeContext,
): AsyncGenerator<ExportItem> {
  const { mapping } = config.mapping;
  const facts = factsOf(capture, config, context);
  const tally = new Tally(mapping);
  const rule = { paths: mapping.rows ?? [], isSingle: mapping.single ?? false };
  let plan: FilePlan | undefined;
  for await (const item of readRecords(() => capture.open(), rule, config)) {
    if (item.kind === "denied") tally.denied ??= item.reason;
    if (item.kind === "more" && isOneFile(config)) tally.denied ??= "error";
    if (item.kind === "header") plan = planOf(mapping, { kind: "table", header: item.header }, facts);
    if (item.kind === "tree") plan ??= planOf(mapping, { kind: "tree" }, facts);
    if (plan?.ok === false) {
      yield tally.reject({ pointer: "row 1", column: plan.column, reason: plan.reason, fix: plan.fix });
      break;
    }
    const found = resultOf(item, plan);
    if (found !== undefined) yield* tally.count(found.pointer, found.result);
  }
  yield* tally.settled();
  const observedAt = msOf(capture.observedAt);
  const scope = { sourceId: context.sourceId, key: capture.key, observedAt, zone: facts.zone };
  for (const row of coverageRows(config, tally, scope)) yield { kind: "coverage", row };
}

function planOf(mapping: Mapping, shape: Shape, facts: FileFacts): FilePlan {
  const isTabular = shape.kind === "table";
  if (mapping.normaliser === undefined || (isTabular && mapping.tables !== undefined)) {
    return compileTables(mapping, shape, facts);
  }
  const read = normaliserOf(mapping.normaliser);
  if (isTabular) {
    return {
      ok: false,
      column: null,
      reason: "the file is a table, and this mapping reads the vendor's JSON",
      fix: "Export JSON from the vendor's API, or write a mapping of your own for the table.",
    };
  }
  return { ok: true, record: ({ value, root }) => read({ value, root }, facts) };
}

function resultOf(
  item: ReadItem,
  plan: FilePlan | undefined,
): { readonly pointer: string; readonly result: RecordResult } | undefined {
  if (item.kind === "header" || item.kind === "denied" || item.kind === "more") return undefined;
  if (item.kind === "bad") {
    return { pointer: item.pointer, result: { kind: "bad", column: null, reason: item.reason, fix: item.fix } };
  }
  if (plan?.ok !== true) return undefined;
  const cursor =
    item.kind === "row"
      ? { value: item.cells, parent: undefined, root: undefined }
      : { value: item.value, parent: undefined, root: item.root };
  return { pointer: item.pointer, result: plan.record(cursor) };
}

/** Counts what a file came to, and holds the records that wait for its end. */
class Tally {
  kept = 0;
  rejected = 0;
  denied: DenialReason | undefined;
  private readonly held: Held[] = [];
  private readonly seen = new Set<string>();
  private readonly mapping: Mapping;

  constructor(mapping: Mapping) {
    this.mapping = mapping;
  }

  *count(pointer: string, result: RecordResult): Generator<ExportItem> {
    switch (result.kind) {
      case "bad":
        yield this.reject({ pointer, column: result.column, reason: result.reason, fix: result.fix });
        return;
      case "skip":
        this.kept += 1;
        yield { kind: "kept", pointer, rows: [], skipped: result.name };
        return;
      case "rows":
        this.kept += 1;
        yield* this.keep(pointer, result.rows);
        return;
      default:
        result satisfies never;
    }
  }

  reject(reject: { pointer: string; column: string | null; reason: string; fix: string }): Normalized {
    this.rejected += 1;
    return { kind: "rejected", ...reject };
  }

  *settled(): Generator<ExportItem> {
    for (const { pointer, rows } of settle(this.held, this.mapping.settle ?? [])) yield { kind: "kept", pointer, rows };
  }

  private *keep(pointer: string, rows: Held["rows"]): Generator<ExportItem> {
    if (this.mapping.unique === true && rows.length > 0) {
      const key = sha256(JSON.stringify(rows));
      if (this.seen.has(key)) {
        yield { kind: "kept", pointer, rows: [], skipped: "repeated" };
        return;
      }
      this.seen.add(key);
    }
    const rules = this.mapping.settle ?? [];
    if (rows.some(({ table }) => isSettled(table, rules))) this.held.push({ pointer, rows });
    else yield { kind: "kept", pointer, rows };
  }
}

function factsOf(capture: StoredCapture, config: ExportsConfig, context: NormalizeContext): FileFacts {
  const pattern = config.mapping.mapping.file_name;
  const groups = pattern === undefined ? undefined : new RegExp(pattern).exec(capture.key)?.groups;
  return {
    sourceId: context.sourceId,
    path: capture.key,
    observedAt: msOf(capture.observedAt) satisfies EpochMs,
    zone: config.zone ?? context.zone,
    system: onlyOne(config.system),
    repository: onlyOne(config.repository),
    cloudAccount: onlyOne(config.cloud_account),
    branch: config.branch,
    isProduction: config.environment === "production",
    pipelineRoles: config.pipeline_roles ?? null,
    fromPath: groups ?? {},
    dateFormats: config.dates ?? [],
    privileged: new Set(config.privileged.map((name) => name.toLowerCase())),
    people: config.people,
  };
}

/** A source of one named file has no other that could hold the next page. */
function isOneFile({ files }: ExportsConfig): boolean {
  return files.length === 1 && !/[*?{]/.test(files[0] ?? "");
}

/** Several names are scopes of coverage; the rows themselves must then say which one they are about. */
function onlyOne(names: readonly string[] | undefined): string | null {
  return names?.length === 1 ? (names[0] ?? null) : null;
}
