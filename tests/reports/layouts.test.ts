import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { readReportFile } from "../../src/app/report/readers/read-file.js";
import { opinionFacts } from "../../src/recovery/auditor-report/opinion-facts.js";
import { type ReadReport, readDocument } from "../../src/recovery/auditor-report/read-document.js";
import { readRow } from "../../src/recovery/auditor-report/row-reading.js";
import {
  criteriaFirstTable,
  exceptionsWorkbook,
  PROSE_REPORT,
  prosePdf,
  tablePdf,
  wideTable,
} from "./report-documents.js";

/** `CA-12 exception 2/25 CC6.2,CC6.3`: what one row came to. */
function lineOf(row: ReadReport["rows"][number]): string {
  const { controlNo, state, counted, criteria } = readRow(row);
  const counts = counted.map(({ deviating, examined }) => `${deviating}/${examined}`).join("+");
  return [controlNo ?? "-", state, counts === "" ? "-" : counts, criteria.length === 0 ? "-" : criteria.join()].join(
    " ",
  );
}

interface Layout {
  readonly name: string;
  readonly bytes: () => Promise<Uint8Array>;
  readonly format: string;
  readonly rows: readonly string[];
  /** Lines kept unread; every other line is in a row, a statement or a heading. */
  readonly unread: readonly string[];
}

const file = (name: string) => () => readFile(`tests/reports/${name}`);

const LAYOUTS: readonly Layout[] = [
  {
    name: "table.csv",
    bytes: file("table.csv"),
    format: "csv",
    rows: [
      "CA-11 no-exception - CC6.2",
      "CA-12 exception 2/25 CC6.2,CC6.3",
      "CA-20 exception 2/25+4/25 CC6.8",
      "CA-31 did-not-operate - CC7.5",
      "CA-40 no-evidence - A1.3",
    ],
    unread: [],
  },
  {
    name: "other-headings.csv",
    bytes: file("other-headings.csv"),
    format: "csv",
    rows: ["6.1.4 exception 3/40 CC8.1", "6.1.5 no-exception - CC8.1", "7.2 exception 4/25 CC7.2,CC7.3"],
    unread: [],
  },
  {
    name: "numbers.csv",
    bytes: file("numbers.csv"),
    format: "csv",
    rows: [
      "LA-7 exception 2/25 CC6.3",
      "LA-9 no-exception 0/25 CC6.1",
      "CM-1 exception 3/40 CC8.1",
      "CM-2 unclear - CC8.1",
    ],
    unread: [],
  },
  {
    name: "workbook.xlsx",
    bytes: exceptionsWorkbook,
    format: "xlsx",
    rows: [
      "AC-12 exception 2/25 CC6.2,CC6.3",
      "AC-13 no-exception - CC6.3",
      "AC-13 exception 1/4 CC6.3",
      "8.1 exception 5/25 CC8.1",
      "8.2 did-not-operate - CC8.1",
      "AC-12 exception 2/25 -",
      "AC-13 exception 1/4 -",
    ],
    unread: [],
  },
  {
    name: "table.md",
    bytes: file("table.md"),
    format: "text",
    rows: [
      "6.1.1 no-exception - CC6.1",
      "6.1.2 exception 1/4 CC6.1",
      "6.1.2 no-exception - CC6.1",
      "8.1.1 exception 5/25 CC8.1",
      "8.1.2 did-not-operate - CC8.1",
    ],
    unread: ["We tested the controls below from 1 January 2026 to 30 June 2026."],
  },
  {
    name: "prose.md",
    bytes: file("prose.md"),
    format: "text",
    rows: ["CA-12 exception 2/25 CC6.2,CC6.3", "CA-14 no-exception - CC6.3"],
    unread: ["The auditor thanks the team for its help."],
  },
  {
    name: "mail.txt",
    bytes: file("mail.txt"),
    format: "text",
    rows: [
      "6.1.4 exception 2/25 CC6.2,CC6.3",
      "8.1.1 exception 5/25 CC8.1",
      "7.2 exception 4/25 CC7.2",
      "9.2.1 no-evidence - CC9.2",
    ],
    unread: [
      "From: partner@audit.example\nSubject: exceptions, draft",
      "Hello,",
      "as promised the exceptions before the report is issued:",
      "Kind regards",
    ],
  },
  {
    name: "pasted-table.txt",
    bytes: file("pasted-table.txt"),
    format: "text",
    rows: ["AC-03 exception 2/25 CC6.3", "AC-04 exception 1/10 CC6.3", "CH-01 no-exception - CC8.1"],
    unread: ["Sent from my phone"],
  },
  {
    name: "section-v.md",
    bytes: file("section-v.md"),
    format: "text",
    rows: ["CA-12 exception 2/25 CC6.2,CC6.3", "CA-40 no-evidence - A1.3"],
    unread: [],
  },
  {
    name: "wide-table.pdf",
    bytes: () => tablePdf("Section IV: results of tests", wideTable()),
    format: "pdf",
    rows: [
      "CA-12 exception 2/25 CC6.3",
      "CA-13 no-exception - CC6.3",
      "CA-14 exception 5/25 CC8.1",
      "CA-15 exception 4/25 CC7.2",
    ],
    unread: [],
  },
  {
    name: "criteria-first.pdf",
    bytes: () => tablePdf("Part 4 Results", criteriaFirstTable()),
    format: "pdf",
    rows: [
      "6.1.4 exception 3/25+1/25 CC6.2,CC6.3",
      "8.1.1 no-exception - CC8.1",
      "9.2.1 no-evidence - CC9.2",
      "7.5.1 did-not-operate - CC7.5",
    ],
    unread: [],
  },
  {
    name: "prose.pdf",
    bytes: () => prosePdf(PROSE_REPORT),
    format: "pdf",
    rows: ["CA-12 exception 2/25 CC6.2,CC6.3", "CA-14 no-exception - CC8.1"],
    unread: [],
  },
];

