import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { instant } from "../../base/instant.js";
import { mockDocument } from "../pdf/mock/mock-document.js";
import { renderRequestsCsv, renderWorkpaperCsv } from "./csv.js";
import { renderMockHtml } from "./html/render-mock-html.js";
import { mockReportJsonSchema, renderMockJson } from "./json.js";
import { MOCK_NOTICE, MOCK_WATERMARK, type MockControl, MockReport } from "./model.js";
import { percentText, renderMockText } from "./text.js";

const AT = "2026-07-02T09:00:00.000Z";
const HASH = "0123456789abcdef".repeat(4);
const FOREIGN = `<script>alert("x")</script>=1+1`;
const NONE = { pass: 0, deviation: 0, indeterminate: 0, not_applicable: 0, pending: 0 };
const CONCLUDED = {
  conclusion: "INEFFECTIVE" as const,
  pattern: null,
  N: 1_840,
  n: 40,
  deviations: 1,
  tolerable: "0.10",
  risk: "0.10",
  upper_limit: "0.0932",
  finding: "F-01",
  severity: "major" as const,
  provisional: true,
  extend_by: 40,
  because: ["R2.3"],
};

const ITEM: MockControl["items"][number] = {
  ordinal: 1,
  stage: 0,
  id: "item-1",
  label: FOREIGN,
  occurred_at: AT,
  unit: "acme/api",
  outcomes: [
    {
      attribute: "A",
      state: "deviation",
      kind: "not-performed",
      cause: null,
      text: "no check ran",
      verdicts: { tester: null, reviewer: null, state: "none", why_open: null },
    },
  ],
  evidence: [{ sha256: HASH, pointer: "row 3" }],
};

const SELECTION: MockControl["selections"][number] = {
  ...({ schema: "lookback/selection/1", record: 5, control: "CHG-02" } as const),
  attributes: ["A"],
  period: { start: AT, end: AT },
  population: {
    ...{ name: "changes", definition: "Changes", query: "select 1", source_systems: ["github"] },
    ...{ extracted_at: AT, extractor: "lookback", count: 1_840, hash: HASH },
  },
  completeness: { is_reliable: true, reasons: [], sources: 1, second_source: null },
  ...({ method: "stratified", is_statistical: true, seed: "blue", stage: 0, n: 1 } as const),
  size_rule: { rule: "frequency", population: 1_840, frequency: "per_event", risk_level: "high", profile: "ours" },
  ...{ selected: ["item-1"], replacements: [], warnings: [], reason: null },
  ...{ tester: "ada", reviewer: "bea", selected_at: AT },
};

function control(change: Partial<MockControl> = {}): MockControl {
  return {
    id: "CHG-02",
    title: "Automated checks pass before merge",
    statement: "Every change passes its checks.",
    risk: "moderate",
    frequency: "per_event",
    population: "changes",
    attributes: [{ id: "A", title: "checks passed", is_key: true }],
    plan: {
      control: "CHG-02",
      mode: "frequency",
      selection: "stratified",
      population: 1_840,
      excluded: 0,
      stages: [
        { n: 40, accept: 0, reject: 2 },
        { n: 80, accept: 1, reject: 2 },
      ],
      extension: 40,
      extension_reason: "After exactly one deviation, 40 more.",
      tolerable: "0.10",
      overreliance: "0.10",
      true_risk: "0.0149",
      because: "40 of 1840 by the table.",
    },
    plan_record: 5,
    selections: [SELECTION],
    earlier_draws: [{ record: 2, at: AT, seed: "green", n: 40 }],
    items: [ITEM],
    taken_whole: [{ attribute: "D", items: 2, deviations: 0 }],
    sample: { ...NONE, pass: 39, deviation: 1 },
    census: { ...NONE, pass: 1_828, deviation: 12 },
    attained: "Attained assurance: some.",
    concluded: CONCLUDED,
    truth: { ...CONCLUDED, conclusion: "EFFECTIVE_WITH_EXCEPTION", provisional: false },
    comparison: "The sample shows 1 of 40 deviating; the whole population 12 of 1840.",
    detection: [{ n: 40, at_least_one: "0.2313", at_least_two: "0.0272" }],
    next: "extend",
    next_text: "The registered plan asks for 40 more items: lookback mock --extend CHG-02",
    ...change,
  };
}

function report(change: Partial<MockReport> = {}): MockReport {
  return {
    schema: "lookback/mock-audit/1",
    watermark: MOCK_WATERMARK,
    notice: MOCK_NOTICE,
    lookback: "1.0.0",
    is_sample: false,
    organisation: "Acme",
    time_zone: "UTC",
    engagement: "II",
    as_of: AT,
    period: {
      from: "2026-01-01",
      to: "2026-06-30",
      start: "2026-01-01T00:00:00.000Z",
      end: "2026-07-01T00:00:00.000Z",
    },
    categories: ["security"],
    profile: { name: "ours", sha256: HASH },
    seed: { seed: "blue", stored_at: AT, record: 3, by: "tester-1" },
    populations: [],
    controls: [control()],
    requests: [
      {
        id: "REQ-CHG-02-001-A",
        type: "sample",
        control: "CHG-02",
        attribute: "A",
        item: "item-1",
        label: FOREIGN,
        wording: "evidence that checks passed",
        period: "2026-01-01 to 2026-06-30",
        due_on: "2026-07-09",
        owner: null,
        internal_status: "answered from evidence",
        auditor_status: "open",
        evidence: [],
        comment: "",
      },
    ],
    opinion: null,
    truth: null,
    ...change,
  };
}

