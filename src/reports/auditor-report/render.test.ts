import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { AuditorReportView, auditorReportJsonSchema, type RowView, renderAuditorReportJson } from "./model.js";
import { renderAuditorReportHtml } from "./render-html.js";
import { renderAuditorReportText } from "./render-text.js";

const row = (changes: Partial<RowView> = {}): RowView => ({
  id: "row-0000000001",
  file: "exceptions.csv",
  place: "row 2",
  is_current: true,
  words: [{ title: "Result", text: "Exception noted: 2 of 25 were late.", is_carried: false }],
  control_no: "CA-12",
  criteria: ["CC6.3"],
  unknown_criteria: [],
  state: "exception",
  doubtful: [],
  repeats: null,
  comparisons: [
    {
      seen: { deviating: 2, examined: 25, words: "2 of 25", about: "were late" },
      match: { control: "IAM-03", attribute: "A", title: "Disabled in time" },
      census: { deviating: 11, due: 312, could_not_tell: 0, is_proven: true, reasons: [] },
      why_no_census: null,
      chance_of_any_millionths: 613_000,
      chance_of_as_many_millionths: 221_000,
      meaning: "What the auditor saw is part of 11 of 312.",
    },
  ],
  proposals: [],
  ...changes,
});

const view = (...rows: readonly RowView[]): AuditorReportView => ({
  schema: "lookback.auditor-report/1",
  lookback: "lookback 0",
  organisation: "Example Ltd",
  is_sample: false,
  as_of: "2026-07-06T07:00:00.000Z",
  disclaimer: "Not an opinion.",
  opinion: "qualified",
  type: "II",
  period: { from: "2026-01-01", to: "2026-06-30" },
  criteria: [
    {
      criterion: "CC6.3",
      title: "Access",
      is_in_basis: true,
      rows: ["row-0000000001"],
      standing: "deviating",
      meaning: "Not won back: it deviates.",
    },
  ],
  rows: [...rows],
  files: [
    {
      id: "file-0000000000",
      file: "exceptions.csv",
      replaces: null,
      sha256: "0".repeat(64),
      imported_at: "2026-07-06T07:00:00.000Z",
      rows: rows.length,
      accounting: { pieces: 3, in_rows: 1, in_statements: 0, headings: 1, unread: 1 },
      problems: [{ place: "row 9", message: "a quote is never closed", fix: "Mend it." }],
      statements: [],
      unread: [{ place: "row 3", text: "see \u001b[2Jletter <b>" }],
    },
  ],
});

const text = (of: AuditorReportView) => renderAuditorReportText(of, { isColour: false, width: 100 });

describe("the text", () => {
  it("puts the auditor's words, what the auditor saw, the census and the chances one below the other", () => {
    expect(text(view(row())).split("\n").slice(0, 9)).toEqual([
      "Example Ltd: the auditor's report beside the evidence",
      "The report: qualified, type II, 2026-01-01 to 2026-06-30",
      "",
      "row-0000000001  control CA-12  CC6.3  Exception",
      "  | Result: Exception noted: 2 of 25 were late.",
      "  the auditor saw 2 of 25; census of IAM-03.A: 11 of 312",
      "  chance that a sample of 25 shows one or more: 61 %; 2 or more: 22 %",
      "  What the auditor saw is part of 11 of 312.",
      "",
    ]);
  });

  it("names every unread line and problem, obeys no escape and ends with what it is not", () => {
    const printed = text(view(row()));
    expect(printed).toContain("3 lines: 1 in 1 row, 0 in the opinion and its basis, 1 heading, 1 unread");
    expect(printed).toContain("unread, row 3: see ?[2Jletter <b>");
    expect(printed).toContain("row 9: a quote is never closed. Fix: Mend it.");
    expect(printed).not.toContain("\u001b");
    expect(printed.endsWith("Not an opinion.\n")).toBe(true);
  });

  it.each([
    ["did-not-operate", "Did not operate: not tested, no pass"],
    ["no-evidence", "No evidence provided"],
    ["unclear", "Result not understood"],
  ] as const)("calls %s by its own name in text and page", (state, title) => {
    expect(text(view(row({ state })))).toContain(title);
    expect(renderAuditorReportHtml(view(row({ state })))).toContain(title);
  });

  it("keeps rows that left the file in sight", () => {
    expect(text(view(row({ is_current: false })))).toContain(
      "Only in files that were replaced, kept all the same\n  row-0000000001",
    );
  });
});

describe("the page", () => {
  it("carries every word escaped, no script, and its own policy", () => {
    const page = renderAuditorReportHtml(
      view(row({ words: [{ title: null, text: "<script>alert(1)</script>", is_carried: false }] })),
    );
    expect(page).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(page).not.toMatch(/<script/);
    expect(page).toContain("default-src &#39;none&#39;");
    expect(page).toContain("Not an opinion.");
    expect(page).toContain("see [U+001B][2Jletter &lt;b&gt;");
  });

  it("is the same bytes for the same view", () => {
    expect(renderAuditorReportHtml(view(row()))).toBe(renderAuditorReportHtml(view(row())));
  });
});

it("the JSON is the view, and the view fits its schema", () => {
  const json = renderAuditorReportJson(view(row()));
  expect(AuditorReportView.parse(JSON.parse(json))).toEqual(view(row()));
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(auditorReportJsonSchema());
  expect([validate(JSON.parse(json)), validate.errors]).toEqual([true, null]);
  expect(validate({ ...view(row()), is_won: true })).toBe(false);
});
