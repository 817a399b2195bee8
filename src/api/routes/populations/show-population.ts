import { z } from "zod";
import { Completeness, StateCounts } from "../../../reports/audit/model.js";
import { runOf } from "../../kit/audit-path.js";
import { route } from "../../kit/route.js";
import { countsOf, Tick } from "./population-answer.js";
import { controlsOf, PopulationPath } from "./population-path.js";

const TICKS_MAX = 5_000;

/** A population: whether it is everything, and one tick for each of its items. */
export const showPopulation = route("get", {
  path: "/audits/{audit}/populations/{population}",
  title: "One population: its completeness, its facts, and every item as a tick",
  tag: "Populations",
  needs: "see:audit",
  logs: "saw a population",
  params: PopulationPath,
  answer: z.strictObject({
    name: z.string(),
    title: z.string(),
    as_of: z.string(),
    period: z.strictObject({ from: z.string(), to: z.string(), start: z.string(), end: z.string() }),
    controls: z.array(
      z.strictObject({
        id: z.string(),
        title: z.string(),
        attributes: z.array(z.strictObject({ id: z.string(), title: z.string(), is_key: z.boolean() })),
      }),
    ),
    counts: StateCounts,
    facts: z.array(z.string()),
    units: z.array(z.string()),
    completeness: Completeness,
    /** Every item, or the first so many with all that did not simply pass: `is_cut` says which. */
    ticks: z.array(Tick),
    is_cut: z.boolean(),
  }),
  async handle({ params, world }) {
    const run = await runOf(world, params.audit);
    const controls = controlsOf(run, params.population);
    const { items, facts } = await run.population(params.population);
    const isCut = items.length > TICKS_MAX;
    const drawn = isCut
      ? items.filter(({ state }, at) => state === "deviation" || state === "indeterminate" || at < TICKS_MAX)
      : items;
    return {
      name: params.population,
      title: controls[0].population_title,
      as_of: run.report.as_of,
      period: run.report.period,
      controls: controls.map(({ id, title, attributes }) => ({
        id,
        title,
        attributes: attributes.map((each) => ({ id: each.id, title: each.title, is_key: each.is_key })),
      })),
      counts: countsOf(items),
      facts: [...facts],
      units: [...new Set(items.flatMap(({ unit }) => (unit === null ? [] : [unit])))].sort(),
      completeness: controls[0].completeness,
      ticks: drawn.map(({ id, occurredAt, state, label }) => ({ id, at: occurredAt, state, label })),
      is_cut: isCut,
    };
  },
});
