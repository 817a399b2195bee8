import { describe, expect, it } from "vitest";
import { sampleReport } from "../audit/testing/sample-report.js";
import { renderAuditText } from "./render-audit-text.js";
import { widthOf } from "./terminal-text.js";

const TEXT = renderAuditText(sampleReport(), { isColour: false, width: 80 });

describe("renderAuditText", () => {
  it("begins with whose audit it is, and what is projected", () => {
    expect(TEXT.split("\n").slice(0, 10)).toEqual([
      "Harrow & Pell Ltd",
      "SAMPLE DATA: an invented company, evidence of nothing",
      "2026-01-01 to 2026-06-30, days of Europe/Berlin; evidence as of 2026-07-03 09:00",
      "UTC",
      "",
      "Projected opinion: QUALIFIED",
      "  at best qualified, at worst adverse; management's projection, not an auditor's",
      "  opinion",
      "  security: qualified, at best qualified, at worst adverse",
      "  availability: qualified",
    ]);
  });

  it("has a row for each control with both numbers and their wholes", () => {
    const rows = TEXT.split("\n").filter((line) => /^│ [A-Z]+-\d/.test(line));
    expect(rows).toHaveLength(7);
    expect(rows[3]).toBe("│ IAM-03  │ Leaver is disabled in │ Not effective   │    9 of 48 │    2 of 48 │");
    expect(rows[5]).toBe("│ IR-01   │ Incidents are handled │ Did not occur   │   none due │   none due │");
  });

  it("shows ten exceptions, worst controls first, three of one control at most", () => {
    const lines = TEXT.slice(TEXT.indexOf("Exceptions to look at first (10 of 30)"), TEXT.indexOf("What could not"));
    expect([...lines.matchAll(/^ {2}\S.*? {2}([A-Z]+-\d+)/gm)].map(([, control]) => control)).toEqual(
      "IAM-03 IAM-03 IAM-03 IAM-05 IAM-05 MON-01 MON-01 MON-01 CHG-01 CHG-01".split(" "),
    );
  });

  it("says what could not be seen and what to do, then the next commands", () => {
    expect(TEXT).toContain("  alert-states of siem, 2026-04-06 00:00 UTC to 2026-05-04 00:00 UTC\n");
    expect(TEXT).toContain(
      "    To do: Export alert histories for 2026-04-06 to 2026-05-03, then run:\n    lookback collect siem\n",
    );
    expect(TEXT).toContain("  hr/workers-2026.csv: 1 of 313 rows could not be read.\n");
    expect(TEXT).toMatch(/^ {2}lookback explain -- 'Leaver E-10\d\d' {2}\(what one item rests on\)$/m);
    expect(TEXT.endsWith("and its judgement\nmay differ.\n")).toBe(true);
  });
});

describe("renderAuditText on a terminal", () => {
  it.each([80, 100, 160])("keeps to %i columns", (width) => {
    const lines = renderAuditText(sampleReport(), { isColour: false, width }).split("\n");
    expect(lines.filter((line) => widthOf(line) > width)).toEqual([]);
  });

  it("keeps its columns straight with wide letters", () => {
    const report = sampleReport();
    for (const control of report.controls) control.title = "退職者のアカウントは二十四時間以内に無効になる";
    const lines = renderAuditText(report, { isColour: false, width: 80 })
      .split("\n")
      .filter((line) => /[│┌└├]/.test(line));
    expect(lines.length).toBeGreaterThan(14);
    expect(new Set(lines.map(widthOf)).size).toBe(1);
    expect(lines.join("")).not.toContain("…");
  });

  it("holds an escape only when colour was asked for, and the same words then", () => {
    const coloured = renderAuditText(sampleReport(), { isColour: true, width: 80 });
    const escapes = /\p{Cc}\[[0-9;]*m/gu;
    expect(TEXT.includes("\u001b")).toBe(false);
    expect(coloured.match(escapes)?.length).toBeGreaterThan(20);
    expect(coloured.replace(escapes, "")).toBe(TEXT);
  });

  it("passes no escape on from a label", () => {
    const report = sampleReport();
    for (const control of report.controls) control.title = "x\u001b]0;owned\u0007y";
    expect(renderAuditText(report, { isColour: false, width: 80 })).not.toMatch(/[^\P{Cc}\n]/u);
  });

  it("says nothing of what there is nothing of", () => {
    const quiet = { ...sampleReport(), exceptions: [], not_seen: [], rejects: [], not_tested: [], reasons: [] };
    const text = renderAuditText(quiet, { isColour: false, width: 80 });
    expect(text).not.toMatch(/Exceptions to look|What could not|^Why|doctor|explain/m);
  });
});
