import { didYouMean } from "../../../base/did-you-mean.js";
import type { Column } from "../../../model/table.js";
import { TABLES } from "../../../model/tables.js";
import type { TableWrite } from "../../kit/contract.js";
import { entityId } from "../../kit/entity-id.js";
import { parsePath, valueAt } from "../readers/path.js";
import type { Bound, Cursor, Shape } from "./bind.js";
import { foldedTitle } from "./bind.js";
import { type ConditionScope, conditionOf } from "./condition.js";
import type { FileFacts } from "./facts.js";
import { type CompiledRule, compileRule } from "./rule.js";
import type { Mapping, Rule, TableRule } from "./schema.js";
import { tableWrite, type Values } from "./write.js";

/** What a mapping makes of one record. */
export type RecordResult =
  | { readonly kind: "rows"; readonly rows: readonly TableWrite[] }
  /** Read, understood, and about nothing here; `name` is counted. */
  | { readonly kind: "skip"; readonly name: string; readonly reason: string }
  | { readonly kind: "bad"; readonly column: string | null; readonly reason: string; readonly fix: string };

/** A mapping compiled for one file, or why this file cannot be read with it. */
export type FilePlan =
  | { readonly ok: true; record(cursor: Cursor): RecordResult }
  | { readonly ok: false; readonly column: string | null; readonly reason: string; readonly fix: string };

/** Compiles the tables of a mapping for a file of this shape. */
export function compileTables(mapping: Mapping, shape: Shape, facts: FileFacts): FilePlan {
  const scope = { shape, facts, empty: mapping.empty ?? [] };
  const skips = (mapping.skip ?? []).map((skip) => ({ ...skip, test: conditionOf(skip.when, scope) }));
  const refusals = (mapping.refuse ?? []).map((refusal) => ({
    ...refusal,
    test: conditionOf(refusal.when, scope),
  }));
  const tables = (mapping.tables ?? []).map((rule) => compileTable(rule, scope));
  const problem = shape.kind === "table" ? headerProblem(tables, shape.header.titles) : undefined;
  if (problem !== undefined) return { ok: false, ...problem };
  return {
    ok: true,
    record: (cursor) => {
      const skip = skips.find(({ test }) => test(cursor));
      if (skip !== undefined) return { kind: "skip", name: skip.name, reason: skip.reason };
      const refusal = refusals.find(({ test }) => test(cursor));
      if (refusal !== undefined) return { kind: "bad", column: null, reason: refusal.reason, fix: refusal.fix };
      const rows: TableWrite[] = [];
      for (const table of tables) {
        const bad = table.emit(cursor, rows);
        if (bad !== undefined) return bad;
      }
      return { kind: "rows", rows };
    },
  };
}

interface CompiledColumn {
  readonly name: string;
  readonly rule: CompiledRule;
  readonly isRequired: boolean;
  readonly hasDefault: boolean;
}

interface CompiledTable {
  /** Rows come only from some records: a title that is missing concerns those. */
  readonly isConditional: boolean;
  readonly columns: readonly CompiledColumn[];
  emit(cursor: Cursor, into: TableWrite[]): (RecordResult & { readonly kind: "bad" }) | undefined;
}

function compileTable(rule: TableRule, scope: ConditionScope): CompiledTable {
  const when = conditionOf(rule.when, scope);
  const declared: Readonly<Record<string, Column>> = TABLES[rule.table].columns;
  const columns = Object.entries(rule.columns).map(([name, each]) => compileColumn(name, each, declared[name], scope));
  const idOf = idMaker(rule, scope.facts);
  const each = rule.each === undefined ? undefined : (parsePath(rule.each) ?? []);
  return {
    isConditional: rule.when !== undefined,
    columns,
    emit: (outer, into) => {
      for (const cursor of each === undefined ? [outer] : elements(outer, each)) {
        if (!when(cursor)) continue;
        const values = readColumns(columns, cursor);
        if ("kind" in values) return values;
        into.push(tableWrite(rule.table, { ...values.row, id: idOf(values.row) }));
      }
      return undefined;
    },
  };
}

