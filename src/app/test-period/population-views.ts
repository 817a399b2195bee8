import type { PopulationDefinition } from "../../assess/population.js";
import { canonicalJson } from "../../base/canonical-json.js";
import { type Sha256, sha256 } from "../../base/digest.js";
import type { Interval } from "../../base/interval.js";
import type { Cell } from "../../model/batch.js";
import type { Reach } from "../../model/reach.js";
import type { Column } from "../../model/table.js";
import { isTableName, storedColumns, type TableName } from "../../model/tables.js";
import type { View } from "../../store/tables/engine-query.js";
import type { TableStore } from "../../store/tables/table-store.js";
import { calendarRows } from "../workspace/calendar.js";
import type { Workspace } from "../workspace/schema.js";
import { scopeRows } from "../workspace/scope-rows.js";
import type { Partition } from "./partitions.js";

/** Tables that the workspace declares instead of a source. */
export type DeclaredTables = Readonly<Partial<Record<TableName, { readonly view: View; readonly digest: Sha256 }>>>;

/** The scope and the calendar of a workspace as tables. */
export function declaredTables(workspace: Workspace): DeclaredTables {
  const { audit, organisation } = workspace;
  return {
    scope: declaredTable("scope", scopeRows(workspace)),
    calendar: declaredTable("calendar", calendarRows(audit.period, organisation.time_zone)),
  };
}

function declaredTable(name: TableName, declared: readonly Readonly<Record<string, Cell>>[]) {
  const provenance = { source_id: "workspace", evidence_sha256: "", evidence_pointer: "", observed_at: 0 };
  const rows = declared.map((row) => ({ ...row, ...provenance }));
  const digest = sha256(canonicalJson({ [name]: rows }));
  return { view: { kind: "rows", columns: storedColumns(name), rows, digest }, digest } as const;
}

export interface PopulationViews {
  readonly views: Readonly<Record<string, View>>;
  /** Names all that the query can see. */
  readonly digest: Sha256;
}

const PARAM: Readonly<Record<string, Column>> = {
  window_start: { kind: "instant", nullable: false, doc: "first moment of the items asked for" },
  window_end: { kind: "instant", nullable: false, doc: "first moment after them" },
  period_start: { kind: "instant", nullable: false, doc: "first moment of the period" },
  period_end: { kind: "instant", nullable: false, doc: "first moment after it" },
  is_carry_in: { kind: "boolean", nullable: false, doc: "duties from before the period that were still unmet" },
};

/** What the query of one partition sees: exactly the files its declaration allows. */
export function populationViews(
  { reads }: Pick<PopulationDefinition, "reads">,
  partition: Partition,
  { period, tables, declared }: { period: Interval; tables: TableStore; declared: DeclaredTables },
): PopulationViews {
  const param = {
    window_start: partition.window.start,
    window_end: partition.window.end,
    period_start: period.start,
    period_end: period.end,
    is_carry_in: partition.isCarryIn,
  };
  const views: Record<string, View> = { param: { kind: "rows", columns: PARAM, rows: [param] } };
  const digests: string[] = [canonicalJson(param)];
  for (const [name, reach] of Object.entries(reads).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (!isTableName(name)) continue;
    const { view, digest } = tableOf(name, reach, partition, { tables, declared });
    views[name] = view;
    digests.push(`${name} ${digest}`);
  }
  return { views, digest: sha256(digests.join("\n")) };
}

const CARRIED: Readonly<Record<Reach, Reach>> = { month: "upto", upto: "upto", from: "whole", whole: "whole" };

function tableOf(
  name: TableName,
  reach: Reach,
  { month, isCarryIn }: Partition,
  { tables, declared }: { tables: TableStore; declared: DeclaredTables },
): { view: View; digest: string } {
  // What is carried in may come from any month before the period: its own month, and those after it, are among these.
  return declared[name] ?? tables.view(name, { month, reach: isCarryIn ? CARRIED[reach] : reach });
}
