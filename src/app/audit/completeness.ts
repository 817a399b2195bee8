import { ITEM_COLUMNS, type StreamNeed } from "../../assess/population.js";
import { instantOf } from "../../base/instant.js";
import type { Column } from "../../model/table.js";
import type { Completeness } from "../../reports/audit/model.js";
import type { PopulationEngine } from "../../store/tables/population-engine.js";
import type { TableStore } from "../../store/tables/table-store.js";
import { declaredTables, populationViews } from "../test-period/population-views.js";
import type { TestedPeriod, TestedPopulation } from "../test-period/test-period.js";
import type { Workspace } from "../workspace/schema.js";
import { gapFix } from "./gap-fix.js";
import { type ScopedNeed, scopedNeeds, seenPart } from "./scoped-needs.js";

type ReportGap = Completeness["gaps"][number];

export interface CompletenessInput {
  readonly tested: TestedPeriod;
  readonly workspace: Workspace;
  readonly engine: PopulationEngine;
  readonly tables: TableStore;
  readonly populationHash: string | null;
}

/**
 * Whether a population is all of it (domain section 3.8): every stream its list comes from was seen for the whole
 * period, the sources' own counts agree, nothing was rejected unread, and a second list tells the same.
 */
export async function completenessOf(population: TestedPopulation, input: CompletenessInput): Promise<Completeness> {
  const { triggers, facts, sql } = population.population;
  const during = seenPart(input.tested.period, input.tested.asOf);
  const needsOf = (needs: readonly StreamNeed[]) => scopedNeeds(needs, { workspace: input.workspace, during });
  const needed = needsOf(triggers);
  const triggerGaps = needed.flatMap((need) => gapsOf(need, input));
  // Without triggers the list is made of what lookback.yaml declares: an empty declaration proves no empty list.
  const lists = triggers.length > 0 ? triggers : facts;
  const listed = new Set(needsOf(lists).map(({ stream }) => stream));
  const missing = lists.filter(({ stream }) => !listed.has(stream)).map(noScopeReason);
  const sources = needed.flatMap((need) => sourcesOf(need, input));
  const second = await secondSourceOf(population, input);
  const reasons = [
    ...missing,
    ...triggerGaps.map((gap) => `${scoped(gap)} was not seen from ${gap.from} to ${gap.to} (${gap.reason})`),
    ...countReasons(sources),
    ...(second !== null && second.unexplained.length > 0
      ? [`${second.unexplained.length} differ from the second list (${second.title}) without an explanation`]
      : []),
  ];
  return {
    is_reliable: reasons.length === 0,
    reasons,
    sources,
    query: sql.trim(),
    gaps: [...triggerGaps, ...needsOf(facts).flatMap((need) => gapsOf(need, input))],
    rejected_rows: rejectedRows(sources, input),
    second_source: second,
    population_hash: input.populationHash,
  };
}

function gapsOf({ stream, scope, during }: ScopedNeed, { tested }: CompletenessInput): readonly ReportGap[] {
  return tested.coverage.gapsIn({ stream, scope, from: during.start, to: during.end }).map(({ from, to, reason }) => ({
    stream,
    scope,
    from: instantOf(from),
    to: instantOf(to),
    reason,
    fix: gapFix({ stream, scope, reason }),
  }));
}

function scoped({ stream, scope }: { readonly stream: string; readonly scope: string }): string {
  return scope === "*" ? stream : `${stream} of ${scope}`;
}

function noScopeReason({ stream, per, attribute }: StreamNeed): string {
  return `no ${per.replace("_", " ")}${attribute === undefined ? "" : ` of kind ${attribute}`} is declared in lookback.yaml, so ${stream} has nothing to be complete for`;
}

function sourcesOf({ stream, scope }: ScopedNeed, { tested }: CompletenessInput): Completeness["sources"] {
  return tested.coverage
    .factsOf(stream, scope)
    .filter(({ isComplete }) => isComplete)
    .map((fact) => ({
      source: fact.sourceId,
      stream,
      scope: fact.scope,
      from: instantOf(fact.fromAt),
      to: instantOf(fact.toAt),
      rows: fact.itemCount,
      declared: fact.declaredCount,
    }));
}

/** A source that counted its own rows must have delivered as many, over all its files together. */
function countReasons(sources: Completeness["sources"]): string[] {
  const totals = new Map<string, { rows: number; declared: number | null; name: string }>();
  for (const { source, stream, scope, rows, declared } of sources) {
    const key = `${source}\0${stream}\0${scope}`;
    const known = totals.get(key) ?? { rows: 0, declared: null, name: `${source} (${stream})` };
    totals.set(key, { ...known, rows: known.rows + rows, declared: declared ?? known.declared });
  }
  return [...totals.values()]
    .filter(({ rows, declared }) => declared !== null && declared !== rows)
    .map(({ name, rows, declared }) => `${name} holds ${rows} rows; the source itself counted ${declared}`);
}

function rejectedRows(sources: Completeness["sources"], { tables }: CompletenessInput): number {
  const ids = new Set(sources.map(({ source }) => source));
  return tables.entries().reduce((sum, { source, rejected }) => sum + (ids.has(source) ? rejected : 0), 0);
}

const SECOND_COLUMNS: Readonly<Record<string, Column>> = {
  key: { kind: "text", nullable: false, doc: "what stands on one list only" },
  side: { kind: "text", nullable: false, doc: "first only | second only" },
  explanation: { kind: "text", nullable: true, doc: "why that is right" },
};

async function secondSourceOf(
  { population }: TestedPopulation,
  { engine, tables, tested, workspace }: CompletenessInput,
): Promise<Completeness["second_source"]> {
  const { secondSource } = population;
  if (secondSource === undefined) return null;
  const { title, sql, stream } = secondSource;
  const end = Math.min(tested.period.end, tested.asOf);
  const isAvailable = tested.coverage.isSeen(stream);
  if (!isAvailable) return { title, is_available: false, first_only: 0, second_only: 0, unexplained: [] };
  const reads = Object.fromEntries(secondSource.reads.map((table) => [table, "whole" as const]));
  const partition = { month: undefined, window: { start: tested.period.start, end }, isCarryIn: false };
  const declared = declaredTables(workspace);
  const { views } = populationViews({ reads }, partition, { period: tested.period, tables, declared });
  const found = {
    title,
    is_available: true,
    first_only: 0,
    second_only: 0,
    unexplained: [] as { key: string; side: string }[],
  };
  for await (const batch of engine.run({ sql, columns: SECOND_COLUMNS, views, orderBy: "key, side" })) {
    for (let row = 0; row < batch.rowCount; row += 1) {
      const side = String(batch.cell(1, row));
      if (side === "first only") found.first_only += 1;
      else found.second_only += 1;
      if (batch.cell(2, row) === null) found.unexplained.push({ key: String(batch.cell(0, row)), side });
    }
  }
  return found;
}

/** The columns of a population as its items carry them: for exports. */
export function itemColumns({ population }: Pick<TestedPopulation, "population">): Readonly<Record<string, Column>> {
  return { ...ITEM_COLUMNS, ...population.columns };
}
