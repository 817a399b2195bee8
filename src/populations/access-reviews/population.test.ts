import { expect, it } from "vitest";
import { populate, runOnBoth, type TableRows } from "../../../tests/fakes/populate.js";
import { DAY_MS } from "../../base/instant.js";
import type { TableRow } from "../../model/tables.js";
import { accountPerson } from "../account-person/derive.js";
import { accountRow, PERIOD, spellRow, systemScope } from "../account-person/fake-rows.js";
import { type AccessReview, accessReviews, OWN_LINES } from "./population.js";

const QUARTERS = ["2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2"].map((period_key, index) => ({
  id: period_key,
  kind: "quarter",
  period_key,
  from_at: Date.UTC(2025, 6 + 3 * index, 1),
  to_at: Date.UTC(2025, 9 + 3 * index, 1),
}));
const SIGNED = Date.UTC(2026, 3, 10);

function reviewRow(more: Partial<TableRow<"access_review">> = {}): TableRow<"access_review"> {
  const base = { id: "r", system: "github", period_key: "2026-Q1", listing_at: SIGNED - 9, listing_count: 3 };
  const end = { system_count: 3, signed_off_at: SIGNED, signed_off_by: "E-9", is_population_complete: true };
  return { ...base, ...end, ...more };
}

function lineRow(id: string, more: Partial<TableRow<"access_review_item">> = {}): TableRow<"access_review_item"> {
  const line = {
    id,
    review_id: "r",
    account_username: "user-gh-1",
    entitlement: "x",
    decision: "keep",
    decided_at: SIGNED,
  };
  return { ...line, reviewer_employee_no: "E-9", subject_employee_no: "E-1", executed_at: null, ...more };
}

function found(tables: TableRows, more: { isCarryIn?: boolean } = {}) {
  return populate(accessReviews, {
    tables: {
      scope: [systemScope("github", "scm")],
      calendar: [...QUARTERS, { id: "m", kind: "month", period_key: "2026-01", from_at: 0, to_at: PERIOD.start + 9 }],
      access_review: [reviewRow()],
      access_review_item: [],
      employment: [spellRow(), spellRow({ employee_no: "E-9" })],
      account: [accountRow({ id: "gh-1", system: "github" })],
      identity_decision: [],
      ...tables,
    },
    period: PERIOD,
    derived: [accountPerson],
    ...more,
  });
}

async function first(lines: readonly TableRow<"access_review_item">[], tables: TableRows = {}): Promise<AccessReview> {
  const item = (await found({ access_review_item: lines, ...tables })).find(({ isRecorded }) => isRecorded);
  if (item === undefined) throw new Error("no review");
  return item;
}

it("makes one item per system and quarter that ended in the period, held or not", async () => {
  const items = await found({});
  expect(items.map(({ label, occurredAt, isRecorded, actor }) => [label, occurredAt, isRecorded, actor])).toEqual([
    ["access review of github for 2025-Q4", PERIOD.start, false, null],
    ["access review of github for 2026-Q1", Date.UTC(2026, 3, 1), true, "E-9"],
  ]);
  expect((await found({}, { isCarryIn: true })).map(({ periodKey }) => periodKey)).toEqual(["2025-Q3"]);
});

it("asks of a system only for quarters at whose end it was in scope", async () => {
  const quarters = async (more: object) =>
    (await found({ scope: [systemScope("github", "scm", more)] })).map(({ periodKey }) => periodKey);
  expect(await quarters({ from_at: PERIOD.start - 1 })).toEqual(["2025-Q4", "2026-Q1"]);
  expect(await quarters({ from_at: PERIOD.start })).toEqual(["2026-Q1"]);
  expect(await quarters({ to_at: Date.UTC(2026, 3, 1) })).toEqual(["2025-Q4", "2026-Q1"]);
  expect(await quarters({ to_at: Date.UTC(2026, 3, 1) - 1 })).toEqual(["2025-Q4"]);
});

