import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { AuditReport } from "../model.js";
import { emptyReport } from "../testing/edge-reports.js";
import { sampleReport } from "../testing/sample-report.js";
import { renderAuditHtml } from "./render-audit-html.js";

const PAGE = renderAuditHtml(sampleReport());
/** What a person reads: no markup, styles or scripts. */
const TEXT = PAGE.replace(/<(style|script)>.*?<\/\1>/gs, "").replace(/<[^>]*>/g, " ");

describe("the page as a file", () => {
  it("is the same for the same report", () => {
    expect(renderAuditHtml(sampleReport())).toBe(PAGE);
  });

  it("names nothing outside itself", () => {
    expect(PAGE.match(/(?:src|href)="(?!#|data:,|\.\/)[^"]*"/g)).toBeNull();
    expect(PAGE.match(/https?:|@import|url\(/g)).toBeNull();
  });

  it("allows exactly the styles and scripts it carries, and no request", () => {
    const blocks = [...PAGE.matchAll(/<(style|script)>(.*?)<\/\1>/gs)].map(([, , body = ""]) => hash(body));
    expect(blocks).toHaveLength(3);
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(PAGE)?.[1]?.replaceAll("&#39;", "'");
    expect(policy).toBe(
      `default-src 'none'; img-src data:; style-src ${blocks[0]}; script-src ${blocks[1]} ${blocks[2]}; base-uri 'none'; form-action 'none'`,
    );
    expect(PAGE.match(/ style="| on[a-z]+="/g)).toBeNull();
  });

  it("has an id for every link inside it, and no id twice", () => {
    const ids = [...PAGE.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    const links = [...PAGE.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(links.length).toBeGreaterThan(100);
    expect(links.filter((id) => !ids.includes(id))).toEqual([]);
    expect(ids.length).toBe(new Set(ids).size);
  });
});

describe("what it says", () => {
  it("holds every section in order", () => {
    expect([...PAGE.matchAll(/<h2 [^>]*>([^<]+)</g)].map(([, title]) => title)).toEqual([
      "Projected opinion",
      "What an opinion would name",
      "The shortest path to a better one",
      "When it held, and when not",
      "What could not be seen",
      "Controls",
      "Criteria",
      "Register of exceptions",
      "How the rules got there",
      "Rejected rows",
      "Our words",
    ]);
  });

  it("has no percentage and claims nothing that only an auditor may", () => {
    expect(TEXT.match(/%|per cent|percent/gi)).toBeNull();
    expect(TEXT.match(/\b(?:certified|compliant|guaranteed|the auditor will|score)\b/gi)).toBeNull();
    expect(TEXT).toContain("This is management’s projection, not an auditor’s opinion.");
  });

  it("shows all six states of the map by shape, letter and words", () => {
    const cells = [
      ...PAGE.matchAll(/role="gridcell" class="s-([a-z-]+)".*?#m-([a-z-]+)".*?<b aria-hidden="true">(\w)</g),
    ];
    expect(cells).toHaveLength(8 * 27);
    expect(new Set(cells.map(([, state, shape, letter]) => `${state} ${shape} ${letter}`))).toEqual(
      new Set([
        "operated operated P",
        "failed failed F",
        "not-testable not-testable U",
        "did-not-occur did-not-occur N",
        "evidence-gap evidence-gap G",
      ]),
    );
    expect(TEXT).toContain("Out of scope in every week (28 of 36 criteria)");
  });

  it("marks invented data wherever one looks, and only then", () => {
    expect(PAGE.match(/SAMPLE DATA/g)?.length).toBe(5);
    expect(renderAuditHtml({ ...sampleReport(), is_sample: false })).not.toContain("SAMPLE DATA");
  });
});

describe("what there is too much of", () => {
  it("shows the first 200 items and says where the others are", () => {
    expect(TEXT).toContain("The first 200 of 236 are shown. The other 36 are in the CSV and the JSON of this report.");
    expect(PAGE.match(/ id="item-MON-01-/g)).toHaveLength(200);
  });

  it("shows the first 1,000 exceptions, and links only to items that are on the page", () => {
    const report = sampleReport();
    const [first] = report.exceptions;
    if (first === undefined) throw new Error("the sample has no exception");
    report.exceptions = Array.from({ length: 1_001 }, (_, index) => ({
      ...first,
      id: `X-${index}`,
      item: `gone-${index}`,
    }));
    const page = renderAuditHtml(report);
    expect(page).toContain("The first 1,000 of 1,001 are shown. All are in the JSON of this report.");
    expect(page.match(/<code>X-\d+<\/code>/g)).toHaveLength(1_000);
    expect(page).not.toContain('href="#item-CHG-01-gone');
  });

  it("shows every line of the trace", () => {
    expect(TEXT).toContain("All 10 lines");
    for (const { explanation } of sampleReport().opinion.trace) expect(TEXT).toContain(explanation.replace(/\.$/, ""));
  });
});

describe("what there is nothing of", () => {
  it("is said in every section, never left blank and never called good", () => {
    const page = renderAuditHtml(emptyReport());
    const bodies = [...page.matchAll(/<section id="([a-z-]+)".*?<\/h2>(.*?)<\/section>/gs)];
    expect(bodies).toHaveLength(11);
    for (const [, id, body = ""] of bodies) expect(`${id}: ${body.replace(/<[^>]*>/g, "").trim()}`).toMatch(/: .{9,}/s);
    expect(page).toContain("No control was tested, so nothing was asked of any source.");
    expect(page).not.toContain("no deviation was found");
    expect(page.replace(/<script>.*?<\/script>/gs, "")).not.toMatch(/undefined|null|NaN|\[object/);
  });
});

describe("hostile text", () => {
  const EVIL = `"><img src=x onerror=alert(1)></style></script><script>alert('x')</script>\u202E{{}}`;

  it("stays text wherever a report can hold it", () => {
    const page = renderAuditHtml(AuditReport.parse(poisoned(sampleReport(), EVIL)));
    expect(page.match(/<img|<script>alert|onerror=alert\(1\)>/g)).toBeNull();
    expect(page.match(/<script>/g)).toHaveLength(2);
    expect(page.match(/<style>/g)).toHaveLength(1);
    expect(page.match(/<\/style>/g)).toHaveLength(1);
    expect(page).not.toContain("\u202E");
    expect(page).toContain("&lt;img src=x onerror=alert(1)&gt;");
  });

  it("cannot turn the link to the CSV into another one", () => {
    const report = sampleReport();
    for (const control of report.controls) control.csv = "javascript:alert(1)//../../x.csv";
    expect(renderAuditHtml(report)).toContain('href="./javascript%3Aalert(1)/x.csv"');
  });
});

function hash(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

/** The report with `evil` after every free text of it. */
function poisoned(value: unknown, evil: string): unknown {
  if (Array.isArray(value)) return value.map((each) => poisoned(each, evil));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, isFree(key) ? poisoned(each, evil) : each]),
    );
  }
  return typeof value === "string" && /[a-z ]/.test(value) && !/^\d|lookback\/|opinion-rules/.test(value)
    ? `${value}${evil}`
    : value;
}

function isFree(key: string): boolean {
  return !["conclusion", "pattern", "severity", "state", "projected", "scsr_impact", "engagement", "schema"].includes(
    key,
  );
}
