import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "../../base/instant.js";
import type { Cell } from "../../model/batch.js";
import { CoverageFinder, type CoverageProposal } from "./find-coverage.js";
import type { DeviatedItem, JoinedItem, JoinRule, OperatedItem } from "./join-rule.js";
import { JOIN_RULES } from "./join-rules.js";
import { compensationInput, type LoggedCompensation, standingCompensation } from "./standing-compensation.js";

const T = Date.UTC(2026, 2, 10, 9);

/** Deviates on every attribute unless told otherwise. */
const item = (itemId: string, more: Partial<DeviatedItem> = {}): DeviatedItem => ({
  ...joined(itemId),
  deviating: ["A", "B", "C", "D", "E"],
  ...more,
});
const joined = (itemId: string): JoinedItem => ({
  itemId,
  label: `label of ${itemId}`,
  unit: null,
  occurredAt: T,
  facts: {},
});
const operated = (itemId: string, more: Partial<OperatedItem> = {}): OperatedItem => ({
  ...joined(itemId),
  passed: ["A", "B", "C", "D"],
  isKept: true,
  evidence: [`${"a".repeat(64)}#${itemId}`],
  ...more,
});

function rule(control: string, by: string): JoinRule {
  const found = JOIN_RULES.find((each) => each.control === control && each.by === by);
  if (found === undefined) throw new Error(`no rule ${control} <- ${by}`);
  return found;
}

function covered(
  pair: readonly [control: string, by: string],
  deviating: readonly DeviatedItem[],
  ...others: OperatedItem[]
) {
  const finder = new CoverageFinder(rule(...pair), deviating);
  for (const each of others) finder.add(each);
  return finder.proposals().map((each) => [each.item, each.shownBy]);
}

describe("what makes up for a change nobody reviewed", () => {
  const PAIR = ["CHG-01", "CHG-04"] as const;
  const reviewed = (at: number | null, more: Partial<OperatedItem> = {}) =>
    operated("c1", { facts: { reviewedAt: at }, ...more });

  it("is the review of that very change after its merge, in time", () => {
    expect(covered(PAIR, [item("c1")], reviewed(T + HOUR_MS))).toEqual([["c1", ["label of c1"]]]);
    expect(covered(PAIR, [item("c1")], reviewed(T))).toEqual([["c1", ["label of c1"]]]);
    expect(covered(PAIR, [item("c1")], reviewed(T - 1))).toEqual([]);
    expect(covered(PAIR, [item("c1")], reviewed(null))).toEqual([]);
  });

  it("is not the review of another change, nor one that was late or a control that failed otherwise", () => {
    expect(covered(PAIR, [item("c2")], reviewed(T + HOUR_MS))).toEqual([]);
    expect(covered(PAIR, [item("c1")], reviewed(T + HOUR_MS, { passed: ["A", "B", "D"] }))).toEqual([]);
    expect(covered(PAIR, [item("c1")], reviewed(T + HOUR_MS, { isKept: false }))).toEqual([]);
  });

  it("says what was seen, with the rows it rests on", () => {
    const finder = new CoverageFinder(rule(...PAIR), [item("c1")]);
    finder.add(reviewed(T + HOUR_MS));
    expect(finder.proposals()).toEqual([
      {
        control: "CHG-01",
        item: "c1",
        label: "label of c1",
        attributes: ["A", "B", "D"],
        with: "CHG-04",
        shownBy: ["label of c1"],
        evidence: [`${"a".repeat(64)}#c1`],
        why: "The same change was reviewed by an independent person 2026-03-10T10:00:00.000Z, after its merge 2026-03-10T09:00:00.000Z and within the promised business days.",
      },
    ]);
  });
});

describe("what makes up for an account that was left", () => {
  const PAIR = ["IAM-04", "IAM-03"] as const;
  const left = (facts: Record<string, Cell> = {}) => item("spell 7 jira", { unit: "jira", facts });

  it("is the same departure at the identity provider", () => {
    expect(covered(PAIR, [left()], operated("spell 7"))).toEqual([["spell 7 jira", ["label of spell 7"]]]);
    expect(covered(PAIR, [left()], operated("spell 8"))).toEqual([]);
    expect(covered(PAIR, [left()], operated("spell 7", { occurredAt: T + 1 }))).toEqual([]);
    expect(covered(PAIR, [item("spell 7")], operated("spell 7"))).toEqual([]);
  });

  it("speaks for the account alone: not for tokens that live on, nor for what workloads sign in with", () => {
    const attributes = (...deviating: string[]) => {
      const finder = new CoverageFinder(rule(...PAIR), [{ ...left(), deviating }]);
      finder.add(operated("spell 7"));
      return finder.proposals().map((each) => each.attributes);
    };
    expect(attributes("A")).toEqual([["A"]]);
    expect(attributes("A", "B", "C")).toEqual([["A"]]);
    expect(attributes("B")).toEqual([]);
    expect(attributes("C")).toEqual([]);
  });

  it("says what it does not show where the application can be entered another way", () => {
    const why = (isSsoOnly: boolean) => {
      const finder = new CoverageFinder(rule(...PAIR), [left({ isSsoOnly })]);
      finder.add(operated("spell 7", { facts: { offHi: T + HOUR_MS } }));
      return finder.proposals()[0]?.why ?? "";
    };
    expect(why(true)).toContain("jira lets nobody in otherwise.");
    expect(why(false)).toContain(
      "That jira cannot be entered another way (local password, token) is not shown by this",
    );
    expect(why(false)).toContain("could no longer sign in 2026-03-10T10:00:00.000Z");
  });
});

