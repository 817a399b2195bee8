import { itemFacts } from "../../assess/item-facts.js";
import type { Outcome } from "../../assess/outcome.js";
import type { EpochMs } from "../../base/instant.js";
import type { Cell } from "../../model/batch.js";
import { type EachItem, eachItem } from "../test-period/each-item.js";
import type { TestedPeriod, TestedPopulation } from "../test-period/test-period.js";

/** One item of a population with what one control said of it. */
export interface JudgedItem {
  readonly itemId: string;
  readonly occurredAt: EpochMs;
  readonly label: string;
  readonly unit: string | null;
  readonly actor: string | null;
  /** `sha256#pointer`, each once. */
  readonly evidence: readonly string[];
  /** The item as judges see it: the columns in camelCase, of states with all segments. */
  readonly item: Readonly<Record<string, unknown>>;
  readonly outcomes: readonly Outcome[];
}

/**
 * Hands every item of a control's population to `see`, judged by that control alone, month by month in order of time.
 * Nothing is kept: cost is linear in the items, memory is one item.
 */
export async function eachJudgedItem(
  population: TestedPopulation,
  { control, period, open }: { control: string; period: TestedPeriod; open: EachItem["open"] },
  see: (item: JudgedItem) => void,
): Promise<void> {
  const plans = population.promises.filter((promise) => promise.control.id === control);
  await eachItem(population, period, {
    open,
    plans,
    onItem: (facts, [outcomes]) => see(judgedItem(facts, outcomes ?? [])),
  });
}

/** The facts of an item as cells, for joining; segments and what every item has are left out. */
export function factsOf(item: Readonly<Record<string, unknown>>): Readonly<Record<string, Cell>> {
  const facts: Record<string, Cell> = {};
  for (const [name, value] of Object.entries(item)) {
    if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
      facts[name] = value;
    }
  }
  return facts;
}

function judgedItem(facts: Readonly<Record<string, unknown>>, outcomes: readonly Outcome[]): JudgedItem {
  const { evidence, ...common } = itemFacts(facts);
  return {
    ...common,
    evidence: evidence === null ? [] : [...new Set(evidence.split("|"))],
    item: facts,
    outcomes: [...outcomes],
  };
}
