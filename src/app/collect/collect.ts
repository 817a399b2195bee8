import { AppError } from "../../base/app-error.js";
import type { Instant } from "../../base/instant.js";
import type { ConnectorDefinition } from "../../connectors/kit/contract.js";
import type { EvidenceStore } from "../../store/ledger/contract.js";
import type { TableStore } from "../../store/tables/table-store.js";
import { minutesOf } from "../workspace/every.js";
import type { Workspace } from "../workspace/schema.js";
import { type BuildSummary, buildTables } from "./build-tables.js";
import { type ConfiguredSource, chosenSources, configuredSources } from "./sources.js";

export interface CollectInput {
  readonly workspace: Workspace;
  /** Folder that lookback.yaml stands in. */
  readonly root: string;
  readonly connectors: ReadonlyMap<string, ConnectorDefinition>;
  readonly evidence: EvidenceStore;
  readonly tables: TableStore;
  /** Our clock: every record is dated when it is appended, however long the run takes. */
  now(): Instant;
  readonly signal: AbortSignal;
  /** Only these sources; all when absent. */
  readonly only?: readonly string[];
  progress?(source: string, captures: number): void;
}

export interface SourceRun {
  readonly source: string;
  readonly captures: number;
  readonly stored: number;
  /** Set when the source could not be read to its end: a recorded gap. */
  readonly failure: AppError | undefined;
}

export interface CollectSummary {
  readonly runs: readonly SourceRun[];
  readonly built: BuildSummary;
  readonly checkpoint: { readonly size: number; readonly rootHex: string };
}

/**
 * Reads every source to its end, stores what it answered, then normalises what is new. A source that fails is a
 * recorded gap and does not stop the others.
 */
export async function collect(input: CollectInput): Promise<CollectSummary> {
  const sources = await configuredSources(input.workspace, input.connectors, input.root);
  const chosen = chosenSources(sources, input.only);
  const runs: SourceRun[] = [];
  for (const source of chosen) runs.push(await collectSource(source, input));
  const checkpoint = await input.evidence.publish();
  const built = await buildTables({ ...input, sources });
  return { runs, built, checkpoint };
}

async function collectSource(
  source: ConfiguredSource,
  { evidence, root, now, signal, progress, workspace }: CollectInput,
): Promise<SourceRun> {
  const { id, connector, config } = source;
  let captures = 0;
  let stored = 0;
  let failure: AppError | undefined;
  try {
    for await (const capture of connector.collect(config, { root, signal, progress: () => undefined })) {
      const { isNew } = await evidence.capture({
        ...capture,
        sourceId: id,
        connector: connector.id,
        version: connector.version,
        // Asked for once the body is here: a time-stamp may have been noted while it came.
        get at() {
          return now();
        },
      });
      captures += 1;
      stored += isNew ? 1 : 0;
      progress?.(id, captures);
    }
  } catch (error) {
    // A store that cannot write, a lock or an abort concerns everything; what a source does concerns only itself.
    if (!(error instanceof AppError) || STOPS_EVERYTHING.has(error.code)) throw error;
    failure = error;
  }
  await evidence.recordRun({
    sourceId: id,
    at: now(),
    captures,
    ...(failure === undefined ? {} : { failure: failure.code }),
    ...(workspace.collect_every === undefined ? {} : { everyMinutes: minutesOf(workspace.collect_every) }),
  });
  return { source: id, captures, stored, failure };
}

const STOPS_EVERYTHING: ReadonlySet<string> = new Set([
  "store-locked",
  "store-damaged",
  "ledger-fork",
  "disk-failed",
  "cancelled",
]);
