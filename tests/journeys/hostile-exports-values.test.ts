import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readFixture } from "../../src/connectors/exports/fixture.js";

const HEADER = "Employee #,Work Email,Display Name,Hire Date,Termination Date,Status";
const read = (rows: readonly string[], entry: object = {}) =>
  readFixture("bamboohr-employees", `${[HEADER, ...rows].join("\n")}\n`, { entry, key: "people.csv" });
const days = async (rows: readonly string[], entry: object = {}) => {
  const file = await read(rows, entry);
  return [
    file.rows("employment").map((row) => [row.start_day, row.end_day]),
    file.rejects.map(({ pointer, column }) => [pointer, column]),
  ];
};

describe("dates", () => {
  test("no date in all the ways that exports write it", async () => {
    const empty = ["", "0000-00-00", "N/A", "n/a", "NULL", "-"];
    const rows = empty.map((word, index) => `${index},a@example.com,A,2024-03-01,${word},Active`);
    expect(await days(rows)).toEqual([empty.map(() => ["2024-03-01", null]), []]);
  });

  test("Excel's serial numbers are days; days that do not exist are rejected", async () => {
    const rows = [
      "1,a,A,45352,,Active",
      "2,b,B,2024-02-30,,Active",
      "3,c,C,2024-02-29,,Active",
      "4,d,D,2023-02-29,,Active",
      "5,e,E,9,,Active",
    ];
    expect(await days(rows)).toEqual([
      [
        ["2024-03-01", null],
        ["2024-02-29", null],
      ],
      [
        ["row 3", "Hire Date"],
        ["row 5", "Hire Date"],
        ["row 6", "Hire Date"],
      ],
    ]);
  });

  test("a date that can be read in two ways is refused until somebody says how dates are written", async () => {
    const rows = ["1,a,A,03/04/2026,,Active"];
    expect(await days(rows)).toEqual([[], [["row 2", "Hire Date"]]]);
    expect(await days(rows, { dates: "DD/MM/YYYY" })).toEqual([[["2026-04-03", null]], []]);
    expect(await days(rows, { dates: "MM/DD/YYYY" })).toEqual([[["2026-03-04", null]], []]);
  });

  test("a time without a zone is refused; with a zone it is exact to the millisecond", async () => {
    const csv = (at: string) => `system,external_id,at,is_success,is_legacy_protocol,app\nokta,1,${at},true,false,x\n`;
    const bare = await readFixture("lookback-sign_in", csv("2026-02-01T10:00:00"), { entry: { system: "okta" } });
    expect(bare.rejects.map(({ column, reason }) => [column, reason])).toEqual([
      ["at", 'the value of "at" has no time zone'],
    ]);
    const zoned = await readFixture("lookback-sign_in", csv("2026-02-01T10:00:00.1234+02:00"), {
      entry: { system: "okta" },
    });
    expect(zoned.rows("sign_in").map((row) => row.at)).toEqual([Date.parse("2026-02-01T08:00:00.123Z")]);
  });

  test("the end of a day is the end of the local day, over the change of the clock too", async () => {
    const file = await read(["1,a,A,2024-03-01,2026-03-29,Inactive"]);
    expect(file.rows("employment").map((row) => row.end_at)).toEqual([Date.parse("2026-03-29T22:00:00Z")]);
  });
});

describe("rows", () => {
  test("a leaver who came back is two spells of one person", async () => {
    const file = await read([
      "1001,a@example.com,A,2022-01-01,2024-06-30,Inactive",
      "1001,a@example.com,A,2025-09-01,,Active",
    ]);
    expect(file.rows("employment").map((row) => [row.employee_no, row.start_day, row.end_day])).toEqual([
      ["1001", "2022-01-01", "2024-06-30"],
      ["1001", "2025-09-01", null],
    ]);
    expect(new Set(file.rows("employment").map((row) => row.person_id)).size).toBe(1);
    expect(new Set(file.rows("employment").map((row) => row.id)).size).toBe(2);
  });

  test("a totals row that the mapping knows is kept without rows; one it does not know is a reject", async () => {
    const file = await read(["1001,a@example.com,A,2022-01-01,,Active", "Total,1,,,,", "Sum of all,,,,,"]);
    expect([file.kept, file.skipped, file.rejects.map(({ pointer, column }) => [pointer, column])]).toEqual([
      2,
      ["totals row"],
      [["row 4", "Hire Date"]],
    ]);
  });

  test("formulas stay text, null bytes stay in it, and a cell of one mebibyte is read", async () => {
    const long = "x".repeat(1_048_576);
    const file = await read([
      '1,a,=HYPERLINK("http://x"),2022-01-01,,Active',
      "2,b,B\u0000B,2022-01-01,,Active",
      `3,c,${long},2022-01-01,,Active`,
    ]);
    expect(file.rejects).toEqual([]);
    expect(file.rows("employment").map((row) => row.display_name)).toEqual([
      '=HYPERLINK("http://x")',
      "B\u0000B",
      long,
    ]);
  });

  test("a word that nobody knows is named, not guessed", async () => {
    const csv = `${HEADER},Employment Status\n1,a,A,2022-01-01,,Active,Wizard\n`;
    const file = await readFixture("bamboohr-employees", csv);
    expect(file.rejects.map(({ column, reason }) => [column, reason])).toEqual([
      ["Employment Status", '"Wizard" in "Employment Status" is no word that this mapping knows'],
    ]);
  });
});

const cell = fc.oneof(
  fc.constantFrom(
    "",
    "1001",
    "2024-03-01",
    "2026-02-31",
    "Active",
    "Inactive",
    "N/A",
    "Total",
    '"',
    '"a,b"',
    "a\u0000b",
    "=1+1",
    "45352",
  ),
  fc.string({ maxLength: 12 }),
);

test("whatever the bytes: nothing throws, and every row read is kept or rejected", async () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc
      .array(fc.array(cell, { maxLength: 8 }), { maxLength: 12 })
      .map((rows) => Buffer.from([HEADER, ...rows.map((row) => row.join(","))].join("\n"))),
    fc.json().map((text) => Buffer.from(text)),
  );
  await fc.assert(
    fc.asyncProperty(
      bytes,
      fc.constantFrom("bamboohr-employees", "okta-users", "cloudtrail", "github-reviews"),
      async (body, mapping) => {
        const entry = { system: "okta", cloud_account: "1", repository: "acme/api" };
        const file = await readFixture(mapping, body, { entry });
        expect(file.items.length).toBe(file.kept + file.rejects.length + file.coverage.length);
        expect(file.coverage.length).toBeGreaterThan(0);
        for (const row of file.coverage) {
          expect(row.item_count).toBe(file.kept);
          if (file.rejects.length > 0) expect(row.is_complete).toBe(false);
        }
      },
    ),
    { numRuns: 300 },
  );
});

test("well-formed rows: one item for each, in the order of the file", async () => {
  const word = fc.string({ minLength: 1, maxLength: 20 }).filter((text) => text.trim() !== "");
  await fc.assert(
    fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 30 }), async (names) => {
      const rows = names.map(
        (name, index) => `${index},a@example.com,"${name.replaceAll('"', '""')}",2024-03-01,,Active`,
      );
      const file = await readFixture("bamboohr-employees", `${[HEADER, ...rows].join("\r\n")}\r\n`);
      expect(file.rejects).toEqual([]);
      expect(file.rows("employment").map((row) => row.employee_no)).toEqual(names.map((_, index) => String(index)));
    }),
    { numRuns: 100 },
  );
});
