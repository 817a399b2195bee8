import { AppError } from "../../base/app-error.js";
import { canonicalJson } from "../../base/canonical-json.js";
import { sha256 } from "../../base/digest.js";
import { type Instant, instant, msOf } from "../../base/instant.js";
import { sideBySide } from "../../base/side-by-side.js";
import { dayAt } from "../../base/zone.js";
import { standingCause } from "../../recovery/causes/standing-cause.js";
import type { MockReport } from "../../reports/mock/model.js";
import type { FirmProfile } from "../../statistics/firm-profile.js";
import { populationHash } from "../../statistics/selection/canonical-order.js";
import { completenessOf } from "../audit/completeness.js";
import { decidedFor, findingDecisions } from "../findings/decided.js";
import { type TestedPeriod, type TestedPopulation, testPeriod } from "../test-period/test-period.js";
import type { OpenWorkspace } from "../workspace/open-workspace.js";
import { type ControlDraw, drawControl } from "./draw-control.js";
import { requireExtension } from "./extension.js";
import { writeFrozenList } from "./frozen-list.js";
import { itemsToShow } from "./items-to-show.js";
import { readMockLog } from "./mock-decisions.js";
import type { MockPopulation } from "./mock-parts.js";
import { buildMockReport } from "./mock-report.js";
import { type ExaminedItem, examineItems, type Frame, readFrame } from "./population-items.js";
import { type FrozenList, freeze, type Registering, registerDraw, requireSameDraw, select } from "./register-draw.js";
import { chosenSeed, requireReason, type SeedChoice, storeSeed } from "./seed.js";

export interface MockInput {
  readonly open: OpenWorkspace;
  /** Our clock, for what is recorded now. */
  readonly at: Instant;
  readonly choice: SeedChoice;
  readonly profile: FirmProfile;
  readonly reviewer: string | null;
  /** Only these controls; all when absent. */
  readonly only?: readonly string[];
  /** Folder below the workspace for the lists as frozen. */
  readonly listsTo: string;
  /** The control whose registered extension is to be drawn. */
  readonly extend?: string;
  progress?(what: string): void;
}

/**
 * Imitates an auditor on a tested workspace (domain 6.7): seed, populations frozen, plans registered, items selected,
 * requests listed, selected items tested, extended by plan only, concluded by the rules, beside the truth of the whole
 * population. Everything decided is a record of the log; running again with the same seed appends nothing.
 *
 * @throws AppError `bad-usage` when a draw would differ from the one on record and no reason is given.
 */
export async function mockAudit(input: MockInput): Promise<MockReport> {
  const { open, at, choice, only } = input;
  const log = await readMockLog(open);
  const named = await namedPeriod(input, chosenSeed(log, choice, { open, at }).as_of);
  const body = chosenSeed(log, choice, { open, at });
  const controls = named.populations.flatMap(({ promises }) => promises.map(({ control }) => control.id));
  requireReason(log, body, { controls, reason: choice.reason });
  const seed = await storeSeed(open, log, { body, at });
  const registering: Registering = {
    ...{ open, log, seed, tested: named, at, tester: choice.tester, reviewer: input.reviewer, reason: choice.reason },
    profileSha256: sha256(canonicalJson(input.profile)),
  };
  const drawn = await drawAll(registering, input);
  for (const { list, draws } of drawn) for (const draw of draws) requireSameDraw(draw, list, registering);
  requireDrawn(controls, input.extend);
  const populations: MockPopulation[] = [];
  for (const each of drawn) {
    input.progress?.(`testing what was drawn: ${each.list.title}`);
    populations.push(await testDrawn(each, registering, input));
  }
  await open.evidence.publish();
  const asOf = msOf(instant(seed.body.as_of));
  const tested = await testPeriod({ ...open, asOf, ...(only === undefined ? {} : { only }) });
  return buildMockReport({
    ...{ open, log: await readMockLog(open), seed, tested, populations, profile: input.profile },
    decided: await findingDecisions(open.evidence),
    profileSha256: registering.profileSha256,
    isWhole: only === undefined,
  });
}

