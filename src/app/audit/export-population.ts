import { createHash } from "node:crypto";
import { z } from "zod";
import { camelCase } from "../../assess/population.js";
import type { EpochMs } from "../../base/instant.js";
import { csvHeader, csvLine } from "../../reports/csv.js";
import { populationHash } from "../../statistics/selection/canonical-order.js";
import { eachItem, type OnItem } from "../test-period/each-item.js";
import { factCell, outcomeCells } from "../test-period/item-cells.js";
import type { TestedPeriod, TestedPopulation } from "../test-period/test-period.js";
import type { FileWriter, ReadableWorkspace } from "../workspace/open-workspace.js";
import { itemColumns } from "./completeness.js";

/** What exporting a population left behind. */
export const PopulationExport = z.strictObject({
  digest: z.string(),
  /** Milliseconds since 1970; a later test may find the same. */
  asOf: z.number(),
  /** Whether anything in it was still open, so that a later test may find something else. */
  isVolatile: z.boolean(),
  /** Path below the workspace. */
  csv: z.string(),
  items: z.number().int(),
  /** SHA-256 of the item ids in order of their bytes, one a line (domain section 3.6). */
  hash: z.string(),
});
export type PopulationExport = z.infer<typeof PopulationExport>;

/**
 * Writes every item of a population with its facts and what each attribute of each control said of it, as CSV, and
 * leaves the outcomes in the cache, so that testing the period asks the engine nothing twice. Does nothing when the
 * file on disk was made from the same evidence and promises, at the same `asOf` or an earlier one at which nothing was
 * still open.
 */
export async function exportPopulation(
  tested: TestedPopulation,
  period: TestedPeriod,
  open: ReadableWorkspace,
): Promise<PopulationExport> {
  const { name } = tested.population;
  const csv = `reports/populations/${name}.csv`;
  const note = `.lookback/exports/${name}.json`;
  const { asOf } = period;
  const digest = createHash("sha256").update(`${tested.digest}\n${open.version}`).digest("hex");
  const known = PopulationExport.safeParse(parsedJson(await open.files.read(note)));
  if (known.success && known.data.digest === digest && isSettled(known.data, asOf) && (await open.files.exists(csv))) {
    return known.data;
  }

  const writer = await open.files.open(csv);
  const { items, isVolatile } = await writeItems(tested, period, { open, writer });
  await writer.close();
  const made = { digest, asOf, isVolatile, csv, items: items.length, hash: populationHash(items) };
  await open.files.write(note, `${JSON.stringify(made)}\n`);
  return made;
}

function isSettled({ asOf, isVolatile }: PopulationExport, now: EpochMs): boolean {
  return asOf === now || (asOf < now && !isVolatile);
}

async function writeItems(
  tested: TestedPopulation,
  period: TestedPeriod,
  { open, writer }: { open: ReadableWorkspace; writer: FileWriter },
): Promise<{ readonly items: readonly { readonly id: string }[]; readonly isVolatile: boolean }> {
  const columns = Object.entries(itemColumns(tested));
  const asked = tested.promises.flatMap(({ control }) => control.attributes.map(({ id }) => `${control.id}.${id}`));
  await writer.append(
    csvHeader([...columns.map(([column]) => column), ...asked.flatMap((id) => [id, `${id} detail`])]),
  );
  const items: { readonly id: string }[] = [];
  let lines: string[] = [];
  const onItem: OnItem = (facts, outcomes) => {
    items.push({ id: String(facts.itemId) });
    const values = columns.map(([column, declared]) => factCell(facts[camelCase(column)], declared));
    lines.push(csvLine([...values, ...outcomes.flat().flatMap(outcomeCells)]));
  };
  const flush = async () => {
    await writer.append(lines.join(""));
    lines = [];
  };
  const { isVolatile } = await eachItem(tested, period, { open, onItem, flush, cache: open.cache });
  return { items, isVolatile };
}

function parsedJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
