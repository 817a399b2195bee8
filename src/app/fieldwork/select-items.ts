import { z } from "zod";
import { FREQUENCIES } from "../../assess/control.js";
import { AppError } from "../../base/app-error.js";
import { type Instant, instant } from "../../base/instant.js";
import { dayAt } from "../../base/zone.js";
import type { ReportControl } from "../../reports/audit/model.js";
import type { FirmProfile } from "../../statistics/firm-profile.js";
import type { Listed } from "../../statistics/selection/canonical-order.js";
import { choose } from "../../statistics/selection/chosen.js";
import { drawStages, type Stage } from "../../statistics/selection/draw.js";
import {
  isStatistical,
  type SelectionMethod,
  type SelectionRecord,
  type SizeRule,
} from "../../statistics/selection/selection-record.js";
import { planSample } from "../mock/sampling-plan.js";
import type { ServedRun } from "../serving/audits.js";
import type { PopulationTable } from "../serving/population-table.js";
import type { ActOf, FrozenItems, ItemCard, ToldAct } from "./acts.js";
import { listedItems } from "./freeze-population.js";
import type { Ruling } from "./ledger-desk.js";
import { nextId } from "./papers.js";
import { type Acting, refused, ruling } from "./ruling.js";

/** How an auditor selects: by a seed of their own, or by hand. */
export type Choice =
  | {
      readonly method: "random" | "systematic" | "stratified";
      /** Any text; named only now, after the population was frozen. */
      readonly seed: string;
      /** `null`: as many as the firm's table says. */
      readonly n: number | null;
    }
  | { readonly method: "haphazard" | "judgemental" | "targeted"; readonly ids: readonly string[] };

export interface Selecting {
  readonly frozen: ToldAct<"frozen">;
  readonly list: FrozenItems;
  readonly control: ReportControl;
  readonly choice: Choice;
  /** Why again, or why by hand. */
  readonly reason: string | null;
  readonly run: ServedRun;
  /** The newest list: where evidence on the cards comes from. */
  readonly table: PopulationTable;
  readonly at: Instant;
}

const Risk = z.enum(["high", "moderate", "low"]);
const Frequency = z.enum(FREQUENCIES);

/** So many items one selection may name: more are the whole population, which the frozen list names. */
export const SELECTED_MAX = 500;

/**
 * Selects from a frozen population. The company does not see it before it is released.
 *
 * @throws AppError `refused` for a second draw of one control from one frozen list without a reason, `bad-usage` for
 * more items than may be named, `not-found` for one that the list does not hold.
 */
export function selectItems(acting: Acting, selecting: Selecting): Ruling {
  const { frozen, control, run, reason, choice } = selecting;
  const { selections } = acting.papers;
  const before = selections.filter(
    ({ selected: { body } }) => body.freeze === frozen.body.id && body.record.control === control.id,
  );
  const [earlier] = before;
  if (earlier !== undefined && reason === null) {
    throw refused(
      `${control.id} was selected from ${frozen.body.id} already (${earlier.selected.body.id}): selecting anew without a reason would be shopping for a better sample`,
      "Say why another selection is needed. Both stay on record.",
    );
  }
  const drawn = "seed" in choice ? byRule(selecting, choice, acting.audit.profile) : byHand(selecting, choice.ids);
  if (drawn.stage.selected.length > SELECTED_MAX) throw tooMany(drawn.stage.selected.length);
  const record = selectionRecord(acting, selecting, drawn);
  const body: ActOf<"selected"> = {
    ...acting.common,
    act: "selected",
    id: nextId("SEL", selections.length),
    freeze: frozen.body.id,
    record,
    as_of: instant(run.report.as_of),
    cards: cardsOf(record.selected, selecting.table),
  };
  return ruling(body, body.id);
}

interface Drawn {
  readonly method: SelectionMethod;
  readonly seed: string | null;
  readonly rule: SizeRule;
  readonly stage: Stage<Listed>;
}

