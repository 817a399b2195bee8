import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { oscalControl } from "../../src/app/export/oscal-source.js";
import { CONTROLS } from "../../src/controls/registry.js";
import type { AuditReport } from "../../src/reports/audit/model.js";
import { emptyReport, yearReport } from "../../src/reports/audit/testing/edge-reports.js";
import { sampleReport } from "../../src/reports/audit/testing/sample-report.js";
import type { OscalSource } from "../../src/reports/oscal/model.js";
import { renderOscal } from "../../src/reports/oscal/render-oscal.js";
import { schemaChecks, structuralProblems } from "./oscal-validation.js";

const schema = schemaChecks();
const checks = [...(schema ?? []), ["structural rules", structuralProblems] as const];
const missing = "COULD NOT VALIDATE against NIST's schema (its file is not here): structural rules only";
if (schema === undefined) console.warn(missing);

describe(schema === undefined ? missing : "against NIST's schema, by two validators", () => {
  const reports = { "a demo-shaped report": sampleReport(), "a year": yearReport(), "nothing at all": emptyReport() };
  for (const [name, report] of Object.entries(reports)) {
    for (const { model, text } of renderOscal(source(report))) {
      it(`${model} of ${name} is valid`, () => {
        const document: unknown = JSON.parse(text);
        expect(checks.map(([by, check]) => [by, check(document)])).toEqual(checks.map(([by]) => [by, []]));
      });
    }
  }

  it("each check refuses a document that is spoiled, so that it can fail", () => {
    const [first] = renderOscal(source(sampleReport()));
    const spoiled = JSON.parse((first?.text ?? "").replaceAll('"title": "', '"title": "\\n'));
    for (const [, check] of checks) expect(check(spoiled).length).toBeGreaterThan(0);
    const old = JSON.parse(
      (first?.text ?? "").replace(/"uuid": "[^"]+"/, '"uuid": "0190a5b2-0000-7000-8000-000000000000"'),
    );
    for (const [, check] of checks) expect(check(old).length).toBeGreaterThan(0);
  });

  it("odd labels, texts and ids never give an invalid document", () => {
    fc.assert(
      fc.property(oddText, oddText, oddText, (label, text, id) => {
        for (const { text: json } of renderOscal(source(withOddTexts({ label, text, id })))) {
          const document: unknown = JSON.parse(json);
          for (const [by, check] of checks) expect([by, check(document)]).toEqual([by, []]);
        }
      }),
      { numRuns: 40, seed: 7 },
    );
  });
});

const oddText = fc.oneof(
  fc.constantFrom(
    "",
    " ",
    "\n",
    "  leading",
    "trailing \t",
    "two\r\nlines",
    "\u2028",
    "👩‍💻 emoji",
    "\uFEFF",
    "\u0000",
    "\uD800",
  ),
  fc.constantFrom("-", "1.2", "a b", "É.ü", "{{ insert: param, x }}", "<b>*x*</b>", "#", "%", "/../"),
  fc.string({ unit: "binary", maxLength: 12 }),
);

/** The small report with one odd text wherever a report holds text from outside. */
function withOddTexts({ label, text, id }: { label: string; text: string; id: string }): AuditReport {
  const report = sampleReport();
  const [control] = report.controls;
  if (control === undefined) return report;
  const items = control.items.slice(0, 2).map((item) => ({
    ...item,
    id,
    label,
    unit: text,
    evidence: [{ sha256: "ab".repeat(32), pointer: text }],
    outcomes: [
      { attribute: "A", state: "deviation" as const, kind: text, cause: null, text },
      { attribute: "A", state: "indeterminate" as const, kind: null, cause: text, text },
    ],
  }));
  return {
    ...report,
    organisation: label,
    reasons: [text],
    controls: [{ ...control, title: label, statement: text, remediation: text, items }],
    exceptions: items.map(({ occurred_at }) => ({
      id,
      control: control.id,
      attribute: "A",
      item: id,
      label,
      kind: text,
      state: "suspected" as const,
      text,
      occurred_at,
    })),
    opinion: {
      ...report.opinion,
      findings: [
        { id: "F-1", control: control.id, criterion: null, severity: "major", title: label, because: [text] },
        { id: "F-2", control: null, criterion: "CC6.1", severity: "low", title: text, because: [] },
        { id: "F-3", control: id, criterion: null, severity: "low", title: text, because: [] },
      ],
    },
  };
}

function source(report: AuditReport): OscalSource {
  const at = Date.parse(report.period.end) - 1;
  return {
    report,
    controls: CONTROLS.map((control) =>
      oscalControl(
        {
          control,
          parametersAt: () =>
            Object.fromEntries(Object.entries(control.parameters).map(([name, each]) => [name, each.default])),
          statementAt: () => control.statement,
        },
        at,
      ),
    ),
    assets: [
      { kind: "system", id: "okta", title: report.organisation, text: "" },
      { kind: "repository", id: "acme/api", title: "acme/api", text: "The API." },
      { kind: "cloud-account", id: "111111111111", title: "", text: "Production." },
    ],
    exclusions: [
      { id: "CC1.2", reason: "no board\nis in scope" },
      { id: "BCP-01", reason: "" },
    ],
  };
}
