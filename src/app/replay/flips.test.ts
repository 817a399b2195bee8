import { expect, it } from "vitest";
import { flipsBetween } from "./flips.js";
import { type ControlOutcomes, PASSED, reportedOutcomes, type Said } from "./item-outcomes.js";

const LATE: Said = { state: "deviation", why: "late", text: "one hour late" };
const NOT_DUE: Said = { state: "not-applicable", why: null, text: "a test" };
const ABSENT: Said = { state: "not in the population", why: null, text: "" };

/** A judged population; `null`: the item passed everything. */
function run(
  items: Readonly<Record<string, Readonly<Record<string, Said>> | null>>,
  attributes = ["A", "B"],
): ControlOutcomes {
  const listed = Object.entries(items).flatMap(([id, said]) =>
    said === null ? [] : [[id, { label: id, occurredAt: "2026-01-01", said }] as const],
  );
  return { attributes, items: new Map(listed), unlisted: (item) => (Object.hasOwn(items, item) ? PASSED : ABSENT) };
}

function report(items: Readonly<Record<string, Readonly<Record<string, Said>>>>): ControlOutcomes {
  return reportedOutcomes({
    id: "X",
    revision: 1,
    statement: "",
    counts: { pass: 0, deviation: 0, indeterminate: 0, not_applicable: 0, pending: 0 },
    items: Object.entries(items).map(([id, said]) => ({
      id,
      label: id,
      occurred_at: "2026-01-01",
      outcomes: Object.entries(said).map(([attribute, { state, why, text }]) => ({
        attribute,
        state,
        kind: why,
        cause: null,
        text,
      })),
    })),
  });
}

const shown = (before: ControlOutcomes | undefined, after: ControlOutcomes | undefined) =>
  flipsBetween(before, after).map(
    ({ attribute, item, from, to }) => `${attribute} ${item}: ${from.state} -> ${to.state}`,
  );

it("lists every attribute of every item that says something else, in order", () => {
  expect(
    shown(
      run({ x: { A: LATE }, y: null, z: { B: NOT_DUE } }),
      run({ x: null, y: { A: NOT_DUE, B: LATE }, z: { B: NOT_DUE } }),
    ),
  ).toEqual(["A x: deviation -> pass", "A y: pass -> not-applicable", "B y: pass -> deviation"]);
});

it("takes another wording for no change, and another kind for one", () => {
  expect(shown(run({ x: { A: LATE } }), run({ x: { A: { ...LATE, text: "two hours late" } } }))).toEqual([]);
  expect(shown(run({ x: { A: LATE } }), run({ x: { A: { ...LATE, why: "not-performed" } } }))).toEqual([
    "A x: deviation -> deviation",
  ]);
});

it("tells items and attributes that only one side has", () => {
  expect(shown(run({ x: { A: LATE } }, ["A"]), run({}, ["A"]))).toEqual(["A x: deviation -> not in the population"]);
  expect(shown(run({ x: { A: LATE } }, ["A"]), run({ x: { B: LATE } }, ["B"]))).toEqual([
    "A x: deviation -> not asked",
    "B x: not asked -> deviation",
  ]);
  expect(shown(undefined, run({ x: { A: LATE }, y: null }, ["A"]))).toEqual(["A x: not asked -> deviation"]);
});

it("reads a report as it is: what it does not list passed, did not apply or was no item", () => {
  expect(shown(report({}), run({ x: null, y: { A: NOT_DUE }, z: { A: LATE } }))).toEqual([
    "A z: not listed -> deviation",
  ]);
  expect(shown(report({ x: { A: LATE } }), run({ x: null }))).toEqual(["A x: deviation -> pass"]);
  expect(shown(report({ x: { A: LATE } }), run({ x: { A: LATE, B: LATE } }))).toEqual(["B x: pass -> deviation"]);
});
