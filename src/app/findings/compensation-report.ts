import type { NotableItem } from "../../assess/tally.js";
import { AppError } from "../../base/app-error.js";
import { type EpochMs, type Instant, instantOf } from "../../base/instant.js";
import {
  type CompensationDecision,
  type StandingCompensation,
  standingCompensation,
} from "../../recovery/compensation/standing-compensation.js";
import type { AuditReport } from "../../reports/audit/model.js";
import { compensationText } from "../../reports/findings/compensation-text.js";
import type { CompensationReport } from "../../reports/findings/model.js";
import { inkOf } from "../../reports/terminal/terminal-text.js";
import { namedControl } from "../controls/named-control.js";
import { recordDecision } from "../decisions/decisions.js";
import { type TestedControl, testPeriod } from "../test-period/test-period.js";
import type { OpenWorkspace } from "../workspace/open-workspace.js";
import { coverageProposals, deviatingAttributes } from "./coverage-proposals.js";
import { decidedFor, findingDecisions } from "./decided.js";
import { testedControl } from "./examine-control.js";
import { lastReport } from "./last-report.js";
import { required } from "./record-cause.js";

/**
 * What made up for a control's deviations as far as evidence shows, with what people decided.
 *
 * @throws AppError `bad-usage` when there is no such control, `not-found` when the workspace does not test it.
 */
export async function compensationReport(
  open: OpenWorkspace,
  { control: typed, asOf }: { control: string; asOf: EpochMs },
): Promise<CompensationReport> {
  const { id } = namedControl(open.controls, typed);
  const { tested, standing } = await standingOf(open, { control: id, asOf });
  const report = await lastReport(open.files);
  const { control } = tested.promise;
  const entry = open.workspace.controls[id];
  const deviating = tested.tally.notable.filter((item) => deviatingAttributes(item).length > 0);
  return {
    schema: "lookback/compensation/1",
    as_of: instantOf(asOf),
    control: { id, title: control.title },
    deviating: deviating.length,
    uncovered: deviating.flatMap((item) => uncovered(item, standing)),
    usual: control.compensating,
    rows: standing.map((each) => rowOf(each, report)),
    redundant_with: entry?.redundant_with ?? [],
    redundant_declared_on: entry?.redundant_declared_on ?? null,
  };
}

/** A compensation report as text for a terminal. */
export function compensationReportText(
  report: CompensationReport,
  { isColour, width }: { isColour: boolean; width: number },
): string {
  return compensationText(report, { ink: inkOf(isColour), width });
}

/** One judgement about some items as it was typed. */
export interface TypedJudgement {
  readonly action: "accept" | "reject";
  /** Ids or labels of the deviating items. */
  readonly items: readonly string[];
  readonly with: string | undefined;
  readonly by: string | undefined;
  readonly reason: string | undefined;
}

/**
 * Records whether a control makes up for some items, each on its own; returns the decisions' places in the log. Nothing
 * is recorded unless every item can be.
 *
 * @throws AppError `bad-usage` when there is no such control, evidence does not show that the control operated on an item (R5.1), or a role or
 * reason is missing.
 */
export async function judgeCompensation(
  open: OpenWorkspace,
  { control: failed, typed, asOf, at }: { control: string; typed: TypedJudgement; asOf: EpochMs; at: Instant },
): Promise<readonly number[]> {
  const { id: control } = namedControl(open.controls, failed);
  const named = required(typed.with, "--with", "Name the control that made up for it, for example --with CHG-04.");
  const { id: helper } = namedControl(open.controls, named);
  const by = required(typed.by, "--by", "Name the role of who judges, for example --by CISO.");
  const reason = required(typed.reason, "--reason", "Say why the other control does or does not meet the same risk.");
  const { standing } = await standingOf(open, { control, asOf });
  const bodies = typed.items.map((item): CompensationDecision => {
    const found = standing.find((each) => each.with === helper && (each.item === item || each.label === item));
    if (found?.proposal == null) throw notShown(control, { item, helper });
    const { attributes, why, evidence } = found.proposal;
    const { from, to } = open.workspace.audit.period;
    return {
      action: typed.action,
      period: { from, to },
      item: found.item,
      attributes: [...attributes],
      with: helper,
      by,
      reason,
      why,
      evidence: [...evidence],
    };
  });
  const records: number[] = [];
  for (const body of bodies) {
    records.push(await recordDecision(open.evidence, { kind: "compensation", subject: control, body, at }));
  }
  await open.evidence.publish();
  return records;
}

async function standingOf(
  open: OpenWorkspace,
  { control, asOf }: { control: string; asOf: EpochMs },
): Promise<{ tested: TestedControl; standing: readonly StandingCompensation[] }> {
  const period = await testPeriod({ ...open, asOf });
  const { tested } = testedControl(period, control);
  const proposals = (await coverageProposals(period, open)).get(control) ?? [];
  const { compensation } = decidedFor(open.workspace.audit.period, await findingDecisions(open.evidence));
  return { tested, standing: standingCompensation(proposals, compensation.get(control) ?? []) };
}

/** An item by its label if nothing is shown for it, with the attributes that are left if something is for others. */
function uncovered(item: NotableItem, standing: readonly StandingCompensation[]): readonly string[] {
  const shown = standing.filter(({ item: id, proposal }) => id === item.itemId && proposal !== null);
  const covered = new Set(shown.flatMap(({ attributes }) => attributes ?? []));
  const left = deviatingAttributes(item).filter((each) => !covered.has(each));
  if (left.length === 0) return [];
  return [covered.size === 0 ? item.label : `${item.label} (${left.join(", ")})`];
}

function rowOf(
  { item, label, attributes, with: helper, status, proposal, decision }: StandingCompensation,
  report: AuditReport | undefined,
): CompensationReport["rows"][number] {
  return {
    item,
    label,
    attributes: attributes ?? [],
    with: helper,
    with_conclusion: report?.opinion.controls[helper]?.conclusion ?? null,
    status,
    is_shown: proposal !== null,
    why: proposal?.why ?? decision?.body.why ?? "",
    evidence: proposal?.evidence ?? [],
    decided: decision === null ? null : { by: decision.body.by, reason: decision.body.reason, record: decision.index },
  };
}

function notShown(control: string, { item, helper }: { item: string; helper: string }): AppError {
  return new AppError({
    code: "bad-usage",
    message: `nothing in the evidence shows that ${helper} operated on "${item}", so it cannot make up for its deviation`,
    fix: `See what is shown: lookback compensate ${control}. Compensation counts item by item only.`,
  });
}
