import { sha256 } from "../../base/digest.js";
import type { Conclusions, Findings } from "../../verify/report.js";
import type { LoggedBatch, LoggedControl, LoggedOpinion } from "./logged-results.js";
import type { PerformedTest } from "./result-details.js";

export interface Again {
  readonly performed: readonly PerformedTest[];
  /** Every test that was promised: one that only the log leaves out must not go unnoticed. */
  readonly promised: readonly string[];
}

/**
 * Compares logged results with what performing the tests again gave; every difference is named by the parts that differ.
 * Returns the conclusions that agree.
 */
export function compareResults(batch: LoggedBatch, { performed, promised }: Again, findings: Findings): Conclusions {
  const again = new Map(performed.map((test) => [test.test, test]));
  const all = [...batch.controls, ...(batch.opinion === undefined ? [] : [batch.opinion])];
  const there = new Set([...all.map(({ placed }) => placed.record.test), ...batch.unread]);
  for (const test of promised.filter((each) => !there.has(each))) {
    findings.error("RESULT_MISSING", test, `there is no result as of ${batch.asOf}, the moment of the newest`);
  }
  const tests = all.flatMap((logged) => {
    const { record, index } = logged.placed;
    const problem = differenceOf(logged, again.get(record.test));
    if (problem === undefined) return [{ test: record.test, version: record.version, outcome: record.outcome }];
    findings.error(problem.code, `record ${index}`, problem.message);
    return [];
  });
  return { asOf: batch.asOf, tests };
}

interface Difference {
  readonly code: "TEST_UNKNOWN" | "POPULATION_MISMATCH" | "REPERFORM_MISMATCH";
  readonly message: string;
}

function differenceOf(
  { placed: { record }, details }: LoggedControl | LoggedOpinion,
  own: PerformedTest | undefined,
): Difference | undefined {
  const { test, version } = record;
  if (own === undefined) return { code: "TEST_UNKNOWN", message: `there is no test ${test} here` };
  if (own.version !== version) {
    return { code: "TEST_UNKNOWN", message: `${test} revision ${version}, here is revision ${own.version}` };
  }
  if (own.digest !== record.digest) {
    return { code: "TEST_UNKNOWN", message: `${test} was judged by another definition than the log promised` };
  }
  if (sha256(own.details) !== record.details) {
    const parts = differing(details, JSON.parse(own.details));
    const isOfList = /^population|, population/.test(parts);
    const code = isOfList ? "POPULATION_MISMATCH" : "REPERFORM_MISMATCH";
    return { code, message: `${test} performed again differs in ${parts}` };
  }
  return undefined;
}

/** Names of the members that differ. */
function differing(before: unknown, after: unknown): string {
  const [a, b] = [Object(before), Object(after)];
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
  const parts = names.filter((name) => JSON.stringify(sorted(a[name])) !== JSON.stringify(sorted(b[name])));
  return parts.length === 0 ? "its spelling" : parts.join(", ");
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => [key, sorted(member)]),
  );
}
