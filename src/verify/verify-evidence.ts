import { AppError } from "../base/app-error.js";
import { LAYOUT } from "../ledger/layout.js";
import type { LogKeys } from "../ledger/log-keys.js";
import { emptyRoot, type MerkleTree } from "../ledger/merkle.js";
import { type BlobInput, checkBlobs } from "./check-blobs.js";
import { CadenceChecker } from "./check-cadence.js";
import { compareRoots, readCheckpoints, type SignedHead } from "./check-checkpoints.js";
import { ContentChecker } from "./check-contents.js";
import { readLogKeys, SuccessionChecker } from "./check-log-keys.js";
import { RecordChecker } from "./check-records.js";
import { type HeldLog, type PerformAgain, type PerformedAgain, ResultChecker } from "./check-results.js";
import { checkAge, compareHead, compareSeen, findEquivocation } from "./check-seen.js";
import { checkTiles } from "./check-tiles.js";
import { checkTokens, type Stamped, unstamped } from "./check-tokens.js";
import { checkWitnesses, type Witnessed } from "./check-witnesses.js";
import { checkEntryBundles } from "./entry-bundles.js";
import { checkJournal } from "./journal-file.js";
import { PackProblem } from "./pack/pack-problem.js";
import type { Pin } from "./pin.js";
import { RecordTimes } from "./record-times.js";
import { Findings, type VerifyReport } from "./report.js";
import type { EvidenceSource } from "./source.js";

export interface VerifyOptions {
  readonly pin?: Pin;
  /** Signed heads that somebody has from elsewhere, each with what to call it. */
  readonly seen?: readonly { readonly name: string; readonly text: string }[];
  /** Milliseconds since 1970, by the verifier's clock. */
  readonly now?: number;
  /** With `now`: how old the newest head may be by an outside clock. */
  readonly maxAgeMs?: number;
  /** Opens sealed evidence of a live folder; without it only ciphertexts are checked. */
  readonly master?: Uint8Array;
  /** `journal`: a live folder, in which a journal must be; `pack`: leaves stand in entry bundles only. */
  readonly shape?: "journal" | "pack";
  /** What opening a pack found out and left open, and where its findings go on. */
  readonly pack?: NonNullable<BlobInput["pack"]> & {
    readonly findings: Findings;
    readonly notChecked: readonly string[];
  };
  /** Performs the logged tests again, once everything else holds. */
  readonly performAgain?: PerformAgain;
}

/**
 * Derives everything again from the bytes of an evidence folder or a pack: records, tree, tiles, checkpoints, blobs.
 * Reads only, and trusts nothing in it but, without a pin, the verifier key in it.
 */
export async function verifyEvidence(source: EvidenceSource, options: VerifyOptions = {}): Promise<VerifyReport> {
  const { pin, shape = "journal", pack } = options;
  const findings = pack?.findings ?? new Findings();
  const records = new RecordChecker(findings);
  const results = new ResultChecker(records, findings);
  const contents = new ContentChecker(records, findings);
  const times = new RecordTimes();
  records.observe((index, record) => times.observe(index, record));
  const cadence = new CadenceChecker(findings);
  records.observe((index, record) => cadence.observe(index, record));
  const succession = new SuccessionChecker();
  records.observe((index, record) => succession.observe(index, record));
  if (shape === "journal") await readJournal(source, records, findings);
  const logKeys = await readLogKeys(source, pin, findings);
  const signed =
    logKeys === undefined || (shape === "journal" && (await isEmpty(source, records.tree.size, findings)))
      ? { all: [], heads: [], count: 0, newest: undefined, companions: [] }
      : await readCheckpoints(source, logKeys, findings);
  const size = signed.newest?.size ?? 0;
  const read = shape === "pack" ? await checkEntryBundles(source, size, { records, findings }) : new Set<string>();
  cadence.end();
  compareRoots(signed.all, records.tree, findings);
  const witnessed = await checkHeads(
    { source, options, keys: logKeys, heads: signed.heads, tree: records.tree },
    findings,
  );
  if (logKeys !== undefined) succession.check(logKeys, { pin, heads: signed.heads }, findings);
  const stamped = logKeys && (await checkTokens({ ...signed, source, times, pin, now: options.now }, findings));
  checkNewest({ options, heads: signed.heads, witnessed, stamped }, findings);
  noteUnpublished(records.tree.size - size, findings);
  const tiles = await checkTiles({ source, tree: records.tree, size, read }, findings);
  const blobs = await checkBlobs({ ...records.found(), source, ...(pack === undefined ? {} : { pack }) }, findings);
  const { shredded } = records;
  const withheld = pack?.withheld ?? new Set();
  const inBlobs = await contents.check({ ...options, source, shape, shredded, withheld });
  const unread = [...(pack?.notChecked ?? []), ...inBlobs];
  await noteTemporaries(source, findings);
  const log = { ...results.tests(), source, size, shredded, withheld };
  const again = await conclusionsAgain(options.performAgain, log, findings);
  return {
    checked: {
      records: records.tree.size,
      streams: records.counters.size,
      checkpoints: signed.count,
      tiles,
      blobs: blobs.count,
      blobBytes: blobs.bytes,
      timeStamps: stamped?.count ?? 0,
      ...(stamped?.newest === undefined ? {} : { newestTimeStamp: stamped.newest }),
      size,
      rootHex: Buffer.from(signed.newest?.root ?? emptyRoot()).toString("hex"),
      ...(again.conclusions === undefined ? {} : { conclusions: again.conclusions }),
    },
    errors: findings.errors,
    infos: findings.infos,
    notChecked: [...notChecked(pin, { ...signed, witnessed, stamped }), ...unread, ...again.notChecked, HONESTY],
  };
}

