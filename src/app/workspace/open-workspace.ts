import type { AnyControl } from "../../assess/control.js";
import type { ControlTally } from "../../assess/tally.js";
import type { ConnectorDefinition } from "../../connectors/kit/contract.js";
import type { DerivedTable } from "../../populations/registry.js";
import type { EvidenceStore } from "../../store/ledger/contract.js";
import type { OutcomeCache } from "../../store/tables/outcome-cache.js";
import type { PopulationEngine } from "../../store/tables/population-engine.js";
import type { TableStore } from "../../store/tables/table-store.js";
import type { StampingPort } from "../timestamps/stamping-port.js";
import type { Workspace } from "./schema.js";

/** A workspace with everything that use cases need of it; made by the composition root, closed by whoever opened it. */
export interface OpenWorkspace {
  readonly root: string;
  readonly workspace: Workspace;
  readonly connectors: ReadonlyMap<string, ConnectorDefinition>;
  readonly controls: readonly AnyControl[];
  readonly derived: readonly DerivedTable[];
  readonly evidence: EvidenceStore;
  readonly tables: TableStore;
  readonly engine: PopulationEngine;
  readonly cache: OutcomePort;
  readonly files: FilePort;
  /** How its ledger is time-stamped; absent where nothing may go out. */
  readonly stamping?: StampingPort;
  /** Name and version of this program, as reports print it. */
  readonly version: string;
  /**
   * The text of a file that a person names, or of every YAML file of a folder and of its `controls/`, in order of path.
   *
   * @throws AppError `not-found` when there is none.
   */
  textsAt(path: string): Promise<readonly { readonly file: string; readonly text: string }[]>;
  close(): Promise<void>;
}

/** Evidence that is only read: that of a folder, of an earlier moment of it, or of a pack. */
export type EvidenceReader = Pick<EvidenceStore, "records" | "openBlob" | "captures" | "history">;

/** A workspace of which the evidence is only read. */
export interface ReadableWorkspace extends Omit<OpenWorkspace, "evidence"> {
  readonly evidence: EvidenceReader;
}

/** Outcomes of partitions by the digest of all they rest on. */
export type OutcomePort = Pick<OutcomeCache<ControlTally>, "read" | "write">;

/** A workspace without its ledger: for what reads no evidence and must work before anything was collected. */
export type LookedAtWorkspace = Omit<OpenWorkspace, "evidence" | "stamping">;

/** Files below the workspace folder; paths are relative to it. */
export interface FilePort {
  write(path: string, content: string | Uint8Array): Promise<void>;
  /** A file written piece by piece; it stands under its name only after `close`. */
  open(path: string): Promise<FileWriter>;
  /** `undefined` when there is no such file. */
  read(path: string): Promise<string | undefined>;
  exists(path: string): Promise<boolean>;
  /** Takes a folder away with everything in it; fine when it is not there. */
  removeFolder(path: string): Promise<void>;
}

export interface FileWriter {
  append(text: string): Promise<void>;
  close(): Promise<void>;
}
