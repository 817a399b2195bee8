import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { readFixture } from "../../src/connectors/exports/fixture.js";

/** Exports as people really send them: opened in a spreadsheet, saved again, cut off, renamed. */
const HEADER = "Employee #,Work Email,Display Name,Hire Date,Termination Date,Status";
const ROW = "1001,ada@example.com,Ada Müller,2024-03-01,,Active";
const SHEET = `${HEADER}\n${ROW}\n1002,bo@example.com,Bo,2024-03-01,2026-03-31,Inactive\n`;

const read = (body: string | Uint8Array, entry: object = {}) =>
  readFixture("bamboohr-employees", body, { entry, key: "people.csv" });
const names = async (body: string | Uint8Array, entry: object = {}) => {
  const file = await read(body, entry);
  return [
    file.rows("employment").map((row) => row.display_name),
    file.rejects.map(({ pointer, reason }) => `${pointer}: ${reason}`),
  ];
};

function utf16(text: string, order: "le" | "be", bom: boolean): Buffer {
  const bytes = Buffer.from(`${bom ? "\uFEFF" : ""}${text}`, "utf16le");
  return order === "le" ? bytes : bytes.swap16();
}

describe("encodings", () => {
  const whole = [["Ada Müller", "Bo"], []];

  test.each([
    ["UTF-8", Buffer.from(SHEET)],
    ["UTF-8 with a byte order mark", Buffer.from(`\uFEFF${SHEET}`)],
    ["UTF-16 LE with a byte order mark", utf16(SHEET, "le", true)],
    ["UTF-16 BE with a byte order mark", utf16(SHEET, "be", true)],
    ["UTF-16 LE without one", utf16(SHEET, "le", false)],
    ["UTF-16 BE without one", utf16(SHEET, "be", false)],
    ["Windows-1252, because it is no UTF-8", Buffer.from(SHEET, "latin1")],
    ["gzip", gzipSync(SHEET)],
    ["gzip in gzip", gzipSync(gzipSync(SHEET))],
  ])("%s", async (_, bytes) => {
    expect(await names(bytes)).toEqual(whole);
  });

  test("a declared encoding is believed, and a wrong one is one reject", async () => {
    expect(await names(Buffer.from(SHEET, "latin1"), { encoding: "windows-1252" })).toEqual(whole);
    const wrong = await read(Buffer.from(SHEET, "latin1"), { encoding: "utf-8" });
    expect(wrong.rejects.at(-1)?.reason).toBe("the bytes are not utf-8 text");
    expect(wrong.coverage.map((row) => [row.is_complete, row.reason])).toEqual([[false, "rejects"]]);
  });

  test("an archive that is cut off is a reject, not a short list", async () => {
    const packed = gzipSync(SHEET.repeat(50));
    const file = await read(packed.subarray(0, packed.length - 20));
    expect(file.rejects.map(({ reason }) => reason)).toEqual(["the gzip archive is damaged or cut off"]);
    expect(file.coverage.map((row) => row.is_complete)).toEqual([false]);
  });
});

describe("delimiters and lines", () => {
  test.each([
    ["semicolons", ";"],
    ["tabs", "\t"],
  ])("%s", async (_, delimiter) => {
    expect(await names(SHEET.replaceAll(",", delimiter))).toEqual([["Ada Müller", "Bo"], []]);
  });

  test("a quoted line break and mixed line ends do not move the row numbers", async () => {
    const csv = `${HEADER}\r\n1,a@example.com,"Ada\nMüller",2024-03-01,,Active\r2,b@example.com,"B, ""Bo""",2024-03-01,,Active\n\n3,c@example.com,C,01/02/2024,,Active\n`;
    expect(await names(csv)).toEqual([
      ["Ada\nMüller", 'B, "Bo"'],
      ['row 5: the value of "Hire Date" is a date that can be read in two ways'],
    ]);
  });

  test("ragged rows are rejected one by one; empty trailing cells are none", async () => {
    const csv = `${HEADER}\n1,a@example.com,A,2024-03-01,,Active,,\n2,b@example.com\n3,c@example.com,C,2024-03-01,,Active,surplus\n`;
    expect(await names(csv)).toEqual([
      ["A"],
      ["row 3: the row has 2 cells, the header 6", "row 4: the row has 7 cells, the header 6"],
    ]);
  });

  test("a quote that is never closed ends the reading with a reject", async () => {
    const file = await read(
      `${HEADER}\n${ROW}\n2,"b@example.com,B,2024-03-01,,Active\n3,c@example.com,C,2024-03-01,,Active\n`,
    );
    expect(file.rejects.map(({ pointer, reason }) => [pointer, reason])).toEqual([
      ["row 3", "a quote is opened and never closed: the rest of the file cannot be read"],
    ]);
    expect([file.kept, file.coverage.map((row) => row.is_complete)]).toEqual([1, [false]]);
  });
});

describe("headers", () => {
  test("an empty file is no evidence of anything; a header alone is a complete zero", async () => {
    const nothing = await read("");
    expect(nothing.rejects.map(({ reason }) => reason)).toEqual(["the file is empty: it holds no byte"]);
    expect(nothing.coverage.map((row) => row.is_complete)).toEqual([false]);
    const zero = await read(`${HEADER}\n`);
    expect(zero.coverage.map((row) => [row.is_complete, row.reason, row.item_count])).toEqual([[true, null, 0]]);
  });

  test("a title that is there twice refuses the file and names it", async () => {
    const file = await read("Employee #,Hire Date,Hire Date\n1,2024-01-01,2025-01-01\n");
    expect(file.rejects).toEqual([
      {
        pointer: "row 1",
        column: "Hire Date",
        reason: 'the header has "Hire Date" 2 times, in columns 2 and 3',
        fix: 'Remove one of them, or say which in a mapping: "Hire Date#1" is the first.',
      },
    ]);
    expect(file.kept).toBe(0);
  });

  test("a missing title refuses the file once, with the nearest one there is", async () => {
    const file = await read("Employee #,Hier Date,Status\n1,2024-01-01,Active\n2,2024-01-01,Active\n");
    expect(file.rejects.map(({ pointer, reason }) => [pointer, reason])).toEqual([
      ["row 1", 'the file has no column "Hire Date" or "hireDate" (did you mean "Hier Date"?)'],
    ]);
  });

  test("a web page saved as an export is said to be one", async () => {
    const file = await read("<!doctype html><html><body>Sign in</body></html>");
    expect(file.rejects.map(({ reason }) => reason)).toEqual(["the file is a web page, not JSON"]);
  });
});
