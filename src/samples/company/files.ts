import { stringify } from "yaml";
import { instantOf } from "../../base/instant.js";
import { STREAMS, type StreamName } from "../../model/streams.js";
import type { Column } from "../../model/table.js";
import { TABLES, type TableName } from "../../model/tables.js";
import { type Cell, csv, type SampleFile } from "../files.js";
import type { Company } from "./company.js";
import { companyYaml } from "./lookback-yaml.js";
import type { CompanyRows } from "./rows.js";
import { STREAMS_OF_TABLE } from "./streams-of-table.js";

/**
 * A company as the workspace that a team would have: one export a table, and a `lookback.yaml` that says what each
 * covers. What nobody saw of a stream is left out of its source's `covers`. The same company gives the same bytes.
 */
export function* companyFiles({ world, rows }: Company): Iterable<SampleFile> {
  const exported = `${world.plan.exportedOn}T06:00:00Z`;
  const sources = tablesOf(rows).flatMap((table) => sourcesOf(table, rows));
  const text = [
    "# A sample company: made up from a seed, people and all. Nothing here happened to anybody.",
    companyYaml(world.plan),
    stringify(
      {
        sources: sources.map(({ entry }) => ({
          ...entry,
          extracted: { at: exported, by: "svc-evidence-reader", query: `all rows of ${entry.id}` },
        })),
      },
      { lineWidth: 110 },
    ),
  ].join("\n");
  yield { path: "lookback.yaml", bytes: Buffer.from(text) };
  for (const { file } of sources) yield file;
}

interface Source {
  readonly entry: Readonly<Record<string, unknown>> & { readonly id: string };
  readonly file: SampleFile;
}

/** Tables that a workspace delivers, in the order of the schema: those with rows, and those whose streams are covered. */
function tablesOf(rows: CompanyRows): readonly TableName[] {
  return (Object.keys(STREAMS_OF_TABLE) as unknown as readonly TableName[]).filter(
    (table) => rows[table].length > 0 || (STREAMS_OF_TABLE[table] ?? []).length > 0,
  );
}

/** One source with the rows, and one without for each stretch of coverage that differs from the first. */
function sourcesOf(table: TableName, rows: CompanyRows): readonly Source[] {
  const groups = coverageGroups(table, rows);
  const all = groups.length === 0 ? [undefined] : groups;
  return all.map((group, index) => {
    const id = `${table.replaceAll("_", "-")}${index === 0 ? "" : `-${index + 1}`}`;
    const path = `exports/${id}.csv`;
    const entry = { id, connector: "exports", mapping: `lookback-${table}`, files: path, ...group };
    return { entry, file: tableFile(path, table, index === 0 ? rows[table] : []) };
  });
}

type Group = Readonly<Record<string, unknown>>;

/** Streams of a table by what was seen of them; scopes that were seen alike stand together. */
function coverageGroups(table: TableName, { coverage }: CompanyRows): readonly Group[] {
  const groups = new Map<string, { ranges: unknown; streams: Set<string>; kind: string; scopes: Set<string> }>();
  for (const stream of STREAMS_OF_TABLE[table] ?? []) {
    for (const [scope, ranges] of rangesByScope(stream, coverage)) {
      const kind = STREAMS[stream].scope;
      const key = JSON.stringify([kind, kind === "*" ? "" : stream, ranges]);
      const known = groups.get(key) ?? { ranges, streams: new Set(), kind, scopes: new Set() };
      groups.set(key, known);
      known.streams.add(stream);
      known.scopes.add(scope);
    }
  }
  return [...groups.values()].map(({ ranges, streams, kind, scopes }) => ({
    streams: [...streams],
    ...(kind === "*" ? {} : { [kind]: kind === "cloud_account" ? [...scopes][0] : [...scopes] }),
    covers: ranges,
  }));
}

function rangesByScope(
  stream: StreamName,
  coverage: CompanyRows["coverage"],
): ReadonlyMap<string, readonly { readonly from: string; readonly to: string }[]> {
  const found = new Map<string, { from: string; to: string }[]>();
  for (const row of coverage) {
    if (row.stream !== stream || !row.is_complete) continue;
    const ranges = found.get(row.scope) ?? [];
    found.set(row.scope, ranges);
    ranges.push({ from: instantOf(row.from_at), to: instantOf(row.to_at) });
  }
  return found;
}

function tableFile(path: string, table: TableName, rows: readonly object[]): SampleFile {
  const columns = Object.entries<Column>(TABLES[table].columns);
  return csv(
    path,
    columns.map(([name]) => name),
    rows.map((row) => {
      const values = new Map<string, unknown>(Object.entries(row));
      return columns.map(([name, column]) => cellOf(values.get(name), column));
    }),
  );
}

function cellOf(value: unknown, { kind }: Column): Cell {
  if (kind === "instant" && typeof value === "number") return instantOf(value);
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}
