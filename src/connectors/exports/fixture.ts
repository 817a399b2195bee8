import { memoryCapture } from "../kit/memory-capture.js";
import { observedAtOf } from "./collect.js";
import { ExportsConfig } from "./config.js";
import type { Values } from "./mapping/write.js";
import { type ExportItem, normalize } from "./normalize.js";

/** What a test reads out of one file. */
export interface ReadFile {
  readonly items: readonly ExportItem[];
  readonly kept: number;
  readonly rejects: readonly { pointer: string; column: string | null; reason: string; fix: string }[];
  /** Rows of one table, in the order they came. */
  rows(table: string): readonly Values[];
  readonly coverage: readonly Values[];
  readonly skipped: readonly string[];
}

/** The moment at which the files of tests were exported. */
export const EXTRACTED_AT = "2026-07-02T09:00:00.000Z";

/** Reads one file with a mapping, as a source in lookback.yaml would; the entry may be changed. */
export async function readFixture(
  mapping: string | { readonly file: string; readonly text: string },
  body: string | Uint8Array | object,
  { entry = {}, key = "export.json", zone = "Europe/Berlin" }: { entry?: object; key?: string; zone?: string } = {},
): Promise<ReadFile> {
  const config = ExportsConfig.parse({
    id: "fixture",
    connector: "exports",
    mapping,
    files: "*",
    covers: { from: "2026-01-01", to: "2026-06-30" },
    extracted: { at: EXTRACTED_AT },
    ...entry,
  });
  const bytes = typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body);
  const capture = memoryCapture({ sourceId: "fixture", key, body: bytes, observedAt: observedAtOf(config) });
  const items: ExportItem[] = [];
  for await (const item of normalize(capture, config, { sourceId: "fixture", zone })) items.push(item);
  return {
    items,
    kept: items.filter(({ kind }) => kind === "kept").length,
    rejects: items.flatMap((item) =>
      item.kind === "rejected"
        ? [{ pointer: item.pointer, column: item.column, reason: item.reason, fix: item.fix }]
        : [],
    ),
    rows: (table) =>
      items.flatMap((item): Values[] =>
        item.kind === "kept" ? item.rows.flatMap((write) => (write.table === table ? [write.row] : [])) : [],
      ),
    coverage: items.flatMap((item): Values[] => (item.kind === "coverage" ? [item.row] : [])),
    skipped: items.flatMap((item) => ("skipped" in item ? [item.skipped] : [])),
  };
}
