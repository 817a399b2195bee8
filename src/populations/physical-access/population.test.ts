import { expect, it } from "vitest";
import { populate, type TableRows } from "../../../tests/fakes/populate.js";
import { PERIOD, spellRow } from "../account-person/fake-rows.js";
import { activityRow, entryRow } from "../kit/fake-rows.js";
import { physicalAccess } from "./population.js";

const LEFT = Date.UTC(2026, 2, 6, 17);
const badge = (more: Partial<ReturnType<typeof entryRow>> = {}) =>
  entryRow({ id: "b", register: "badge", key: "17", ...more });
const leaver = spellRow({ end_at: LEFT });

async function badges(tables: TableRows, isCarryIn = false) {
  const items = await populate(physicalAccess, { tables, period: PERIOD, isCarryIn });
  return items.filter(({ list }) => list === "badge");
}

it("lists the badges of who left in the period", async () => {
  const register_entry = [badge({ to_at: LEFT + 9 }), badge({ id: "c", key: "18" }), badge({ id: "d", owner: null })];
  expect(await badges({ register_entry, employment: [leaver] })).toMatchObject([
    { itemId: "badge badge b", label: "badge 17", actor: "E-1", leftAt: LEFT, backAt: null, removedAt: LEFT + 9 },
    { label: "badge 18", leftAt: LEFT, removedAt: null },
  ]);
  expect(await badges({ register_entry, employment: [spellRow()] })).toEqual([]);
});

it("knows conversions, returns and badges given out after an earlier end", async () => {
  const next = (start_at: number) => spellRow({ id: "next", start_at });
  expect(await badges({ register_entry: [badge()], employment: [leaver, next(LEFT)] })).toEqual([]);
  expect(await badges({ register_entry: [badge()], employment: [leaver, next(LEFT + 1)] })).toMatchObject([
    { leftAt: LEFT, backAt: LEFT + 1 },
  ]);
  const again = badge({ from_at: LEFT });
  expect(await badges({ register_entry: [again], employment: [leaver, next(LEFT + 1)] })).toEqual([]);
});

it("is one item per end of the holder's work while it was held, under any number", async () => {
  const first = spellRow({ id: "first", end_at: PERIOD.start - 90 });
  const second = spellRow({
    id: "second",
    employee_no: "E-2",
    person_id: "person E-1",
    start_at: PERIOD.start - 80,
    end_at: LEFT,
  });
  const third = spellRow({ id: "third", start_at: LEFT + 50, end_at: LEFT + 100 });
  const found = async (to_at: number | null, isCarryIn = false) => {
    const register_entry = [badge({ to_at })];
    const items = await badges({ register_entry, employment: [first, second, third] }, isCarryIn);
    return items.map(({ itemId, leftAt, backAt }) => [itemId, leftAt, backAt]);
  };
  const both = [
    [`badge badge b ${LEFT}`, LEFT, LEFT + 50],
    [`badge badge b ${LEFT + 100}`, LEFT + 100, null],
  ];
  expect(await found(null)).toEqual(both);
  expect(await found(LEFT + 100)).toEqual(both);
  expect(await found(LEFT + 99)).toEqual(both.slice(0, 1));
  expect(await found(null, true)).toEqual([]);
});

it("counts a badge given after the last end from when it was given, one tick either side", async () => {
  const given = async (from_at: number) => badges({ register_entry: [badge({ from_at })], employment: [leaver] });
  expect(await given(LEFT - 1)).toMatchObject([{ leftAt: LEFT, occurredAt: LEFT }]);
  expect(await given(LEFT)).toMatchObject([{ leftAt: LEFT, occurredAt: LEFT }]);
  expect(await given(LEFT + 1)).toMatchObject([{ leftAt: LEFT + 1, occurredAt: LEFT + 1, removedAt: null }]);
});

it("carries in the active badges of earlier leavers", async () => {
  const left = PERIOD.start - 9;
  const employment = [spellRow({ end_at: left })];
  const removed = async (to_at: number | null) => badges({ register_entry: [badge({ to_at })], employment }, true);
  expect(await removed(null)).toMatchObject([{ leftAt: left, removedAt: null }]);
  expect(await removed(PERIOD.start + 1)).toHaveLength(1);
  expect(await removed(PERIOD.start)).toEqual([]);
  expect(await badges({ register_entry: [badge()], employment })).toEqual([]);
  const back = async (start_at: number) =>
    badges({ register_entry: [badge()], employment: [...employment, spellRow({ id: "next", start_at })] }, true);
  expect(await back(PERIOD.start)).toEqual([]);
  expect(await back(PERIOD.start + 1)).toMatchObject([{ leftAt: left, backAt: PERIOD.start + 1 }]);
});

it("shows badges whose holder HR does not know while they were in force", async () => {
  const unknown = async (more: object) =>
    badges({ register_entry: [badge({ owner: "E-7", ...more })], employment: [leaver] });
  expect(await unknown({})).toMatchObject([{ isHolderKnown: false, leftAt: null }]);
  expect(await unknown({ to_at: PERIOD.start })).toEqual([]);
  expect(await unknown({ from_at: PERIOD.end })).toEqual([]);
});

it("has the reviews beside", async () => {
  const activity = ["badge-review", "facility-provider-review"].map((kind) =>
    activityRow({ id: kind, kind, performed_at: Date.UTC(2025, 8, 1) }),
  );
  const items = await populate(physicalAccess, { tables: { activity }, period: PERIOD });
  expect(items.map(({ list, label }) => `${list}: ${label}`)).toEqual([
    "badge-review: badge review",
    "provider-review: facility provider review",
  ]);
});
