import { describe, expect, it } from "vitest";
import { due, outOf } from "../../src/reports/audit/figures.js";
import { renderAuditHtml } from "../../src/reports/audit/html/render-audit-html.js";
import { renderAuditJson } from "../../src/reports/audit/json.js";
import { AuditReport } from "../../src/reports/audit/model.js";
import { sampleReport } from "../../src/reports/audit/testing/sample-report.js";
import { OPINION_WORDS } from "../../src/reports/audit/words.js";
import { renderAuditText } from "../../src/reports/terminal/render-audit-text.js";

/** Someone reads the page, someone else the terminal, a program the JSON: all three must be told the same. */
describe("one audit in three forms", () => {
  const json = AuditReport.parse(JSON.parse(renderAuditJson(sampleReport())));
  const page = renderAuditHtml(json)
    .replace(/<\/?span[^>]*>/g, "")
    .replace(/<[^>]*>/g, " ");
  const text = renderAuditText(json, { isColour: false, width: 200 });

  it("projects the same opinion, with the same disclaimer", () => {
    const { title } = OPINION_WORDS[json.opinion.overall.projected];
    expect(text).toContain(`Projected opinion: ${title.toUpperCase()}`);
    expect(page).toContain(`Projected:  ${title}`);
    for (const form of [page, text.replace(/\s+/g, " ")]) expect(form).toContain(json.opinion.disclaimer);
  });

  it("gives every control the same numbers", () => {
    expect(json.controls).toHaveLength(7);
    for (const { id, counts } of json.controls.filter((each) => due(each.counts) > 0)) {
      const row = text.split("\n").find((line) => line.startsWith(`│ ${id} `)) ?? "";
      expect(row).toContain(` ${outOf(counts.deviation, due(counts))} │`);
      expect(row).toContain(` ${outOf(counts.indeterminate, due(counts))} │`);
      expect(page).toContain(outOf(counts.deviation, due(counts)));
    }
  });

  it("tells every reason and every gap in all of them", () => {
    const flat = text.replace(/\s+/g, " ");
    for (const reason of json.reasons) for (const form of [page, flat]) expect(form).toContain(reason);
    for (const { fix } of json.not_seen) for (const form of [page, flat]) expect(form).toContain(fix);
  });
});
