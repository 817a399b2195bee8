import { expect, it } from "vitest";
import { populate } from "../../../tests/fakes/populate.js";
import type { TableRow } from "../../model/tables.js";
import { PERIOD, spellRow } from "../account-person/fake-rows.js";
import { activityRow, entryRow } from "../kit/fake-rows.js";
import { organisationAndRoles } from "./population.js";

const at = (month: number) => Date.UTC(2026, month - 1, 1);

function entry(id: string, more: Partial<TableRow<"register_entry">>) {
  return entryRow({ id, register: "security-role", key: "CISO", ...more });
}

async function roles(
  register_entry: readonly TableRow<"register_entry">[],
  employment: readonly TableRow<"employment">[] = [spellRow()],
) {
  const items = await populate(organisationAndRoles, { tables: { register_entry, employment }, period: PERIOD });
  return items
    .filter(({ list }) => list === "role")
    .map(({ role, vacantFrom, vacantTo, unknownHolders }) => [role, vacantFrom, vacantTo, unknownHolders]);
}

it("finds no vacancy where somebody who works here holds the role all the time", async () => {
  expect(await roles([entry("a", {})])).toEqual([["CISO", null, null, 0]]);
  const handed = [entry("a", { to_at: at(3) }), entry("b", { owner: "E-2", from_at: at(3) })];
  expect(await roles(handed, [spellRow(), spellRow({ employee_no: "E-2" })])).toEqual([["CISO", null, null, 0]]);
});

it("finds the longest time without holder and delegate", async () => {
  const entries = [
    entry("a", { to_at: at(2) }),
    entry("b", { from_at: at(3), to_at: at(4) }),
    entry("c", { from_at: at(4) + 5 }),
  ];
  expect(await roles(entries)).toEqual([["CISO", at(2), at(3), 0]]);
  expect(await roles([...entries, entry("d", { from_at: at(2), to_at: at(3) })])).toEqual([
    ["CISO", at(4), at(4) + 5, 0],
  ]);
  expect(await roles([entry("a", { to_at: at(2) })])).toEqual([["CISO", at(2), null, 0]]);
});

it("counts from when the holder left the company, and from when the role was made", async () => {
  expect(await roles([entry("a", {})], [spellRow({ end_at: at(5) })])).toEqual([["CISO", at(5), null, 0]]);
  expect(
    await roles([entry("a", { owner: null, from_at: at(2), to_at: at(3) }), entry("b", { from_at: at(3) })]),
  ).toEqual([["CISO", at(2), at(3), 0]]);
});

it("looks at vacancies that touch the period, in full, and at roles that existed in it", async () => {
  const before = Date.UTC(2025, 9, 1);
  const empty = (to: number) => [entry("a", { to_at: before }), entry("b", { from_at: to })];
  expect(await roles(empty(PERIOD.start))).toEqual([["CISO", null, null, 0]]);
  expect(await roles(empty(PERIOD.start + 1))).toEqual([["CISO", before, PERIOD.start + 1, 0]]);
  const ended = entry("b", { owner: null, from_at: before, to_at: PERIOD.start });
  expect(await roles([entry("a", { to_at: before }), ended])).toEqual([]);
  expect(await roles([entry("a", { to_at: before }), { ...ended, to_at: PERIOD.start + 1 }])).toEqual([
    ["CISO", before, PERIOD.start + 1, 0],
  ]);
  expect(await roles([entry("a", { from_at: PERIOD.end })])).toEqual([]);
});

it("counts holders whom HR does not know", async () => {
  expect(await roles([entry("a", { owner: "E-7" })])).toEqual([["CISO", 0, null, 1]]);
});

it("has the review of the organisation beside", async () => {
  const activity = [activityRow({ kind: "organisation-review", performed_at: Date.UTC(2025, 8, 1) })];
  const items = await populate(organisationAndRoles, { tables: { activity }, period: PERIOD });
  expect(items).toMatchObject([{ list: "review", label: "organisation review", role: null }]);
});
