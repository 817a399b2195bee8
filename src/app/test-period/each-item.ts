import type { Outcome } from "../../assess/outcome.js";
import { runProcedure } from "../../assess/run-procedure.js";
import type { Batch } from "../../model/batch.js";
import { dayFinder, weeksOf } from "../workspace/calendar.js";
import type { OpenWorkspace } from "../workspace/open-workspace.js";
import type { PromisedControl } from "./control-plans.js";
import { populationQuery, type TestedPeriod, type TestedPopulation } from "./test-period.js";

/** Sees one item: its facts in camelCase, and by control, in order, the outcomes of each attribute. */
export type OnItem = (facts: Readonly<Record<string, unknown>>, outcomes: readonly (readonly Outcome[])[]) => void;

export interface EachItem {
  readonly open: {
    readonly workspace: OpenWorkspace["workspace"];
    readonly engine: Pick<OpenWorkspace["engine"], "run">;
  };
  readonly onItem: OnItem;
  /** Called when some thousand items have been seen, before more are read: memory need not grow with the population. */
  readonly flush?: () => Promise<void>;
  /** Where the tallies are left, so that testing asks the engine nothing twice; only when every control was asked. */
  readonly cache?: Pick<OpenWorkspace["cache"], "write">;
  /** Only these controls; all that share the population when absent. */
  readonly plans?: readonly PromisedControl[];
}

/**
 * Judges every item of a population again, part by part, in order of time then id within each.
 *
 * @returns whether anything was still open, so that a later `asOf` may find something else.
 */
export async function eachItem(
  { population, promises, parts }: TestedPopulation,
  { period, asOf, coverage }: TestedPeriod,
  { open, onItem, flush = async () => undefined, cache, plans = promises }: EachItem,
): Promise<{ readonly isVolatile: boolean }> {
  const { audit, organisation } = open.workspace;
  const dayOf = dayFinder(audit.period, organisation.time_zone);
  const weeks = weeksOf(audit.period, organisation.time_zone);
  let isVolatile = false;
  for (const { views } of parts) {
    const batches = flushing(open.engine.run(populationQuery(population, views, "occurred_at, item_id")), flush);
    const judged = await runProcedure({ plans, batches, asOf, period, coverage, dayOf, weeks, onItem });
    await flush();
    await cache?.write(views.digest, asOf, judged);
    isVolatile ||= judged.some((tally) => tally.isVolatile);
  }
  return { isVolatile };
}

/** Hands on batches; whenever the reader comes back for more, what it made of the last one is taken away. */
async function* flushing(batches: AsyncIterable<Batch>, flush: () => Promise<void>): AsyncIterable<Batch> {
  for await (const batch of batches) {
    yield batch;
    await flush();
  }
}
