import type { z } from "zod";
import type { Json } from "../../base/canonical-json.js";
import type { Sha256 } from "../../base/digest.js";
import type { Instant } from "../../base/instant.js";
import type { StreamName } from "../../model/streams.js";
import type { TableName, TableRow } from "../../model/tables.js";

/** One stored response or file, exactly as received; handed to the sink before anything parses it. */
export interface Capture {
  /** Stable name inside the source: a relative path, or method and path of a request. The same thing read again has the same key. */
  readonly key: string;
  readonly media: string;
  readonly body: AsyncIterable<Uint8Array>;
  /** What was asked, word for word. Put no secret in it; what looks like one is taken out, and counted, when it is stored. */
  readonly request: Json;
  /** When the source answered or the export was made. */
  readonly observedAt: Instant;
  /** HTTP status of an API answer; absent for files. */
  readonly status?: number;
}

/** A capture after the sink stored it. Normalising starts from these bytes and nothing else. */
export interface StoredCapture {
  readonly sourceId: string;
  readonly key: string;
  readonly media: string;
  readonly sha256: Sha256;
  readonly sizeBytes: number;
  readonly observedAt: Instant;
  readonly status?: number;
  open(): AsyncIterable<Uint8Array>;
}

/** A row for a table; distributes over the tables so that name and row always fit. */
export type TableWrite = {
  readonly [Name in TableName]: { readonly table: Name; readonly row: TableRow<Name> };
}[TableName];

/** What normalising says of one row of the source. `kept + rejected` is always the number of rows read. */
export type Normalized =
  | { readonly kind: "kept"; readonly pointer: string; readonly rows: readonly TableWrite[] }
  | {
      readonly kind: "rejected";
      /** `row 17` (as a spreadsheet numbers it, header is row 1) or a JSON Pointer. */
      readonly pointer: string;
      readonly column: string | null;
      readonly reason: string;
      readonly fix: string;
    }
  | { readonly kind: "coverage"; readonly row: TableRow<"coverage"> };

export interface CollectContext {
  /** Folder that relative paths in the configuration start from. */
  readonly root: string;
  readonly signal: AbortSignal;
  /** For progress on long work: how many bytes or rows, of how many when known. */
  progress(done: number, total?: number): void;
}

export interface NormalizeContext {
  readonly sourceId: string;
  /** IANA zone of the organisation, for dates and times that name none and whose mapping says so. */
  readonly zone: string;
}

/** What one stream of a connector shows, and what it cannot. */
export interface StreamManifest {
  readonly stream: StreamName;
  readonly proves: string;
  /** How far back the source still answers, in words. */
  readonly horizon: string;
  readonly blindSpots: readonly string[];
}

/** A source system, or a way of reading one. */
export interface ConnectorDefinition<Config = unknown> {
  readonly id: string;
  /** Rises with any change of `normalize` that can alter a row. */
  readonly version: number;
  readonly title: string;
  readonly config: z.ZodType<Config>;
  readonly streams: readonly StreamManifest[];
  /** Completes an entry of lookback.yaml from files beside it (a mapping, say) before `config` checks it. */
  prepare?(entry: unknown, context: { readonly root: string }): Promise<unknown>;
  /** Reads to the end, or throws; reaching a limit is an error. Captures come in a stable order. */
  collect(config: Config, context: CollectContext): AsyncIterable<Capture>;
  /** Pure and total over the stored bytes: never throws for what the bytes hold, never drops a row. */
  normalize(capture: StoredCapture, config: Config, context: NormalizeContext): AsyncIterable<Normalized>;
}

/** The part of a source's entry in lookback.yaml that every connector shares. */
export interface SourceEntry {
  readonly id: string;
  readonly connector: string;
}
