import { type Sha256, sha256 } from "../base/digest.js";
import { instantOf, msOf } from "../base/instant.js";
import { CertificatePaths } from "../ledger/cms/certificate-path.js";
import { checkpointPath, LAYOUT, parseCheckpointName } from "../ledger/layout.js";
import { CLOCK_SKEW_MS, verifyStamp } from "../ledger/timestamp/verify-stamp.js";
import { type BelievedRoots, policyProblem, readBelievedRoots } from "./believed-roots.js";
import type { SignedHead } from "./check-checkpoints.js";
import { checkTimes, type GenuineToken } from "./check-times.js";
import type { Pin } from "./pin.js";
import type { RecordTimes } from "./record-times.js";
import type { Findings } from "./report.js";
import type { EvidenceSource } from "./source.js";

export interface TokenInput {
  readonly source: EvidenceSource;
  readonly heads: readonly SignedHead[];
  /** Files that stand beside checkpoints. */
  readonly companions: readonly string[];
  readonly times: RecordTimes;
  readonly pin: Pin | undefined;
  /** Milliseconds since 1970; without it no time-stamp is from the future. */
  readonly now: number | undefined;
}

/** What outside time-stamps say of a log. */
export interface Stamped {
  /** Whose roots were believed. */
  readonly trust: "pinned" | "own" | "none";
  readonly count: number;
  readonly newest: { readonly size: number; readonly at: string } | undefined;
  /** The newest head was made after that moment, in milliseconds since 1970: it holds the note of that time-stamp. */
  readonly headAfterMs: number | undefined;
  /** Records that no time-stamp covers yet. */
  readonly uncovered: number;
  /** Records from before time-stamps were expected: only the first time-stamp after them bounds their time. */
  readonly unexpected: number;
}

/**
 * Checks every time-stamp beside a checkpoint by the strict rules, that they are in order, that they are the very
 * files that the log names, and that each record lies between the time-stamp it names and the next one over it.
 */
export async function checkTokens(input: TokenInput, findings: Findings): Promise<Stamped> {
  const { times, companions, pin, now } = input;
  const files = companions.flatMap((path) => {
    const name = parseCheckpointName(path.slice(LAYOUT.checkpoints.length + 1));
    return name?.companion.startsWith(".tsr") ? [{ path, size: name.size }] : [];
  });
  const trust = await readTrust(input.source, pin, findings);
  if (files.length === 0 && times.anchors.length === 0 && trust === undefined) {
    const all = times.at.length;
    return { trust: "none", count: 0, newest: undefined, headAfterMs: undefined, uncovered: all, unexpected: all };
  }
  const read = await readFiles(input, files);
  const tokens = verifyFiles(read, { ...input, trust }, findings);
  checkOrder(tokens, findings);
  checkAnchors({ ...input, files: read }, findings);
  const { uncovered, unexpected } = checkTimes({ times, tokens, now, ...expectation(trust, input) }, findings);
  const newest = tokens.at(-1);
  return {
    trust: trust?.kind ?? "none",
    count: tokens.length,
    newest: newest && { size: newest.size, at: instantOf(newest.genTimeMs) },
    headAfterMs: headAfter(tokens, input),
    uncovered,
    unexpected,
  };
}

/** What time-stamps leave open, in sentences. */
export function unstamped(stamped: Stamped | undefined): readonly string[] {
  if (stamped === undefined || (stamped.trust === "none" && stamped.count === 0)) {
    return ["When anything was recorded: there is no outside time-stamp; every time is the claim of one clock."];
  }
  const { trust, uncovered, unexpected } = stamped;
  return [
    ...(trust === "own"
      ? [
          "Whether the time-stamp authorities are real: their roots were read from the folder itself. Pin them to check that.",
        ]
      : []),
    ...(uncovered === 0 ? [] : [`When ${uncovered} records were made: no time-stamp covers them yet.`]),
    ...(unexpected === 0
      ? []
      : [
          `When ${unexpected} records were made that are older than time-stamping here: known is only that they were there then.`,
        ]),
    "Whether a certificate of a time-stamp authority was revoked.",
  ];
}

/** As {@link readBelievedRoots}; a file that cannot be read is a finding, and then nobody is believed. */
async function readTrust(
  source: EvidenceSource,
  pin: Pin | undefined,
  findings: Findings,
): Promise<BelievedRoots | undefined> {
  const believed = await readBelievedRoots(source, pin);
  if (believed !== "unreadable") return believed;
  findings.error("STAMP_TRUST", LAYOUT.stampTrust, "the roots of time-stamp authorities cannot be read");
  return undefined;
}

interface ReadFile {
  readonly path: string;
  readonly size: number;
  readonly bytes: Uint8Array;
  readonly digest: Sha256;
  readonly head: SignedHead | undefined;
}

async function readFiles(
  { source, heads }: TokenInput,
  files: readonly { readonly path: string; readonly size: number }[],
): Promise<readonly ReadFile[]> {
  const byPath = new Map(heads.map((head) => [head.path, head]));
  const read: ReadFile[] = [];
  for (const { path, size } of files) {
    const bytes = (await source.read(path)) ?? new Uint8Array();
    read.push({ path, size, bytes, digest: sha256(bytes), head: byPath.get(checkpointPath(size)) });
  }
  return read;
}

