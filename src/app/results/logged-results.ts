import { OPINION_RULES } from "../../assess/opinion/projection.js";
import { canonicalJson } from "../../base/canonical-json.js";
import { parseSha256, sha256 } from "../../base/digest.js";
import { parseJson } from "../../base/parse-json.js";
import { textOf } from "../../base/pieces.js";
import type { HeldLog, Placed } from "../../verify/check-results.js";
import type { Findings } from "../../verify/report.js";
import type { EvidenceReader } from "../workspace/open-workspace.js";
import { OpinionDetails, ResultDetails, rangesOf } from "./result-details.js";
import { LoggedWorkspace, type WorkspaceFile } from "./workspace-files.js";

/** A result of the log with what stands behind it. */
export interface LoggedControl {
  readonly placed: Placed<"result">;
  readonly details: ResultDetails;
}

export interface LoggedOpinion {
  readonly placed: Placed<"result">;
  readonly details: OpinionDetails;
}

/** The results that were recorded together: one moment, one set of promises. */
export interface LoggedBatch {
  readonly asOf: string;
  readonly files: readonly WorkspaceFile[];
  readonly workspace: string;
  readonly controls: readonly LoggedControl[];
  readonly opinion: LoggedOpinion | undefined;
  /** Place of the last of them: they rest on nothing after it. */
  readonly last: number;
  /** Tests whose details were destroyed or left out: their results cannot be performed again. */
  readonly unread: readonly string[];
}

type Reading = Pick<EvidenceReader, "openBlob">;
type Logged = { readonly placed: Placed<"result">; readonly details: ResultDetails | OpinionDetails };

/**
 * Reads the newest results of a log and checks that each record says what its details say. `undefined` when none can be
 * read.
 */
export async function loggedBatch(
  log: HeldLog,
  evidence: Reading,
  findings: Findings,
): Promise<LoggedBatch | undefined> {
  const unread: string[] = [];
  const logged: Logged[] = [];
  for (const placed of log.results) {
    const { details: blob, test } = placed.record;
    if (log.withheld.has(blob) || log.shredded.has(blob)) unread.push(test);
    else {
      const details = parsedDetails(await textOf(evidence.openBlob(blob)), placed, findings);
      if (details !== undefined) logged.push({ placed, details });
    }
  }
  for (const each of logged) checkMap(each, log, findings);
  const newest = logged.at(-1)?.details;
  if (newest === undefined) return undefined;
  const isTogether = ({ details }: Logged) => details.as_of === newest.as_of && details.workspace === newest.workspace;
  const together = logged.filter(isTogether);
  const files = await filesOf(evidence, newest.workspace, findings);
  if (files === undefined) return undefined;
  return {
    asOf: newest.as_of,
    workspace: newest.workspace,
    files,
    controls: together.flatMap(({ placed, details }) => ("control" in details ? [{ placed, details }] : [])),
    opinion: together.flatMap(({ placed, details }) => ("opinion" in details ? [{ placed, details }] : [])).at(-1),
    last: together.at(-1)?.placed.index ?? 0,
    unread,
  };
}

function parsedDetails(
  text: string,
  placed: Placed<"result">,
  findings: Findings,
): ResultDetails | OpinionDetails | undefined {
  const where = `record ${placed.index}`;
  const value = parseJson(text);
  const parsed =
    placed.record.test === OPINION_RULES ? OpinionDetails.safeParse(value) : ResultDetails.safeParse(value);
  if (!parsed.success) {
    findings.error("REPERFORM_MISMATCH", where, `the details of ${placed.record.test} cannot be read`);
    return undefined;
  }
  const wrong = differingFields(placed, parsed.data);
  if (wrong.length === 0) return parsed.data;
  findings.error("REPERFORM_MISMATCH", where, `the record says otherwise than its details: ${wrong.join(", ")}`);
  return undefined;
}

/** What the record says that its details say otherwise. */
function differingFields(
  { record, index }: Placed<"result">,
  details: ResultDetails | OpinionDetails,
): readonly string[] {
  const expected =
    "opinion" in details
      ? {
          test: details.opinion.rules,
          version: 1,
          digest: sha256(details.opinion.rules),
          outcome: details.opinion.overall.projected,
          inputs: "[]",
        }
      : {
          test: details.control,
          version: details.definition.revision,
          digest: sha256(canonicalJson(JSON.parse(JSON.stringify(details.definition)))),
          outcome: details.conclusion?.conclusion ?? "NOT_APPLICABLE",
          inputs: JSON.stringify(details.inputs),
        };
  const said = { ...record, inputs: JSON.stringify(rangesOf(record.inputs)) };
  const isLong = "inputs" in details && record.inputs.length === 5_000;
  return [
    ...(["test", "version", "digest", "outcome"] as const).filter((field) => said[field] !== expected[field]),
    ...(isLong || said.inputs === expected.inputs ? [] : ["inputs"]),
    ...("inputs" in details && details.inputs.some(([from, to]) => from > to || to >= index) ? ["inputs"] : []),
    ...(record.asOf === details.as_of ? [] : ["asOf"]),
  ];
}

/** The promises and criteria it was judged by must be those that the log knew when it was recorded. */
function checkMap({ placed, details }: Logged, { maps }: HeldLog, findings: Findings): void {
  const known = maps.findLast(({ index }) => index < placed.index)?.record.mapping;
  if (known === details.workspace) return;
  const message = "the result rests on promises or criteria that no record before it names";
  findings.error("MAP_UNLOGGED", `record ${placed.index}`, message);
}

async function filesOf(
  evidence: Reading,
  workspace: string,
  findings: Findings,
): Promise<readonly WorkspaceFile[] | undefined> {
  const digest = parseSha256(workspace);
  const value = digest === undefined ? undefined : parseJson(await textOf(evidence.openBlob(digest)));
  const parsed = LoggedWorkspace.safeParse(value);
  if (parsed.success) return parsed.data.files;
  findings.error("REPERFORM_MISMATCH", `blob ${workspace}`, "what the workspace promised cannot be read");
  return undefined;
}
