import { MINUTE_MS, msOf } from "../base/instant.js";
import type { LedgerRecord } from "../ledger/record.js";
import type { Findings } from "./report.js";

type Run = Extract<LedgerRecord, { type: "run" }>;

/** A run may be late by half of what was promised: machines are restarted, sources are slow. */
const GRACE = 1.5;

/** Compares the pauses between the runs of each source with what the earlier run promised. */
export class CadenceChecker {
  readonly #findings: Findings;
  readonly #last = new Map<string, { readonly index: number; readonly run: Run }>();

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  observe(index: number, record: LedgerRecord): void {
    if (record.type !== "run" || record.outcome === "unchanged") return;
    const last = this.#last.get(record.stream);
    this.#last.set(record.stream, { index, run: record });
    if (last === undefined || last.run.outcome === "unchanged" || last.run.everyMinutes === undefined) return;
    const pauseMs = msOf(record.at) - msOf(last.run.at);
    if (pauseMs <= last.run.everyMinutes * GRACE * MINUTE_MS) return;
    const hours = (ms: number) => `${Math.round(ms / 360_000) / 10} h`;
    const promised = hours(last.run.everyMinutes * MINUTE_MS);
    const message = `${hours(pauseMs)} after the run before it (record ${last.index}) of ${record.stream}; promised every ${promised}`;
    this.#findings.error("CADENCE_GAP", `record ${index}`, message);
  }
}
