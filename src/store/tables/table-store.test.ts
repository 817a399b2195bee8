import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { sha256 } from "../../base/digest.js";
import type { Cell } from "../../model/batch.js";
import { storedColumns, type TableName } from "../../model/tables.js";
import { PopulationEngine } from "./population-engine.js";
import { type RowSink, TableStore } from "./table-store.js";

let folder: string;
let engine: PopulationEngine;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lookback-tables-"));
  engine = await PopulationEngine.open({ memoryLimitMb: 256, threads: 1, spillFolder: join(folder, "spill") });
});
afterAll(async () => {
  engine.close();
  await rm(folder, { recursive: true });
});

const JANUARY = Date.UTC(2026, 0, 31, 23, 59, 59, 999);
const FEBRUARY = JANUARY + 1;

const state = (id: string, alertCreatedAt: number | null, step = "closed") => ({
  id,
  alert_id: `alert of ${id}`,
  alert_created_at: alertCreatedAt,
  step,
  at_lo: null,
  at_hi: 5,
  actor: null,
  actor_kind: "human",
  disposition: null,
  evidence: null,
  bulk_key: null,
  bulk_note: null,
});

const facts = (key: string, observedAt = 0) => ({
  source: "siem",
  stream: "exports",
  key,
  sha256: "0".repeat(64),
  observedAt,
});

async function store(name: string) {
  return TableStore.open(join(folder, name), engine);
}

function filling(table: TableName, rows: readonly Readonly<Record<string, Cell>>[]) {
  return async (sink: RowSink) => {
    for (const [index, row] of rows.entries()) await sink.write(table, row, `row ${index + 2}`);
    return { kept: rows.length, rejected: 0, rejects: [] };
  };
}

async function idsSeen(tables: TableStore, month: string | undefined): Promise<unknown[]> {
  const { view } = tables.view("alert_state", { month, reach: "month" });
  const columns = { id: storedColumns("alert_state").id, step: storedColumns("alert_state").step };
  const rows: unknown[] = [];
  const query = { sql: "select id, step from alert_state", views: { alert_state: view }, orderBy: "id" };
  for await (const batch of engine.run({ ...query, columns: columns as never })) {
    for (let row = 0; row < batch.rowCount; row += 1) rows.push(`${batch.cell(0, row)} ${batch.cell(1, row)}`);
  }
  return rows;
}

it("cuts rows by the month of their root, and shows rows of unknown month to every month", async () => {
  const tables = await store("months");
  const rows = [state("a", JANUARY), state("b", FEBRUARY), state("c", null)];
  await tables.add(sha256("1"), facts("k"), filling("alert_state", rows));
  await tables.save();
  expect(await idsSeen(tables, "2026-01")).toEqual(["a closed", "c closed"]);
  expect(await idsSeen(tables, "2026-02")).toEqual(["b closed", "c closed"]);
  expect(await idsSeen(tables, undefined)).toHaveLength(3);
});

it("shows the newest row where one id stands in several captures, in its own month only", async () => {
  const tables = await store("overlap");
  await tables.add(sha256("old"), facts("old", 1), filling("alert_state", [state("a", JANUARY, "note")]));
  await tables.add(sha256("new"), facts("new", 2), filling("alert_state", [state("a", FEBRUARY, "closed")]));
  await tables.save();
  expect(await idsSeen(tables, "2026-01")).toEqual([]);
  expect(await idsSeen(tables, "2026-02")).toEqual(["a closed"]);
});

it("writes the same bytes for the same rows in another order, and forgets what no capture stands behind", async () => {
  const chunk = async (name: string, rows: readonly ReturnType<typeof state>[]) => {
    const tables = await store(name);
    const entry = await tables.add(sha256("x"), facts("k"), async (sink) => {
      for (const row of rows) await sink.write("alert_state", row, `row of ${row.id}`);
      return { kept: rows.length, rejected: 0, rejects: [] };
    });
    const [file] = entry.chunks.alert_state ?? [];
    return { tables, bytes: await readFile(join(folder, name, file?.file ?? "")) };
  };
  const first = await chunk("one", [state("a", JANUARY), state("b", JANUARY)]);
  const second = await chunk("two", [state("b", JANUARY), state("a", JANUARY)]);
  expect(second.bytes.equals(first.bytes)).toBe(true);
  first.tables.keepOnly(new Set());
  await first.tables.save();
  expect(await idsSeen(await store("one"), undefined)).toEqual([]);
});

it("names a month by the files it can see: a new file of another month does not change it", async () => {
  const tables = await store("names");
  await tables.add(sha256("1"), facts("1"), filling("alert_state", [state("a", JANUARY)]));
  await tables.save();
  const name = () => tables.view("alert_state", { month: "2026-01", reach: "month" }).digest;
  const before = name();
  await tables.add(sha256("2"), facts("2"), filling("alert_state", [state("b", FEBRUARY)]));
  await tables.save();
  expect(name()).toBe(before);
  await tables.add(sha256("3"), facts("3"), filling("alert_state", [state("c", JANUARY)]));
  await tables.save();
  expect(name()).not.toBe(before);
});

it("refuses a row that lacks what its table needs, and stages nothing of it", async () => {
  const tables = await store("broken");
  const bad = { ...state("a", JANUARY), step: null };
  await expect(tables.add(sha256("1"), facts("1"), filling("alert_state", [bad]))).rejects.toThrow(
    "column step may not be empty",
  );
  await tables.add(sha256("2"), facts("2"), filling("alert_state", [state("b", JANUARY)]));
  expect(await idsSeen(tables, undefined)).toEqual(["b closed"]);
});