async function namedPeriod({ open, only }: MockInput, asOf: string): Promise<TestedPeriod> {
  if (open.tables.entries().length === 0) {
    throw new AppError({
      code: "not-found",
      message: "nothing was collected in this workspace yet, so there is no population to draw from",
      fix: "Run: lookback collect, or lookback audit. Then: lookback mock --seed WORD",
    });
  }
  return testPeriod({
    ...open,
    asOf: msOf(instant(asOf)),
    isDryRun: true,
    ...(only === undefined ? {} : { only }),
  });
}

/** All populations in their order, whichever was listed first. */
async function drawAll(registering: Registering, input: MockInput): Promise<readonly DrawnPopulation[]> {
  const { populations } = registering.tested;
  let listed = 0;
  return sideBySide(populations, input.open.engine.queriesAtOnce, async (population) => {
    const drawn = await drawPopulation(population, registering, input);
    listed += 1;
    input.progress?.(`listing ${listed} of ${populations.length}: ${population.population.title}`);
    return drawn;
  });
}

interface DrawnPopulation {
  readonly population: TestedPopulation;
  readonly frame: Pick<Frame, "items" | "judged">;
  readonly list: FrozenList;
  readonly draws: readonly ControlDraw[];
}

/** The list of a population with its proof, and what would be drawn from it for each control. */
async function drawPopulation(
  population: TestedPopulation,
  { open, tested, seed }: Registering,
  { profile }: MockInput,
): Promise<DrawnPopulation> {
  const { workspace, engine, tables } = open;
  const zone = workspace.organisation.time_zone;
  const frame = await readFrame(population, { tested, open });
  const hash = populationHash(frame.items);
  const completeness = await completenessOf(population, { tested, workspace, engine, tables, populationHash: hash });
  const { name, title, sql } = population.population;
  const list = { name, title, query: sql.trim(), items: frame.items.length, hash, completeness };
  const start = tested.period.start;
  const draws = population.promises.map((promise) =>
    drawControl(promise, frame, {
      way: { profile, method: profile.method, selection: profile.selection },
      seed: seed.body.seed,
      stratumOf: ({ occurredAt }) => (occurredAt < start ? "carried in" : dayAt(occurredAt, zone).slice(0, 7)),
    }),
  );
  return { population, frame: { items: frame.items, judged: frame.judged }, list, draws };
}

/**
 * Freezes a population and registers its draws, then looks at what was drawn, extended where that was asked and allowed.
 * The written list belongs to the draw in the log: only draws that were accepted come here.
 */
async function testDrawn(
  { population, frame: { items, judged }, list, draws }: DrawnPopulation,
  registering: Registering,
  { extend, listsTo }: MockInput,
): Promise<MockPopulation> {
  const { open, tested } = registering;
  await writeFrozenList(items, { files: open.files, path: `${listsTo}/${list.name}` });
  const frozen = await freeze(list, registering);
  const registered = [];
  for (const draw of draws) registered.push(await registerDraw(draw, list, { ...registering, frozen }));
  const wanted = new Set(registered.flatMap((each) => itemsToShow(each, registering.log).map(({ id }) => id)));
  const examined = new Map(await examineItems(population, wanted, { tested, open, judged }));
  const asked = registered.find(({ draw, selections }) => draw.plan.control === extend && selections.length === 1);
  const [first] = asked?.selections ?? [];
  if (asked === undefined || first === undefined) return { list, frozen, registered, examined };
  const { causes } = decidedFor(open.workspace.audit.period, await findingDecisions(open.evidence));
  const cause = standingCause(causes.get(asked.draw.plan.control) ?? [])?.cause;
  requireExtension(asked.draw, itemsOf(first.body.record.selected, examined), cause);
  const second = await select(asked.draw, list, { ...registering, stage: 1, after: first.index });
  const more = await examineItems(population, new Set(second.body.record.selected), { tested, open, judged });
  return {
    ...{ list, frozen },
    registered: registered.map((each) => (each === asked ? { ...each, selections: [first, second] } : each)),
    examined: new Map([...examined, ...more]),
  };
}

function itemsOf(ids: readonly string[], examined: ReadonlyMap<string, ExaminedItem>): readonly ExaminedItem[] {
  return ids.flatMap((id) => examined.get(id) ?? []);
}

function requireDrawn(controls: readonly string[], extend: string | undefined): void {
  if (extend === undefined || controls.includes(extend)) return;
  throw new AppError({
    code: "bad-usage",
    message: `${extend} is not among the controls of this mock`,
    fix: `Use one of: ${controls.join(", ")}.`,
  });
}
