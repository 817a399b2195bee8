import { expect, it } from "vitest";
import { populate, type TableRows } from "../../../tests/fakes/populate.js";
import { DAY_MS } from "../../base/instant.js";
import type { TableRow } from "../../model/tables.js";
import { PERIOD, spellRow } from "../account-person/fake-rows.js";
import { activityRow, entryRow } from "../kit/fake-rows.js";
import { acknowledgementDues } from "./population.js";

const FIRST = Date.UTC(2024, 0, 1);
const SECOND = Date.UTC(2026, 1, 2);
const JOINED = Date.UTC(2026, 2, 2);

function version(key: string, from_at: number, more: Partial<TableRow<"register_entry">> = {}) {
  return entryRow({ id: key, register: "policy-version", key, class: "material", from_at, ...more });
}
const conduct = [version("conduct@1", FIRST, { to_at: SECOND }), version("conduct@2", SECOND)];

function ack(reference: string, performed_at: number | null, subject = "E-1"): TableRow<"activity"> {
  const id = `${subject} ${reference} ${performed_at}`;
  return activityRow({ id, kind: "acknowledgement", subject, reference, performed_at });
}

function found(tables: TableRows, more: { isCarryIn?: boolean } = {}) {
  return populate(acknowledgementDues, {
    tables: { employment: [spellRow()], register_entry: conduct, activity: [], ...tables },
    period: PERIOD,
    ...more,
  });
}

it("asks everybody at work for each material version, and joiners for what is in force", async () => {
  const employment = [
    spellRow(),
    spellRow({ employee_no: "E-2", start_at: JOINED }),
    spellRow({ employee_no: "E-3", end_at: SECOND }),
    spellRow({ employee_no: "E-4", start_at: SECOND }),
    spellRow({ id: "contract", employee_no: "E-5", start_at: FIRST, end_at: JOINED }),
    spellRow({ id: "converted", employee_no: "E-5", start_at: JOINED }),
  ];
  const register_entry = [...conduct, version("conduct@2.1", JOINED + 1, { class: "Editorial" })];
  const items = await found({ employment, register_entry });
  expect(items.map(({ label, isJoiner, occurredAt }) => [label, isJoiner, occurredAt])).toEqual([
    ["worker E-5: conduct@2", false, SECOND],
    ["worker E-1: conduct@2", false, SECOND],
    ["worker E-4: conduct@2", true, SECOND],
    ["worker E-2: conduct@2", true, JOINED],
  ]);
});

it("takes the version in force then, and remembers any other", async () => {
  const one = async (...activity: TableRow<"activity">[]) => {
    const [item] = await found({ activity });
    return [item?.ackAt, item?.otherAt, item?.otherReference, item?.hasUndated];
  };
  expect(await one(ack("conduct@1", SECOND - 9))).toEqual([null, null, null, false]);
  expect(await one(ack("conduct@2", SECOND), ack("conduct@2", SECOND + 9))).toEqual([SECOND, null, null, false]);
  expect(await one(ack("conduct@1", SECOND))).toEqual([null, SECOND, "conduct@1", false]);
  expect(await one(ack("conduct@2", SECOND - 1))).toEqual([null, SECOND - 1, "conduct@2", false]);
  expect(await one(ack("conduct@7", SECOND), ack("other@1", SECOND))).toEqual([null, SECOND, "conduct@7", false]);
  expect(await one(ack("conduct@2", null), ack("conduct@2", SECOND, "E-2"))).toEqual([null, null, null, true]);
});

it("takes what a joiner acknowledged in the 30 days before, and a newer version", async () => {
  const employment = [spellRow({ start_at: JOINED })];
  const third = version("conduct@3", JOINED + 5);
  const one = async (...activity: TableRow<"activity">[]) =>
    (
      await found({
        employment,
        register_entry: [conduct[0] ?? third, version("conduct@2", SECOND, { to_at: JOINED + 5 }), third],
        activity,
      })
    )[0];
  expect(await one(ack("conduct@2", JOINED - 28 * DAY_MS))).toMatchObject({ ackAt: JOINED - 28 * DAY_MS });
  expect(await one(ack("conduct@2", JOINED - 30 * DAY_MS - 1))).toMatchObject({ ackAt: null, otherAt: null });
  expect(await one(ack("conduct@3", JOINED + 9))).toMatchObject({ ackAt: JOINED + 9, replacedAt: JOINED + 5 });
});

it("carries in what was unmet on the first day, and knows the leaves", async () => {
  const register_entry = [version("conduct@1", FIRST)];
  const carried = async (...activity: TableRow<"activity">[]) =>
    (await found({ register_entry, activity }, { isCarryIn: true })).map(({ label, ackAt }) => [label, ackAt]);
  expect(await carried()).toEqual([["worker E-1: conduct@1", null]]);
  expect(await carried(ack("conduct@1", PERIOD.start - 1))).toEqual([]);
  expect(await carried(ack("conduct@1", PERIOD.start))).toEqual([["worker E-1: conduct@1", PERIOD.start]]);
  const leave = (id: string, from_at: number, to_at: number | null) => ({
    id,
    person_id: "person E-1",
    from_at,
    to_at,
  });
  const rows = [leave("a", FIRST, SECOND), leave("b", SECOND - 9, SECOND + 9), leave("c", SECOND + 20, null)];
  expect(await found({ leave: rows })).toMatchObject([
    { leaves: `${SECOND + 20};|${SECOND - 9};${SECOND + 9}|${FIRST};${SECOND}` },
  ]);
});
