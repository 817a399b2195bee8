import { join } from "node:path";
import { formatVerifierKey, type LogVerifier, parseVerifierKey } from "../ledger/checkpoint.js";
import { LAYOUT } from "../ledger/layout.js";
import { emptyRoot } from "../ledger/merkle.js";
import { checkBlobs } from "./check-blobs.js";
import { compareRoots, readCheckpoints } from "./check-checkpoints.js";
import { RecordChecker } from "./check-records.js";
import { checkTiles } from "./check-tiles.js";
import { isThere, listFiles, readIfThere } from "./files.js";
import { JournalFile } from "./journal-file.js";
import { Findings, type VerifyReport } from "./report.js";

/** What an auditor wrote down earlier, outside the folder that is checked. */
export interface Pin {
  /** The log's verifier key as one line of text. */
  readonly verifierKey: string;
  /** A head seen earlier: the log must still start with it. */
  readonly head?: { readonly size: number; readonly rootHex: string };
}

/**
 * Derives everything again from the bytes of an evidence folder: records, tree, tiles, checkpoints, blobs. Reads
 * only, and trusts nothing in the folder but, without a pin, the verifier key in it.
 */
export async function verifyEvidence(folder: string, pin?: Pin): Promise<VerifyReport> {
  const findings = new Findings();
  const records = new RecordChecker(findings);
  const journal = new JournalFile(folder);
  if (await isThere(join(folder, LAYOUT.journal))) await journal.check(records, findings);
  else findings.error("NO_LOG", LAYOUT.journal, "there is no journal in this folder");
  const verifier = await logVerifier(folder, pin, findings);
  const signed =
    verifier === undefined || (await isEmpty(folder, records.tree.size, findings))
      ? { all: [], count: 0, newest: undefined, companions: [] }
      : await readCheckpoints(folder, verifier, findings);
  compareRoots(signed.all, records.tree, findings);
  comparePin(pin, records, findings);
  const size = signed.newest?.size ?? 0;
  noteUnpublished(records.tree.size - size, findings);
  const tiles = await checkTiles(
    { folder, tree: records.tree, size, leaves: (from, to) => journal.leaves(from, to) },
    findings,
  );
  const blobs = await checkBlobs(folder, records, findings);
  for (const path of (await listFiles(folder, LAYOUT.temporary)).files) {
    findings.info("INFO_TEMPORARY_FILE", path, "left by a process that writes or died; part of nothing");
  }
  return {
    checked: {
      records: records.tree.size,
      streams: records.counters.size,
      checkpoints: signed.count,
      tiles,
      blobs: blobs.count,
      blobBytes: blobs.bytes,
      size,
      rootHex: Buffer.from(signed.newest?.root ?? emptyRoot()).toString("hex"),
    },
    errors: findings.errors,
    infos: findings.infos,
    notChecked: notChecked(pin, signed.companions.length),
  };
}

async function logVerifier(folder: string, pin: Pin | undefined, findings: Findings): Promise<LogVerifier | undefined> {
  const bytes = await readIfThere(join(folder, LAYOUT.logVerifierKey));
  const own = bytes === undefined ? undefined : parseVerifierKey(Buffer.from(bytes).toString("utf8").trimEnd());
  const pinned = pin === undefined ? undefined : parseVerifierKey(pin.verifierKey);
  if (pin === undefined) {
    if (own === undefined) findings.error("NO_KEY", LAYOUT.logVerifierKey, "there is no readable verifier key");
    return own;
  }
  if (pinned === undefined) findings.error("NO_KEY", "pin", "the pinned verifier key cannot be read");
  else if (own === undefined || formatVerifierKey(own) !== formatVerifierKey(pinned)) {
    findings.error("KEY_OTHER", LAYOUT.logVerifierKey, "the folder names another key than the pin");
  }
  return pinned;
}

function comparePin(pin: Pin | undefined, { tree }: RecordChecker, findings: Findings): void {
  if (pin?.head === undefined) return;
  const { size, rootHex } = pin.head;
  const where = `pinned size ${size}`;
  if (size > tree.size) findings.error("CP_ROLLBACK", where, `the log holds ${tree.size} records only`);
  else if (Buffer.from(tree.root(size)).toString("hex") !== rootHex) {
    findings.error("INCONSISTENT_WITH_SEEN", where, "the log does not start with what was seen before");
  }
}

/** A log in which nothing was recorded has no head to sign; one that lost everything looks the same without a pin. */
async function isEmpty(folder: string, records: number, findings: Findings): Promise<boolean> {
  const { files } = await listFiles(folder, LAYOUT.checkpoints);
  const isSigned = files.length > 0 || (await readIfThere(join(folder, LAYOUT.checkpoint))) !== undefined;
  if (records > 0 || isSigned) return false;
  findings.info("INFO_EMPTY", LAYOUT.journal, "nothing is recorded and nothing was signed");
  return true;
}

function noteUnpublished(count: number, findings: Findings): void {
  if (count <= 0) return;
  findings.info("INFO_UNPUBLISHED", LAYOUT.journal, `${count} records are after the newest checkpoint`);
}

function notChecked(pin: Pin | undefined, companions: number): readonly string[] {
  const pinned = [
    ...(pin === undefined
      ? ["Whose log this is: the verifier key was read from the folder itself. Pin the key to check that."]
      : []),
    ...(pin?.head === undefined
      ? ["Whether the log was ever written anew by whoever holds its key: no earlier head was pinned."]
      : []),
  ];
  const stamps =
    companions === 0
      ? "When anything was recorded: there is no outside time-stamp; every time is the claim of one clock."
      : `When anything was recorded: ${companions} time-stamp and witness files are there and were not read.`;
  return [
    ...pinned,
    stamps,
    "Whether others were shown the same log: no witness has signed it.",
    "Records after the newest checkpoint that were cut off whole: nothing signed covers them.",
    "Conclusions: no test was performed again.",
    "Whether the sources told the truth, and all of it.",
  ];
}
