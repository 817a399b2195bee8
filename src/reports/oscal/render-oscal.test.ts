import { describe, expect, it } from "vitest";
import { z } from "zod";
import { DISCLAIMER_TEXT } from "../../assess/opinion/projection.js";
import { CRITERION_IDS } from "../../criteria/criteria.js";
import { sampleReport } from "../audit/testing/sample-report.js";
import { CONTROL_TARGETS, CRITERION_TARGETS } from "./findings.js";
import { lineText, proseText, token } from "./oscal-text.js";
import { renderOscal } from "./render-oscal.js";

const Property = z.object({ name: z.string(), value: z.string(), ns: z.string(), remarks: z.string().optional() });
const Finding = z.object({
  target: z.object({
    type: z.string(),
    "target-id": z.string(),
    status: z.object({ state: z.string(), reason: z.string(), remarks: z.string().optional() }),
  }),
});
const Observation = z.object({
  types: z.array(z.string()),
  methods: z.array(z.string()),
  collected: z.string(),
  props: z.array(Property),
  "relevant-evidence": z.array(z.object({ href: z.string() })).optional(),
});
const Results = z.object({
  "assessment-results": z.object({
    results: z.array(
      z.object({ props: z.array(Property), findings: z.array(Finding), observations: z.array(Observation) }),
    ),
    "back-matter": z.object({
      resources: z.array(
        z.object({
          uuid: z.string(),
          rlinks: z.array(z.object({ hashes: z.array(z.object({ algorithm: z.string(), value: z.string() })) })),
        }),
      ),
    }),
  }),
});

const report = sampleReport();
const source = { report, controls: [], assets: [], exclusions: [] };
const files = renderOscal(source);
const results = Results.parse(JSON.parse(files.find(({ model }) => model === "assessment-results")?.text ?? ""));
const [run] = results["assessment-results"].results;

describe("results as OSCAL", () => {
  it("maps every conclusion as domain section 7 says", () => {
    const words = (targets: Readonly<Record<string, { state: string; reason: string } | undefined>>) =>
      Object.fromEntries(
        Object.entries(targets).map(([word, target]) => [word, target && `${target.state}/${target.reason}`]),
      );
    expect(words(CONTROL_TARGETS)).toEqual({
      EFFECTIVE: "satisfied/pass",
      EFFECTIVE_WITH_EXCEPTION: "satisfied/other",
      MITIGATED: "satisfied/other",
      INEFFECTIVE: "not-satisfied/fail",
      DESIGN_DEFICIENT: "not-satisfied/fail",
      CANNOT_CONCLUDE: "not-satisfied/other",
      NO_OCCURRENCE: "satisfied/other",
      NOT_APPLICABLE: undefined,
    });
    expect(words(CRITERION_TARGETS)).toEqual({
      MET: "satisfied/pass",
      MET_WITH_EXCEPTIONS: "satisfied/other",
      MET_DESIGN_ONLY: "satisfied/other",
      NOT_MET: "not-satisfied/fail",
      CANNOT_CONCLUDE: "not-satisfied/other",
      NOT_APPLICABLE: undefined,
      NOT_ASSESSED: undefined,
    });
    expect(CONTROL_TARGETS.NO_OCCURRENCE?.remarks).toContain("no pass");
  });

  it("has one finding a concluded control under the control's id, and one a concluded criterion", () => {
    const ids = run?.findings.map(({ target }) => target["target-id"]);
    const criteria = Object.entries(report.opinion.criteria)
      .filter(([, { conclusion }]) => CRITERION_TARGETS[conclusion] !== undefined)
      .map(([id]) => id.toLowerCase())
      .sort();
    expect(ids).toEqual([...report.controls.map(({ id }) => id.toLowerCase()), ...criteria]);
  });

  it("keeps every exception as an observation with its state, and every open item as none", () => {
    const byType = (type: string) => run?.observations.filter(({ types }) => types.includes(type)) ?? [];
    const states = byType("finding").map(({ props }) => props.find(({ name }) => name === "exception-state")?.value);
    expect(states.sort()).toEqual(report.exceptions.map(({ state }) => state).sort());
    const open = report.controls.flatMap(({ items }) =>
      items.flatMap(({ outcomes }) => outcomes.filter(({ state }) => state === "indeterminate" || state === "pending")),
    );
    expect(byType("discovery").length).toBe(open.length);
    const attributes = report.controls.flatMap((control) => control.attributes);
    expect(byType("control-objective").length).toBe(attributes.length);
    expect(new Set(run?.observations.map(({ collected }) => collected))).toEqual(new Set([report.as_of]));
  });

  it("names each stored file once, by its digest, and every piece of evidence points to one", () => {
    const resources = results["assessment-results"]["back-matter"].resources;
    const digests = new Set(
      report.controls.flatMap(({ items }) => items.flatMap(({ evidence }) => evidence.map(({ sha256 }) => sha256))),
    );
    expect(resources.flatMap(({ rlinks }) => rlinks.flatMap(({ hashes }) => hashes))).toEqual(
      [...digests].sort().map((value) => ({ algorithm: "SHA-256", value })),
    );
    const targets = new Set(resources.map(({ uuid }) => `#${uuid}`));
    const hrefs = run?.observations.flatMap((each) => each["relevant-evidence"]?.map(({ href }) => href) ?? []) ?? [];
    expect(hrefs.length).toBeGreaterThan(0);
    expect(hrefs.filter((href) => !targets.has(href))).toEqual([]);
  });

  it("projects only in properties of our namespace, each with the disclaimer, and attests nothing", () => {
    const opinion = run?.props.find(({ name }) => name === "projected-opinion");
    expect(opinion).toEqual({
      name: "projected-opinion",
      ns: "urn:lookback:soc2",
      value: report.opinion.overall.projected,
      remarks: DISCLAIMER_TEXT,
    });
    for (const { text } of files) {
      expect(text).not.toContain("attestations");
      const words = [...text.matchAll(/"([^"]+)": "(?:UNQUALIFIED|QUALIFIED|ADVERSE|DISCLAIMER|INEFFECTIVE)"/g)];
      expect(new Set(words.map(([, key]) => key))).toEqual(words.length === 0 ? new Set() : new Set(["value"]));
    }
  });

  it("gives the same bytes again, the same ids for another moment, and another id for the document", () => {
    expect(renderOscal(source)).toEqual(files);
    const later = renderOscal({ ...source, report: { ...report, as_of: "2026-07-20T00:00:00.000Z" } });
    const uuids = (text = "") => [...text.matchAll(/"uuid": "([^"]+)"/g)].map(([, uuid]) => uuid);
    for (const [index, { text }] of files.entries()) {
      const [before, after] = [uuids(text), uuids(later[index]?.text)];
      expect(before[0]).not.toBe(after[0]);
      expect(before.filter((uuid) => !after.includes(uuid)).length).toBeLessThanOrEqual(2);
    }
  });
});

