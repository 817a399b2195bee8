import { describe, expect, it } from "vitest";
import { CoverageIndex } from "../../assess/coverage-index.js";
import { emptyTally } from "../../assess/tally.js";
import { CONTROLS } from "../../controls/registry.js";
import type { ProposedCause } from "../../recovery/causes/cause.js";
import type { FindingDecisions, TestingAct } from "../findings/decided.js";
import { promisedControls } from "../test-period/control-plans.js";
import { parseWorkspace } from "../workspace/load-workspace.js";
import { opinionInput } from "./opinion-input.js";

const PERIOD = { from: "2026-01-01", to: "2026-06-30" };
const AT = "2026-07-06T08:00:00.000Z";
const NOTHING: FindingDecisions = { causes: new Map(), compensation: new Map(), testing: new Map() };

/** IAM-05 as the opinion rules read it, of a workspace with these lines about it and these decisions by people. */
function reviews(entry: string, decided: Partial<FindingDecisions> = {}) {
  const workspace = parseWorkspace(
    `version: 1
organisation: { name: Little Ltd, time_zone: Europe/Berlin }
audit: { period: { from: 2026-01-01, to: 2026-06-30 } }
controls:
  IAM-05: ${entry}
`,
    "lookback.yaml",
  );
  const controls = promisedControls(CONTROLS, workspace)
    .filter(({ control }) => control.id === "IAM-05")
    .map((promise) => ({ promise, tally: emptyTally(promise.control.attributes.map(({ id }) => id)) }));
  const tested = {
    period: { start: 0, end: 1 },
    asOf: Date.parse(AT),
    coverage: new CoverageIndex([]),
    controls,
    populations: [],
  };
  const proposal = {
    control: "IAM-05",
    item: "jira Q1",
    label: "jira",
    attributes: ["A"],
    with: "IAM-14",
    shownBy: [],
    evidence: [],
    why: "",
  };
  const input = opinionInput({
    workspace,
    tested,
    completeness: new Map(),
    decided: { ...NOTHING, ...decided },
    proposals: new Map([["IAM-05", [proposal]]]),
    monthOf: () => "2026-01",
  });
  const [control] = input.controls;
  if (control === undefined) throw new Error("IAM-05 is not tested");
  return control;
}

describe("substitutes declared beforehand (R8.2)", () => {
  const declared = (day: string, began?: [subject: string, at: string], period: TestingAct["period"] = null) =>
    reviews(`{ redundant_with: [IAM-14], redundant_declared_on: ${day} }`, {
      testing: new Map(began === undefined ? [] : [[began[0], [{ at: began[1], period }]]]),
    }).redundant_with;

  it("count when declared by the last day of the period, and not a day later", () => {
    expect([declared("2026-06-30"), declared("2026-07-01")]).toEqual([["IAM-14"], []]);
    expect(reviews("{ redundant_with: [IAM-14] }").redundant_with).toEqual([]);
    expect(reviews("{}").redundant_with).toEqual([]);
  });

  it("count only when declared before the day on which people began to test, in the organisation's zone", () => {
    // 22:30 in UTC is half an hour into 11 May in Berlin.
    expect(declared("2026-05-10", ["IAM-05", "2026-05-10T22:30:00.000Z"])).toEqual(["IAM-14"]);
    expect(declared("2026-05-11", ["IAM-05", "2026-05-10T22:30:00.000Z"])).toEqual([]);
    expect(declared("2026-05-10", ["IAM-05", "2026-05-10T21:59:59.999Z"])).toEqual([]);
    expect(declared("2026-05-11", ["access-reviews", "2026-05-10T12:00:00.000Z"])).toEqual([]);
    expect(declared("2026-05-11", ["IAM-03", "2026-05-10T12:00:00.000Z"])).toEqual(["IAM-14"]);
  });

  it("are not late for having been declared after another period was tested", () => {
    const frozen = (from: string, to: string) =>
      declared("2026-05-11", ["IAM-05", "2026-02-01T12:00:00.000Z"], { from, to });
    expect(frozen("2025-07-01", "2025-12-31")).toEqual(["IAM-14"]);
    expect(frozen("2026-01-01", "2026-06-30")).toEqual([]);
  });
});

describe("what people decided", () => {
  const cause = (more: Partial<ProposedCause>): FindingDecisions["causes"] =>
    new Map([
      [
        "IAM-05",
        [
          {
            index: 7,
            at: AT,
            body: {
              action: "propose",
              period: PERIOD,
              category: "process",
              secondary: [],
              scope: "process",
              text: "no owner",
              why: [],
              bypass: [],
              harm_followed: false,
              by: "Head of IT",
              looked_at: { as_of: AT, exceptions: 0, items: 0, clusters: [], extent: [] },
              ...more,
            },
          },
        ],
      ],
    ]);

  it("is nothing where nobody decided", () => {
    expect(reviews("{}")).toMatchObject({
      cause: null,
      harm_followed: false,
      bypass: { is_intentional: false, is_concealed: false, by_authority: false, by_management: false },
      compensation: [
        { item: "jira Q1", attributes: ["A"], control: "IAM-14", status: "pending", operated_in_window: true },
      ],
    });
  });

  it("reaches the rules: the cause, a bypass, harm", () => {
    expect(reviews("{}", { causes: cause({}) }).cause).toEqual({ scope: "process", status: "proposed" });
    expect(
      reviews("{}", { causes: cause({ bypass: ["by_authority", "by_management"], harm_followed: true }) }),
    ).toMatchObject({
      harm_followed: true,
      bypass: { is_intentional: false, is_concealed: false, by_authority: true, by_management: true },
    });
  });

  it("is not taken for another period's exceptions, though control and item are the same", () => {
    const other = { from: "2025-07-01", to: "2025-12-31" };
    expect(reviews("{}", { causes: cause({ period: other, bypass: ["intentional"] }) })).toMatchObject({
      cause: null,
      bypass: { is_intentional: false },
    });
    const body = { period: other, item: "jira Q1", with: "IAM-14", by: "CISO", reason: "read", why: "", evidence: [] };
    const compensation: FindingDecisions["compensation"] = new Map([
      ["IAM-05", [{ index: 9, at: AT, body: { action: "accept", ...body } }]],
    ]);
    expect(reviews("{}", { compensation }).compensation).toMatchObject([{ status: "pending" }]);
  });

  it("reaches the rules: what makes up for an item", () => {
    const body = { period: PERIOD, item: "jira Q1", with: "IAM-14", by: "CISO", reason: "read", why: "", evidence: [] };
    const compensation: FindingDecisions["compensation"] = new Map([
      ["IAM-05", [{ index: 9, at: AT, body: { action: "accept", ...body } }]],
    ]);
    expect(reviews("{}", { compensation }).compensation).toEqual([
      { item: "jira Q1", attributes: ["A"], control: "IAM-14", status: "accepted", operated_in_window: true },
    ]);
  });
});