describe("what makes up for a grant nobody approved", () => {
  const grant = item("g1", { unit: "jira" });
  const review = (unit: string, listingAt: number | null, end = T + 20 * DAY_MS) =>
    operated(`${unit} Q1`, { unit, occurredAt: end, facts: { intervalFrom: T - 60 * DAY_MS, listingAt } });

  it("is the review of that system over a listing made after it, in the same quarter", () => {
    const PAIR = ["IAM-01", "IAM-05"] as const;
    expect(covered(PAIR, [grant], review("jira", T))).toEqual([["g1", ["label of jira Q1"]]]);
    expect(covered(PAIR, [grant], review("jira", T - 1))).toEqual([]);
    expect(covered(PAIR, [grant], review("jira", null))).toEqual([]);
    expect(covered(PAIR, [grant], review("wiki", T))).toEqual([]);
    expect(covered(PAIR, [grant], review("jira", T, T))).toEqual([]);
  });

  it("is the reconciliation of that day", () => {
    const PAIR = ["IAM-01", "IAM-14"] as const;
    const run = (from: number, to: number) => operated("run", { occurredAt: from, facts: { kind: "run", endsAt: to } });
    const hour = 9 * HOUR_MS;
    expect(covered(PAIR, [grant], run(T - hour, T - hour + DAY_MS))).toEqual([["g1", ["label of run"]]]);
    expect(covered(PAIR, [grant], run(T, T + DAY_MS))).toEqual([["g1", ["label of run"]]]);
    expect(covered(PAIR, [grant], run(T + 1, T + DAY_MS))).toEqual([]);
    expect(covered(PAIR, [grant], run(T - DAY_MS, T))).toEqual([]);
    expect(covered(PAIR, [grant], operated("finding", { facts: { kind: "finding" } }))).toEqual([]);
  });
});

describe("what makes up for access that a mover kept", () => {
  const PAIR = ["IAM-02", "IAM-05"] as const;
  const move = (systems: string | null) => item("m1", { unit: "Sales", facts: { systems } });
  const review = (unit: string, listingAt = T, more: Partial<OperatedItem> = {}) =>
    operated(`${unit} Q1`, {
      unit,
      occurredAt: T + 20 * DAY_MS,
      facts: { intervalFrom: T - 60 * DAY_MS, listingAt },
      ...more,
    });

  it("is a review of every system of the person, over listings made after the move, in the same quarter", () => {
    const both = [["m1", ["label of jira Q1", "label of wiki Q1"]]];
    expect(covered(PAIR, [move("jira|wiki")], review("jira"), review("wiki"))).toEqual(both);
    expect(covered(PAIR, [move("jira")], review("jira"), review("wiki"))).toEqual([["m1", ["label of jira Q1"]]]);
    expect(covered(PAIR, [move("jira|wiki")], review("jira"))).toEqual([]);
    expect(covered(PAIR, [move("jira|wiki")], review("jira"), review("wiki", T - 1))).toEqual([]);
    expect(covered(PAIR, [move("jira|wiki")], review("jira"), review("wiki", T, { isKept: false }))).toEqual([]);
    expect(covered(PAIR, [move("jira")], review("jira", T, { occurredAt: T }))).toEqual([]);
    expect(covered(PAIR, [move(null)], review("jira"))).toEqual([]);
  });
});

describe("what makes up for a review nobody held", () => {
  const from = Date.UTC(2026, 0, 1);
  const review = item("jira Q1", { unit: "jira", occurredAt: from + 3 * DAY_MS, facts: { intervalFrom: from } });
  const run = (day: number, more: Partial<OperatedItem> = {}) =>
    operated(`run ${day}`, {
      occurredAt: from + day * DAY_MS,
      facts: { kind: "run", endsAt: from + (day + 1) * DAY_MS },
      ...more,
    });

  it("is a reconciliation on every day of the quarter, none missing and none failed", () => {
    const PAIR = ["IAM-05", "IAM-14"] as const;
    expect(covered(PAIR, [review], run(0), run(1), run(2), run(3))).toEqual([
      ["jira Q1", ["label of run 0", "label of run 1", "label of run 2"]],
    ]);
    expect(covered(PAIR, [review], run(0), run(2))).toEqual([]);
    expect(covered(PAIR, [review], run(0), run(1, { isKept: false }), run(2))).toEqual([]);
    expect(covered(PAIR, [review])).toEqual([]);
  });
});