describe("the page of a mock audit", () => {
  const page = renderMockHtml(report());

  it("carries the mark on the screen and on paper, says what it is not, and has no place to sign", () => {
    expect(page.split(MOCK_WATERMARK).length - 1).toBeGreaterThanOrEqual(4);
    expect(page).toContain('<svg class="watermark"');
    expect(page).toContain('@bottom-left{content:"Mock audit. Not an opinion.');
    expect(page).toContain("never a reason not to fix");
    expect(page).toContain("No auditor made it or concluded anything in it");
    expect(page).not.toMatch(/signature|signed by|in our opinion/i);
  });

  it("runs nothing and takes foreign text for text", () => {
    expect(page).not.toContain("<script");
    expect(page).toContain("&lt;script&gt;alert");
    expect(page).toContain("default-src &#39;none&#39;; img-src data:; style-src &#39;sha256-");
    expect(page).not.toMatch(/(?:src|href)="https?:/);
  });

  it("shows sample and truth side by side with what an auditor would probably see", () => {
    for (const said of ["1 of 40", "12 of 1,840", "23.1 %", "2.7 %", "Not effective", "Effective, with exceptions"]) {
      expect(page).toContain(said);
    }
    expect(page).toContain("Attribute D applies to 2 items only, so all were asked, drawn or not: 0 of 2 deviated.");
    expect(page).toContain("a failure needs a tester and a reviewer");
    expect(page).toContain("seed green");
  });

  it("gives the same bytes for the same report, and has something to say of an empty one", () => {
    expect(renderMockHtml(report())).toBe(page);
    const empty = renderMockHtml(report({ controls: [], requests: [] }));
    expect(empty).toContain("No control took part.");
    expect(empty).toContain(MOCK_WATERMARK);
  });
});

describe("its other forms", () => {
  it("JSON is canonical, reads back whole, and has a schema", () => {
    const text = renderMockJson(report());
    expect(MockReport.parse(JSON.parse(text))).toEqual(report());
    expect(text.endsWith("}\n")).toBe(true);
    const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(mockReportJsonSchema());
    expect([validate(JSON.parse(text)), validate.errors]).toEqual([true, null]);
    expect(validate({ ...report(), watermark: "An opinion." })).toBe(false);
    expect(mockReportJsonSchema()).toMatchObject({
      $schema: "https://json-schema.org/draft/2020-12/schema",
      type: "object",
      required: expect.arrayContaining(["watermark", "notice", "seed", "controls", "requests"]),
    });
  });

  it("CSV has one marked line for each item and attribute, and for each request", () => {
    const lines = renderWorkpaperCsv(control()).split("\r\n");
    expect(lines).toHaveLength(3);
    expect(lines[1]).toBe(
      `${MOCK_WATERMARK},CHG-02,1,first sample,item-1,"<script>alert(""x"")</script>=1+1",${AT},acme/api,A,deviation,not-performed,no check ran,,,,,none,${HASH}#row 3`,
    );
    const requests = renderRequestsCsv(report()).split("\r\n");
    expect(requests[1]).toMatch(/^Mock audit\. Not an opinion\.,REQ-CHG-02-001-A,sample,CHG-02,A,item-1,/);
  });

  it("text fits a terminal, says what comes next, and what it is not", () => {
    const text = renderMockText(report(), { isColour: false, width: 100 });
    expect(text).toContain(MOCK_WATERMARK);
    expect(text.replace(/\n/g, " ")).toContain(MOCK_NOTICE);
    expect(text).toContain("CHG-02: The registered plan asks for 40 more items: lookback mock --extend CHG-02");
    expect(text).toContain("Only some controls took part, so no criterion and no opinion is projected.");
    expect(
      Math.max(
        ...text
          .split("\n")
          .filter((line) => /[│┌]/.test(line))
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(104);
  });

  it("PDF is marked on every page, and shows sample and truth of every control and item", () => {
    const context = {
      ...{ createdAt: instant(AT), producer: "Lookback", log: { origin: "log.example/1", place: "first 5 records" } },
      ...{ data: { file: "mock.json", sha256: HASH }, seal: { fingerprint: HASH, hasOutsideTime: false } },
    };
    const document = mockDocument(report(), context);
    expect(document.marking).toContain(MOCK_WATERMARK);
    const told = JSON.stringify(document.blocks);
    for (const words of [
      MOCK_NOTICE,
      "A deviated: no check ran",
      "suspected; needs two people",
      control().comparison,
    ]) {
      expect(told).toContain(JSON.stringify(words).slice(1, -1));
    }
    expect(told).toContain(JSON.stringify(FOREIGN).slice(1, -1));
  });

  it("what could not be told stands beside what deviated, in every form", () => {
    const unsure = report({ controls: [control({ sample: { ...NONE, pass: 38, indeterminate: 2 } })] });
    expect(renderMockText(unsure, { isColour: false, width: 100 })).toContain("0 + 2 open");
    expect(renderMockText(unsure, { isColour: false, width: 100 })).toContain("count like deviations (R1.4)");
    expect(renderMockHtml(unsure)).toContain("0 + 2 open of 40");
  });

  it("chances are percents with one digit", () => {
    expect(["0.1522", "0.0000", "1.0000"].map(percentText)).toEqual(["15.2 %", "0.0 %", "100.0 %"]);
  });
});
