import { sha256 } from "../../base/digest.js";
import type { Instant } from "../../base/instant.js";
import type { EvidenceStore } from "../../store/ledger/contract.js";
import type { StampFile, StampFiles, StampSuffix } from "../../store/ledger/stamp-files.js";

/** How far a log is time-stamped. */
export interface StampedLog {
  /** The newest time-stamp of each authority, by suffix. */
  readonly newest: ReadonlyMap<StampSuffix, StampFile>;
  /** Those of them that no record names: a crash came between storing and noting them. */
  readonly unlogged: readonly StampFile[];
  /** Place of the last record that is no note of a time-stamp; -1 when there is none that matters. */
  readonly lastContent: number;
  /** Records, other than notes of time-stamps, that no authority has time-stamped. */
  readonly waiting: { readonly since: Instant; readonly count: number } | undefined;
}

/** Reads the records since the older of the newest time-stamps. */
export async function readStampedLog({
  evidence,
  files,
}: {
  readonly evidence: Pick<EvidenceStore, "records">;
  readonly files: Pick<StampFiles, "list" | "read">;
}): Promise<StampedLog> {
  const newest = new Map((await files.list()).map((file) => [file.suffix, file]));
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
  return { newest, unlogged: unlogged.sort((a, b) => a.size - b.size), lastContent, waiting };
}

/** Whether the log grew, by more than notes of time-stamps, since this authority last stamped it. */
export function hasGrown({ newest, lastContent }: StampedLog, suffix: StampSuffix): boolean {
  return lastContent >= (newest.get(suffix)?.size ?? 0);
}
