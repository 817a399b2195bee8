import { describe, expect, it } from "vitest";
import { sampleReport } from "../../reports/audit/testing/sample-report.js";
import { nextTasks, overviewOf } from "./overview.js";

const report = sampleReport();
const uncarried = {
  ...report,
  opinion: {
    ...report.opinion,
    criteria: {
      ...report.opinion.criteria,
      "CC1.2": { conclusion: "NOT_MET" as const, because: ["R5.1"], controls: [], scsr_impact: "significant" as const },
    },
    findings: [
      ...report.opinion.findings,
      {
        id: "F-99",
        control: null,
        criterion: "CC1.2",
        severity: "critical" as const,
        title: "CC1.2 has no control",
        because: ["R5.1"],
      },
    ],
  },
};
const shown = (of: typeof report) =>
  overviewOf({
    ...{ id: "run", report: of, sha256: "0".repeat(64) },
    population: () => Promise.reject(new Error("not asked for")),
    populationCsv: () => Promise.reject(new Error("not asked for")),
    causes: async () => undefined,
    auditorReport: () => Promise.reject(new Error("not asked for")),
  });

describe("what the first screen shows", () => {
  it("names every finding of the projection, those of criteria without a control too", () => {
    expect(shown(report).findings.map(({ id }) => id)).toEqual(report.opinion.findings.map(({ id }) => id));
    expect(shown(uncarried).findings.at(-1)).toMatchObject({
      id: "F-99",
      control: null,
      criteria: ["CC1.2"],
      deviations: 0,
      rate: "no control",
      mark: "failed",
    });
  });

  it("puts the worst first, and says of a criterion without a control what to do", () => {
    const [first] = nextTasks(uncarried);
    expect(first).toEqual({
      title: "Have a control carry CC1.2",
      why: "CC1.2 has no control. Map a control to it in lookback.yaml, or say there why it does not apply.",
      control: null,
      kind: "carry-criterion",
    });
    expect(nextTasks(report)).not.toEqual([]);
  });
});