const HONESTY = "Whether the sources told the truth, and all of it.";

/** Tests are performed again only on a log that holds: on any other the answer would mean nothing. */
async function conclusionsAgain(
  performAgain: PerformAgain | undefined,
  log: HeldLog,
  findings: Findings,
): Promise<PerformedAgain> {
  const unperformed = (why: string) => ({ notChecked: [`Conclusions: ${why}.`] });
  if (log.results.length === 0) return unperformed("no result is on record");
  if (performAgain === undefined) return unperformed("no test was performed again");
  if (findings.errors.length > 0) return unperformed("no test was performed again, because the log does not hold");
  try {
    return await performAgain(log, findings);
  } catch (error) {
    // Whatever it is, in the log or in this machine: what was checked before stays checked, and nobody may call it a pass.
    findings.error("REPERFORM_FAILED", "conclusions", `the tests could not be performed again: ${reasonOf(error)}`);
    return unperformed("no test was performed again, because that failed");
  }
}

function reasonOf(error: unknown): string {
  return error instanceof AppError || error instanceof PackProblem ? error.message : String(error);
}

async function noteTemporaries(source: EvidenceSource, findings: Findings): Promise<void> {
  for (const path of (await source.list(LAYOUT.temporary)).files) {
    findings.info("INFO_TEMPORARY_FILE", path, "left by a process that writes or died; part of nothing");
  }
}

async function readJournal(source: EvidenceSource, records: RecordChecker, findings: Findings): Promise<void> {
  if (await source.has(LAYOUT.journal)) await checkJournal(source, records, findings);
  else findings.error("NO_LOG", LAYOUT.journal, "there is no journal in this folder");
}

/** What others saw of the log: the pin, heads from elsewhere, witnesses. */
async function checkHeads(
  {
    source,
    options: { pin, seen = [], now },
    keys,
    heads,
    tree,
  }: {
    readonly source: EvidenceSource;
    readonly options: VerifyOptions;
    readonly keys: LogKeys | undefined;
    readonly heads: readonly SignedHead[];
    readonly tree: MerkleTree;
  },
  findings: Findings,
): Promise<Witnessed | undefined> {
  findEquivocation(heads, findings);
  if (pin?.head !== undefined) {
    const { size, rootHex } = pin.head;
    compareHead({ size, root: Buffer.from(rootHex, "hex"), where: `pinned size ${size}` }, { heads, tree }, findings);
  }
  if (keys === undefined) return undefined;
  compareSeen(seen, { heads, tree, keys }, findings);
  const seenSize = pin?.head?.size ?? 0;
  return checkWitnesses({ source, keys, heads, seenSize, pinned: pin?.witnessPolicy, now }, findings);
}

/** How old the newest head is, by those outside who saw it: witnesses and time-stamps. */
function checkNewest(
  {
    options: { now, maxAgeMs },
    heads,
    witnessed,
    stamped,
  }: {
    readonly options: VerifyOptions;
    readonly heads: readonly SignedHead[];
    readonly witnessed: Witnessed | undefined;
    readonly stamped: Stamped | undefined;
  },
  findings: Findings,
): void {
  if (now === undefined || maxAgeMs === undefined || heads.length === 0) return;
  const newest = Math.max(...heads.map(({ checkpoint }) => checkpoint.size));
  const byWitness = witnessed?.newest?.size === newest ? [witnessed.newest.until * 1_000] : [];
  // Notes of time-stamps may follow the newest time-stamp: nothing else may.
  const byStamp = stamped?.headAfterMs !== undefined && stamped.uncovered === 0 ? [stamped.headAfterMs] : [];
  checkAge({ now, maxAgeMs, outside: [...byWitness, ...byStamp] }, findings);
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

function notChecked(
  pin: Pin | undefined,
  {
    companions,
    witnessed,
    stamped,
  }: {
    readonly companions: readonly string[];
    readonly witnessed: Witnessed | undefined;
    readonly stamped: Stamped | undefined;
  },
): readonly string[] {
  const pinned = [
    ...(pin === undefined
      ? ["Whose log this is: the verifier key was read from the folder itself. Pin the key to check that."]
      : []),
    ...(pin?.head === undefined
      ? ["Whether the log was ever written anew by whoever holds its key: no earlier head was pinned."]
      : []),
  ];
  return [
    ...pinned,
    ...unstamped(stamped),
    ...unwitnessed(witnessed, companions.filter((path) => path.endsWith(".cosig")).length),
    "Records after the newest checkpoint that were cut off whole: nothing signed covers them.",
  ];
}

/** What witnesses leave open: they see that a log only grows, not what it says. */
function unwitnessed(witnessed: Witnessed | undefined, files: number): readonly string[] {
  if (witnessed === undefined || witnessed.policy === "none") {
    const unread = files === 0 ? "" : ` ${files} files of witnesses are there, and no policy says whom to believe.`;
    return [`Whether others were shown the same log: no witness has signed it.${unread}`];
  }
  const { newest, quorum, policy } = witnessed;
  const own =
    policy === "own" ? [" The witnesses are those that the folder itself names: pin them to check that."] : [];
  const seen =
    newest === undefined
      ? `Whether others were shown the same log: no head has the cosignatures of ${quorum}.`
      : `Whether others were shown the same log after record ${newest.size}: up to there ${quorum} cosigned it.`;
  return [`${seen}${own.join("")}`];
}
