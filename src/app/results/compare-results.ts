import { sha256 } from "../../base/digest.js";
import type { Findings } from "../../verify/report.js";
import type { LoggedBatch, LoggedControl } from "./logged-results.js";
import type { PerformedTest } from "./result-details.js";

/** Compares logged results with what performing the tests again gave; every difference is named by the parts that differ. */
export function compareResults(batch: LoggedBatch, performed: readonly PerformedTest[], findings: Findings): void {
  const again = new Map(performed.map((test) => [test.test, test]));
  for (const logged of batch.controls) compareOne(logged, again.get(logged.placed.record.test), findings);
  const { opinion } = batch;
  if (opinion === undefined) return;
  const { record, index } = opinion.placed;
  const own = again.get(record.test);
  if (own === undefined) findings.error("TEST_UNKNOWN", `record ${index}`, `there are no rules ${record.test}`);
  else if (sha256(own.details) !== record.details) {
    const parts = differing(opinion.details.opinion, JSON.parse(own.details).opinion);
    findings.error("REPERFORM_MISMATCH", `record ${index}`, `the projection differs in ${parts}`);
  }
}

function compareOne({ placed, details }: LoggedControl, own: PerformedTest | undefined, findings: Findings): void {
  const { record, index } = placed;
  const where = `record ${index}`;
  if (own === undefined) findings.error("TEST_UNKNOWN", where, `there is no test ${record.test} here`);
  else if (own.version !== record.version) {
    findings.error("TEST_UNKNOWN", where, `${record.test} revision ${record.version}, here is revision ${own.version}`);
  } else if (own.digest !== record.digest) {
    findings.error("TEST_UNKNOWN", where, `${record.test} was judged by another definition than the log promised`);
  } else if (sha256(own.details) !== record.details) {
    const again: unknown = JSON.parse(own.details);
    const parts = differing(details, again);
    const code = /^population|, population/.test(parts) ? "POPULATION_MISMATCH" : "REPERFORM_MISMATCH";
    findings.error(code, where, `${record.test} performed again differs in ${parts}`);
  }
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