function verifyFiles(
  files: readonly ReadFile[],
  { trust, now }: { readonly trust: BelievedRoots | undefined; readonly now: number | undefined },
  findings: Findings,
): readonly GenuineToken[] {
  const paths = new CertificatePaths(trust?.roots ?? []);
  const rules = {
    paths,
    certificates: trust?.certificates ?? [],
    ...(now === undefined ? {} : { now: instantOf(now) }),
  };
  const tokens = files.flatMap(({ path, size, bytes, digest, head }): readonly GenuineToken[] => {
    if (head === undefined) return [];
    const verdict = verifyStamp(bytes, Buffer.from(head.text), rules);
    if (!verdict.ok) {
      findings.error(verdict.problem, path, verdict.message);
      return [];
    }
    const { stamp } = verdict;
    const problem = policyProblem(stamp, trust?.roots ?? []);
    if (problem !== undefined) {
      findings.error("TSR:policy", path, problem);
      return [];
    }
    const slackMs = CLOCK_SKEW_MS + (stamp.accuracyMs ?? 0);
    return [{ path, size, digest, genTimeMs: msOf(stamp.genTime), slackMs }];
  });
  return [...tokens].sort((a, b) => a.size - b.size || a.genTimeMs - b.genTimeMs);
}

/** A larger checkpoint came later: a time-stamp over a smaller one that is newer was fetched afterwards. */
function checkOrder(tokens: readonly GenuineToken[], findings: Findings): void {
  let latest: GenuineToken | undefined;
  for (const token of tokens) {
    if (latest !== undefined && token.size > latest.size && token.genTimeMs + token.slackMs < latest.genTimeMs) {
      const message = `says ${instantOf(latest.genTimeMs)}; the larger checkpoint ${token.size} was there at ${instantOf(token.genTimeMs)}`;
      findings.error("TSR_ORDER", latest.path, message);
    }
    if (latest === undefined || token.genTimeMs > latest.genTimeMs) latest = token;
  }
}

/** Every time-stamp that the log names must be there, byte for byte, beside its checkpoint. */
function checkAnchors(
  { files, heads, times }: Pick<TokenInput, "heads" | "times"> & { readonly files: readonly ReadFile[] },
  findings: Findings,
): void {
  // The head that is shown as the newest stands beside no time-stamp: it is no substitute for a checkpoint's own file.
  const kept = heads.filter(({ path }) => path !== LAYOUT.checkpoint);
  const sizes = new Set(kept.map(({ checkpoint }) => checkpoint.size));
  const logged = new Set(times.anchors.map(({ size, tsr }) => `${size} ${tsr}`));
  const unlogged = new Map<number, number>();
  for (const { path, size, digest, head } of files) {
    if (logged.has(`${size} ${digest}`)) continue;
    unlogged.set(size, (unlogged.get(size) ?? 0) + 1);
    const isNamed = times.anchors.some((anchor) => anchor.size === size);
    if (head === undefined && !isNamed) findings.error("LOG_EXTRA_FILE", path, "no checkpoint stands beside it");
    else if (!isNamed) findings.info("INFO_TSR_UNLOGGED", path, "no record names this time-stamp yet");
  }
  const there = new Set(files.map(({ size, digest }) => `${size} ${digest}`));
  for (const { index, size, tsr } of times.anchors) {
    const where = `record ${index}`;
    if (!sizes.has(size)) {
      findings.error("ANCHOR_CP_ABSENT", where, `the checkpoint of size ${size} that was time-stamped is missing`);
    } else if (!there.has(`${size} ${tsr}`)) {
      const isReplaced = (unlogged.get(size) ?? 0) > 0;
      if (isReplaced) findings.error("ANCHOR_TSR", where, `another time-stamp than the logged one is over ${size}`);
      else findings.error("CP_NO_TSR", `checkpoint ${size}`, `the time-stamp that record ${index} names is missing`);
    }
  }
}

/**
 * Anybody may have an old head time-stamped today, so a time-stamp over a head does not say how old that is. One that the
 * head itself holds the note of does: the head was made after it.
 */
function headAfter(
  tokens: readonly GenuineToken[],
  { heads, times }: Pick<TokenInput, "heads" | "times">,
): number | undefined {
  const size = heads.reduce((most, { checkpoint }) => Math.max(most, checkpoint.size), 0);
  const noted = new Set(times.anchors.flatMap(({ index, tsr }) => (index < size ? [tsr] : [])));
  const ages = tokens.flatMap(({ digest, genTimeMs }) => (noted.has(digest) ? [genTimeMs] : []));
  return ages.length === 0 ? undefined : Math.max(...ages);
}

/**
 * From when on a record must be time-stamped: as the folder says, but anybody may edit that. So at the latest behind the
 * first time-stamp that the log notes, and with pinned roots behind the pinned head.
 */
function expectation(
  trust: BelievedRoots | undefined,
  { pin, times }: Pick<TokenInput, "pin" | "times">,
): { readonly expectedFromMs: number; readonly expectedFromIndex: number } {
  const pinned = trust?.kind === "pinned" ? pin?.head?.size : undefined;
  return {
    expectedFromMs: trust?.expectedFrom === undefined ? Number.POSITIVE_INFINITY : msOf(trust.expectedFrom),
    expectedFromIndex: Math.min(
      pinned ?? Number.POSITIVE_INFINITY,
      times.anchors[0]?.index ?? Number.POSITIVE_INFINITY,
    ),
  };
}
