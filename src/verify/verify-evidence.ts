import { formatVerifierKey, type LogVerifier, parseVerifierKey } from "../ledger/checkpoint.js";
import { LAYOUT } from "../ledger/layout.js";
import { emptyRoot } from "../ledger/merkle.js";
import { checkBlobs } from "./check-blobs.js";
import { compareRoots, readCheckpoints } from "./check-checkpoints.js";
import { RecordChecker } from "./check-records.js";
import { checkTiles } from "./check-tiles.js";
import { checkEntryBundles } from "./entry-bundles.js";
import { checkJournal } from "./journal-file.js";
import { Findings, type VerifyReport } from "./report.js";
import type { EvidenceSource } from "./source.js";

/** What an auditor wrote down earlier, outside the folder that is checked. */
export interface Pin {
  /** The log's verifier key as one line of text. */
  readonly verifierKey: string;
  /** A head seen earlier: the log must still start with it. */
  readonly head?: { readonly size: number; readonly rootHex: string };
}

export interface VerifyOptions {
  readonly pin?: Pin;
  /** `journal`: a live folder, in which a journal must be; `pack`: leaves stand in entry bundles only. */
  readonly shape?: "journal" | "pack";
}

/**
 * Derives everything again from the bytes of an evidence folder or a pack: records, tree, tiles, checkpoints, blobs.
 * Reads only, and trusts nothing in it but, without a pin, the verifier key in it.
 */
export async function verifyEvidence(
  source: EvidenceSource,
  { pin, shape = "journal" }: VerifyOptions = {},
): Promise<VerifyReport> {
  const findings = new Findings();
  const records = new RecordChecker(findings);
  if (shape === "journal") await readJournal(source, records, findings);
  const verifier = await logVerifier(source, pin, findings);
  const signed =
    verifier === undefined || (shape === "journal" && (await isEmpty(source, records.tree.size, findings)))
      ? { all: [], count: 0, newest: undefined, companions: [] }
      : await readCheckpoints(source, verifier, findings);
  const size = signed.newest?.size ?? 0;
  if (shape === "pack") await checkEntryBundles(source, size, { records, findings });
  compareRoots(signed.all, records.tree, findings);
  comparePin(pin, records, findings);
  noteUnpublished(records.tree.size - size, findings);
  const tiles = await checkTiles({ source, tree: records.tree, size }, findings);
  const blobs = await checkBlobs(source, records, findings);
  for (const path of (await source.list(LAYOUT.temporary)).files) {
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

async function readJournal(source: EvidenceSource, records: RecordChecker, findings: Findings): Promise<void> {
  if (await source.has(LAYOUT.journal)) await checkJournal(source, records, findings);
  else findings.error("NO_LOG", LAYOUT.journal, "there is no journal in this folder");
}

async function logVerifier(
  source: EvidenceSource,
  pin: Pin | undefined,
  findings: Findings,
): Promise<LogVerifier | undefined> {
  const bytes = await source.read(LAYOUT.logVerifierKey);
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
async function isEmpty(source: EvidenceSource, records: number, findings: Findings): Promise<boolean> {
  const { files } = await source.list(LAYOUT.checkpoints);
  const isSigned = files.length > 0 || (await source.read(LAYOUT.checkpoint)) !== undefined;
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
