import { describe, expect, it } from "vitest";
import { sha256 } from "../../base/digest.js";
import { instant } from "../../base/instant.js";
import type { Told, VerdictBody } from "./mock-decisions.js";
import { verdictSubject, verdictsOf } from "./verdicts.js";

const AT = instant("2026-07-06T07:00:00.000Z");

function told(...found: readonly (readonly [VerdictBody["role"], VerdictBody["finding"]])[]): Told<VerdictBody>[] {
  return found.map(([role, finding], index) => ({
    index,
    at: AT,
    subject: "CHG-01.A/item",
    body: {
      control: "CHG-01",
      attribute: "A",
      item: "item",
      role,
      by: role === "tester" ? "ada" : "bea",
      finding,
      note: "",
    },
  }));
}

function state(found: readonly Told<VerdictBody>[], outcome: "pass" | "deviation" | "indeterminate" = "pass"): string {
  const { state: said, why_open: why } = verdictsOf(found, { attribute: "A", state: outcome });
  return why === null ? said : `${said}: ${why}`;
}

describe("verdicts of two people", () => {
  it("are none, tested, agreed", () => {
    expect([
      state([]),
      state(told(["tester", "pass"])),
      state(told(["tester", "pass"], ["reviewer", "pass"])),
      state(told(["tester", "deviation"], ["reviewer", "deviation"]), "deviation"),
      state(told(["tester", "could-not-tell"], ["reviewer", "could-not-tell"]), "indeterminate"),
    ]).toEqual(["none", "tested", "agreed", "agreed", "agreed"]);
  });

  it("stay open while a failure has one person, or people or evidence disagree", () => {
    expect([
      state(told(["tester", "deviation"]), "deviation"),
      state(told(["tester", "deviation"], ["reviewer", "pass"]), "deviation"),
      state(told(["tester", "pass"]), "deviation"),
      state(told(["tester", "pass"], ["reviewer", "pass"]), "deviation"),
    ]).toEqual([
      "open: a failure needs a second person",
      "open: the tester found deviation, the reviewer pass",
      "open: the tester found pass, the evidence gives deviation",
      "open: both people found pass, the evidence gives deviation",
    ]);
  });

  it("stay open where both parts are of one person, however that is typed", () => {
    const [tester, reviewer] = told(["tester", "pass"], ["reviewer", "pass"]);
    if (tester === undefined || reviewer === undefined) throw new Error("told nothing");
    const alone = { ...reviewer, body: { ...reviewer.body, by: " Ada" } };
    expect(state([tester, alone])).toBe("open:  Ada is tester and reviewer: a review needs a second person");
  });

  it("are the newest of each person, on this attribute alone", () => {
    const found = told(["tester", "deviation"], ["tester", "pass"], ["reviewer", "pass"]);
    expect(state(found)).toBe("agreed");
    expect(verdictsOf(found, { attribute: "B", state: "pass" }).state).toBe("none");
  });
});

describe("the subject of a verdict", () => {
  it.each(["repository #12 of Jane Doe", "jane@example.com", "x".repeat(1_000), "Entwurf ä"])(
    "is a token without a word of the item %s",
    (item) => {
      const subject = verdictSubject({ control: "OWN-01", attribute: "A", item });
      expect(subject).toMatch(/^OWN-01\.A\/[0-9a-f]{64}$/);
      expect(subject).not.toContain(sha256(item));
    },
  );

  it("differs by control, attribute and item", () => {
    const given = { control: "OWN-01", attribute: "A", item: "one" };
    const all = [given, { ...given, control: "OWN-02" }, { ...given, attribute: "B" }, { ...given, item: "two" }];
    expect(new Set(all.map(verdictSubject)).size).toBe(4);
    expect(verdictSubject(given)).toBe(verdictSubject({ ...given }));
  });
});
