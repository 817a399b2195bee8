import { describe, expect, it } from "vitest";
import { populate, type TableRows } from "../../../tests/fakes/populate.js";
import { DAY_MS } from "../../base/instant.js";
import {
  accountScope,
  exceptionRow,
  NOON,
  PERIOD,
  resourceRow,
  SEEN_AT,
  settingRow,
} from "../storage-encryption/fake-rows.js";
import { publicExposure } from "./population.js";

const CREATED = PERIOD.start - 10 * DAY_MS;
const exposed = (value: string, more = {}) => settingRow("public_access.effective", value, more);
const block = (value: string, more = {}) => settingRow("public_block.account", value, more);

async function run(tables: TableRows) {
  return populate(publicExposure, {
    tables: { scope: [accountScope()], cloud_resource: [resourceRow()], ...tables },
    period: PERIOD,
  });
}

async function stretches(tables: TableRows) {
  const items = await run(tables);
  const bucket = items.find(({ itemId }) => itemId === "arn:exports");
  return bucket?.segments.map((each) => [each.fromAt, each.exposure, each.accountBlock, each.exceptionId]);
}

describe("resources that can be public", () => {
  it("are those of the listed types and any with a recorded exposure", async () => {
    const items = await run({
      cloud_resource: [
        resourceRow(),
        resourceRow({ id: "image", type: "AWS::EC2::Image", name: "base" }),
        resourceRow({ id: "volume", type: "AWS::EC2::Volume" }),
        resourceRow({ id: "other", type: "Other::Share", name: "s" }),
        resourceRow({ id: "abroad", account_ref: "2222" }),
        resourceRow({ id: "gone", deleted_at: PERIOD.start }),
      ],
      resource_config: [exposed("false", { resource_id: "other" })],
    });
    expect(items.map(({ itemId, label }) => [itemId, label])).toEqual([
      ["arn:exports", "bucket acme-exports"],
      ["image", "image base"],
      ["other", "Other::Share s"],
    ]);
  });

  it("change when their exposure does", async () => {
    const resource_config = [exposed("false"), exposed("true", { from_at: NOON }), exposed("?", { from_at: NOON + 9 })];
    expect(await stretches({ resource_config })).toEqual([
      [CREATED, "private", null, null],
      [PERIOD.start, "private", null, null],
      [NOON, "public", null, null],
      [NOON + 9, "other", null, null],
      [PERIOD.end, "other", null, null],
    ]);
  });

  it("are the more exposed where two records disagree at one moment", async () => {
    const resource_config = [exposed("false"), exposed("true", { seen_at: SEEN_AT + 1 })];
    expect((await stretches({ resource_config }))?.map(([, exposure]) => exposure)).toEqual([
      "public",
      "public",
      "public",
    ]);
  });
});

describe("the account's block", () => {
  const accountResource = resourceRow({ id: "bpa", type: "AWS::S3::AccountPublicAccessBlock", name: "1111" });

  it("covers the buckets of its account, wherever it is recorded", async () => {
    const cloud_resource = [resourceRow(), accountResource];
    const blocks = (resource_id: string) => [
      block("true", { resource_id }),
      block("false", { resource_id, from_at: NOON }),
    ];
    const expected = [
      [CREATED, null, "on", null],
      [PERIOD.start, null, "on", null],
      [NOON, null, "off", null],
      [PERIOD.end, null, "off", null],
    ];
    expect(await stretches({ cloud_resource, resource_config: blocks("bpa") })).toEqual(expected);
    expect(await stretches({ cloud_resource, resource_config: blocks("1111") })).toEqual(expected);
    expect(await stretches({ cloud_resource, resource_config: blocks("arn:exports") })).toEqual(expected);
  });

  it("does not cover another account, another bucket's copy of it, nor a database", async () => {
    const cloud_resource = [
      resourceRow(),
      resourceRow({ id: "other", name: "other" }),
      resourceRow({ id: "db", type: "AWS::RDS::DBInstance", name: "db" }),
      { ...accountResource, account_ref: "2222" },
    ];
    const items = await run({
      cloud_resource,
      resource_config: [block("true", { resource_id: "bpa" }), block("true", { resource_id: "other" })],
    });
    expect(items.map(({ itemId, accountBlock }) => [itemId, accountBlock])).toEqual([
      ["arn:exports", null],
      ["db", null],
      ["other", "on"],
    ]);
    const own = await run({
      cloud_resource: [resourceRow({ type: "AWS::RDS::DBInstance" })],
      resource_config: [block("true", { resource_id: "1111" })],
    });
    expect(own[0]?.accountBlock).toBe(null);
  });
});

it("knows the entry on the approved list of each stretch", async () => {
  const approved_exception = [
    exceptionRow("public", { from_at: NOON, approved_at: NOON - 1, to_at: NOON + 9 }),
    exceptionRow("public", { id: "account", subject: "1111" }),
    exceptionRow("unencrypted", { id: "other kind" }),
  ];
  expect(await stretches({ resource_config: [exposed("true")], approved_exception })).toEqual([
    [CREATED, "public", null, null],
    [PERIOD.start, "public", null, null],
    [NOON - 1, "public", null, null],
    [NOON, "public", null, "X-1"],
    [NOON + 9, "public", null, null],
    [PERIOD.end, "public", null, null],
  ]);
});
