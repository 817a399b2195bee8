import { sha256 } from "../../base/digest.js";
import type { Instant } from "../../base/instant.js";
import type { EvidenceStore } from "../../store/ledger/contract.js";
import type { PerformedTest } from "./result-details.js";

/** Stream of all results: a result left out shows as a gap. */
const STREAM = "results";

/**
 * Appends one `result` record for each test, its details as a blob, unless the newest record of the test says the same.
 * Returns how many were appended. Publishes nothing.
 */
export async function recordResults(
  evidence: Pick<EvidenceStore, "records" | "putBlob" | "append">,
  tests: readonly PerformedTest[],
  at: Instant,
): Promise<number> {
  const known = new Map<string, string>();
  for await (const { record } of evidence.records()) {
    if (record.type === "result") known.set(record.test, nameOf({ ...record, detailsDigest: record.details }));
  }
  let appended = 0;
  for (const { details, ...test } of tests) {
    if (known.get(test.test) === nameOf({ ...test, detailsDigest: sha256(details) })) continue;
    const { sha256: digest } = await evidence.putBlob([Buffer.from(details, "utf8")]);
    await evidence.append({ ...test, type: "result", stream: STREAM, at, inputs: [...test.inputs], details: digest });
    appended += 1;
  }
  return appended;
}

function nameOf({
  version,
  digest,
  asOf,
  outcome,
  inputs,
  detailsDigest,
}: Omit<PerformedTest, "test" | "details"> & { readonly detailsDigest: string }): string {
  return JSON.stringify([version, digest, asOf, outcome, inputs, detailsDigest]);
}
