import { itemFacts } from "../../assess/item-facts.js";
import type { Outcome } from "../../assess/outcome.js";
import type { Listed } from "../../statistics/selection/canonical-order.js";
import { eachItem, type OnItem } from "../test-period/each-item.js";
import type { TestedPeriod, TestedPopulation } from "../test-period/test-period.js";
import type { OpenWorkspace } from "../workspace/open-workspace.js";

/** A population as a sample is drawn from it: every item it lists, and what is known not to belong. */
export interface Frame {
  readonly items: readonly Listed[];
  /** By control: ids of items without anything to examine, with the proof. */
  readonly excluded: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Every item as judged, so that the draw asks the engine nothing twice; `null`: too many to hold. */
  readonly judged: ReadonlyMap<string, ExaminedItem> | null;
}

/** An item whose outcomes were looked at. */
export interface ExaminedItem {
  readonly id: string;
  readonly occurredAt: number;
  readonly label: string;
  readonly unit: string | null;
  readonly evidence: string | null;
  /** By control: outcomes of its attributes, in the control's order. */
  readonly outcomes: ReadonlyMap<string, readonly Outcome[]>;
}

interface Reading {
  readonly tested: TestedPeriod;
  readonly open: OpenWorkspace;
}

/** More items than this are judged a second time instead of being held. */
const HELD_MAX = 20_000;

/**
 * Lists a population for selection, in one pass over it. The draw sees ids, moments and which items have nothing to
 * examine; what the items show is handed out by {@link examineItems}, for those that were drawn.
 */
export async function readFrame(population: TestedPopulation, reading: Reading): Promise<Frame> {
  const items: Listed[] = [];
  const excluded = new Map(population.promises.map(({ control }) => [control.id, new Map<string, string>()]));
  let judged: Map<string, ExaminedItem> | null = new Map();
  await readItems(population, reading, (facts, outcomes) => {
    const id = idOf(facts);
    items.push({ id, occurredAt: Number(facts.occurredAt) });
    if (items.length > HELD_MAX) judged = null;
    judged?.set(id, examined(population, facts, outcomes));
    population.promises.forEach(({ control }, at) => {
      const reason = whyNothingToExamine(control.attributes, outcomes[at] ?? []);
      if (reason !== undefined) excluded.get(control.id)?.set(id, reason);
    });
  });
  return { items, excluded, judged };
}

/** The outcomes of these items alone, by id. */
export async function examineItems(
  population: TestedPopulation,
  wanted: ReadonlySet<string>,
  { judged, ...reading }: Reading & Pick<Frame, "judged">,
): Promise<ReadonlyMap<string, ExaminedItem>> {
  if (judged !== null) return new Map([...judged].filter(([id]) => wanted.has(id)));
  const found = new Map<string, ExaminedItem>();
  if (wanted.size === 0) return found;
  await readItems(population, reading, (facts, outcomes) => {
    const id = idOf(facts);
    if (wanted.has(id)) found.set(id, examined(population, facts, outcomes));
  });
  return found;
}

function examined(
  { promises }: TestedPopulation,
  facts: Readonly<Record<string, unknown>>,
  outcomes: readonly (readonly Outcome[])[],
): ExaminedItem {
  const { occurredAt, label, unit, evidence } = itemFacts(facts);
  return {
    id: idOf(facts),
    ...{ occurredAt, label, unit, evidence },
    outcomes: new Map(promises.map(({ control }, at) => [control.id, [...(outcomes[at] ?? [])]])),
  };
}

/** Judges a population item by item, and leaves the tallies in the cache so that testing asks nothing twice. */
async function readItems(population: TestedPopulation, { tested, open }: Reading, onItem: OnItem): Promise<void> {
  await eachItem(population, tested, { open, onItem, cache: open.cache });
}

/** Nothing to examine: every key attribute is proven not to apply, or is not due yet. Missing evidence is no reason. */
function whyNothingToExamine(
  attributes: readonly { readonly isKey: boolean }[],
  outcomes: readonly Outcome[],
): string | undefined {
  const key = outcomes.filter((_, index) => attributes[index]?.isKey === true);
  if (key.some(({ state }) => state !== "not-applicable" && state !== "pending")) return undefined;
  const [first] = key;
  return first?.state === "not-applicable" ? `does not belong: ${first.proof}` : "not due yet at the time of the mock";
}

function idOf(facts: Readonly<Record<string, unknown>>): string {
  return String(facts.itemId).normalize("NFC");
}
