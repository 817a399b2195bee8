import { describe, expect, test } from "vitest";
import type { Column } from "../../model/table.js";
import { TABLES } from "../../model/tables.js";
import { entityId } from "../kit/entity-id.js";
import { EXTRACTED_AT, readFixture } from "./fixture.js";
import { readyMapping } from "./mappings.js";
import { nativeNames, wordsOf } from "./native.js";

const at = (text: string) => Date.parse(text);
const id = (system: string, kind: string, key: string) => entityId({ system, kind, key });

describe("references by what people know", () => {
  test("an account by system and external id, and its state by the same", async () => {
    const account = await readFixture(
      "lookback-account",
      "system,external_id,username,account_type\nokta,00u1,ada,human\n",
      { entry: { system: ["okta", "x"] } },
    );
    const state = await readFixture(
      "lookback-account_state",
      "system,external_id,state,from_at\nokta,00u1,disabled,2026-03-01T00:00:00Z\n",
      { entry: { system: ["okta", "x"] } },
    );
    expect([account.rejects, state.rejects]).toEqual([[], []]);
    const of = id("okta", "account", "00u1");
    expect(account.rows("account").map((row) => [row.id, row.is_tagged_test])).toEqual([[of, false]]);
    expect(state.rows("account_state").map(({ id: _, ...row }) => row)).toEqual([
      {
        account_id: of,
        state: "disabled",
        vendor_status: "disabled",
        from_lo: at("2026-03-01T00:00:00Z"),
        from_hi: at("2026-03-01T00:00:00Z"),
        to_lo: null,
        to_hi: null,
        seen_at: at(EXTRACTED_AT),
      },
    ]);
  });

  test("a review and its lines by system and period", async () => {
    const entry = { system: "okta" };
    const review = await readFixture(
      "lookback-access_review",
      "system,period_key,signed_off_at\nokta,2026-Q2,2026-06-20T10:00:00Z\n",
      { entry },
    );
    const line = await readFixture(
      "lookback-access_review_item",
      "system,period_key,username,entitlement,decision\nokta,2026-Q2,ada,admin,remove\n",
      { entry },
    );
    expect([review.rejects, line.rejects]).toEqual([[], []]);
    expect(review.rows("access_review").map((row) => row.id)).toEqual([id("okta", "access-review", "2026-Q2")]);
    expect(line.rows("access_review_item").map((row) => [row.review_id, row.account_username, row.decision])).toEqual([
      [id("okta", "access-review", "2026-Q2"), "ada", "remove"],
    ]);
  });

  test("a step of an alert by the alert's key, a review of a change by its number", async () => {
    const alert = await readFixture(
      "lookback-alert",
      "key,rule_id,severity,title,created_at\nA-1,r,4,t,2026-03-01T00:00:00Z\n",
      { entry: { system: "siem" } },
    );
    const step = await readFixture(
      "lookback-alert_state",
      "alert_key,step,at,actor_kind\nA-1,acknowledged,2026-03-01T01:00:00Z,human\n",
      { entry: { system: "siem" } },
    );
    expect([alert.rejects, step.rejects]).toEqual([[], []]);
    expect(step.rows("alert_state").map((row) => [row.alert_id, row.at_lo, row.at_hi])).toEqual([
      [alert.rows("alert")[0]?.id, at("2026-03-01T01:00:00Z"), at("2026-03-01T01:00:00Z")],
    ]);
    const review = await readFixture(
      "lookback-review",
      "change_number,reviewer_login,is_bot,state,is_code_owner\n7,bob,false,approved,false\n",
      { entry: { repository: "acme/api" } },
    );
    expect(review.rows("review").map((row) => row.change_id)).toEqual([id("acme/api", "change", "7")]);
  });

  test("a spell by its days, in the zone of its row", async () => {
    const csv = "employee_no,worker_type,start_day,end_day,zone\n1,employee,2024-01-01,2026-03-31,America/New_York\n";
    const file = await readFixture("lookback-employment", csv);
    expect(file.rejects).toEqual([]);
    expect(file.rows("employment").map((row) => [row.person_id, row.start_at, row.end_at, row.end_reason])).toEqual([
      [id("hr", "person", "1"), at("2024-01-01T05:00:00Z"), at("2026-04-01T04:00:00Z"), "unknown"],
    ]);
  });

  test("ids that are given are kept", async () => {
    const file = await readFixture("lookback-leave", "id,person_id,from_at\nmine,p1,2026-03-01T00:00:00Z\n");
    expect(file.rows("leave")).toEqual([
      { id: "mine", person_id: "p1", from_at: at("2026-03-01T00:00:00Z"), to_at: null },
    ]);
  });
});

describe("words", () => {
  test("a column that lists its words takes those, and unknown ones only where it has a place for them", async () => {
    const header = "system,external_id,state,from_at\n";
    const state = await readFixture("lookback-account_state", `${header}okta,1,sleeping,2026-03-01T00:00:00Z\n`, {
      entry: { system: "okta" },
    });
    expect(state.rows("account_state").map((row) => [row.state, row.vendor_status])).toEqual([["unknown", "sleeping"]]);
    const account = await readFixture("lookback-account", "external_id,username,account_type\n1,a,robot\n", {
      entry: { system: "okta" },
    });
    expect(account.rejects.map(({ column }) => column)).toEqual(["account_type"]);
  });

  test("words are read from the declaration", () => {
    expect(wordsOf(TABLES.employment.columns.worker_type)).toEqual(["employee", "contractor", "intern"]);
    expect(wordsOf(TABLES.account_state.columns.state)).toEqual([
      "active",
      "can_recover",
      "locked",
      "suspended",
      "disabled",
      "deleted",
      "staged",
      "unknown",
    ]);
    expect(wordsOf(TABLES.resource_config.columns.value)).toBeUndefined();
    expect(wordsOf(TABLES.review_record.columns.kind)).toBeUndefined();
    expect(wordsOf(TABLES.landed_commit.columns.landed_basis)).toEqual(["forge", "committer_claim", "reflog"]);
  });

  test("a setting whose value is the word none keeps it", async () => {
    const csv = "resource_id,attribute,value,from_at\narn:x,encryption.kind,none,2026-03-01T00:00:00Z\n";
    const file = await readFixture("lookback-resource_config", csv, { entry: { cloud_account: "1" } });
    expect(file.rows("resource_config").map((row) => row.value)).toEqual(["none"]);
  });
});

test.each([...nativeNames()])("%s reads a file with all columns of its table", async (name) => {
  const table = readyMapping(name)?.tables?.[0]?.table ?? "leave";
  const columns = Object.entries<Column>(TABLES[table].columns);
  const value = ([, column]: (typeof columns)[number]): string => {
    const word = wordsOf(column)?.[0];
    if (word !== undefined) return word;
    const samples = { text: "x", instant: "2026-03-01T00:00:00Z", day: "2026-03-01", integer: "3", boolean: "true" };
    return column.doc.includes("IANA zone") ? "UTC" : samples[column.kind];
  };
  const csv = `${columns.map(([title]) => title).join(",")}\n${columns.map(value).join(",")}\n`;
  const file = await readFixture(name, csv, { entry: { system: "okta", repository: "acme/api", cloud_account: "1" } });
  expect([file.rejects, file.kept, file.rows(table).length]).toEqual([[], 1, 1]);
  expect(file.rows(table)[0]?.id).toBe("x");
});
