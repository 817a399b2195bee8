import { describe, expect, it } from "vitest";
import { populate, type TableRows } from "../../../tests/fakes/populate.js";
import { DAY_MS } from "../../base/instant.js";
import { accountScope, exceptionRow, NOON, PERIOD, resourceRow, SEEN_AT, settingRow } from "./fake-rows.js";
import { storageEncryption } from "./population.js";

const CREATED = PERIOD.start - 10 * DAY_MS;
const kind = (value: string, more = {}) => settingRow("encryption.kind", value, more);

async function run(tables: TableRows) {
  return populate(storageEncryption, {
    tables: { scope: [accountScope()], cloud_resource: [resourceRow()], ...tables },
    period: PERIOD,
  });
}

/** The stretches of the only item. */
async function stretches(tables: TableRows) {
  const items = await run(tables);
  expect(items).toHaveLength(1);
  return items[0]?.segments.map((each) => [each.fromAt, each.toAt, each.encryptionKind, each.exceptionId]);
}

describe("storage resources", () => {
  it("are all that lived in the period, in accounts in scope", async () => {
    const items = await run({
      cloud_resource: [
        resourceRow(),
        resourceRow({ id: "gone", deleted_at: PERIOD.start }),
        resourceRow({ id: "went", deleted_at: PERIOD.start + 1 }),
        resourceRow({ id: "came", created_at: PERIOD.end - 1, type: "AWS::RDS::DBSnapshot", name: "nightly" }),
        resourceRow({ id: "comes", created_at: PERIOD.end }),
        resourceRow({ id: "old", created_at: null }),
        resourceRow({ id: "abroad", account_ref: "2222" }),
        resourceRow({ id: "role", type: "AWS::IAM::Role" }),
        resourceRow({ id: "vault", type: "Other::Vault", name: "v1" }),
      ],
      resource_config: [kind("managed", { resource_id: "vault" })],
    });
    expect(
      items.map(({ itemId, occurredAt, label, isCopy, unit }) => [itemId, occurredAt, label, isCopy, unit]),
    ).toEqual([
      ["arn:exports", PERIOD.start, "bucket acme-exports", false, "1111"],
      ["old", PERIOD.start, "bucket acme-exports", false, "1111"],
      ["vault", PERIOD.start, "Other::Vault v1", false, "1111"],
      ["went", PERIOD.start, "bucket acme-exports", false, "1111"],
      ["came", PERIOD.end - 1, "snapshot nightly", true, "1111"],
    ]);
  });

  it("come without facts when nobody recorded any", async () => {
    expect(await stretches({})).toEqual([[PERIOD.start, PERIOD.end, null, null]]);
  });

  it("are nothing that is carried into the period", async () => {
    const input = { tables: { scope: [accountScope()], cloud_resource: [resourceRow()] }, period: PERIOD };
    expect(await populate(storageEncryption, { ...input, isCarryIn: true })).toEqual([]);
  });

  it("tell the time in which their account was in scope", async () => {
    const items = await run({ scope: [accountScope({ from_at: NOON })], resource_config: [kind("managed")] });
    expect(items[0]?.segments.map(({ fromAt, isInScope }) => [fromAt, isInScope])).toEqual([
      [CREATED, false],
      [PERIOD.start, false],
      [NOON, true],
      [PERIOD.end, true],
    ]);
  });
});

describe("encryption over time", () => {
  it("holds until the next record of a history says otherwise", async () => {
    expect(
      await stretches({
        resource_config: [kind("none"), kind("provider", { from_at: NOON }), kind("odd", { from_at: NOON + 1 })],
      }),
    ).toEqual([
      [CREATED, PERIOD.start, "none", null],
      [PERIOD.start, NOON, "none", null],
      [NOON, NOON + 1, "provider", null],
      [NOON + 1, PERIOD.end, "other", null],
      [PERIOD.end, SEEN_AT + 1, "other", null],
    ]);
  });

  it("was seen up to an exact end, and up to and with the last look where the end is bounded", async () => {
    const exact = await stretches({ resource_config: [kind("managed", { to_lo: NOON, to_hi: NOON, seen_at: NOON })] });
    expect(exact?.slice(1)).toEqual([
      [PERIOD.start, NOON, "managed", null],
      [NOON, PERIOD.end, null, null],
    ]);
    const bounded = await stretches({
      resource_config: [kind("managed", { to_lo: NOON, to_hi: NOON + DAY_MS, seen_at: NOON })],
    });
    expect(bounded?.slice(1)).toEqual([
      [PERIOD.start, NOON + 1, "managed", null],
      [NOON + 1, PERIOD.end, null, null],
    ]);
    const open = await stretches({ resource_config: [kind("managed", { seen_at: NOON })] });
    expect(open).toEqual(bounded);
  });

  it("is the weaker where two sources speak at one moment", async () => {
    const twice = [kind("customer", { seen_at: NOON }), kind("managed")];
    expect((await stretches({ resource_config: twice }))?.map(([, , value]) => value)).toEqual([
      "managed",
      "managed",
      "managed",
    ]);
  });
});

describe("exceptions", () => {
  const resource_config = [kind("none")];

  it("cut stretches where they begin, are approved and end", async () => {
    const late = exceptionRow("unencrypted", { from_at: NOON, approved_at: NOON + 5, to_at: NOON + 9 });
    const cuts = await stretches({ resource_config, approved_exception: [late] });
    expect(cuts?.slice(1, 5)).toEqual([
      [PERIOD.start, NOON, "none", null],
      [NOON, NOON + 5, "none", "X-1"],
      [NOON + 5, NOON + 9, "none", "X-1"],
      [NOON + 9, PERIOD.end, "none", null],
    ]);
  });

  it("are the best of several, and may name the account", async () => {
    const approved_exception = [
      exceptionRow("unencrypted", { id: "unowned", owner: null, to_at: PERIOD.end }),
      exceptionRow("unencrypted", { id: "account", subject: "1111" }),
      exceptionRow("unencrypted", { id: "endless", to_at: null }),
      exceptionRow("public", { id: "other kind" }),
      exceptionRow("unencrypted", { id: "elsewhere", subject: "2222" }),
    ];
    const items = await run({ resource_config, approved_exception });
    const inside = items[0]?.segments.find(({ fromAt }) => fromAt === PERIOD.start);
    expect([inside?.exceptionId, inside?.exceptionIsOwned, inside?.evidence]).toEqual([
      "account",
      true,
      "00#row 2|00#row 2|00#row 3",
    ]);
  });
});
