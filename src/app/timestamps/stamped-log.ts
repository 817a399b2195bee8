import { sha256 } from "../../base/digest.js";
import type { Instant } from "../../base/instant.js";
import { CertificatePaths } from "../../ledger/cms/certificate-path.js";
import { checkpointPath } from "../../ledger/layout.js";
import { parseStampTrust, type StampTrust, stampRoots } from "../../ledger/timestamp/trust-file.js";
import { verifyStamp } from "../../ledger/timestamp/verify-stamp.js";
import type { EvidenceStore } from "../../store/ledger/contract.js";
import type { StampFile, StampFiles, StampSuffix } from "../../store/ledger/stamp-files.js";

/** How far a log is time-stamped. */
export interface StampedLog {
  /** The newest time-stamp of each authority that holds, by suffix. */
  readonly newest: ReadonlyMap<StampSuffix, StampFile>;
  /** Files that are called like newer ones and hold no time-stamp that does. */
  readonly unbelieved: readonly StampFile[];
  /** Those of them that no record names: a crash came between storing and noting them. */
  readonly unlogged: readonly StampFile[];
  /** Place of the last record that is no note of a time-stamp; -1 when there is none that matters. */
  readonly lastContent: number;
  /** Records, other than notes of time-stamps, that no authority has time-stamped. */
  readonly waiting: { readonly since: Instant; readonly count: number } | undefined;
}

/** Time-stamps as reading them takes. */
export type StampReader = Pick<StampFiles, "list" | "read" | "checkpoint" | "readTrust">;

/** What a file is called, below the evidence folder. */
export function stampPath({ size, suffix }: StampFile): string {
  return `${checkpointPath(size)}${suffix}`;
}

/** Reads the records since the older of the newest time-stamps. */
export async function readStampedLog({
  evidence,
  files,
}: {
  readonly evidence: Pick<EvidenceStore, "records">;
  readonly files: StampReader;
}): Promise<StampedLog> {
  const { newest, unbelieved } = await newestThatHold(files);
  const sizes = [...newest.values()].map(({ size }) => size);
  const covered = Math.max(0, ...sizes);
  const logged = new Set<string>();
  let lastContent = -1;
  let waiting: { since: Instant; count: number } | undefined;
  for await (const { index, record } of evidence.records(sizes.length === 0 ? 0 : Math.min(...sizes))) {
    if (record.type === "anchor") {
      logged.add(record.tsr);
      continue;
    }
    lastContent = index;
    if (index < covered) continue;
    if (waiting === undefined) waiting = { since: record.at, count: 0 };
    waiting.count += 1;
    if (record.at < waiting.since) waiting.since = record.at;
  }
  const unlogged: StampFile[] = [];
  for (const file of newest.values()) if (!logged.has(sha256(await files.read(file)))) unlogged.push(file);
  return { newest, unbelieved, unlogged: unlogged.sort((a, b) => a.size - b.size), lastContent, waiting };
}

/** Whether the log grew, by more than notes of time-stamps, since this authority last stamped it. */
export function hasGrown({ newest, lastContent }: StampedLog, suffix: StampSuffix): boolean {
  return lastContent >= (newest.get(suffix)?.size ?? 0);
}

/** From the newest file of each authority back to the first that holds: a name alone covers nothing. */
async function newestThatHold(files: StampReader): Promise<Pick<StampedLog, "newest" | "unbelieved">> {
  const trust = parseStampTrust((await files.readTrust()) ?? "");
  const holds = judge(trust);
  const newest = new Map<StampSuffix, StampFile>();
  const unbelieved: StampFile[] = [];
  for (const file of [...(await files.list())].reverse()) {
    if (newest.has(file.suffix)) continue;
    const message = await checkpointOf(file, files);
    if (message !== undefined && holds(await files.read(file), message)) newest.set(file.suffix, file);
    else unbelieved.push(file);
  }
  return { newest, unbelieved: unbelieved.reverse() };
}

/** Judges by the roots that are known; while none are, a time-stamp of whomever that is sound but for its root. */
function judge(trust: StampTrust | undefined): (response: Uint8Array, message: Uint8Array) => boolean {
  const roots = trust === undefined ? [] : stampRoots(trust);
  const paths = new CertificatePaths(roots);
  const certificates = (trust?.certificates ?? []).map((text) => Buffer.from(text, "base64"));
  return (response, message) => {
    const verdict = verifyStamp(response, message, { paths, certificates });
    if (!verdict.ok) return trust === undefined && verdict.problem === "TSR:path";
    const { root, policy } = verdict.stamp;
    return roots.some(({ fingerprint, policies }) => fingerprint === root && (policies?.includes(policy) ?? true));
  };
}

async function checkpointOf({ size }: StampFile, files: StampReader): Promise<Uint8Array | undefined> {
  try {
    return await files.checkpoint(size);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
