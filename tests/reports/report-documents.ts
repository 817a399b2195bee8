import PDFDocument from "pdfkit";
import writeWorkbook from "write-excel-file/node";

/** A workbook as spreadsheets send it: merged titles above the table, two sheets, numbers and days as such. */
export async function exceptionsWorkbook(): Promise<Uint8Array> {
  const title = (value: string) => ({ value, span: 5, columnSpan: 5, fontWeight: "bold" as const });
  const sectionFour = [
    [title("Example Ltd: SOC 2 type II, 1 January 2026 to 30 June 2026")],
    [title("Section IV: controls tested and results")],
    [],
    ["Control ID", "TSC", "Control activity", "Test of control", "Result of test"],
    [title("CC6 Logical and physical access")],
    [
      "AC-12",
      "CC6.2, CC6.3",
      "Leavers lose access within 24 hours",
      "Inspected 25 leavers",
      "Exception noted: for 2 of 25 leavers selected, access was removed late.",
    ],
    ["AC-13", "CC6.3", "Access is reviewed every quarter", "Inspected four reviews", "No exceptions noted."],
    [null, null, null, "Inspected the sign-off of four reviews", "Exception noted: 1 of 4 reviews was not signed off."],
    [title("CC8 Change management")],
    [
      8.1,
      "CC8.1",
      "Changes are approved before merge",
      "Reperformed for 25 changes",
      "Exception noted: 5 of 25 changes were not approved before merge.",
    ],
    [
      8.2,
      "CC8.1",
      "Emergency changes are reviewed",
      "Inquired of management",
      "Did not operate: no emergency change occurred during the period.",
    ],
  ];
  const sectionFive = [
    [title("Section V: management's responses")],
    ["Control ID", "Exception", "Management response", "Due"],
    [
      "AC-12",
      "For 2 of 25 leavers selected, access was removed late.",
      "The HR system disables accounts since July.",
      { value: new Date(Date.UTC(2026, 6, 1)), type: Date, format: "yyyy-mm-dd" },
    ],
    ["AC-13", "1 of 4 reviews was not signed off.", "Sign-off is now required to close a review.", null],
  ];
  const sheets = [
    { data: sectionFour, sheet: "Section IV" },
    { data: sectionFive, sheet: "Section V" },
  ];
  return new Uint8Array(await writeWorkbook(sheets).toBuffer());
}

interface TableLayout {
  readonly columns: readonly { readonly title: string; readonly x: number; readonly width: number }[];
  readonly rows: readonly (readonly string[])[];
  /** Whether the titles are printed again on every page. */
  readonly repeatsTitles: boolean;
  readonly foot: string;
  /** Last y at which a line may stand: rows are cut there, line by line. */
  readonly bottom: number;
}

const col = (title: string, x: number, width: number) => ({ title, x, width });

/** Four columns; titles printed again on each page; the first row goes on upon the second page. */
export function wideTable(): TableLayout {
  return {
    columns: [
      col("Control no.", 50, 60),
      col("Control as specified", 120, 130),
      col("Test performed", 260, 120),
      col("Result", 390, 150),
    ],
    repeatsTitles: true,
    foot: "Confidential. Page # of 3",
    bottom: 145,
    rows: [
      [
        "CA-12 (CC6.3)",
        "Access of people who leave is removed within 24 hours of the last working day by the service desk.",
        "Inspected the log of the identity provider for a sample of 25 of 41 leavers.",
        "Exception noted: for 2 of 25 leavers selected, access was removed later than 24 hours after the last working day of the person, namely after 31 and 74 hours.",
      ],
      ["CA-13 (CC6.3)", "Owners review access every quarter.", "Inspected the four reviews.", "No exceptions noted."],
      [
        "CA-14 (CC8.1)",
        "Every change is approved by a second person before it is merged to the main branch.",
        "Reperformed for 25 changes.",
        "Exception noted: 5 of 25 changes selected were merged without approval.",
      ],
      [
        "CA-15 (CC7.2)",
        "Alerts are triaged.",
        "Inspected 25 alerts.",
        "Exception noted: for 4 of 25 alerts no disposition was recorded.",
      ],
    ],
  };
}

/** Five columns, criteria first; titles printed once; page numbers that look like nothing else. */
export function criteriaFirstTable(): TableLayout {
  return {
    columns: [
      col("Criteria", 40, 50),
      col("Ref.", 95, 45),
      col("Description of the control", 150, 120),
      col("Tests of controls", 290, 110),
      col("Results of tests", 420, 140),
    ],
    repeatsTitles: false,
    foot: "# | Example Ltd",
    bottom: 150,
    rows: [
      [
        "CC6.2, CC6.3",
        "6.1.4",
        "Leavers lose access in time, also in applications outside single sign-on.",
        "Inspected the accounts of 25 leavers in five applications.",
        "Deviation noted: for three of twenty-five leavers selected an account was still active. Two of the accounts were personal, and for 1 of 25 a token remained.",
      ],
      ["CC8.1", "8.1.1", "Changes pass the checks.", "Inspected 25 changes.", "No deviations noted."],
      [
        "CC9.2",
        "9.2.1",
        "Critical vendors are reviewed every year.",
        "Requested the reviews.",
        "No evidence was provided for the review of the hosting company.",
      ],
      [
        "CC7.5",
        "7.5.1",
        "Incidents get a review.",
        "Inquired of management.",
        "The control did not operate during the period because no incident occurred.",
      ],
    ],
  };
}

