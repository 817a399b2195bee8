import { describe, expect, it } from "vitest";
import { populate, type TableRows } from "../../../tests/fakes/populate.js";
import { changeRow, NOON, PERIOD, repositoryScope } from "../changes/fake-rows.js";
import { dutyRow } from "../kit/fake-rows.js";
import { exceptionRow } from "../storage-encryption/fake-rows.js";
import { scannedChanges } from "./population.js";

const itemsOf = (tables: TableRows, isCarryIn = false) =>
  populate(scannedChanges.population, { tables: { scope: [repositoryScope()], ...tables }, period: PERIOD, isCarryIn });

describe("changes with their scans", () => {
  it("know the first waiver that had not run out at the merge", async () => {
    const waiver = (id: string, more: object) => exceptionRow("scan", { id, subject: "acme/api#1", ...more });
    const approvals = async (...approved_exception: ReturnType<typeof waiver>[]) => {
      const [item] = await itemsOf({ change: [changeRow(1)], approved_exception });
      return item?.waiverApprovedAt;
    };
    const at = NOON - 5;
    expect(await approvals(waiver("a", { approved_at: at }), waiver("b", { approved_at: at - 1 }))).toBe(at - 1);
    expect(await approvals(waiver("a", { approved_at: at, to_at: NOON }))).toBeNull();
    expect(await approvals(waiver("a", { approved_at: at, to_at: NOON + 1 }))).toBe(at);
    expect(await approvals(waiver("a", { approved_at: at, to_at: null }))).toBe(at);
    expect(await approvals(waiver("a", { approved_at: at, owner: null }))).toBeNull();
    expect(await approvals(waiver("a", { approved_at: at, subject: "acme/api#11" }))).toBeNull();
  });
});

describe("alerts of secrets", () => {
  const alert = (key: string, more: object = {}) =>
    dutyRow({ id: key, kind: "secret-alert", key, unit: "acme/api", opened_at: NOON, ...more });

  it("are those of repositories in scope, beside the changes", async () => {
    const duty = [alert("S-1"), alert("S-2", { unit: "acme/play" }), alert("S-3", { unit: null })];
    const items = await itemsOf({ change: [changeRow(1)], duty });
    expect(items.map(({ label, itemKind, unit }) => [label, itemKind, unit]).sort()).toEqual([
      ["acme/api#1", "state", "acme/api"],
      ["secret alert S-1", "secret", "acme/api"],
      ["secret alert S-3", "secret", null],
    ]);
  });

  it("are those that were open while their repository was in scope, one tick either side", async () => {
    const isListed = async (more: object, scoped: object) => {
      const items = await itemsOf({ duty: [alert("S-1", more)], scope: [repositoryScope(scoped)] });
      return items.length === 1;
    };
    const since = { from_at: NOON + 9 };
    expect(await isListed({}, since)).toBe(true);
    expect(await isListed({ closed_at: NOON + 10 }, since)).toBe(true);
    expect(await isListed({ closed_at: NOON + 9 }, since)).toBe(false);
    expect(await isListed({}, { to_at: NOON + 1 })).toBe(true);
    expect(await isListed({}, { to_at: NOON })).toBe(false);
    expect(await isListed({ closed_at: NOON }, { from_at: NOON })).toBe(true);
  });

  it("are carried in while open, and changes are not", async () => {
    const duty = [alert("S-1", { opened_at: PERIOD.start - 9 })];
    const tables = { change: [changeRow(1, { merged_at: PERIOD.start - 9 })], duty };
    expect((await itemsOf(tables)).map(({ label }) => label)).toEqual(["secret alert S-1"]);
    expect(await itemsOf(tables, true)).toEqual([]);
  });
});