function byRule(
  { list, control, frozen, run }: Selecting,
  { method, seed, n }: Extract<Choice, { seed: string }>,
  profile: FirmProfile,
): Drawn {
  const items = listedItems(list);
  const excluded = new Map(list.excluded[control.id] ?? []);
  const fit = items.length - excluded.size;
  const planned = n === null ? plannedSize(control, { fit, excluded: excluded.size, profile }) : chosenSize(n, fit);
  if (planned.n >= fit) {
    const selected = items.filter(({ id }) => !excluded.has(id));
    return { method: "all", seed, rule: planned.rule, stage: { selected, replacements: [], warnings: [] } };
  }
  const start = Date.parse(frozen.body.period.start);
  const zone = run.report.time_zone;
  const [stage] = drawStages(
    {
      ...{ items, seed, method },
      stratumOf: ({ occurredAt }) => (occurredAt < start ? "carried in" : dayAt(occurredAt, zone).slice(0, 7)),
      whyNot: ({ id }) => excluded.get(id),
    },
    [planned.n],
  );
  return { method, seed, rule: planned.rule, stage: stage ?? { selected: [], replacements: [], warnings: [] } };
}

function plannedSize(
  control: ReportControl,
  { fit, excluded, profile }: { fit: number; excluded: number; profile: FirmProfile },
): { n: number; rule: SizeRule } {
  const asked = { id: control.id, risk: Risk.parse(control.risk), frequency: Frequency.parse(control.frequency) };
  const way = { profile, method: profile.method, selection: profile.selection };
  const { plan, rule } = planSample({ control: asked, population: fit, excluded }, way);
  return { n: plan.selection === "all" ? fit : (plan.stages[0]?.n ?? fit), rule };
}

function chosenSize(n: number, fit: number): { n: number; rule: SizeRule } {
  return { n, rule: { rule: "chosen", population: fit, because: "The auditor named the number." } };
}

function byHand({ list, choice, reason }: Selecting, ids: readonly string[]): Drawn {
  const { method } = choice;
  if (method === "random" || method === "systematic" || method === "stratified") throw new TypeError("not by hand");
  const { selected } = choose(listedItems(list), { ids, method, reason: reason ?? "" });
  return {
    ...{ method, seed: null },
    rule: { rule: "chosen", population: list.items.length, because: "The auditor picked the items by hand." },
    stage: { selected, replacements: [], warnings: ["Not statistical: no rate of the population follows from it."] },
  };
}

function selectionRecord(
  { facts }: Acting,
  { frozen: { body }, control, run, reason, at }: Selecting,
  { method, seed, rule, stage }: Drawn,
): SelectionRecord {
  return {
    schema: "lookback/selection/1",
    control: control.id,
    attributes: control.attributes.map(({ id }) => id),
    period: { start: body.period.start, end: body.period.end },
    population: {
      name: body.population,
      definition: body.title,
      query: body.query,
      source_systems: body.sources,
      extracted_at: body.as_of,
      extractor: run.report.lookback,
      count: body.items,
      hash: body.hash,
    },
    completeness: {
      is_reliable: body.is_reliable,
      reasons: body.reasons,
      sources: body.sources.length,
      second_source: body.second_source,
    },
    ...{ method, seed, stage: 0, reason, reviewer: null, tester: facts.by, selected_at: at },
    is_statistical: isStatistical(method),
    n: stage.selected.length,
    size_rule: rule,
    selected: stage.selected.map(({ id }) => id),
    replacements: [...stage.replacements],
    warnings: [...stage.warnings],
  };
}

/** What the newest list says of these items; one that it does not hold any more has no card. */
export function cardsOf(ids: readonly string[], { items }: PopulationTable): ItemCard[] {
  const byId = new Map(items.map((item) => [item.id.normalize("NFC"), item]));
  return ids.flatMap((id) => {
    const item = byId.get(id);
    if (item === undefined) return [];
    const { occurredAt, label, unit, actor, facts, outcomes, evidence } = item;
    return [
      {
        ...{ id, occurred_at: occurredAt, label, unit, actor },
        facts: { ...facts },
        outcomes: outcomes.map((outcome) => ({ ...outcome })),
        evidence: evidence.map((reference) => ({ ...reference })),
      },
    ];
  });
}

function tooMany(count: number): AppError {
  return new AppError({
    code: "bad-usage",
    message: `${count} items would be selected, and one selection names ${SELECTED_MAX} at most`,
    fix: "Select fewer, or take the whole population as it is frozen: its list names every item.",
  });
}
