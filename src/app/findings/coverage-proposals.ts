import { createHash } from "node:crypto";
import { z } from "zod";
import type { Outcome } from "../../assess/outcome.js";
import type { NotableItem } from "../../assess/tally.js";
import { CoverageFinder, type CoverageProposal } from "../../recovery/compensation/find-coverage.js";
import type { DeviatedItem, JoinedItem, JoinRule, OperatedItem } from "../../recovery/compensation/join-rule.js";
import { JOIN_RULES } from "../../recovery/compensation/join-rules.js";
import type { EachItem } from "../test-period/each-item.js";
import type { TestedControl, TestedPeriod } from "../test-period/test-period.js";
import type { OpenWorkspace } from "../workspace/open-workspace.js";
import { eachJudgedItem, factsOf, type JudgedItem } from "./judged-items.js";

const Proposal = z.strictObject({
  control: z.string(),
  item: z.string(),
  label: z.string(),
  attributes: z.array(z.string()),
  with: z.string(),
  shownBy: z.array(z.string()),
  evidence: z.array(z.string()),
  why: z.string(),
});
const Note = z.strictObject({ digest: z.string(), proposals: z.array(Proposal) });

/** Where proposals are looked for, and where those found before are kept. */
export type ProposalSetting = EachItem["open"] &
  Pick<OpenWorkspace, "version"> & { readonly files: Pick<OpenWorkspace["files"], "read" | "write"> };

/**
 * What evidence says other controls made up for, by control, in order of rules and items. Only controls with deviations
 * are looked at, and a pair of populations that rests on nothing new is not looked at again.
 */
export async function coverageProposals(
  period: TestedPeriod,
  open: ProposalSetting,
): Promise<ReadonlyMap<string, readonly CoverageProposal[]>> {
  const found = new Map<string, CoverageProposal[]>();
  for (const rule of JOIN_RULES) {
    const proposals = await proposalsOf(rule, period, open);
    if (proposals.length > 0) found.set(rule.control, [...(found.get(rule.control) ?? []), ...proposals]);
  }
  return found;
}

async function proposalsOf(
  rule: JoinRule,
  period: TestedPeriod,
  open: ProposalSetting,
): Promise<readonly CoverageProposal[]> {
  const failed = period.controls.find(({ promise }) => promise.control.id === rule.control);
  const helper = period.controls.find(({ promise }) => promise.control.id === rule.by);
  const deviating = failed === undefined ? [] : deviatedItems(failed, rule);
  if (helper === undefined || deviating.length === 0) return [];
  const note = `.lookback/compensation/${rule.control}-${rule.by}.json`;
  const digest = digestOf([rule.control, rule.by], period, open.version);
  const known = Note.safeParse(parsedJson(await open.files.read(note)));
  if (known.success && known.data.digest === digest) return known.data.proposals;
  const finder = new CoverageFinder(rule, deviating);
  const population = populationOf(rule.by, period);
  if (population === undefined) return [];
  await eachJudgedItem(population, { control: rule.by, period, open }, (item) =>
    finder.add(operatedItem(item, helper)),
  );
  const proposals = finder.proposals();
  await open.files.write(note, `${JSON.stringify({ digest, proposals })}\n`);
  return proposals;
}

function populationOf(control: string, { populations }: TestedPeriod) {
  return populations.find(({ promises }) => promises.some((promise) => promise.control.id === control));
}

/** Names all that the answer rests on: both populations as judged, the moment, and the rules of this version. */
function digestOf(controls: readonly string[], period: TestedPeriod, version: string): string {
  const populations = controls.map((control) => populationOf(control, period)?.digest ?? "");
  return createHash("sha256")
    .update([...populations, String(period.asOf), version, RULES_VERSION].join("\n"))
    .digest("hex");
}

/** Rises with any change of a join rule, so that what was found under the old ones is looked for again. */
const RULES_VERSION = "2";

/** Items that deviate on an attribute which the rule speaks for. */
function deviatedItems({ tally }: TestedControl, { attributes }: JoinRule): readonly DeviatedItem[] {
  return tally.notable
    .map((item) => ({ ...joinedItem(item), deviating: deviatingAttributes(item) }))
    .filter(({ deviating }) => deviating.some((each) => attributes.includes(each)));
}

/** The attributes on which an item deviates. */
export function deviatingAttributes({ outcomes }: NotableItem): readonly string[] {
  return outcomes.filter(({ outcome }) => outcome.state === "deviation").map(({ attribute }) => attribute);
}

function joinedItem({ itemId, label, unit, occurredAt, facts }: NotableItem): JoinedItem {
  return { itemId, label, unit, occurredAt, facts };
}

function operatedItem(judged: JudgedItem, { promise }: TestedControl): OperatedItem {
  const { attributes } = promise.control;
  const stateOf = (index: number): Outcome["state"] | undefined => judged.outcomes[index]?.state;
  const keyStates = attributes.flatMap(({ isKey }, index) => (isKey ? [stateOf(index)] : []));
  return {
    itemId: judged.itemId,
    label: judged.label,
    unit: judged.unit,
    occurredAt: judged.occurredAt,
    facts: factsOf(judged.item),
    passed: attributes.filter((_, index) => stateOf(index) === "pass").map(({ id }) => id),
    isKept: keyStates.includes("pass") && keyStates.every((state) => state === "pass" || state === "not-applicable"),
    evidence: judged.evidence,
  };
}

function parsedJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
