import { expect, it } from "vitest";
import { populate, type TableRows } from "../../../tests/fakes/populate.js";
import { DAY_MS } from "../../base/instant.js";
import { activityRow } from "../kit/fake-rows.js";
import { accountScope, exceptionRow, NOON, PERIOD, resourceRow, settingRow } from "../storage-encryption/fake-rows.js";
import { encryptionKeys } from "./population.js";

const key = resourceRow({ id: "arn:key", type: "AWS::KMS::Key", name: "main" });

async function keyOf(tables: TableRows) {
  const resource_config = [settingRow("key.kind", "imported", { resource_id: "arn:key" })];
  const [item] = await populate(encryptionKeys, {
    tables: { scope: [accountScope()], cloud_resource: [key], resource_config, ...tables },
    period: PERIOD,
  });
  return item?.segments.filter(({ fromAt }) => fromAt >= PERIOD.start && fromAt < PERIOD.end) ?? [];
}

it("reads a rotation by hand as a setting that holds from then on, by the key's id or name", async () => {
  const rotated = (subject: string, performed_at: number) =>
    activityRow({ id: `${subject} ${performed_at}`, kind: "key-rotation", subject, performed_at });
  const segments = await keyOf({
    activity: [rotated("main", NOON), rotated("arn:key", NOON + DAY_MS), rotated("other", NOON + 2 * DAY_MS)],
  });
  expect(segments.map(({ fromAt, keyRotatedAt, keyKind }) => [fromAt, keyRotatedAt, keyKind])).toEqual([
    [PERIOD.start, null, "imported"],
    [NOON, String(NOON), "imported"],
    [NOON + DAY_MS, String(NOON + DAY_MS), "imported"],
  ]);
});

it("knows an approved deletion from its approval to its expiry", async () => {
  const approval = exceptionRow("key-deletion", { subject: "main", approved_at: NOON, to_at: NOON + DAY_MS });
  const segments = await keyOf({ approved_exception: [approval] });
  expect(segments.map(({ fromAt, keyDeletionApproved }) => [fromAt, keyDeletionApproved])).toEqual([
    [PERIOD.start, null],
    [NOON, "true"],
    [NOON + DAY_MS, null],
  ]);
  const unowned = await keyOf({ approved_exception: [{ ...approval, owner: null }] });
  expect(unowned.map(({ keyDeletionApproved }) => keyDeletionApproved)).toEqual([null]);
});
