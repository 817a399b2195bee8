import { noCounts } from "../../assess/tally.js";
import { type EpochMs, instantOf } from "../../base/instant.js";
import type { CensusFound } from "../../recovery/auditor-report/comparison.js";
import type { ReportPeriod } from "../../recovery/auditor-report/opinion-facts.js";
import { completenessOf } from "../audit/completeness.js";
import { type TestedPeriod, testPeriod } from "../test-period/test-period.js";
import { periodOf } from "../workspace/calendar.js";
import type { OpenWorkspace } from "../workspace/open-workspace.js";

/** What testing the whole population showed of one control, or why it could not be tested. */
export type ControlCensus =
  | {
      readonly kind: "tested";
      /** Of the control as a whole (`null`) or of one attribute. */
      found(attribute: string | null): CensusFound;
      /** Why the list is not proven to be all of it; empty when it is. */
      readonly reasons: readonly string[];
    }
  | { readonly kind: "not-tested"; readonly why: string };

export interface CensusInput {
  readonly open: Omit<OpenWorkspace, "evidence">;
  readonly period: ReportPeriod | null;
  readonly controls: readonly string[];
  readonly asOf: EpochMs;
  progress?(population: string, done: number, total: number): void;
}

/** Tests these controls over the report's own period, with the promises and evidence of the workspace. */
export async function censusOf(input: CensusInput): Promise<ReadonlyMap<string, ControlCensus>> {
  const { open, period, controls, asOf } = input;
  if (controls.length === 0) return new Map();
  const whyNot = period === null ? NO_PERIOD : notOver(period, input);
  if (period === null || whyNot !== undefined) {
    return new Map(controls.map((id) => [id, { kind: "not-tested", why: whyNot ?? NO_PERIOD }] as const));
  }
  const workspace = { ...open.workspace, audit: { ...open.workspace.audit, period } };
  const progress = input.progress === undefined ? {} : { progress: input.progress };
  const tested = await testPeriod({ ...open, workspace, only: controls, asOf, ...progress });
  const reasons = await reasonsByPopulation(tested, { ...open, workspace });
  const censuses = new Map<string, ControlCensus>();
  for (const { promise, tally } of tested.controls) {
    const { control } = promise;
    const why = reasons.get(control.population.name) ?? [];
    const found = (attribute: string | null): CensusFound => {
      const { pass, deviation, indeterminate } =
        attribute === null ? tally.counts : (tally.attributes[attribute]?.counts ?? noCounts());
      const due = pass + deviation + indeterminate;
      return { deviating: deviation, due, couldNotTell: indeterminate, isProven: why.length === 0 };
    };
    censuses.set(control.id, { kind: "tested", found, reasons: why });
  }
  for (const id of controls) {
    if (!censuses.has(id)) censuses.set(id, { kind: "not-tested", why: notTestedReason(id, open) });
  }
  return censuses;
}

const NO_PERIOD =
  "the report does not say which period it covers; name it with --from and --to when you import or show it";

function notOver(period: ReportPeriod, { open, asOf }: CensusInput): string | undefined {
  const { end } = periodOf(period, open.workspace.organisation.time_zone);
  if (asOf >= end) return undefined;
  return `the report's period ends on ${period.to} and the evidence is judged as of ${instantOf(asOf)}, before its end`;
}

function notTestedReason(id: string, { workspace, controls }: CensusInput["open"]): string {
  const said = workspace.controls[id]?.not_applicable;
  if (said !== undefined) return `lookback.yaml says that ${id} is not applicable`;
  return controls.some((control) => control.id === id)
    ? `${id} was not tested`
    : `this version of Lookback has no control ${id}`;
}

async function reasonsByPopulation(
  tested: TestedPeriod,
  open: CensusInput["open"],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { workspace, engine, tables } = open;
  const reasons = new Map<string, readonly string[]>();
  for (const population of tested.populations) {
    const input = { tested, workspace, engine, tables, populationHash: null };
    reasons.set(population.population.name, (await completenessOf(population, input)).reasons);
  }
  return reasons;
}
