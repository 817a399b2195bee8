import { z } from "zod";
import { isInstant } from "../../base/instant.js";

/** Names inside a backup. */
export const BACKUP = {
  /** What the backup holds; written last, so a backup that was broken off has none. */
  manifest: "manifest.json",
  /** The manifest's own digest, as `sha256sum` writes and checks it. */
  manifestDigest: "manifest.sha256",
  /** The files of the workspace, under their own names. */
  workspace: "workspace",
  /** A file for each table of the state database: one JSON object a line. */
  state: "state",
} as const;

const Digest = z.string().regex(/^[0-9a-f]{64}$/);
const Count = z.int().min(0);

const BackupFile = z.strictObject({
  path: z.string().refine(isBackupPath, "expected a path of a backup"),
  sha256: Digest,
  sizeBytes: Count,
  /** Rights of the file, as chmod takes them. */
  mode: z.int().min(0).max(0o777),
});
/** A file of a backup, below its folder. */
export type BackupFile = z.infer<typeof BackupFile>;

const BackupState = z.strictObject({
  /** Which the rows were read from; they can be restored into either. */
  database: z.enum(["embedded", "postgresql"]),
  /** The changes of the tables that were made: what the rows fit. */
  migrations: z.array(z.strictObject({ name: z.string(), sha256: Digest })),
  tables: z.array(z.strictObject({ name: z.string().regex(/^[a-z][a-z0-9_]*$/), rows: Count })),
  /** Tables of which no rows are kept. */
  leftOut: z.array(z.string()),
});

/** What a backup says of itself. */
export const BackupManifest = z.strictObject({
  v: z.literal(1),
  /** Of the Lookback that made it. */
  version: z.string(),
  takenAt: z.string().refine(isInstant, "expected an instant"),
  /** How far the ledger goes in it, as verifying the copy found. */
  ledger: z.strictObject({
    records: Count,
    /** Records under the newest signed checkpoint, and its root. */
    size: Count,
    rootHex: Digest,
  }),
  /** Left out where no server was ever started. */
  state: BackupState.optional(),
  hasKeys: z.boolean(),
  files: z.array(BackupFile),
});
export type BackupManifest = z.infer<typeof BackupManifest>;

/** Whether a path may stand in a backup: below one of its two folders, and nowhere else when it is restored. */
export function isBackupPath(path: string): boolean {
  const [first = "", ...rest] = path.split("/");
  if (rest.length === 0 || (first !== BACKUP.workspace && first !== BACKUP.state)) return false;
  return rest.every((part) => part !== "" && part !== "." && part !== ".." && !/[\\\0]/.test(part));
}

/** The file of a table's rows. */
export function tablePath(table: string): string {
  return `${BACKUP.state}/${table}.jsonl`;
}
