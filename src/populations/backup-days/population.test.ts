import { describe, expect, it } from "vitest";
import { populate, type TableRows } from "../../../tests/fakes/populate.js";
import { DAY_MS, HOUR_MS } from "../../base/instant.js";
import type { TableRow } from "../../model/tables.js";
import { type BackupDayItem, backupDays } from "./population.js";

const DAY1 = Date.UTC(2026, 1, 1);
/** Three days from the first of February. */
const PERIOD = { start: DAY1, end: DAY1 + 3 * DAY_MS };
const day = (number: number) => DAY1 + (number - 1) * DAY_MS;

function storeRow(more: Partial<TableRow<"data_store">> = {}): TableRow<"data_store"> {
  return { id: "db", name: "orders-db", from_at: 0, to_at: null, has_continuous_recovery: false, ...more };
}

/** A good job at `at`, started an hour before, encrypted and kept 35 days. */
function runRow(at: number, more: Partial<TableRow<"backup_run">> = {}): TableRow<"backup_run"> {
  return {
    id: `run ${at} ${more.outcome} ${more.recovery_to_at}`,
    data_store_id: "db",
    started_at: at - HOUR_MS,
    completed_at: at,
    outcome: "success",
    is_encrypted: true,
    retained_until: at + 35 * DAY_MS,
    deleted_at: null,
    ticket_key: null,
    recovery_from_at: null,
    recovery_to_at: null,
    ...more,
  };
}

async function run(tables: TableRows, more: { isCarryIn?: boolean } = {}) {
  const calendar = [0, 1, 2, 3, 4].map((number): TableRow<"calendar"> => {
    const period_key = new Date(day(number)).toISOString().slice(0, 10);
    return { id: `day/${period_key}`, kind: "day", period_key, from_at: day(number), to_at: day(number + 1) };
  });
  return populate(backupDays, { tables: { calendar, data_store: [storeRow()], ...tables }, period: PERIOD, ...more });
}

const gapsOf = (items: readonly BackupDayItem[]) =>
  items.map((each) => [each.openingFromAt, each.openingToAt, each.innerFromAt, each.innerToAt]);

describe("days of stores", () => {
  it("are those on which the store was in scope", async () => {
    const items = await run({
      data_store: [
        storeRow(),
        storeRow({ id: "gone", to_at: DAY1 }),
        storeRow({ id: "new", name: "new-db", from_at: day(2) + HOUR_MS, to_at: day(3) + 1 }),
      ],
    });
    expect(items.map(({ label, occurredAt, dayTo, unit }) => [label, occurredAt, dayTo, unit])).toEqual([
      ["store orders-db, 2026-02-01", day(1), day(2), "orders-db"],
      ["store orders-db, 2026-02-02", day(2), day(3), "orders-db"],
      ["store new-db, 2026-02-02", day(2) + HOUR_MS, day(3), "new-db"],
      ["store orders-db, 2026-02-03", day(3), day(4), "orders-db"],
      ["store new-db, 2026-02-03", day(3), day(3) + 1, "new-db"],
    ]);
    expect(await run({}, { isCarryIn: true })).toEqual([]);
  });

  it("start the clock with the period when no earlier backup is on record", async () => {
    expect(gapsOf(await run({}))).toEqual([
      [null, null, day(1), null],
      [day(1), null, null, null],
      [day(1), null, null, null],
    ]);
  });

  it("lie between the backup before and the one after", async () => {
    const at = [day(0) + HOUR_MS, day(1) + 2 * HOUR_MS, day(3) + 3 * HOUR_MS];
    const items = await run({ backup_run: at.map((each) => runRow(each)) });
    expect(gapsOf(items)).toEqual([
      [at[0], at[1], at[1], at[2]],
      [at[1], at[2], null, null],
      [at[1], at[2], at[2], null],
    ]);
    expect(items.map(({ backups }) => backups)).toEqual([1, 0, 1]);
  });

  it("name the gap that is longest by the day's end", async () => {
    const at = [day(1) + HOUR_MS, day(1) + 15 * HOUR_MS, day(1) + 23 * HOUR_MS, day(3) + 23 * HOUR_MS];
    const [first] = gapsOf(await run({ backup_run: at.map((each) => runRow(each)) }));
    expect(first).toEqual([null, null, at[0], at[1]]);
  });

  it("count a job by its completion, and by its start when that is not stated", async () => {
    const unfinished = runRow(day(2), { completed_at: null });
    expect((await run({ backup_run: [unfinished] })).map(({ backups }) => backups)).toEqual([1, 0, 0]);
    expect((await run({ backup_run: [runRow(day(2))] })).map(({ backups }) => backups)).toEqual([0, 1, 0]);
  });
});

