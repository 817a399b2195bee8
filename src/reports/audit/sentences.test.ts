import { describe, expect, it } from "vitest";
import type { ReportControl } from "./model.js";
import { explainCommand, namedMatters, rangeSentence, stripSentence } from "./sentences.js";
import { sampleReport } from "./testing/sample-report.js";
import { encryptionControl, incidentsControl } from "./testing/sample-settings.js";

describe("namedMatters", () => {
  it("names each criterion that is not met or without conclusion, and no other", () => {
    expect(namedMatters(sampleReport()).map(({ criterion, isLimitation }) => [criterion, isLimitation])).toEqual([
      ["CC6.2", false],
      ["CC6.3", false],
      ["CC7.2", true],
      ["CC7.3", true],
    ]);
  });

  it("says what did not operate, when, how often of how many, and what follows", () => {
    expect(namedMatters(sampleReport())[0]).toEqual({
      criterion: "CC6.2",
      title:
        "Users are registered and authorised before access is given, and access is removed when no longer authorised",
      isLimitation: false,
      however: [
        "As its tests show, control IAM-03 (leaver is disabled in the identity provider) did not operate effectively from 2026-01-16 to 2026-05-29: 9 of 48 items due deviated (attribute A: late 7, not performed 2; attribute B: not performed 2; attribute C: not authorised 1).",
        "As its tests show, control IAM-05 (periodic user access review) did not operate effectively on 2026-04-30: 2 of 12 items due deviated (attribute A: not performed 2).",
      ],
      therefore:
        "As a result, the controls did not give reasonable assurance that the commitments that rest on criterion CC6.2 were met.",
    });
  });

  it("calls a limitation a limitation", () => {
    const matter = namedMatters(sampleReport())[2];
    expect(matter?.however).toEqual([
      "For control MON-01 (security alerts are triaged), sufficient evidence could not be obtained: 230 of 884 items due could not be decided. 230 of the alerts fall into a stretch whose history nobody exported.",
    ]);
    expect(matter?.therefore).toBe(
      "As a result, it could not be concluded whether the controls met the commitments that rest on criterion CC7.2.",
    );
  });

  it("tells a control that could not work by its design, and a criterion without any control", () => {
    const report = sampleReport();
    const leavers = report.opinion.controls["IAM-03"];
    if (leavers !== undefined) leavers.conclusion = "DESIGN_DEFICIENT";
    report.opinion.criteria["CC3.3"] = {
      conclusion: "NOT_MET",
      because: ["R8.1"],
      controls: [],
      scsr_impact: "unassessed",
    };
    const however = Object.fromEntries(namedMatters(report).map((each) => [each.criterion, each.however]));
    expect(however["CC6.2"]?.[0]).toBe(
      "Control IAM-03 (leaver is disabled in the identity provider) was not suitably designed.",
    );
    expect(however["CC3.3"]).toEqual(["No control that was tested covers this criterion."]);
  });
});

describe("rangeSentence", () => {
  it("says a range, or that there is none", () => {
    const range = { projected: "QUALIFIED", best: "UNQUALIFIED", worst: "ADVERSE", with_exceptions: true } as const;
    expect(rangeSentence(range)).toBe(
      "At best unqualified, at worst adverse, depending on judgements that the rules leave open.",
    );
    expect(rangeSentence({ ...range, best: "QUALIFIED", worst: "QUALIFIED" })).toBe(
      "The range is narrow: qualified whichever way the open judgements go.",
    );
  });
});

describe("stripSentence", () => {
  it("tells every state with its whole, and when deviations fell", () => {
    const leavers = sampleReport().controls.find(({ id }) => id === "IAM-03");
    expect(leavers === undefined ? "" : stripSentence(leavers)).toBe(
      "37 of 48 items due passed, 9 of 48 deviated (first on 2026-01-16, last on 2026-05-29) and for 2 of 48 we could not tell. Items fall on 49 days. Of everything listed, 1 of 52 not due yet and 3 of 52 not applicable.",
    );
  });

  it("tells one day of deviations once", () => {
    expect(stripSentence(encryptionControl())).toBe(
      "211 of 212 items due passed and 1 of 212 deviated (on 2026-03-09). Items fall on 4 days.",
    );
  });

  it("keeps a complete zero apart from a list that nobody can vouch for", () => {
    const quiet = incidentsControl();
    const doubtful: ReportControl = { ...quiet, completeness: { ...quiet.completeness, is_reliable: false } };
    expect(stripSentence(quiet)).toBe("Nothing was due in the period, and the list that says so is complete.");
    expect(stripSentence(doubtful)).toBe(
      "No item was found, and the list cannot be shown to be complete: this says nothing about the control.",
    );
  });
});

describe("explainCommand", () => {
  it("leaves a plain id alone and quotes any other, so that it stays one word", () => {
    expect(explainCommand("acme/api#12")).toBe("lookback explain -- 'acme/api#12'");
    expect(explainCommand("leaver-0011")).toBe("lookback explain leaver-0011");
    expect(explainCommand("a; rm -rf ~")).toBe("lookback explain -- 'a; rm -rf ~'");
    expect(explainCommand("it's")).toBe(`lookback explain -- 'it'\\''s'`);
    expect(explainCommand("--json")).toBe("lookback explain -- '--json'");
  });
});
