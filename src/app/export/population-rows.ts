import type { Outcome } from "../../assess/outcome.js";
import { camelCase } from "../../assess/population.js";
import { runProcedure } from "../../assess/run-procedure.js";
import { instantOf } from "../../base/instant.js";
import type { Batch } from "../../model/batch.js";
import type { Column } from "../../model/table.js";
import type { SheetCell, SheetColumn } from "../../reports/workbook/sheet.js";
import { itemColumns } from "../audit/completeness.js";
import { populationQuery, type TestedPeriod, type TestedPopulation } from "../test-period/test-period.js";
import { dayFinder, weeksOf } from "../workspace/calendar.js";
import type { OpenWorkspace } from "../workspace/open-workspace.js";

/** What reading items needs of a workspace. */
export interface ItemSource {
  readonly workspace: OpenWorkspace["workspace"];
  readonly engine: Pick<OpenWorkspace["engine"], "run">;
}

/** The columns of a population's sheet: the item, its facts, then outcome and detail for each attribute asked of it. */
export function populationColumns({ population, promises }: TestedPopulation): readonly SheetColumn[] {
  const asked = promises.flatMap(({ control }) => control.attributes.map(({ id }) => `${control.id}.${id}`));
  return [
    ...Object.entries(itemColumns({ population })).map(([title, column]) => ({ title, width: widthOf(title, column) })),
    ...asked.flatMap((title) => [
      { title, width: 26 },
      { title: `${title} detail`, width: 60 },
    ]),
  ];
}

/**
 * Hands on every item of a population with its outcomes, some thousand rows at a time, by month and in order of time
 * then id within each. Waits for the receiver before it reads on, so that memory does not grow with the population.
 */
export async function eachPopulationRow(
  { population, promises, parts }: TestedPopulation,
  { period, asOf, coverage }: TestedPeriod,
  { open, receive }: { readonly open: ItemSource; receive(rows: readonly SheetCell[][]): Promise<void> },
): Promise<void> {
  const columns = Object.entries(itemColumns({ population }));
  const { audit, organisation } = open.workspace;
  const dayOf = dayFinder(audit.period, organisation.time_zone);
  const weeks = weeksOf(audit.period, organisation.time_zone);
  let rows: SheetCell[][] = [];
  const flush = async () => {
    const full = rows;
    rows = [];
    if (full.length > 0) await receive(full);
  };
  const onItem = (facts: Readonly<Record<string, unknown>>, outcomes: readonly (readonly Outcome[])[]) => {
    rows.push([
      ...columns.map(([name, column]) => factCell(facts[camelCase(name)], column)),
      ...outcomes.flat().flatMap(outcomeCells),
    ]);
  };
  for (const { views } of parts) {
    const batches = flushing(open.engine.run(populationQuery(population, views, "occurred_at, item_id")), flush);
    await runProcedure({ plans: promises, batches, asOf, period, coverage, dayOf, weeks, onItem });
    await flush();
  }
}

async function* flushing(batches: AsyncIterable<Batch>, flush: () => Promise<void>): AsyncIterable<Batch> {
  for await (const batch of batches) {
    yield batch;
    await flush();
  }
}

function widthOf(title: string, { kind }: Column): number {
  if (kind === "instant") return 26;
  if (title === "evidence") return 40;
  return kind === "text" ? 22 : 12;
}

function factCell(value: unknown, { kind }: Column): SheetCell {
  if (kind === "instant" && typeof value === "number") return instantOf(value);
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}

function outcomeCells(outcome: Outcome): [SheetCell, SheetCell] {
  switch (outcome.state) {
    case "pass":
      return ["pass", null];
    case "deviation":
      return [`deviation: ${outcome.kind}`, outcome.detail];
    case "indeterminate":
      return [`indeterminate: ${outcome.cause}`, outcome.question];
    case "not-applicable":
      return ["not-applicable", outcome.proof];
    case "pending":
      return ["pending", `due ${instantOf(outcome.dueAt)}`];
  }
}
