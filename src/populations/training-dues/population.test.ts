import { expect, it } from "vitest";
import { populate, type TableRows } from "../../../tests/fakes/populate.js";
import { DAY_MS } from "../../base/instant.js";
import type { TableRow } from "../../model/tables.js";
import { PERIOD, positionRow, spellRow } from "../account-person/fake-rows.js";
import { trainingDues } from "./population.js";

const HIRED = Date.UTC(2026, 1, 2);
const FIRST = Date.UTC(2026, 1, 20);

function completion(completed_at: number | null, more: Partial<TableRow<"training_completion">> = {}) {
  const row = { id: `t ${completed_at}`, employee_no: "E-1", email: null, course: "Security", assigned_at: null };
  return { ...row, completed_at, status: "completed", ...more };
}

function found(tables: TableRows, more: { isCarryIn?: boolean } = {}) {
  return populate(trainingDues, {
    tables: {
      employment: [spellRow({ start_at: HIRED })],
      position: [positionRow()],
      leave: [],
      training_completion: [],
      ...tables,
    },
    period: PERIOD,
    ...more,
  });
}

/** Clock starts with the completions that stopped them. */
async function clocks(tables: TableRows) {
  return (await found(tables)).map(({ startedAt, completedAt }) => [startedAt, completedAt]);
}

it("runs a clock from the start of work and one from each completion, shown at the usual due date", async () => {
  const items = await found({ training_completion: [completion(FIRST)] });
  expect(items).toMatchObject([
    {
      itemId: "spell E-1 hire",
      label: "worker E-1: first training",
      unit: "Platform",
      isFirst: true,
      occurredAt: HIRED + 30 * DAY_MS,
      completedAt: FIRST,
    },
    {
      label: "worker E-1: next training",
      isFirst: false,
      occurredAt: PERIOD.end - 1,
      startedAt: FIRST,
      completedAt: null,
    },
  ]);
  expect(await found({}, { isCarryIn: true })).toEqual([]);
});

it("leaves out clocks that were stopped before the period, and spells outside it", async () => {
  const old = Date.UTC(2025, 2, 10);
  const training_completion = [completion(old), completion(FIRST)];
  expect(await clocks({ employment: [spellRow()], training_completion })).toEqual([
    [old, FIRST],
    [FIRST, null],
  ]);
  expect(await clocks({ employment: [spellRow({ end_at: PERIOD.start })] })).toEqual([]);
  expect(await clocks({ employment: [spellRow({ end_at: PERIOD.start + 1 })] })).toHaveLength(1);
  expect(await clocks({ employment: [spellRow({ start_at: PERIOD.end })] })).toEqual([]);
});

it("matches by number, then by address, and takes what was completed 30 days before the start", async () => {
  const by = async (more: object) => (await clocks({ training_completion: [completion(FIRST, more)] }))[0]?.[1];
  expect(await by({ employee_no: null, email: "E-1@acme.example" })).toBe(FIRST);
  expect(await by({ employee_no: null, email: "other@acme.example" })).toBe(null);
  expect(await by({ status: "incomplete" })).toBe(null);
  const early = async (at: number) => (await clocks({ training_completion: [completion(at)] }))[0]?.[1];
  expect(await early(HIRED - 30 * DAY_MS)).toBe(HIRED - 30 * DAY_MS);
  expect(await early(HIRED - 30 * DAY_MS - 1)).toBe(null);
});

it("knows completions without a time, unless assigned before the clock began", async () => {
  const undated = async (assigned_at: number | null) =>
    (await found({ training_completion: [completion(null, { assigned_at })] }))[0]?.hasUndatedCompletion;
  expect(await undated(null)).toBe(true);
  expect(await undated(HIRED)).toBe(true);
  expect(await undated(HIRED - 1)).toBe(false);
});

it("lets a conversion go on with the older clock, and a return start a new one", async () => {
  const contract = spellRow({ id: "contract", worker_type: "contractor", end_at: HIRED });
  expect(await clocks({ employment: [contract, spellRow({ start_at: HIRED })] })).toEqual([
    [contract.start_at, null],
    [contract.start_at, null],
  ]);
  expect(await clocks({ employment: [contract, spellRow({ start_at: HIRED + 1 })] })).toEqual([
    [contract.start_at, null],
    [HIRED + 1, null],
  ]);
});

it("carries the leaves of the person, the last first", async () => {
  const leave = (id: string, from_at: number, to_at: number | null) => ({
    id,
    person_id: "person E-1",
    from_at,
    to_at,
  });
  const rows = [leave("a", HIRED, HIRED + 9), leave("b", FIRST, null), leave("c", PERIOD.end, null)];
  expect(await found({ leave: rows })).toMatchObject([{ leaves: `${PERIOD.end};|${FIRST};|${HIRED};${HIRED + 9}` }]);
});