function compileColumn(name: string, rule: Rule, column: Column | undefined, scope: ConditionScope): CompiledColumn {
  return {
    name,
    rule: compileRule(rule, { ...scope, kind: column?.kind ?? "text" }),
    isRequired: rule.required === true || (column?.nullable === false && name !== "id"),
    hasDefault: rule.default !== undefined || rule.const !== undefined,
  };
}

function readColumns(
  columns: readonly CompiledColumn[],
  cursor: Cursor,
): { readonly row: Values } | (RecordResult & { readonly kind: "bad" }) {
  const row: Record<string, string | number | boolean | null> = {};
  for (const { name, rule, isRequired } of columns) {
    const result = rule.read(cursor);
    if (result.kind === "bad") return result;
    if (result.kind === "absent" && isRequired) return missing(name, rule);
    row[name] = result.kind === "value" ? result.value : null;
  }
  return { row };
}

function missing(name: string, rule: CompiledRule): RecordResult & { readonly kind: "bad" } {
  const titles = rule.bounds.flatMap((bound) => (bound.kind === "found" ? [bound.title] : []));
  const from =
    titles.length === 0 ? "" : ` (looked at ${[...new Set(titles)].map((title) => `"${title}"`).join(", ")})`;
  return {
    kind: "bad",
    column: titles[0] ?? null,
    reason: `the row has no ${name}${from}`,
    fix: "Fill the cell at the source and export again; a totals or note row can be named under `skip`.",
  };
}

function idMaker(rule: TableRule, facts: FileFacts): (row: Values) => string {
  const kind = rule.kind ?? rule.table;
  const rest = facts.system ?? facts.repository ?? facts.cloudAccount ?? facts.sourceId;
  return (row) => {
    if (typeof row.id === "string") return row.id;
    const own = row.system ?? row.repository;
    const system = rule.system ?? (typeof own === "string" ? own : rest);
    return entityId({ system, kind, key: (rule.key ?? []).map((name) => String(row[name] ?? "")).join("/") });
  };
}

function* elements(outer: Cursor, path: NonNullable<ReturnType<typeof parsePath>>): Generator<Cursor> {
  const list = valueAt(outer.value, path);
  if (!Array.isArray(list)) return;
  for (const value of list) yield { value, parent: outer.value, root: outer.root };
}

interface HeaderProblem {
  readonly column: string | null;
  readonly reason: string;
  readonly fix: string;
}

/** A header that has a title twice, or lacks one that every row needs, condemns the file, not each of its rows. */
function headerProblem(tables: readonly CompiledTable[], titles: readonly string[]): HeaderProblem | undefined {
  const columns = tables.flatMap((table) => table.columns.map((column) => ({ ...column, table })));
  for (const { rule, isRequired, hasDefault, table } of columns) {
    const ambiguous = rule.bounds.find((bound) => bound.kind === "ambiguous");
    if (ambiguous?.kind === "ambiguous") {
      return {
        column: ambiguous.title,
        reason: `the header has "${ambiguous.title}" ${ambiguous.positions.length} times, in columns ${ambiguous.positions.join(" and ")}`,
        fix: `Remove one of them, or say which in a mapping: "${ambiguous.title}#1" is the first.`,
      };
    }
    const isMissing = rule.bounds.length > 0 && rule.bounds.every(({ kind }) => kind === "missing");
    if (isRequired && !hasDefault && isMissing && !table.isConditional) return missingTitle(rule.bounds, titles);
  }
  return undefined;
}

function missingTitle(bounds: readonly Bound[], titles: readonly string[]): HeaderProblem {
  const wanted = [...new Set(bounds.map(({ title }) => title))];
  const shown = titles.filter((title) => title.trim() !== "").slice(0, 40);
  const hint = wanted.map((title) => didYouMean(title, shown)).find((text) => text !== "") ?? "";
  return {
    column: wanted[0] ?? null,
    reason: `the file has no column ${wanted.map((title) => `"${title}"`).join(" or ")}${hint}`,
    fix: `Its columns are ${shown.map((title) => `"${foldedTitle(title)}"`).join(", ")}. Export the missing one, or name it in a mapping of your own.`,
  };
}
