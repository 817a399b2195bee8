import fc from "fast-check";
import { describe, expect, it } from "vitest";
import writeWorkbook from "write-excel-file/node";
import { readReportFile } from "../../src/app/report/readers/read-file.js";
import { type ReadReport, readDocument } from "../../src/recovery/auditor-report/read-document.js";
import { readRow } from "../../src/recovery/auditor-report/row-reading.js";
import { csvHeader, csvLine } from "../../src/reports/csv.js";
import { scannedPdf } from "./report-documents.js";

async function read(name: string, text: string | Uint8Array): Promise<ReadReport> {
  const bytes = typeof text === "string" ? Buffer.from(text, "utf8") : text;
  return readDocument((await readReportFile({ name, bytes })).pieces);
}

function results(report: ReadReport) {
  return report.rows.map((row) => {
    const { state, counted, doubtful } = readRow(row);
    return {
      state,
      counted: counted.map(({ deviating, examined }) => [deviating, examined]),
      doubtful: doubtful.map(({ why }) => why),
    };
  });
}

/** A CSV of one row with this result. */
const csvOf = (result: string) =>
  csvHeader(["Control no.", "Control", "Test performed", "Result"]) +
  csvLine(["CA-1", "A promise", "Inspected 25 items", result]);

describe("what cannot be read is a clear error with the fix", () => {
  it.each([
    ["empty.csv", "", "empty.csv holds no words"],
    ["blank.txt", " \n\t\n---\n", "blank.txt holds no words"],
    ["picture.png", Buffer.from("89504e470d0a1a0a0000000d", "hex"), "picture.png is no text, workbook or PDF"],
    ["letter.doc", Buffer.from("d0cf11e0a1b11ae1", "hex"), "letter.doc is an old Office file"],
    ["damaged.xlsx", Buffer.from("PK\u0003\u0004 and nothing more"), "damaged.xlsx is no workbook, or a damaged one"],
    ["cut.csv", Buffer.from([0xff, 0xfe, 0x41, 0x00, 0x42]), "cut.csv begins as UTF-16 text and is cut off or damaged"],
    [
      "half-letter.txt",
      Buffer.from([0xfe, 0xff, 0xd8, 0x3d]),
      "half-letter.txt begins as UTF-16 text and is cut off or damaged",
    ],
    ["damaged.pdf", Buffer.from("%PDF-1.7 and nothing more"), "damaged.pdf is a damaged PDF"],
  ])("%s", async (name, text, message) => {
    const bytes = typeof text === "string" ? Buffer.from(text) : text;
    await expect(readReportFile({ name, bytes })).rejects.toMatchObject({
      code: "bad-input",
      message,
      fix: expect.stringMatching(/\w/),
    });
  });

  it("a scan says that it is one, and how to make it readable", async () => {
    await expect(readReportFile({ name: "scan.pdf", bytes: await scannedPdf() })).rejects.toMatchObject({
      code: "bad-input",
      message: "scan.pdf has 1 pages and no text layer: it is a scan",
      fix: expect.stringContaining("OCR"),
    });
  });
});

describe("numbers that cannot be counted on are kept and not used", () => {
  it.each([
    ["Exception noted: for 0 of 0 items selected no approval was found.", "exception", [], ["nothing was examined"]],
    [
      "Exception noted: for 25 of 2 items selected no approval was found.",
      "exception",
      [],
      ["more deviate than were examined"],
    ],
    [
      "Exception noted: approval was obtained for 23 of 25 items.",
      "exception",
      [],
      ["it reads like items that passed"],
    ],
    ["No exceptions noted for 25 of 25 items.", "no-exception", [], ["no exception is said of it"]],
    ["Exception noted, see page 3 of 9.", "exception", [], []],
    ["Selected 25 of 312 items. Exception noted: 2 of 25 were late.", "exception", [[2, 25]], []],
    ["Exception noted: for two of twenty\u2013five items selected access was not removed.", "exception", [[2, 25]], []],
    ["Exception noted: 1\u00a0of\u00a025 items was late.", "exception", [[1, 25]], []],
    [
      "\u05d7\u05e8\u05d9\u05d2\u05d4 \u05e0\u05de\u05e6\u05d0\u05d4 \u202e2 of 25\u202c",
      "unclear",
      [],
      ["it is not said what is the matter with them"],
    ],
    ["=2+2 of 25", "unclear", [], ["it is not said what is the matter with them"]],
    ["The control did not operate effectively.", "exception", [], []],
    ["The control operated.", "unclear", [], []],
    ["", "unclear", [], []],
  ])("%j", async (result, state, counted, doubtful) => {
    const report = await read("hostile.csv", csvOf(result));
    expect(results(report)).toEqual([{ state, counted, doubtful }]);
  });
});

