import type { EpochMs } from "../../base/instant.js";
import { buildTables } from "../collect/build-tables.js";
import { configuredSources } from "../collect/sources.js";
import { type AuditScope, workspaceOf } from "../serving/audit-workspace.js";
import { eachItem } from "../test-period/each-item.js";
import { outcomeCells } from "../test-period/item-cells.js";
import { testPeriod } from "../test-period/test-period.js";
import type { ReadableWorkspace } from "../workspace/open-workspace.js";

/** Which test to perform again, on which items. */
export interface PerformItems {
  readonly scope: AuditScope;
  readonly control: string;
  readonly items: readonly string[];
  readonly asOf: EpochMs;
}

/** What performing a test again gave: by item and attribute, as the exported list prints it. */
export type PerformedItems = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Performs a control's test on some items again, from the raw captures of `open`: nothing that was made of them is used. */
export async function performItems(
  open: ReadableWorkspace,
  { scope, control, items, asOf }: PerformItems,
): Promise<PerformedItems> {
  const asked = { ...open, workspace: workspaceOf(open.workspace, scope) };
  await buildTables({ ...asked, sources: await configuredSources(asked.workspace, asked.connectors, asked.root) });
  const tested = await testPeriod({ ...asked, asOf, only: [control], isDryRun: true });
  const wanted = new Set(items);
  const found: Record<string, Record<string, string>> = {};
  for (const population of tested.populations) {
    const at = population.promises.findIndex((promise) => promise.control.id === control);
    const attributes = population.promises[at]?.control.attributes ?? [];
    await eachItem(population, tested, {
      open: asked,
      onItem(facts, outcomes) {
        const id = String(facts.itemId).normalize("NFC");
        if (!wanted.has(id)) return;
        found[id] = Object.fromEntries(
          (outcomes[at] ?? []).map((outcome, index) => [attributes[index]?.id ?? "", String(outcomeCells(outcome)[0])]),
        );
      },
    });
  }
  return found;
}
