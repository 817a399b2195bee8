import { readSheet } from "read-excel-file/node";
import { describe, expect, it } from "vitest";
import { DISCLAIMER_TEXT } from "../../assess/opinion/projection.js";
import { sampleReport } from "../audit/testing/sample-report.js";
import { completenessSheets } from "./completeness.js";
import { matrixSheets } from "./matrix.js";
import { csvName, renderSheetCsv } from "./render-csv.js";
import { renderXlsx } from "./render-xlsx.js";
import { cellText, type Sheet, sheetNames } from "./sheet.js";
import { withoutClock } from "./zip-clock.js";

const odd: Sheet = {
  name: "Odd",
  columns: ["Text", "Number", "Flag", "Nothing"].map((title) => ({ title, width: 12 })),
  rows: [
    ["=1+1", 3, true, null],
    ["+49 30", -1, false, ""],
    ["@SUM(A1)", 0, true, null],
    ["-x", 1, true, null],
    ["a\nb <&> \u0001 \uD800 é 👩", 2, false, null],
    ["2026-06-30T21:59:59.999Z", 4, false, null],
  ],
};

const report = sampleReport();

describe("a workbook", () => {
  it("holds text as text, whatever it begins with, and numbers and flags as such", async () => {
    const bytes = await renderXlsx([odd]);
    expect(await readSheet(Buffer.from(bytes))).toEqual([
      ["Text", "Number", "Flag", "Nothing"],
      ["=1+1", 3, true, null],
      ["+49 30", -1, false, null],
      ["@SUM(A1)", 0, true, null],
      ["-x", 1, true, null],
      ["a\nb <&>   é 👩", 2, false, null],
      ["2026-06-30T21:59:59.999Z", 4, false, null],
    ]);
  });

  it("is the same bytes again, and no entry tells when it was packed", async () => {
    const first = await renderXlsx(matrixSheets(report));
    expect(Buffer.from(await renderXlsx(matrixSheets(report))).equals(Buffer.from(first))).toBe(true);
    const [directory, locals] = [datesAfter(first, "PK\u0001\u0002", 12), datesAfter(first, "PK\u0003\u0004", 10)];
    expect([locals.length, new Set([...directory, ...locals])]).toEqual([directory.length, new Set(["00002100"])]);
  });

  it("a date that another clock wrote is removed; bytes that are no archive are refused", async () => {
    const bytes = await renderXlsx([odd]);
    const stamped = Uint8Array.from(bytes);
    stamped.set([1, 2, 3, 4], 10);
    expect(Buffer.from(withoutClock(stamped)).equals(Buffer.from(bytes))).toBe(true);
    expect(() => withoutClock(new Uint8Array(30))).toThrow("a workbook is an archive");
  });

  it("names sheets as spreadsheets allow", () => {
    const long = "a".repeat(40);
    expect(sheetNames(["a/b", "A-B", "", long, long, "'x'"])).toEqual([
      "a-b",
      "A-B-2",
      "sheet",
      "a".repeat(31),
      `${"a".repeat(29)}-2`,
      "x",
    ]);
  });

  it("cuts a text only where a spreadsheet would, and says so", () => {
    expect(cellText("x".repeat(32_767))).toBe("x".repeat(32_767));
    const cut = cellText("x".repeat(32_768));
    expect([cut.length, cut.endsWith("(32768 characters; the CSV holds all of them)")]).toEqual([32_767, true]);
  });
});

/** Time and date of each entry, as hex, found at `offset` behind a signature. */
function datesAfter(bytes: Uint8Array, signature: string, offset: number): readonly string[] {
  const buffer = Buffer.from(bytes);
  const found: string[] = [];
  for (let at = buffer.indexOf(signature, 0, "latin1"); at >= 0; at = buffer.indexOf(signature, at + 4, "latin1")) {
    found.push(buffer.subarray(at + offset, at + offset + 4).toString("hex"));
  }
  return found;
}

describe("the control matrix", () => {
  const [controls, attributes, about] = matrixSheets(report);
  it("has a row for each control and attribute, with as many cells as titles", () => {
    expect(controls?.rows.map(([id]) => id)).toEqual(report.controls.map(({ id }) => id));
    expect(attributes?.rows.length).toBe(report.controls.flatMap((control) => control.attributes).length);
    for (const sheet of [...matrixSheets(report), ...completenessSheets(report)]) {
      expect(sheet.rows.filter((row) => row.length !== sheet.columns.length)).toEqual([]);
    }
  });

  it("gives the projection's numbers, and says that no opinion is meant", () => {
    const [first] = report.controls;
    const projected = report.opinion.controls[first?.id ?? ""];
    const titles = controls?.columns.map(({ title }) => title) ?? [];
    const cell = (title: string) => controls?.rows[0]?.[titles.indexOf(title)];
    expect([cell("Statement as promised"), cell("N"), cell("Deviations")]).toEqual([
      first?.statement,
      projected?.N,
      projected?.deviations,
    ]);
    expect(about?.rows).toContainEqual(["Projections", DISCLAIMER_TEXT]);
    expect(about?.rows).toContainEqual(["SAMPLE DATA", "A made-up organisation."]);
  });

  it("names each population once with its proof, however many controls share it", () => {
    const [populations, sources, gaps] = completenessSheets(report);
    const names = [...new Set(report.controls.map(({ population }) => population))].sort();
    expect(populations?.rows.map(([name]) => name)).toEqual(names);
    const proofs = new Map(report.controls.map(({ population, completeness }) => [population, completeness]));
    const count = (of: "sources" | "gaps") => [...proofs.values()].reduce((sum, proof) => sum + proof[of].length, 0);
    expect([sources?.rows.length, gaps?.rows.length]).toEqual([count("sources"), count("gaps")]);
  });
});

it("as CSV, a text that begins like a formula is marked", () => {
  expect([csvName(odd), renderSheetCsv({ ...odd, rows: odd.rows.slice(0, 2) })]).toEqual([
    "odd.csv",
    "\uFEFFText,Number,Flag,Nothing\r\n'=1+1,3,true,\r\n'+49 30,-1,false,\r\n",
  ]);
});
