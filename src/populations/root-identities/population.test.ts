import { expect, it } from "vitest";
import { populate } from "../../../tests/fakes/populate.js";
import type { TableRow } from "../../model/tables.js";
import { accountRow, PERIOD, systemScope } from "../account-person/fake-rows.js";
import { dutyRow, entryRow, entryStateRow } from "../kit/fake-rows.js";
import { rootIdentities } from "./population.js";

const USED = Date.UTC(2026, 2, 4, 11);

function write(id: string, more: Partial<TableRow<"config_change">> = {}): TableRow<"config_change"> {
  const base = { id, account_ref: "1111", region: "r", at: USED, service: "s3", action: "PutBucketPolicy" };
  const who = { principal: "arn:aws:iam::1111:root", role: null, actor_kind: "human", channel: "console" };
  const rest = { resource: null, channel_basis: "flag", is_configuration: true, is_production: true, change_key: null };
  return { ...base, ...who, ...rest, ...more };
}

it("lists identities with their state, and each use of one, registered or not", async () => {
  const register_entry = [entryRow({ register: "root-identity", key: "AWS-prod/root", class: "1111" })];
  const entry_state = [entryStateRow({ aspect: "mfa", value: "hardware" })];
  const scope = ["1111", "2222"].map((ref) => ({ ...systemScope(ref, "production"), kind: "cloud_account" }));
  const config_change = [
    write("a"),
    write("b", { account_ref: "2222", at: USED + 1 }),
    write("c", { principal: "arn:aws:iam::1111:user/root-like", at: USED + 2 }),
    write("d", { account_ref: "3333", at: USED + 3 }),
    write("e", { at: PERIOD.end }),
  ];
  const account = [accountRow({ id: "root-1", system: "aws-prod", username: "root" })];
  const sign_in = [
    {
      id: "s",
      account_id: "root-1",
      system: "aws-prod",
      at: USED + 9,
      is_success: true,
      factor_count: 2,
      app: null,
      is_legacy_protocol: false,
      bypass_key: null,
    },
  ];
  const duty = [dutyRow({ kind: "root-use", key: "RU-1", subject: "aws-prod/root", opened_at: USED, ticket_key: "T" })];
  const items = await populate(rootIdentities.population, {
    tables: { register_entry, entry_state, scope, config_change, account, sign_in, duty },
    period: PERIOD,
  });
  expect(
    items.map(({ label, unit, itemKind, mfa, actPreviousAt, actRecordKey }) => [
      label,
      unit,
      itemKind,
      mfa,
      actPreviousAt,
      actRecordKey,
    ]),
  ).toEqual([
    ["identity AWS-prod/root", "1111", "state", "hardware", null, null],
    ["use of aws-prod/root", "1111", "use", null, null, "RU-1"],
    ["use of 2222/root", "2222", "use", null, null, null],
    ["use of aws-prod/root", "aws-prod", "use", null, USED, "RU-1"],
  ]);
});
