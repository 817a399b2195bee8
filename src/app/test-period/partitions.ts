import type { PopulationDefinition } from "../../assess/population.js";
import type { EpochMs } from "../../base/instant.js";
import type { Interval } from "../../base/interval.js";
import { monthOf } from "../../model/reach.js";
import { isTableName, TABLES, type TableName } from "../../model/tables.js";

/** A part of a population that is queried, judged and cached on its own. */
export interface Partition {
  /** `YYYY-MM` in UTC of the items, of the last ones for a carry-in; `undefined`: the part sees every month. */
  readonly month: string | undefined;
  readonly window: Interval;
  readonly isCarryIn: boolean;
}

/**
 * The partitions of a population: what was carried into the period, then its months in UTC (clipped to the period).
 * Populations that look at every month of a table, and those of states, are one partition; and so is one whose cut
 * tables hold few rows (`isSmall`), because asking a dozen times costs more there than testing all of it again.
 */
export function partitionsOf(
  population: PopulationDefinition,
  { period, asOf, isSmall }: { readonly period: Interval; readonly asOf: EpochMs; readonly isSmall: boolean },
): readonly Partition[] {
  const end = Math.max(period.start, Math.min(period.end, asOf));
  const before = { month: monthOf(period.start - 1), window: { start: 0, end: period.start }, isCarryIn: true };
  const carryIn: readonly Partition[] = population.carriesIn === false ? [] : [before];
  const isWhole =
    population.shape === "segments" || !Object.keys(population.reads).some(isCut) || seesAllOfACutTable(population);
  // An item that occurs after asOf has not occurred; whole populations see the period's end to say what is pending.
  if (isWhole) return [...carryIn, { month: undefined, window: period, isCarryIn: false }];
  if (isSmall) return [...carryIn, { month: undefined, window: { start: period.start, end }, isCarryIn: false }];
  return [...carryIn, ...months(period.start, end).map((part) => ({ ...part, isCarryIn: false }))];
}

/** Tables of a population that are cut by months. */
export function cutTables({ reads }: Pick<PopulationDefinition, "reads">): readonly TableName[] {
  return Object.keys(reads).filter(isTableName).filter(isCut);
}

/** Whether a table is cut by months at all. */
function isCut(table: string): boolean {
  return isTableName(table) && TABLES[table].month !== null;
}

/** Cutting would only make the same files be read once a month. */
function seesAllOfACutTable({ reads }: PopulationDefinition): boolean {
  return Object.entries(reads).some(([table, reach]) => reach === "whole" && isCut(table));
}

function months(start: EpochMs, end: EpochMs): { month: string; window: Interval }[] {
  const parts: { month: string; window: Interval }[] = [];
  for (let from = start; from < end; ) {
    const month = monthOf(from);
    const next = new Date(Date.parse(`${month}-01T00:00:00.000Z`));
    next.setUTCMonth(next.getUTCMonth() + 1);
    const to = Math.min(end, next.getTime());
    parts.push({ month, window: { start: from, end: to } });
    from = to;
  }
  return parts;
}
