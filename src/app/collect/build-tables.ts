import { unreachable } from "../../base/assert.js";
import { canonicalJson } from "../../base/canonical-json.js";
import { type Sha256, sha256 } from "../../base/digest.js";
import { msOf } from "../../base/instant.js";
import type { NormalizeContext } from "../../connectors/kit/contract.js";
import type { CapturedEvidence, EvidenceStore } from "../../store/ledger/contract.js";
import type { CaptureEntry } from "../../store/tables/manifest.js";
import type { FillCounts, RowSink, TableStore } from "../../store/tables/table-store.js";
import type { Workspace } from "../workspace/schema.js";
import type { ConfiguredSource } from "./sources.js";

export interface BuildInput {
  readonly workspace: Workspace;
  readonly sources: readonly ConfiguredSource[];
  readonly evidence: Pick<EvidenceStore, "captures">;
  readonly tables: TableStore;
  progress?(source: string, done: number): void;
}

export interface BuildSummary {
  readonly captures: number;
  readonly normalised: number;
  readonly entries: readonly CaptureEntry[];
}

const REJECTS_KEPT = 200;

/**
 * Brings the tables to what the ledger holds: normalises captures that are new (or whose connector, mapping or zone
 * changed) and leaves out those of sources that are gone. Reads nothing but stored bytes.
 */
export async function buildTables({
  workspace,
  sources,
  evidence,
  tables,
  progress,
}: BuildInput): Promise<BuildSummary> {
  const byId = new Map(sources.map((source) => [source.id, source]));
  const current = new Set<Sha256>();
  let normalised = 0;
  for (const item of await evidence.captures()) {
    const source = byId.get(item.capture.sourceId);
    if (source === undefined || source.connector.id !== item.connector) continue;
    const context: NormalizeContext = { sourceId: source.id, zone: workspace.organisation.time_zone };
    const name = chunkName(item, source, context);
    current.add(name);
    if (tables.has(name)) continue;
    await normaliseCapture({ item, source, context, name, tables });
    normalised += 1;
    progress?.(source.id, normalised);
  }
  tables.keepOnly(current);
  await tables.save();
  return { captures: current.size, normalised, entries: tables.entries() };
}

/** Names the rows of a capture by everything they are made from. */
function chunkName(
  { capture, record }: CapturedEvidence,
  { connector, config }: ConfiguredSource,
  { zone }: NormalizeContext,
): Sha256 {
  return sha256(
    canonicalJson({
      sha256: capture.sha256,
      source: capture.sourceId,
      key: capture.key,
      observedAt: record.firstObservedAt,
      status: capture.status ?? null,
      connector: connector.id,
      version: connector.version,
      config: JSON.stringify(config),
      zone,
    }),
  );
}

interface CaptureJob {
  readonly item: CapturedEvidence;
  readonly source: ConfiguredSource;
  readonly context: NormalizeContext;
  readonly name: Sha256;
  readonly tables: TableStore;
}

async function normaliseCapture({
  item: { capture, record },
  source,
  context,
  name,
  tables,
}: CaptureJob): Promise<void> {
  const facts = {
    source: source.id,
    stream: source.connector.id,
    key: capture.key,
    sha256: capture.sha256,
    observedAt: msOf(record.firstObservedAt),
  };
  await tables.add(name, facts, (sink) => fillTables(sink, { capture, source, context }));
}

async function fillTables(
  sink: RowSink,
  {
    capture,
    source: { connector, config },
    context,
  }: Pick<CaptureJob, "source" | "context"> & { capture: CapturedEvidence["capture"] },
): Promise<FillCounts> {
  const counts = { kept: 0, rejected: 0, rejects: [] as FillCounts["rejects"][number][] };
  for await (const result of connector.normalize(capture, config, context)) {
    switch (result.kind) {
      case "kept":
        counts.kept += 1;
        for (const { table, row } of result.rows) await sink.write(table, row, result.pointer);
        break;
      case "rejected":
        counts.rejected += 1;
        if (counts.rejects.length < REJECTS_KEPT) {
          const { pointer, column, reason, fix } = result;
          counts.rejects.push({ pointer, column, reason, fix });
        }
        break;
      case "coverage":
        await sink.write("coverage", result.row, "");
        break;
      default:
        unreachable(result);
    }
  }
  return counts;
}
