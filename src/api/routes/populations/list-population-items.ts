import { z } from "zod";
import type { TableItem } from "../../../app/serving/population-table.js";
import { runOf } from "../../kit/audit-path.js";
import { cutPage, PageQuery, pageOf } from "../../kit/page.js";
import { route } from "../../kit/route.js";
import { ItemState, itemAnswer, PopulationItem } from "./population-answer.js";
import { controlsOf, PopulationPath } from "./population-path.js";

const ItemQuery = z.strictObject({
  ...PageQuery,
  state: ItemState.optional(),
  unit: z.string().max(300).optional().meta({ description: "Only items of this team, repository, account ..." }),
  q: z
    .string()
    .max(300)
    .optional()
    .meta({ description: "Text that the label, the unit, the actor or a fact contains." }),
  from: z.iso.date().optional().meta({ description: "First day, UTC." }),
  to: z.iso.date().optional().meta({ description: "Last day, UTC." }),
  sort: z.enum(["time", "-time", "worst"]).default("time"),
});
type ItemQuery = z.output<typeof ItemQuery>;

/** The items of a population, filtered and in pieces. */
export const listPopulationItems = route("get", {
  path: "/audits/{audit}/populations/{population}/items",
  title: "List the items of a population, those that passed among them",
  tag: "Populations",
  needs: "see:audit",
  logs: "saw items of a population",
  params: PopulationPath,
  query: ItemQuery,
  answer: pageOf(PopulationItem),
  async handle({ params, query, world }) {
    const run = await runOf(world, params.audit);
    controlsOf(run, params.population);
    const { items } = await run.population(params.population);
    const page = cutPage(inOrder(items.filter(matching(query)), query.sort), query);
    return { ...page, items: page.items.map(itemAnswer) };
  },
});

function matching({ state, unit, q, from, to }: ItemQuery): (item: TableItem) => boolean {
  const wanted = q?.trim().toLowerCase();
  return (item) =>
    (state === undefined || item.state === state) &&
    (unit === undefined || item.unit === unit) &&
    (from === undefined || item.occurredAt.slice(0, 10) >= from) &&
    (to === undefined || item.occurredAt.slice(0, 10) <= to) &&
    (wanted === undefined || wanted === "" || contains(item, wanted));
}

function contains({ id, label, unit, actor, facts }: TableItem, wanted: string): boolean {
  return [id, label, unit, actor, ...Object.values(facts)].some((text) => text?.toLowerCase().includes(wanted));
}

const RANK = { deviation: 0, indeterminate: 1, pending: 2, pass: 3, "not-applicable": 4 };

function inOrder(items: readonly TableItem[], sort: ItemQuery["sort"]): readonly TableItem[] {
  switch (sort) {
    case "time":
      return items.toSorted((a, b) => compare(a.occurredAt, b.occurredAt) || compare(a.id, b.id));
    case "-time":
      return items.toSorted((a, b) => compare(b.occurredAt, a.occurredAt) || compare(a.id, b.id));
    case "worst":
      return items.toSorted(
        (a, b) => RANK[a.state] - RANK[b.state] || compare(a.occurredAt, b.occurredAt) || compare(a.id, b.id),
      );
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