describe("controls named by a plan and by results", () => {
  const left = [
    { id: "CHG-06", reason: "no infrastructure as code" },
    { id: "P4.2", reason: "no personal data" },
  ];
  const made = renderOscal({ ...source, exclusions: left });
  const of = (name: string) => made.find(({ model }) => model === name)?.text ?? "";
  const named = (text: string) => new Set([...text.matchAll(/"control-id": "([^"]+)"/g)].map(([, id]) => id));

  it.each(["assessment-plan", "assessment-results"])("of the %s stand in the catalog, each of them", (model) => {
    const catalog = new Set(
      [...of("catalog").matchAll(/"id": "([^"]+)",\s+"class": "criterion"/g)].map(([, id]) => id),
    );
    expect(catalog.size).toBe(CRITERION_IDS.length);
    expect(named(of(model)).size).toBeGreaterThan(0);
    expect([...named(of(model))].filter((id) => !catalog.has(id))).toEqual([]);
  });

  it("leave out criteria; the company's controls that are left out stand in the remarks with their reason", () => {
    const Selections = z.object({
      "assessment-plan": z.object({
        "reviewed-controls": z.object({
          "control-selections": z.array(
            z.object({ "exclude-controls": z.array(z.object({ "control-id": z.string() })), remarks: z.string() }),
          ),
        }),
      }),
    });
    const [selection] = Selections.parse(JSON.parse(of("assessment-plan")))["assessment-plan"]["reviewed-controls"][
      "control-selections"
    ];
    expect(selection?.["exclude-controls"]).toEqual([{ "control-id": "p4.2" }]);
    expect(selection?.remarks).toContain("CHG-06: no infrastructure as code\nP4.2: no personal data");
  });
});

describe("texts", () => {
  it.each([
    ["a\r\n b\t\tc ", "a b c", "a\n b\t\tc"],
    ["", "(nothing stated)", "(nothing stated)"],
    ["\u2028x\u0000y", "x y", "x y"],
    ["\uD83D", "\uFFFD", "\uFFFD"],
  ])("%j is one line, or prose", (text, line, prose) => {
    expect([lineText(text), proseText(text)]).toEqual([line, prose]);
  });

  it.each([
    ["CC6.3", "cc6.3"],
    ["IAM-03", "iam-03"],
    ["1.2", "_1.2"],
    ["", "_"],
    ["a b/ü", "a_b_ü"],
  ])("%j is the token %j", (text, expected) => expect(token(text)).toBe(expected));
});
