import type { CheckpointProblem } from "../ledger/checkpoint.js";
import type { LeafProblem } from "../ledger/leaf.js";
import type { SealProblem } from "../ledger/pdf/verify-sealed-pdf.js";
import type { StampProblem } from "../ledger/timestamp/verify-stamp.js";

/** What is wrong. The codes are stable: scripts and auditors may rely on them. */
export type VerifyCode =
  | LeafProblem
  | CheckpointProblem
  | StampProblem
  | SealProblem
  /** The archive is not one plain list of files, or says different things in two places. */
  | "ZIP_MISMATCH"
  | "ZIP_UNSUPPORTED"
  | "BAG_VERSION"
  | "BAG_PATH"
  | "BAG_DUP"
  | "BAG_NOT_REGULAR"
  | "BAG_MISSING"
  | "BAG_EXTRA_FILE"
  | "BAG_MANIFEST"
  | "BAG_DIGEST"
  | "BAG_TAG_DIGEST"
  | "BAG_OXUM"
  | "BLOB_UNREFERENCED"
  | "WITHHELD_LIST"
  | "POPULATION_MISMATCH"
  | "MAP_UNLOGGED"
  | "RESULT_REF"
  | "TEST_UNKNOWN"
  | "REPERFORM_MISMATCH"
  /** Nobody knows whether the tests come out as the log has them. */
  | "REPERFORM_FAILED"
  /** A test that was promised has no result of the moment that the others are of. */
  | "RESULT_MISSING"
  | "NO_LOG"
  | "NO_KEY"
  | "LOG_NOT_CHAINED"
  | "KEY_OTHER"
  | "NO_CHECKPOINT"
  | "CP_SIZE"
  | "CP_ROLLBACK"
  | "CP_STALE"
  | "CP_WITNESS_QUORUM"
  | "EQUIVOCATION"
  | "WITNESS_ORDER"
  | "WITNESS_POLICY"
  | "WITNESS_TIME"
  | "INCONSISTENT_WITH_SEEN"
  | "JOURNAL_DAMAGED"
  | "JOURNAL_SHORT"
  | "ROOT_MISMATCH"
  | "TILE_MISSING"
  | "TILE_MISMATCH"
  | "LOG_EXTRA_FILE"
  /** An entry bundle of a pack is missing, cut off or malformed. */
  | "ENTRIES"
  | "STREAM_GAP"
  /** A source was not collected for much longer than its runs promised. */
  | "CADENCE_GAP"
  | "RECORD_REF"
  | "ANCHOR_REQUIRED"
  | "ANCHOR_ROOT"
  | "ANCHOR_CP_ABSENT"
  | "ANCHOR_TSR"
  | "CP_NO_TSR"
  | "TSR_ORDER"
  | "STAMP_TRUST"
  | "TIME_BEFORE_ANCHOR"
  | "TIME_AFTER_TSR"
  /** Time-stamped long after it says it was made. */
  | "TIME_LATE_ANCHORED"
  /** The key of sealed evidence is not here although it was not destroyed. */
  | "KEY_MISSING"
  /** A key is not the one that the record committed to, or two were committed to. */
  | "KEY_COMMIT"
  /** Sealed evidence does not open, or holds something else than was received. */
  | "SEAL_BROKEN"
  | "SHRED_UNAPPROVED"
  /** Evidence was destroyed on which a failing result rests. */
  | "SHRED_IN_PERIOD"
  /** Destroyed evidence, or its key, is in a pack. */
  | "SHRED_UNDONE"
  | "BLOB_MISSING"
  | "BLOB_DIGEST"
  | "BLOB_SIZE"
  | "BLOB_EXTRA_FILE";

export type InfoCode =
  | "INFO_EMPTY"
  | "INFO_TORN_TAIL"
  | "INFO_UNPUBLISHED"
  | "INFO_SHREDDED"
  | "INFO_SHRED_PENDING"
  | "INFO_WITHHELD"
  | "INFO_BLOB_UNREFERENCED"
  | "INFO_TEMPORARY_FILE"
  | "INFO_CHECKPOINT_LAG"
  | "INFO_LAG"
  | "INFO_NOT_STAMPED"
  | "INFO_TSR_UNLOGGED"
  | "INFO_WITNESS_LAG";

export interface Finding<Code = VerifyCode> {
  readonly code: Code;
  /** A record (`record 17`), a file below the evidence folder, or a stream. */
  readonly where: string;
  readonly message: string;
}

/** Tests of one moment and what they concluded, in the order of the log. */
export interface Conclusions {
  readonly asOf: string;
  readonly tests: readonly { readonly test: string; readonly version: number; readonly outcome: string }[];
}

/** What was looked at, found, and not looked at. */
export interface VerifyReport {
  readonly checked: {
    readonly records: number;
    readonly streams: number;
    readonly checkpoints: number;
    /** Tiles and entry bundles. */
    readonly tiles: number;
    readonly blobs: number;
    readonly blobBytes: number;
    /** Outside time-stamps that are genuine, and the newest of them: over how many records, and when. */
    readonly timeStamps: number;
    readonly newestTimeStamp?: { readonly size: number; readonly at: string };
    /** Size and root of the newest checkpoint. */
    readonly size: number;
    readonly rootHex: string;
    /** Tests that were performed again and gave what the log has. */
    readonly conclusions?: Conclusions;
  };
  /** In the order of the checks; nothing is verified unless this is empty. */
  readonly errors: readonly Finding[];
  readonly infos: readonly Finding<InfoCode>[];
  /** What this verification says nothing about, in sentences. */
  readonly notChecked: readonly string[];
}

/** Collects findings while the checks run. */
export class Findings {
  readonly errors: Finding[] = [];
  readonly infos: Finding<InfoCode>[] = [];

  error(code: VerifyCode, where: string, message: string): void {
    this.errors.push({ code, where, message });
  }

  info(code: InfoCode, where: string, message: string): void {
    this.infos.push({ code, where, message });
  }
}
