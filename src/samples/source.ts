import type { SampleFile } from "./files.js";
import { COVERED, EXPORTED_AT } from "./plan.js";

/** A source of lookback.yaml with the files that it reads. */
export interface SampleSource {
  readonly entry: SourceEntry;
  readonly files: readonly SampleFile[];
  /** Why it looks the way it does, in a line above the entry. */
  readonly comment?: string;
}

/** What lookback.yaml says of one source, with the export's query and the source's own count. */
export interface SourceEntry {
  readonly id: string;
  readonly mapping: string;
  readonly files: string;
  readonly system?: string | readonly string[];
  readonly repository?: string | readonly string[];
  readonly cloud_account?: string;
  readonly streams?: readonly string[];
  readonly covers?: unknown;
  readonly people?: Readonly<Record<string, string>>;
  readonly pipeline_roles?: readonly string[];
  /** What was asked of the system, word for word. */
  readonly query: string;
  /** How many records the system itself counted. */
  readonly count?: number;
}

/** An entry as lookback.yaml has it. */
export function entryOf({ query, count, ...entry }: SourceEntry): Readonly<Record<string, unknown>> {
  const { id, mapping, files, covers = COVERED, ...rest } = entry;
  const declared = count === undefined ? {} : { declared_count: count };
  return {
    id,
    connector: "exports",
    mapping,
    ...rest,
    files,
    covers,
    extracted: { at: EXPORTED_AT, by: "svc-evidence-reader", query, ...declared },
  };
}