it("takes the record that is signed off and complete, then the earliest", async () => {
  const access_review = [
    reviewRow({ id: "a", signed_off_at: null }),
    reviewRow({ id: "b", signed_off_at: SIGNED - 1, is_population_complete: false }),
    reviewRow({ id: "c", signed_off_at: SIGNED + 1 }),
    reviewRow({ id: "d" }),
  ];
  expect(await first([], { access_review })).toMatchObject({ signedOffAt: SIGNED, isPopulationComplete: true });
});

it("adds up lines, and finds the slowest removal and the first open one", async () => {
  const lines = [
    lineRow("a"),
    lineRow("b", { decision: null }),
    lineRow("c", { decision: "certify" }),
    lineRow("d", { decision: "remove", executed_at: SIGNED + DAY_MS }),
    lineRow("e", { decision: "change", executed_at: SIGNED + 2 * DAY_MS }),
    lineRow("f", { decision: "remove", decided_at: SIGNED - 5 }),
    lineRow("g", { decision: "remove", decided_at: null }),
    lineRow("z", { review_id: "other", decision: "remove" }),
  ];
  expect(await first(lines)).toMatchObject({
    lineCount: 7,
    undecidedCount: 1,
    oddCount: 1,
    removalCount: 4,
    openCount: 2,
    openDecidedAt: SIGNED - 5,
    slowestDecidedAt: SIGNED,
    slowestExecutedAt: SIGNED + 2 * DAY_MS,
  });
});

it("compares persons: the reviewer, or who signed off, with whose access it is", async () => {
  const own = { subject_employee_no: null, reviewer_employee_no: "E-1" };
  expect(await first([lineRow("a")])).toMatchObject({ selfCount: 0, unknownCount: 0 });
  expect(await first([lineRow("a", own)])).toMatchObject({ selfCount: 1, unknownCount: 0 });
  expect(await first([lineRow("a", { subject_employee_no: "E-9", reviewer_employee_no: null })])).toMatchObject({
    selfCount: 1,
  });
  expect(await first([lineRow("a", { subject_employee_no: null, account_username: "who" })])).toMatchObject({
    unknownCount: 1,
  });
  const account = [accountRow({ id: "gh-1", system: "github", account_type: "service" })];
  expect(await first([lineRow("a", { subject_employee_no: null })], { account })).toMatchObject({ unknownCount: 0 });
});

it("says of each line whether who decided is whose access it is, and nothing where one of them is not known", async () => {
  const lines = [
    lineRow("other"),
    lineRow("own", { subject_employee_no: "E-9" }),
    lineRow("signed off", { subject_employee_no: "E-9", reviewer_employee_no: null }),
    lineRow("owner of the account", { subject_employee_no: null, reviewer_employee_no: "E-1" }),
    lineRow("nobody's account", { subject_employee_no: null, account_username: "user-gh-2" }),
    lineRow("no such account", { subject_employee_no: null, account_username: "who" }),
    lineRow("no such reviewer", { reviewer_employee_no: "E-7" }),
    lineRow("of an earlier record", { review_id: "other" }),
  ];
  const tables = {
    access_review: [reviewRow()],
    access_review_item: lines,
    employment: [spellRow(), spellRow({ employee_no: "E-9" })],
    account: [
      accountRow({ id: "gh-1", system: "github" }),
      accountRow({ id: "gh-2", system: "github", account_type: "service" }),
    ],
    identity_decision: [],
  };
  const rows = await runOnBoth({
    ...{
      sql: OWN_LINES.sql,
      columns: OWN_LINES.columns,
      names: OWN_LINES.reads.filter((name) => name !== "account_person"),
    },
    input: { tables, period: PERIOD, derived: [accountPerson] },
  });
  expect(Object.fromEntries(rows.map(({ id, isOwn }) => [id, isOwn]))).toEqual({
    ...{ other: false, own: true, "signed off": true, "owner of the account": true },
    ...{ "nobody's account": false, "no such account": null, "no such reviewer": null },
  });
});