describe("nothing is lost", () => {
  it("of a row with a line of 10 MB: it is kept unread, and the others are read", async () => {
    const long = "x of y ".repeat(1_500_000);
    const report = await read(
      "long.csv",
      `${csvOf("No exceptions noted.")}CA-2,p,t,${long}\r\nCA-3,p,t,No exceptions noted.\r\n`,
    );
    expect(report.accounting).toEqual({ pieces: 4, in_rows: 2, in_statements: 0, headings: 1, unread: 1 });
    expect(report.unread[0]?.text).toHaveLength("CA-2\tp\tt\t".length + long.length);
  });

  it("of running text with a line of 10 MB", async () => {
    const report = await read("long.txt", `Exception noted: 2 of 25 were late.\n\n${"1 of ".repeat(2_000_000)}`);
    expect(report.accounting).toEqual({ pieces: 2, in_rows: 1, in_statements: 0, headings: 0, unread: 1 });
  });

  it("when a quote is never closed: the rows before are read, the rest is kept as lines", async () => {
    const text = `${csvOf("No exceptions noted.")}CA-2,"never closed,t,Exception noted: 2 of 25 were late.\r\nCA-3,p,t,No exceptions noted.\r\n`;
    const { pieces, problems } = await readReportFile({ name: "quotes.csv", bytes: Buffer.from(text) });
    expect(problems.map(({ place }) => place)).toEqual(["row 3"]);
    expect(pieces.map(({ kind }) => kind)).toEqual(["cells", "cells", "line", "line"]);
  });

  it("of text that is not UTF-8: it is read as Windows-1252, and that is said", async () => {
    const bytes = Buffer.from(csvOf("Exception noted: 2 of 25 were late \u00e9").replace("\uFEFF", ""), "latin1");
    const { pieces, problems } = await readReportFile({ name: "latin.csv", bytes });
    expect(problems).toHaveLength(1);
    expect(readDocument(pieces).rows[0]?.cells.at(-1)?.text).toBe("Exception noted: 2 of 25 were late \u00e9");
  });

  it("of formulas: those without a stored result are named", async () => {
    const data = [
      ["Control no.", "Control", "Result"],
      ["CA-1", "A promise", { value: "=CONCATENATE(2,25)", type: "Formula" as const }],
    ];
    const bytes = new Uint8Array(await writeWorkbook(data, { sheet: "One" }).toBuffer());
    const { pieces, problems } = await readReportFile({ name: "formulas.xlsx", bytes });
    expect(problems.map(({ place }) => place)).toEqual(["sheet1 C2"]);
    expect(readDocument(pieces).rows.map((row) => readRow(row).state)).toEqual(["unclear"]);
  });
});

describe("laws", () => {
  const ROLES = ["Control no.", "Control as specified", "Test performed", "Result", "Criteria"];
  const RESULTS = [
    "No exceptions noted.",
    "Exception noted: for 2 of 25 items access was late.",
    "No evidence was provided.",
  ];
  const row = fc.record({
    number: fc.integer({ min: 1, max: 999 }),
    result: fc.constantFrom(...RESULTS),
    extra: fc.string({ maxLength: 12 }),
  });

  it("any order of rows and columns and any unknown columns lose nothing and change no reading", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 8 }),
        fc.shuffledSubarray(["Owner", "Zebra", "Z 1", "..."], { minLength: 0 }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 9, maxLength: 9 }),
        async (rows, unknown, ranks) => {
          const titles = [...ROLES, ...unknown]
            .map((title, at) => ({ title, rank: ranks[at] ?? 0 }))
            .sort((a, b) => a.rank - b.rank);
          const cells = ({ number, result, extra }: (typeof rows)[number], title: string) =>
            ({
              "Control no.": `CA-${number}`,
              "Control as specified": "A promise",
              "Test performed": "Inspected it",
              Result: result,
              Criteria: "CC6.3",
            })[title] ?? extra;
          const text =
            csvHeader(titles.map(({ title }) => title)) +
            rows.map((each) => csvLine(titles.map(({ title }) => cells(each, title)))).join("");
          const report = await read("any.csv", text);
          expect(report.accounting).toEqual({
            pieces: rows.length + 1,
            in_rows: rows.length,
            in_statements: 0,
            headings: 1,
            unread: 0,
          });
          expect(
            report.rows
              .map((each) => readRow(each))
              .map(({ controlNo, state, criteria }) => [controlNo, state, criteria]),
          ).toEqual(rows.map(({ number, result }) => [`CA-${number}`, stateOf(result), ["CC6.3"]]));
        },
      ),
      { numRuns: 150 },
    );
  });

  it("any text at all is kept: every word stands in a row, a statement, a heading or an unread line", async () => {
    const line = fc.oneof(
      fc.string({ maxLength: 60 }),
      fc.constantFrom(
        "Exception noted: 2 of 25 were late.",
        "| a | b | Result |",
        "Result: none",
        "## Section IV",
        "Control no.: 7",
        "a\tb\tc",
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 20 }), async (lines) => {
        const text = `word\n${lines.join("\n").replaceAll("\0", "")}`;
        const report = await read("any.txt", text);
        const kept = [
          ...report.rows.flatMap(({ cells }) => cells.flatMap(({ title, text: words }) => [title ?? "", words])),
          ...[...report.statements, ...report.headings, ...report.unread].map(({ text: words }) => words),
        ].join("\n");
        for (const word of text.match(/[A-Za-z0-9]+/gu) ?? []) expect(kept).toContain(word);
      }),
      { numRuns: 300 },
    );
  });

  function stateOf(result: string): string {
    if (result.startsWith("No exceptions")) return "no-exception";
    return result.startsWith("No evidence") ? "no-evidence" : "exception";
  }
});