describe("continuous recovery", () => {
  const window = (from: number, to: number) => runRow(to, { recovery_from_at: from, recovery_to_at: to });

  it("has a recovery point at every moment of its windows", async () => {
    const items = await run({ backup_run: [window(day(0), day(2)), window(day(1), day(3) + HOUR_MS)] });
    expect(gapsOf(items)).toEqual([
      [null, null, null, null],
      [null, null, null, null],
      [null, null, day(3) + HOUR_MS, null],
    ]);
    expect(items.map(({ backups }) => backups)).toEqual([2, 1, 1]);
  });

  it("has gaps between windows, parted by single jobs", async () => {
    const items = await run({
      backup_run: [window(day(0), day(1) + HOUR_MS), runRow(day(2) + HOUR_MS), window(day(3) + HOUR_MS, day(4))],
    });
    expect(gapsOf(items)).toEqual([
      [null, null, day(1) + HOUR_MS, day(2) + HOUR_MS],
      [day(1) + HOUR_MS, day(2) + HOUR_MS, day(2) + HOUR_MS, day(3) + HOUR_MS],
      [day(2) + HOUR_MS, day(3) + HOUR_MS, null, null],
    ]);
  });
});

describe("facts of a day", () => {
  const noon = day(1) + 12 * HOUR_MS;
  const first = async (backup_run: readonly TableRow<"backup_run">[]) => (await run({ backup_run }))[0];

  it("tell encryption and retention, deletion considered", async () => {
    const facts = await first([
      runRow(noon, { is_encrypted: false, deleted_at: noon + 5 }),
      runRow(noon + 1, { is_encrypted: null, retained_until: noon + 1 + 9 }),
      runRow(noon + 2, { retained_until: null }),
    ]);
    expect(facts).toMatchObject({ backups: 3, unencrypted: 1, unstatedEncryption: 1, keptMs: 9, unstatedRetention: 1 });
    expect(facts?.evidence).toBe("00#row 2|00#row 2");
    expect(await first([])).toMatchObject({ backups: 0, keptMs: null, unencrypted: 0 });
  });

  it("tell failures, and how long there was no recovery point around them", async () => {
    const failed = (at: number, more = {}) => runRow(at, { outcome: "failure", ...more });
    const good = [runRow(noon - DAY_MS), runRow(noon + 2 * HOUR_MS)];
    expect(await first([...good, failed(noon), failed(noon + 1, { ticket_key: "OPS-1" })])).toMatchObject({
      failures: 2,
      unticketedFailures: 1,
      failedGapMs: DAY_MS + 2 * HOUR_MS,
      failedGapFromAt: noon - DAY_MS,
    });
    expect(await first([runRow(noon - 1), failed(noon)])).toMatchObject({
      failedGapMs: null,
      failedGapFromAt: noon - 1,
    });
    expect(
      await first([failed(noon, { ticket_key: "OPS-1" }), runRow(noon + 1, { outcome: "unknown" })]),
    ).toMatchObject({
      failures: 1,
      unticketedFailures: 0,
      unclearRuns: 1,
      failedGapFromAt: null,
    });
  });
});
