import type { OutcomeState } from "../../assess/outcome.js";
import { AppError } from "../../base/app-error.js";
import { sha256 } from "../../base/digest.js";
import { type Instant, instant, msOf } from "../../base/instant.js";
import { isSamePerson } from "../../base/same-person.js";
import type { Verdicts } from "../../reports/mock/model.js";
import { populationHash } from "../../statistics/selection/canonical-order.js";
import { isUnlisted, type SelectionRecord } from "../../statistics/selection/selection-record.js";
import { recordDecision } from "../decisions/decisions.js";
import { testPeriod } from "../test-period/test-period.js";
import type { OpenWorkspace } from "../workspace/open-workspace.js";
import { type MockLog, readMockLog, type Told, type VerdictBody } from "./mock-decisions.js";
import { readFrame } from "./population-items.js";
import { lastDraw, periodOf } from "./seed.js";

/**
 * Records what a tester or a reviewer found of one attribute of one selected item, as a decision in the log.
 *
 * @throws AppError `not-found` when the item was not selected; `bad-usage` when one person would do both parts, a review
 * comes before the test, or the items of the draw can no longer be told.
 */
export async function recordVerdict(open: OpenWorkspace, verdict: VerdictBody, at: Instant): Promise<number> {
  const log = await readMockLog(open);
  const given = { ...verdict, item: verdict.item.normalize("NFC") };
  const drawn = await selectedIn(log, given, open);
  requireAttribute(open, given);
  const before = log.verdicts.filter(
    ({ index, body }) => index > drawn && body.control === given.control && body.item === given.item,
  );
  requireTwoPeople(before, given);
  const index = await recordDecision(open.evidence, {
    kind: "tester-verdict",
    subject: verdictSubject(given),
    body: given,
    at,
  });
  await open.evidence.publish();
  return index;
}

/**
 * Names the attribute and the item without a word of the item's id, which may be an address or of any length and
 * spelling. The digest is of both together, so it is not the digest of anybody's address. Nothing reads it back.
 */
export function verdictSubject({
  control,
  attribute,
  item,
}: Pick<VerdictBody, "control" | "attribute" | "item">): string {
  return `${control}.${attribute}/${sha256(`${control}.${attribute}/${item}`)}`;
}

/** The newest verdicts of both people, given after the draw, and whether they settle the matter. */
export function verdictsOf(
  known: readonly Told<VerdictBody>[],
  { attribute, state }: { readonly attribute: string; readonly state: OutcomeState },
): Verdicts {
  const of = (role: VerdictBody["role"]) => {
    const told = known.findLast(({ body }) => body.attribute === attribute && body.role === role);
    return told === undefined ? null : { ...partOf(told.body), at: told.at };
  };
  const [tester, reviewer] = [of("tester"), of("reviewer")];
  const whyOpen = openReason(tester, reviewer, FINDINGS[state]);
  const settled = tester === null ? "none" : reviewer === null ? "tested" : "agreed";
  return { tester, reviewer, state: whyOpen === null ? settled : "open", why_open: whyOpen };
}

function partOf({ by, finding, note }: VerdictBody) {
  return { by, finding, note };
}

const FINDINGS: Readonly<Record<OutcomeState, VerdictBody["finding"] | null>> = {
  pass: "pass",
  deviation: "deviation",
  indeterminate: "could-not-tell",
  "not-applicable": null,
  pending: null,
};

/** Disagreement is shown, never settled by us; a failure needs both people. */
function openReason(tester: Verdicts["tester"], reviewer: Verdicts["reviewer"], machine: string | null): string | null {
  if (tester === null) return null;
  if (reviewer !== null && isSamePerson(tester.by, reviewer.by)) {
    return `${reviewer.by} is tester and reviewer: a review needs a second person`;
  }
  if (reviewer !== null && reviewer.finding !== tester.finding) {
    return `the tester found ${tester.finding}, the reviewer ${reviewer.finding}`;
  }
  if (machine !== null && tester.finding !== machine) {
    return `${reviewer === null ? "the tester" : "both people"} found ${tester.finding}, the evidence gives ${machine}`;
  }
  const isFailure = tester.finding === "deviation";
  return reviewer === null && isFailure ? "a failure needs a second person" : null;
}

/** The record of the draw that selected the item. */
async function selectedIn(log: MockLog, { control, item }: VerdictBody, open: OpenWorkspace): Promise<number> {
  const first = lastDraw(log, control, periodOf(open));
  if (first === undefined) {
    throw new AppError({
      code: "not-found",
      message: `nothing was drawn for ${control} in this period`,
      fix: "Draw first: lookback mock --seed WORD",
    });
  }
  const stages = log.selections.filter(
    ({ index, subject, body }) => subject === control && index >= first.index && body.rests_on === first.body.rests_on,
  );
  const isSelected = stages.some(({ body }) => body.record.selected.includes(item));
  if (isSelected) return first.index;
  if (isUnlisted(first.body.record) && (await isInWhole(item, first.body.record, open))) return first.index;
  throw new AppError({
    code: "not-found",
    message: `the item ${JSON.stringify(item)} is not among those drawn for ${control}`,
    fix: "Take an item id from the control's workpaper; only drawn items are tested.",
  });
}

/** Whether a population that was taken whole and not listed holds the item, with something to examine in it. */
async function isInWhole(
  item: string,
  { control, population }: SelectionRecord,
  open: OpenWorkspace,
): Promise<boolean> {
  const asOf = msOf(instant(population.extracted_at));
  const tested = await testPeriod({ ...open, asOf, isDryRun: true, only: [control] });
  const named = tested.populations.find((each) => each.population.name === population.name);
  const frame = named === undefined ? undefined : await readFrame(named, { tested, open });
  if (frame === undefined || populationHash(frame.items) !== population.hash) {
    throw new AppError({
      code: "bad-usage",
      message: `the population ${population.name} is another than the one that was frozen for ${control}`,
      fix: 'Draw from what is there now, and say why: lookback mock --reason "..."',
    });
  }
  return frame.items.some(({ id }) => id === item) && frame.excluded.get(control)?.has(item) !== true;
}

function requireAttribute({ controls }: OpenWorkspace, { control, attribute }: VerdictBody): void {
  const ids = controls.find(({ id }) => id === control)?.attributes.map(({ id }) => id) ?? [];
  if (ids.includes(attribute)) return;
  throw new AppError({
    code: "bad-usage",
    message: `${control} has no attribute ${attribute}`,
    fix: `Use one of: ${ids.join(", ")}.`,
  });
}

function requireTwoPeople(before: readonly Told<VerdictBody>[], { by, role, attribute, control }: VerdictBody): void {
  const hasDone = (other: VerdictBody["role"]) =>
    before.some(({ body }) => isSamePerson(body.by, by) && body.role === other);
  if (role === "reviewer" && hasDone("tester")) {
    throw new AppError({
      code: "bad-usage",
      message: `${by} tested this item of ${control}: one who tested cannot review`,
      fix: "Let somebody else review it: --by ID of another person.",
    });
  }
  if (role === "tester" && hasDone("reviewer")) {
    throw new AppError({
      code: "bad-usage",
      message: `${by} reviewed this item of ${control}: one who reviewed cannot test it`,
      fix: "Let somebody else test it: --by ID of another person.",
    });
  }
  const isTested = before.some(({ body }) => body.attribute === attribute && body.role === "tester");
  if (role === "reviewer" && !isTested) {
    throw new AppError({
      code: "bad-usage",
      message: `attribute ${attribute} of this item was not tested yet, so there is nothing to review`,
      fix: "Record the test first: lookback mock verdict ... --role tester",
    });
  }
}
