import { describe, expect, it } from "vitest";
import { z } from "zod";
import { NO_TEXTS } from "../../../tests/fakes/plain-control.js";
import type { AnyControl } from "../../assess/control.js";
import { pass } from "../../assess/outcome.js";
import { definePopulation } from "../../assess/population.js";
import type { CriterionId } from "../../criteria/criteria.js";
import { Matcher } from "./propose-matches.js";
import type { RowWords } from "./report-row.js";

const population = definePopulation({
  name: "things",
  title: "Things",
  doc: "all of them",
  shape: "events",
  columns: {},
  sql: "select 1",
  reads: {},
  triggers: [],
  facts: [],
});

function control(id: string, title: string, key: readonly CriterionId[], attributes: readonly string[]): AnyControl {
  return {
    id,
    revision: 1,
    title,
    statement: title,
    parameters: { hours: { schema: z.number(), default: 24, doc: "hours" } },
    criteria: { key, supporting: [] },
    risk: "high",
    nature: "manual",
    type: "preventive",
    frequency: "per_event",
    population,
    attributes: attributes.map((text, at) => ({ id: "ABC"[at] ?? "Z", title: text, isKey: true, judge: () => pass() })),
    ...NO_TEXTS,
  };
}

const CATALOGUE = [
  control(
    "IAM-03",
    "Leaver is disabled in the identity provider",
    ["CC6.2", "CC6.3"],
    ["Account disabled in time", "Sessions ended in time"],
  ),
  control("CHG-01", "Independent review before merge", ["CC8.1"], ["Approval by somebody else"]),
  control("END-02", "Malware protection", ["CC6.8"], ["Agent healthy", "Signatures updated"]),
];

const row = (result: string, controlNo = "7.1"): RowWords => ({
  place: "row 1",
  cells: [
    { role: "control-no", title: "No.", text: controlNo, is_carried: false },
    { role: "result", title: "Result", text: result, is_carried: false },
  ],
});

describe("proposals", () => {
  it("find our control by the auditor's words", () => {
    const matcher = new Matcher(CATALOGUE);
    const best = (text: string) => matcher.propose(row(text)).proposals[0]?.control;
    expect(best("For 2 of 25 terminated employees access was not revoked at the identity provider (CC6.3).")).toBe(
      "IAM-03",
    );
    expect(best("5 of 25 pull requests were merged without approval (CC8.1).")).toBe("CHG-01");
    expect(best("On 2 workstations the anti-virus software was missing (CC6.8).")).toBe("END-02");
    expect(best("The kitchen was not clean.")).toBeUndefined();
  });

  it("name the attribute only where the words single it out", () => {
    const matcher = new Matcher(CATALOGUE);
    const attribute = (text: string) => matcher.propose(row(text)).proposals[0]?.attribute;
    expect(attribute("IAM-03: sessions of 2 of 25 leavers were left open.")).toBe("B");
    expect(attribute("IAM-03: something about leavers.")).toBeNull();
  });

  it("are led by the control's own id, whatever else the row says, and by nothing that only contains it", () => {
    const matcher = new Matcher(CATALOGUE);
    const { proposals, isClear } = matcher.propose(
      row("5 of 25 pull requests were merged without approval (CC8.1).", "IAM-03"),
    );
    expect(proposals[0]).toMatchObject({
      control: "IAM-03",
      reasons: expect.arrayContaining(["the row names IAM-03"]),
    });
    expect(isClear).toBe(true);
    expect(matcher.propose(row("nothing", "XIAM-031")).proposals).toEqual([]);
  });

  it("are not clear when two are alike, and do not depend on the order of the catalogue", () => {
    const twins = [
      ...CATALOGUE,
      {
        ...control(
          "IAM-99",
          "Leaver is disabled in the identity provider",
          ["CC6.2", "CC6.3"],
          ["Account disabled in time", "Sessions ended in time"],
        ),
      },
    ];
    const text = row("For 2 of 25 terminated employees access was not revoked at the identity provider (CC6.3).");
    const found = new Matcher(twins).propose(text);
    expect([found.isClear, found.proposals.slice(0, 2).map(({ control: id }) => id)]).toEqual([
      false,
      ["IAM-03", "IAM-99"],
    ]);
    expect(new Matcher([...twins].reverse()).propose(text)).toEqual(found);
  });

  it("say nothing of management's response", () => {
    const words = row("Exception noted.");
    const response = {
      role: "response" as const,
      title: "Response",
      text: "We fixed IAM-03 and pull requests.",
      is_carried: false,
    };
    expect(new Matcher(CATALOGUE).propose({ ...words, cells: [...words.cells, response] }).proposals).toEqual([]);
  });
});
