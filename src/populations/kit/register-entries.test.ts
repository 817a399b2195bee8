import { expect, it } from "vitest";
import { populate, type TableRows } from "../../../tests/fakes/populate.js";
import { PERIOD, spellRow } from "../account-person/fake-rows.js";
import { entryRow } from "./fake-rows.js";
import { registerEntries } from "./register-entries.js";

const assets = registerEntries({
  name: "probe",
  title: "Probe",
  doc: "",
  label: "asset",
  register: "asset",
  stream: "assets",
});
const asset = (key: string, more: Partial<ReturnType<typeof entryRow>> = {}) =>
  entryRow({ id: key, register: "asset", key, owner: null, ...more });
const keysOf = async (tables: TableRows, isCarryIn = false) =>
  (await populate(assets, { tables, period: PERIOD, isCarryIn })).map(({ key }) => key);

it("lists what began in the period, and what was still in use on its first day", async () => {
  const { start, end } = PERIOD;
  const register_entry = [
    asset("a", { from_at: start - 1 }),
    asset("b", { from_at: start - 1, to_at: start }),
    asset("c", { from_at: start - 1, to_at: start + 1 }),
    asset("d", { from_at: start }),
    asset("e", { from_at: end }),
    entryRow({ id: "f", register: "vendor", from_at: start }),
  ];
  expect(await keysOf({ register_entry })).toEqual(["d"]);
  expect(await keysOf({ register_entry }, true)).toEqual(["a", "c"]);
});

it("says whether HR knows the owner, and when the owner left for good", async () => {
  const from_at = PERIOD.start;
  const left = PERIOD.start + 9;
  const register_entry = ["E-1", "E-2", "E-3", "E-4", null].map((owner) => asset(`of ${owner}`, { from_at, owner }));
  const employment = [
    spellRow({ employee_no: "E-1" }),
    spellRow({ employee_no: "E-2", end_at: left }),
    spellRow({ id: "x", employee_no: "E-3", end_at: left }),
    spellRow({ id: "y", employee_no: "E-3", start_at: left + 5 }),
    spellRow({ employee_no: "E-4", is_cancelled: true }),
  ];
  const items = await populate(assets, { tables: { register_entry, employment }, period: PERIOD });
  expect(items.map(({ owner, isOwnerKnown, ownerLeftAt }) => [owner, isOwnerKnown, ownerLeftAt])).toEqual([
    ["E-1", true, null],
    ["E-2", true, left],
    ["E-3", true, null],
    ["E-4", false, null],
    [null, null, null],
  ]);
});
