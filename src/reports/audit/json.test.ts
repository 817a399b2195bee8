import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { auditReportJsonSchema, renderAuditJson } from "./json.js";
import { AuditReport } from "./model.js";
import { sampleReport } from "./testing/sample-report.js";

describe("renderAuditJson", () => {
  it("gives the same bytes for the same report, whatever the order of its properties", () => {
    const report = sampleReport();
    const turned = Object.fromEntries(Object.entries(report).reverse());
    expect(renderAuditJson(AuditReport.parse(turned))).toBe(renderAuditJson(report));
  });

  it("is one line with a line end, and reads back as the report", () => {
    const text = renderAuditJson(sampleReport());
    expect(text.split("\n")).toHaveLength(2);
    expect(text.endsWith("}\n")).toBe(true);
    expect(AuditReport.parse(JSON.parse(text))).toEqual(sampleReport());
  });
});

describe("auditReportJsonSchema", () => {
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(auditReportJsonSchema());

  it("names the draft it is written in", () => {
    expect(auditReportJsonSchema().$schema).toBe("https://json-schema.org/draft/2020-12/schema");
  });

  it("accepts what is published", () => {
    expect(validate(JSON.parse(renderAuditJson(sampleReport())))).toBe(true);
    expect(validate.errors).toBeNull();
  });

  it.each([
    ["a missing disclaimer", { opinion: { ...sampleReport().opinion, disclaimer: undefined } }],
    ["a number below zero", { evidence: { captures: -1, sources: [] } }],
    ["a fraction", { evidence: { captures: 1.5, sources: [] } }],
    ["a property that nobody declared", { score: 97 }],
    ["another version", { schema: "lookback/audit-report/2" }],
  ])("refuses %s", (_, change) => {
    expect(validate(JSON.parse(JSON.stringify({ ...sampleReport(), ...change })))).toBe(false);
  });
});
