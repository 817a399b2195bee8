import type { MirrorCheck } from "../../store/mirror/check-mirror.js";
import type { Mirrored } from "../../store/mirror/mirror-evidence.js";
import type { Restored } from "../../store/mirror/restore-mirror.js";
import type { MirrorStatus } from "./mirror-status.js";

/** What the command line can do with the mirror of a workspace; made by the composition root. */
export interface MirrorCommands {
  /**
   * Stores what the mirror does not hold yet; `undefined` without a mirror. A failure of the store is noted and thrown:
   * what waits is stored by the next run.
   */
  run(folder: string): Promise<MirrorRunReport | undefined>;
  /** Puts on record that compliance mode was confirmed. Returns the place of the record. */
  confirm(folder: string, typed: string): Promise<number>;
  /** How far the mirror is, without asking the store; `undefined` without a mirror. */
  status(folder: string): Promise<MirrorStatus | undefined>;
  /** Compares the mirror with what was stored in it. */
  check(folder: string): Promise<MirrorCheck>;
  /** Makes a workspace folder with the evidence of the mirror. */
  restore(folder: string, target: string): Promise<Restored>;
}

export interface MirrorRunReport extends Mirrored {
  /** `s3://bucket/prefix`. */
  readonly mirror: string;
}