describe("other pairs", () => {
  it("CHG-06 is made up for by the drift of that resource that the write left", () => {
    const write = item("w1", { facts: { resource: "sg-1", driftOpenedAt: T + HOUR_MS } });
    const drift = (resource: string, at: number) =>
      operated("d1", { label: `drift of ${resource}`, occurredAt: at, facts: { kind: "finding" } });
    const PAIR = ["CHG-06", "CFG-01"] as const;
    expect(covered(PAIR, [write], drift("sg-1", T + HOUR_MS))).toEqual([["w1", ["drift of sg-1"]]]);
    expect(covered(PAIR, [write], drift("sg-1", T + HOUR_MS + 1))).toEqual([]);
    expect(covered(PAIR, [write], drift("sg-2", T + HOUR_MS))).toEqual([]);
  });

  it("CHG-03 is made up for only if every change of the repository was reviewed", () => {
    const open = item("r1", { unit: "acme/api" });
    const change = (id: string, isKept: boolean, unit = "acme/api") => operated(id, { unit, isKept });
    const PAIR = ["CHG-03", "CHG-01"] as const;
    expect(covered(PAIR, [open], change("c1", true), change("c2", true))).toEqual([
      ["r1", ["label of c1", "label of c2"]],
    ]);
    expect(covered(PAIR, [open], change("c1", true), change("c2", false))).toEqual([]);
    expect(covered(PAIR, [open], change("c1", true, "acme/web"))).toEqual([]);
  });

  it("names each pair once", () => {
    const pairs = JOIN_RULES.map(({ control, by }) => `${control} <- ${by}`);
    expect(new Set(pairs).size).toBe(pairs.length);
  });
});

describe("what stands of it", () => {
  const proposal = (itemId: string, attributes = ["A"]): CoverageProposal => ({
    control: "CHG-01",
    item: itemId,
    label: `label of ${itemId}`,
    attributes,
    with: "CHG-04",
    shownBy: [],
    evidence: [],
    why: "",
  });
  const decision = (
    index: number,
    itemId: string,
    action: "accept" | "reject",
    attributes?: string[],
  ): LoggedCompensation => ({
    index,
    at: "2026-07-06T08:00:00.000Z",
    body: {
      action,
      period: { from: "2026-01-01", to: "2026-06-30" },
      item: itemId,
      ...(attributes === undefined ? {} : { attributes }),
      with: "CHG-04",
      by: "CISO",
      reason: "read the diff",
      why: "",
      evidence: [],
    },
  });

  it("is pending until somebody decides, and then the newest decision in the log", () => {
    const log = [decision(9, "c2", "reject"), decision(4, "c2", "accept"), decision(5, "c3", "accept")];
    const standing = standingCompensation([proposal("c1"), proposal("c2"), proposal("c3")], log);
    expect(standing.map(({ item: id, status }) => [id, status])).toEqual([
      ["c1", "pending"],
      ["c2", "rejected"],
      ["c3", "accepted"],
    ]);
  });

  it("does not count where nothing shows it any more, though it was accepted", () => {
    expect(compensationInput(standingCompensation([proposal("c1")], [decision(4, "c9", "accept")]))).toEqual([
      { item: "c1", attributes: ["A"], control: "CHG-04", status: "pending", operated_in_window: true },
      { item: "c9", control: "CHG-04", status: "accepted", operated_in_window: false },
    ]);
  });

  it("is what was judged: an attribute that deviates since is pending, one that no longer does is gone", () => {
    const rows = (attributes: string[], judged?: string[]) =>
      standingCompensation([proposal("c1", attributes)], [decision(4, "c1", "accept", judged)]).map((each) => [
        each.attributes,
        each.status,
        each.decision?.index ?? null,
      ]);
    expect(rows(["A", "B"], ["A"])).toEqual([
      [["A"], "accepted", 4],
      [["B"], "pending", null],
    ]);
    expect(rows(["A"], ["A", "B"])).toEqual([[["A"], "accepted", 4]]);
    expect(rows(["B"], ["A"])).toEqual([[["B"], "pending", null]]);
  });

  it("is all that is shown of the item, and no more, where an earlier record names no attributes", () => {
    const earlier = standingCompensation([proposal("c1", ["A", "B"])], [decision(4, "c1", "accept")]);
    expect(compensationInput(earlier)).toEqual([
      { item: "c1", attributes: ["A", "B"], control: "CHG-04", status: "accepted", operated_in_window: true },
    ]);
  });
});