describe("every layout becomes the auditor's rows, and no line is lost", () => {
  it.each(LAYOUTS)("$name", async ({ name, bytes, format, rows, unread }) => {
    const read = await readReportFile({ name, bytes: await bytes() });
    expect([read.format, read.problems]).toEqual([format, []]);
    const report = readDocument(read.pieces);
    expect(report.rows.map(lineOf)).toEqual(rows);
    expect(report.unread.map(({ text }) => text)).toEqual(unread);
    const { pieces, in_rows, in_statements, headings, unread: left } = report.accounting;
    expect(in_rows + in_statements + headings + left).toBe(pieces);
  });
});

it("keeps a row whole that a page break cuts, and leaves out what the page prints around it", async () => {
  const { pieces } = await readReportFile({ name: "a.pdf", bytes: await tablePdf("Section IV", wideTable()) });
  const { rows, headings } = readDocument(pieces);
  const result = rows[0]?.cells.find(({ role }) => role === "result")?.text.replaceAll("\n", " ");
  expect(result).toBe(wideTable().rows[0]?.[3]);
  expect(headings.filter(({ text }) => text.startsWith("Confidential")).map(({ text }) => text)).toEqual([
    "Confidential. Page 1 of 3",
    "Confidential. Page 2 of 3",
    "Confidential. Page 3 of 3",
  ]);
});

it.each([
  ["prose.md", file("prose.md"), ["CC6.3"]],
  ["mail.txt", file("mail.txt"), []],
  ["prose.pdf", () => prosePdf(PROSE_REPORT), ["CC6.2", "CC6.3"]],
] as const)("reads opinion, type, period and basis of %s", async (name, bytes, basisCriteria) => {
  const { statements, headings, unread } = readDocument((await readReportFile({ name, bytes: await bytes() })).pieces);
  expect(opinionFacts({ statements, otherLines: [...headings, ...unread].map(({ text }) => text) })).toEqual({
    opinion: "qualified",
    type: "II",
    period: { from: "2026-01-01", to: "2026-06-30" },
    basisCriteria,
  });
});
