import type { BackupCommands } from "../app/backup/backup-report.js";
import type { AttestInput } from "../app/export/export-attestations.js";
import type { MirrorCommands } from "../app/mirror/commands.js";
import type { PackWorld } from "../app/pack/make-pack.js";
import type { DocumentPort } from "../app/pdf/document-port.js";
import type { MadePin } from "../app/pin/make-pin.js";
import type { Rekeyed } from "../app/rekey/rekey.js";
import type { ServeOptions } from "../app/serving/serve-options.js";
import type { VerifyRequest } from "../app/verify/verify-request.js";
import type { VerifyOutcome } from "../app/verify/verify-text.js";
import type { WitnessCommands } from "../app/witness/commands.js";
import type { LookedAtWorkspace, OpenWorkspace } from "../app/workspace/open-workspace.js";
import type { AppError } from "../base/app-error.js";
import type { Instant } from "../base/instant.js";

/** What a verb may touch of the world: handed in by the composition root. */
export interface CliContext {
  /** Writes to standard output: results, and with --json nothing but JSON. */
  out(text: string): void;
  /** Writes to standard error: progress, notes and errors. */
  err(text: string): void;
  readonly isTerminal: boolean;
  readonly isColour: boolean;
  readonly width: number;
  now(): Instant;
  readonly signal: AbortSignal;
  /** Opens a workspace folder; `write` takes the lock of its ledger. */
  open(folder: string, mode: "read" | "write"): Promise<OpenWorkspace>;
  /** Opens a workspace folder without its ledger: also one from which nothing was collected yet. */
  look(folder: string): Promise<LookedAtWorkspace>;
  /** Re-derives the ledger of a workspace, or a pack, from its bytes. */
  verify(folder: string, request?: VerifyRequest): Promise<VerifyOutcome>;
  /** Version and digest of the single-file verifier that comes with this program. */
  aboutVerifier?(): Promise<{ readonly version: string; readonly sha256: string }>;
  /** What making a pack of an open workspace needs; to be closed when it is made. */
  packWorld?(open: OpenWorkspace): Promise<PackWorld & { close(): Promise<void> }>;
  /** Witnesses that this machine runs, and those that a workspace asks. */
  readonly witness?: WitnessCommands;
  /** The second copy of the evidence. */
  readonly mirror?: MirrorCommands;
  /** Backups of whole workspaces. */
  readonly backups?: BackupCommands;
  /** Gives the log of a workspace a new signing key. */
  rekey?(folder: string): Promise<Rekeyed>;
  /** The master key in a file, made when it is not there, and the file's whole path. */
  masterKeyAt?(file: string): Promise<{ readonly master: Uint8Array; readonly path: string }>;
  /** What an auditor keeps of a workspace's log, and the workspace's folder. */
  pin?(folder: string): Promise<MadePin & { readonly root: string }>;
  /** Signs what the log of a workspace attests; by the workspace's folder. */
  attester?(root: string): Promise<AttestInput["attester"]>;
  /** What sealing the documents of a workspace needs; by the workspace's folder. */
  documents?(root: string): DocumentPort;
  /** Writes the files of a new workspace; refuses to overwrite. */
  createWorkspace(
    folder: string,
    files: Iterable<{ readonly path: string; readonly bytes: Uint8Array }>,
    options: { readonly replace: boolean },
  ): Promise<void>;
  /** Serves a workspace until the process is told to stop. */
  serve?(folder: string, options: ServeOptions): Promise<void>;
  /** Reads a file that a person names, wherever it is; `-` is standard input. Refuses more than 64 MiB. */
  readNamed?(path: string): Promise<Uint8Array>;
  /** Writes a file that a person names. */
  writeNamed?(path: string, text: string): Promise<void>;
  /** Sets the exit code the process ends with. */
  exit(code: number): void;
}

/** How every verb ends in an error: what happened, and what to do. */
export function errorText(error: AppError): string {
  return `error: ${error.message}\n  fix: ${error.fix}\n`;
}