/** Opinion, basis and two controls as running text. */
export const PROSE_REPORT: readonly { readonly heading?: string; readonly text?: string }[] = [
  {
    heading: "Basis for Qualified Opinion",
    text: "The description states that access of leavers is removed within 24 hours. However, as shown in Section IV for control CA-12, it did not operate effectively from 1 February 2026 to 31 March 2026. As a result, the controls did not provide reasonable assurance that commitments were met on criteria CC6.2 and CC6.3.",
  },
  {
    heading: "Qualified Opinion",
    text: "In our opinion, except for the effects of the matter described in the preceding paragraph, in all material respects, the controls operated effectively throughout the period January 1, 2026 to June 30, 2026.",
  },
  { heading: "Section IV" },
  { text: "Control CA-12. Access of people who leave is removed within 24 hours. (CC6.2, CC6.3)" },
  {
    text: "Test performed: Inspected the log of the identity provider for a sample of 25 leavers, including those who left at the weekend, and compared the time with the time of the last working day as recorded by HR.",
  },
  {
    text: "Result: Exception noted: for 2 of 25 leavers selected, access was removed 31 and 74 hours after the last working day, which is later than the control specifies.",
  },
  { text: "Control CA-14. Changes are approved. (CC8.1)" },
  { text: "Result: No exceptions noted." },
];

/** A table of a report in several pages; a row that reaches the end of a page goes on upon the next, line by line. */
export async function tablePdf(heading: string, layout: TableLayout): Promise<Uint8Array> {
  return pdf((document) => {
    const size = 9;
    const leading = 11;
    let y = 60;
    let page = 1;
    const foot = () =>
      document
        .font("Helvetica")
        .fontSize(7)
        .text(layout.foot.replace("#", String(page)), 50, 790, { lineBreak: false });
    const titles = () => {
      document.font("Helvetica-Bold").fontSize(size);
      for (const { title, x } of layout.columns) document.text(title, x, y, { lineBreak: false });
      y += leading + 8;
      document.font("Helvetica").fontSize(size);
    };
    document.font("Helvetica-Bold").fontSize(14).text(heading, 50, 40, { lineBreak: false });
    titles();
    for (const row of layout.rows) {
      const cells = row.map((text, at) => wrapped(document, text, layout.columns[at]?.width ?? 100));
      const lines = Math.max(...cells.map((cell) => cell.length));
      for (let line = 0; line < lines; line += 1) {
        if (y > layout.bottom) {
          foot();
          document.addPage();
          page += 1;
          y = 60;
          document.font("Helvetica").fontSize(size);
          if (layout.repeatsTitles) titles();
        }
        for (const [at, cell] of cells.entries()) {
          const text = cell[line];
          if (text !== undefined) document.text(text, layout.columns[at]?.x ?? 50, y, { lineBreak: false });
        }
        y += leading;
      }
      y += 8;
    }
    foot();
  });
}

/** Running text with headings in bold, as word processors print it. */
export async function prosePdf(
  parts: readonly { readonly heading?: string; readonly text?: string }[],
): Promise<Uint8Array> {
  return pdf((document) => {
    for (const { heading, text } of parts) {
      if (heading !== undefined) document.font("Helvetica-Bold").fontSize(12).text(heading).moveDown(0.5);
      if (text !== undefined) document.font("Helvetica").fontSize(10).text(text).moveDown(1);
    }
  });
}

/** A PDF of one page that holds a drawing and no text, as a scanner makes it. */
export async function scannedPdf(): Promise<Uint8Array> {
  return pdf((document) => {
    document.rect(50, 50, 400, 600).fill("#eeeeee");
  });
}

function wrapped(document: PDFKit.PDFDocument, text: string, width: number): readonly string[] {
  document.font("Helvetica").fontSize(9);
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const joined = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && document.widthOfString(joined) <= width) lines[lines.length - 1] = joined;
    else lines.push(word);
  }
  return lines;
}

function pdf(draw: (document: PDFKit.PDFDocument) => void): Promise<Uint8Array> {
  const document = new PDFDocument({ size: "A4", margin: 50 });
  const parts: Buffer[] = [];
  return new Promise((resolve, reject) => {
    document.on("data", (part: Buffer) => parts.push(part));
    document.on("end", () => resolve(new Uint8Array(Buffer.concat(parts))));
    document.on("error", reject);
    draw(document);
    document.end();
  });
}
