import { AppError } from "../../base/app-error.js";
import { sha256 } from "../../base/digest.js";
import { bytesOf } from "../../base/pieces.js";
import type { Capture, StoredCapture } from "../../connectors/kit/contract.js";
import type { Workspace } from "../workspace/schema.js";
import type { CollectInput } from "./collect.js";
import { type ConfiguredSource, chosenSources, configuredSources } from "./sources.js";

/** What one file of a source would give. */
export interface FilePreview {
  readonly source: string;
  readonly file: string;
  readonly kept: number;
  readonly rejected: number;
  readonly rows: Readonly<Record<string, number>>;
  readonly rejects: readonly {
    readonly pointer: string;
    readonly column: string | null;
    readonly reason: string;
    readonly fix: string;
  }[];
}

/** A source that could not be read. */
export interface FailedPreview {
  readonly source: string;
  readonly failure: { readonly message: string; readonly fix: string };
}

export interface PreviewInput extends Pick<CollectInput, "root" | "connectors" | "signal" | "only"> {
  readonly workspace: Workspace;
}

/** Reads and normalises every source without storing anything. */
export async function previewSources(input: PreviewInput): Promise<readonly (FilePreview | FailedPreview)[]> {
  const { workspace, connectors, only } = input;
  const previews: (FilePreview | FailedPreview)[] = [];
  for (const source of chosenSources(await configuredSources(workspace, connectors, input.root), only)) {
    try {
      const context = { root: input.root, signal: input.signal, progress: () => undefined };
      for await (const capture of source.connector.collect(source.config, context)) {
        previews.push(await previewCapture(capture, source, workspace));
      }
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      previews.push({ source: source.id, failure: { message: error.message, fix: error.fix } });
    }
  }
  return previews;
}

async function previewCapture(
  capture: Capture,
  { id, connector, config }: ConfiguredSource,
  workspace: Workspace,
): Promise<FilePreview> {
  const bytes = await bytesOf(capture.body);
  const { body: _, request: __, ...facts } = capture;
  const stored: StoredCapture = {
    ...facts,
    sourceId: id,
    sha256: sha256(bytes),
    sizeBytes: bytes.length,
    async *open() {
      yield bytes;
    },
  };
  const rows: Record<string, number> = {};
  const preview = {
    source: id,
    file: capture.key,
    kept: 0,
    rejected: 0,
    rows,
    rejects: [] as FilePreview["rejects"][number][],
  };
  for await (const result of connector.normalize(stored, config, {
    sourceId: id,
    zone: workspace.organisation.time_zone,
  })) {
    if (result.kind === "kept") {
      preview.kept += 1;
      for (const { table } of result.rows) rows[table] = (rows[table] ?? 0) + 1;
    } else if (result.kind === "rejected") {
      const { pointer, column, reason, fix } = result;
      preview.rejected += 1;
      preview.rejects.push({ pointer, column, reason, fix });
    }
  }
  return preview;
}
