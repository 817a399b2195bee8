import type { BackupManifest } from "../../store/backup/manifest.js";

/** How a backup is asked for. */
export interface BackupRequest {
  /** Whether the keys of the ledger and the secrets of the server go with it. */
  readonly keys: boolean;
}

/** What a backup holds. */
export interface BackedUp {
  readonly target: string;
  /** Of the manifest: names the whole backup. */
  readonly sha256: string;
  readonly files: number;
  readonly sizeBytes: number;
  readonly takenAt: string;
  readonly ledger: BackupManifest["ledger"];
  /** Left out where no server was ever started. */
  readonly state?: StateReport;
  readonly hasKeys: boolean;
  /** What this workspace needs and the backup does not hold, in sentences. */
  readonly leftOut: readonly string[];
}

export interface StateReport {
  readonly database: "embedded" | "postgresql";
  readonly tables: number;
  readonly rows: number;
}

/** How a restore is asked for. */
export interface RestoreRequest {
  /** The SHA-256 that making the backup printed: then nobody can have changed the backup and its manifest together. */
  readonly sha256?: string;
}

/** What was restored, and what was found to hold. */
export interface RestoredBackup {
  readonly folder: string;
  /** Of the Lookback that made the backup. */
  readonly version: string;
  readonly takenAt: string;
  readonly files: number;
  readonly sizeBytes: number;
  readonly ledger: BackupManifest["ledger"];
  readonly state?: StateReport & {
    /** Changes of the tables that came after the backup, by name. */
    readonly migrated: readonly string[];
    /** Acts that the ledger had and the database, read a little earlier, had not. */
    readonly relisted: number;
  };
  readonly hasKeys: boolean;
}

/** What the command line can do with backups; made by the composition root. */
export interface BackupCommands {
  backup(folder: string, target: string, request: BackupRequest & Progress): Promise<BackedUp>;
  restore(backup: string, folder: string, request: RestoreRequest & Progress): Promise<RestoredBackup>;
}

export interface Progress {
  progress(text: string): void;
}
