import type { LedgerRecord } from "../ledger/record.js";
import type { RecordChecker } from "./check-records.js";
import type { Conclusions, Findings } from "./report.js";
import type { EvidenceSource } from "./source.js";

/** A record of the log and its place. */
export interface Placed<Type extends LedgerRecord["type"]> {
  readonly index: number;
  readonly record: Extract<LedgerRecord, { type: Type }>;
}

/** What of a log tests are performed again from. */
export interface LoggedTests {
  /** The newest result of every test, in the order of the log. */
  readonly results: readonly Placed<"result">[];
  /** How many earlier results there are. */
  readonly earlier: number;
  /** What the workspace promised, each time it changed. */
  readonly maps: readonly Placed<"map">[];
}

/** A log that holds, and what its results rest on. */
export interface HeldLog extends LoggedTests {
  readonly source: EvidenceSource;
  readonly size: number;
  readonly withheld: ReadonlySet<string>;
  readonly shredded: ReadonlySet<string>;
}

/** What performing tests again gave. */
export interface PerformedAgain {
  /** Those that came out as the log has them; absent when no test was performed. */
  readonly conclusions?: Conclusions;
  /** Sentences on what was not looked at. */
  readonly notChecked: readonly string[];
}

/**
 * Performs the logged tests again and reports every difference. Handed to the verifier by whoever composes it. It runs
 * no code that the log or the pack brings along.
 */
export type PerformAgain = (log: HeldLog, findings: Findings) => Promise<PerformedAgain>;

/** Takes note of results and of what they rest on while the records are checked. */
export class ResultChecker {
  readonly #findings: Findings;
  readonly #evidence = new Set<number>();
  readonly #results = new Map<string, Placed<"result">>();
  readonly #maps: Placed<"map">[] = [];
  #earlier = 0;

  constructor(records: RecordChecker, findings: Findings) {
    this.#findings = findings;
    records.observe((index, record) => this.#see(index, record));
  }

  tests(): LoggedTests {
    const results = [...this.#results.values()].sort((a, b) => a.index - b.index);
    return { results, earlier: this.#earlier, maps: this.#maps };
  }

  #see(index: number, record: LedgerRecord): void {
    if (record.type === "evidence") this.#evidence.add(index);
    if (record.type === "map") this.#maps.push({ index, record });
    if (record.type !== "result") return;
    if (this.#results.has(record.test)) this.#earlier += 1;
    this.#results.set(record.test, { index, record });
    const wrong = record.inputs.find((input) => !this.#evidence.has(input));
    if (wrong === undefined) return;
    const what = wrong >= index ? "came after it" : "is no evidence";
    this.#findings.error("RESULT_REF", `record ${index}`, `the result rests on record ${wrong}, which ${what}`);
  }
}
