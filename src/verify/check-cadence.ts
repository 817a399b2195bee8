import { type Instant, MINUTE_MS, msOf } from "../base/instant.js";
import type { LedgerRecord } from "../ledger/record.js";
import type { Findings } from "./report.js";

type Run = Extract<LedgerRecord, { type: "run" }>;

/** A run may be late by half of what was promised: machines are restarted, sources are slow. */
const GRACE = 1.5;

/**
 * Compares the pauses between the runs of each source with what the earlier run promised, and the pause behind its last
 * run with the newest record: a collector that was never started again leaves no later run to compare with.
 */
export class CadenceChecker {
  readonly #findings: Findings;
  readonly #last = new Map<string, { readonly index: number; readonly run: Run }>();
  #newest: { readonly index: number; readonly at: Instant } | undefined;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  observe(index: number, record: LedgerRecord): void {
    this.#newest = { index, at: record.at };
    if (record.type !== "run" || record.outcome === "unchanged") return;
    const last = this.#last.get(record.stream);
    this.#last.set(record.stream, { index, run: record });
    const pause = last === undefined ? undefined : longPause(last.run, record.at);
    if (last === undefined || pause === undefined) return;
    const message = `${pause.passed} after the run before it (record ${last.index}) of ${record.stream}; promised every ${pause.promised}`;
    this.#findings.error("CADENCE_GAP", `record ${index}`, message);
  }

  /** To be asked once, behind the last record. */
  end(): void {
    const newest = this.#newest;
    if (newest === undefined) return;
    for (const [stream, { index, run }] of this.#last) {
      const pause = longPause(run, newest.at);
      if (pause === undefined) continue;
      const message = `no run of ${stream} in the ${pause.passed} up to the newest record (${newest.index}); promised every ${pause.promised}`;
      this.#findings.error("CADENCE_GAP", `record ${index}`, message);
    }
  }
}

function longPause(run: Run, at: Instant): { readonly passed: string; readonly promised: string } | undefined {
  if (run.outcome === "unchanged" || run.everyMinutes === undefined) return undefined;
  const promisedMs = run.everyMinutes * MINUTE_MS;
  const passedMs = msOf(at) - msOf(run.at);
  return passedMs <= promisedMs * GRACE ? undefined : { passed: hours(passedMs), promised: hours(promisedMs) };
}

function hours(ms: number): string {
  return `${Math.round(ms / 360_000) / 10} h`;
}
