import { camelCase } from "../../assess/population.js";
import type { Column } from "../../model/table.js";
import type { SheetCell, SheetColumn } from "../../reports/workbook/sheet.js";
import { itemColumns } from "../audit/completeness.js";
import { eachItem, type OnItem } from "../test-period/each-item.js";
import { factCell, outcomeCells } from "../test-period/item-cells.js";
import type { TestedPeriod, TestedPopulation } from "../test-period/test-period.js";
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
  tested: TestedPopulation,
  period: TestedPeriod,
  { open, receive }: { readonly open: ItemSource; receive(rows: readonly SheetCell[][]): Promise<void> },
): Promise<void> {
  const columns = Object.entries(itemColumns(tested));
  let rows: SheetCell[][] = [];
  const flush = async () => {
    const full = rows;
    rows = [];
    if (full.length > 0) await receive(full);
  };
  const onItem: OnItem = (facts, outcomes) => {
    rows.push([
      ...columns.map(([name, column]) => factCell(facts[camelCase(name)], column)),
      ...outcomes.flat().flatMap(outcomeCells),
    ]);
  };
  await eachItem(tested, period, { open, onItem, flush });
}

function widthOf(title: string, { kind }: Column): number {
  if (kind === "instant") return 26;
  if (title === "evidence") return 40;
  return kind === "text" ? 22 : 12;
}
