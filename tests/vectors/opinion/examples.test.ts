import { describe, expect, test } from "vitest";
import type { OpinionProjection } from "../../../src/assess/opinion/projection.js";
import { company, opinionText, pathText, project, statistical } from "./company.js";
import { EXAMPLES } from "./examples.js";

describe("worked examples of domain 4.5", () => {
  test.each(EXAMPLES)("$id", (example) => {
    const projection = project(example.input);
    expect({
      controls: notableControls(projection),
      findings: projection.findings.map(({ severity, control, criterion }) => `${severity} ${control ?? criterion}`),
      notMet: criteriaThat(projection, "NOT_MET"),
      open: criteriaThat(projection, "CANNOT_CONCLUDE"),
      exceptions: criteriaThat(projection, "MET_WITH_EXCEPTIONS"),
      designOnly: criteriaThat(projection, "MET_DESIGN_ONLY"),
      opinion: opinionText(projection),
      security: opinionText(projection, "security"),
      isWithdrawalLikely: projection.withdrawal_likely,
    }).toEqual({
      controls: example.controls,
      findings: example.findings,
      notMet: example.notMet ?? [],
      open: example.open ?? [],
      exceptions: example.exceptions ?? [],
      designOnly: example.designOnly ?? [],
      opinion: example.opinion,
      security: example.security ?? example.opinion,
      isWithdrawalLikely: example.isWithdrawalLikely ?? false,
    });
  });

  test("E05 prints the numbers of the contract's example", () => {
    const input = EXAMPLES.find(({ id }) => id === "E05")?.input ?? company();
    const projection = project(input);
    expect(projection.controls["CHG-01"]).toEqual({
      conclusion: "INEFFECTIVE",
      pattern: "SYSTEMATIC",
      N: 1_840,
      n: 50,
      deviations: 10,
      tolerable: "0.05",
      risk: "0.05",
      upper_limit: "0.3136",
      finding: "F-01",
      severity: "major",
      provisional: false,
      extend_by: null,
      because: ["R2.2"],
    });
    expect(projection.criteria["CC8.1"]).toEqual({
      conclusion: "NOT_MET",
      because: ["R8.2"],
      controls: ["CHG-01"],
      scsr_impact: "unassessed",
    });
    expect(projection.subject).toEqual({ description: "UNQUALIFIED", design: "UNQUALIFIED", operation: "QUALIFIED" });
    expect(pathText(projection)).toBe("F-01 -> UNQUALIFIED");
  });

  test.each([
    [1_840, 33],
    [null, 34],
  ])("E28 while testing is open and N is %s: provisional, and the engine asks for %i more", (N, extend_by) => {
    const projection = project(
      company({ "CHG-01": { attributes: [statistical({ N, stages: [25] }, { is_closed: false })] } }),
    );
    expect(projection.controls["CHG-01"]).toMatchObject({
      conclusion: "CANNOT_CONCLUDE",
      provisional: true,
      extend_by,
    });
  });
});

function notableControls({ controls }: OpinionProjection): Record<string, string> {
  const notable = Object.entries(controls).filter(([, { conclusion }]) => conclusion !== "EFFECTIVE");
  return Object.fromEntries(notable.map(([id, { conclusion, pattern }]) => [id, `${conclusion} ${pattern ?? "-"}`]));
}

function criteriaThat({ criteria }: OpinionProjection, conclusion: string): string[] {
  return Object.keys(criteria).filter((id) => criteria[id]?.conclusion === conclusion);
}
