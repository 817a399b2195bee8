import { entityId } from "../../kit/entity-id.js";
import type { FileFacts } from "../mapping/facts.js";
import { tableWrite } from "../mapping/write.js";
import { own } from "../readers/path.js";
import { type Normaliser, normaliser, reject, rows, skip } from "./normaliser.js";
import type { FindingStatus } from "./ocsf-record.js";
import { locationText } from "./sarif-location.js";
import { messageText, type ReadRun, ruleOf, runAround, SarifResult } from "./sarif-record.js";

/** One result of a SARIF run; the run that holds it names the tool, its rules and when it ran. */
export const sarifResult: Normaliser = (record, facts) =>
  own(record.value, "tool") === undefined
    ? resultInRun(record, facts)
    : reject("results", NO_RESULTS, "Run the tool again.");

const NO_RESULTS = "the run has no list of results: it may not have finished";

const resultInRun = normaliser(SarifResult, (result, facts, root) => {
  const run = runAround(root);
  return run === undefined
    ? reject("tool.driver.name", "no run around the result names the tool", EXPORT)
    : readResult(result, run, facts);
});

const EXPORT = "Use the SARIF file as the tool wrote it.";

function readResult(result: SarifResult, run: ReadRun, facts: FileFacts) {
  if (result.baselineState === "absent") {
    return skip("absent", "only the baseline had this result: it says nothing of the present scan");
  }
  const rule = ruleOf(result, run);
  const checkId = result.ruleId ?? result.rule?.id ?? rule?.id;
  if (checkId == null || checkId === "") {
    return reject("ruleId", "the result names no rule, neither by id nor by index", EXPORT);
  }
  const invocation = run.invocations?.[0];
  const at = invocation?.endTimeUtc ?? invocation?.startTimeUtc ?? facts.observedAt;
  const scanner = run.tool.driver.name;
  const location = locationText(result, run);
  const message = messageText(result.message, rule);
  const resource = result.locations?.[0]?.logicalLocations?.[0]?.fullyQualifiedName ?? null;
  const fingerprint = fingerprintOf(result);
  return rows(
    tableWrite("scanner_finding", {
      id: entityId({
        system: scanner,
        kind: "scanner-finding",
        key: [checkId, fingerprint ?? message ?? "", location ?? resource ?? "", at].join("/"),
      }),
      scanner,
      scanner_version: run.tool.driver.semanticVersion ?? run.tool.driver.version ?? null,
      check_id: checkId,
      title: rule?.shortDescription?.text ?? rule?.name ?? message ?? checkId,
      status: STATUS[result.kind ?? "fail"] ?? "unknown",
      is_suppressed: isSuppressed(result),
      severity: result.level ?? rule?.defaultConfiguration?.level ?? (isProblem(result) ? "warning" : "none"),
      resource,
      account_ref: facts.cloudAccount,
      location,
      at,
      fingerprint,
    }),
  );
}

/** SARIF 2.1.0 section 3.27.9. What is purely informational, or open, is neither a pass nor a failure. */
const STATUS: Readonly<Record<string, FindingStatus>> = {
  fail: "fail",
  pass: "pass",
  notApplicable: "not_applicable",
  review: "manual",
};

function isProblem({ kind }: SarifResult): boolean {
  return kind == null || kind === "fail";
}

/** Section 3.35: suppressed if there is a suppression, and each is accepted; one without a status is. */
function isSuppressed({ suppressions }: SarifResult): boolean {
  if (suppressions == null || suppressions.length === 0) return false;
  return suppressions.every(({ status }) => status == null || status === "accepted");
}

/** The tool's full fingerprints, else its partial ones, by name; `null` without any. */
function fingerprintOf({ fingerprints, partialFingerprints }: SarifResult): string | null {
  const pairs = Object.entries(fingerprints ?? partialFingerprints ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return pairs.length === 0 ? null : pairs.map(([name, value]) => `${name}=${value}`).join("|");
}
