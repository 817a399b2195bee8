import type { Example } from "../../assess/control.js";
import { deviates, isOpen, NOT_APPLICABLE, PASSES, PENDING } from "../../assess/families/expected.js";
import type { DeviationKind } from "../../assess/outcome.js";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../base/instant.js";
import type { Fields } from "./fake-items.js";
import { type Cut, THING_SINCE, thingItem } from "./fake-stretches.js";

/** An aspect of a thing that must be `true` all the time, and how its control asks. */
export interface FlagAspect {
  readonly attribute: string;
  /** Label of the thing. */
  readonly label: string;
  /** In camelCase. */
  readonly aspect: string;
  readonly stream: string;
  readonly kind: DeviationKind;
  /** Other facts of the thing, such as its register. */
  readonly more?: Fields;
}

const START = Date.UTC(2026, 0, 1);
const END = Date.UTC(2026, 6, 1);
const MARCH = Date.UTC(2026, 2, 4);
const MAX_GAP = 26 * HOUR_MS;
const GRACE = 60 * MINUTE_MS;

/**
 * Test only: what every such aspect says under a grace of 60 minutes and a maximum gap of 26 hours: each outcome, and
 * each boundary one tick either side.
 */
export function flagExamples({ attribute, label, aspect, stream, kind, more = {} }: FlagAspect): readonly Example[] {
  const thing = (cuts: readonly Cut[], facts: Fields = {}) => thingItem(label, aspect, cuts, { ...more, ...facts });
  const steady = (value: string | null, facts: Fields = {}) => thing([[value, THING_SINCE, END + DAY_MS]], facts);
  const brokenFor = (length: number, facts: Fields = {}) =>
    thing([
      ["true", THING_SINCE, MARCH],
      ["false", MARCH, MARCH + length, facts],
      ["true", MARCH + length, END],
    ]);
  const unwatched = (length: number) =>
    thing([
      ["true", THING_SINCE, MARCH],
      ["true", MARCH + length, END],
    ]);
  const newThing = (length: number) =>
    thing(
      [
        ["false", MARCH, MARCH + length],
        ["true", MARCH + length, END],
      ],
      { beganAt: MARCH, occurredAt: MARCH },
    );
  const excepted = (approvedAt: number): Fields => ({
    exceptionId: "X-1",
    exceptionFromAt: MARCH,
    exceptionToAt: MARCH + DAY_MS,
    exceptionApprovedAt: approvedAt,
    exceptionIsOwned: true,
  });
  const gap = (name: string, reason: string) => [
    { stream: name, scope: "*", from: MARCH, to: MARCH + 2 * DAY_MS, reason },
  ];
  const all: readonly Omit<Example, "attribute">[] = [
    { name: "all the time", item: steady("true"), expect: PASSES },
    { name: "never", item: steady("false"), expect: deviates(kind) },
    { name: "not for one ms", item: brokenFor(1), expect: deviates(kind) },
    {
      name: "not before the period",
      item: thing([
        ["false", THING_SINCE, START],
        ["true", START, END],
      ]),
      expect: PASSES,
    },
    {
      name: "not in the period's first ms",
      item: thing([
        ["false", THING_SINCE, START + 1],
        ["true", START + 1, END],
      ]),
      expect: deviates(kind),
    },
    { name: "new, mended on the dot", item: newThing(GRACE), expect: PASSES },
    { name: "new, mended one ms late", item: newThing(GRACE + 1), expect: deviates(kind) },
    {
      name: "new, may still be mended",
      item: thing([["false", MARCH, MARCH + 1]], { beganAt: MARCH, occurredAt: MARCH }),
      asOf: MARCH + GRACE,
      expect: PENDING,
    },
    {
      name: "new, not seen again",
      item: thing([["false", MARCH, MARCH + 1]], { beganAt: MARCH, occurredAt: MARCH }),
      expect: isOpen("bounded-time"),
    },
    { name: "not seen for the maximum gap", item: unwatched(MAX_GAP), expect: PASSES },
    { name: "not seen one ms longer", item: unwatched(MAX_GAP + 1), expect: isOpen("gap") },
    { name: "never seen", item: steady(null), expect: isOpen("gap") },
    { name: "a word nobody knows", item: steady("fine"), expect: isOpen("unparsed") },
    { name: "refused", item: steady("true"), gaps: gap(stream, "permission"), expect: isOpen("denied") },
    { name: "nobody looked", item: steady("true"), gaps: gap(stream, "not_covered"), expect: isOpen("gap") },
    { name: "gone before the period's end", item: steady("true", { endedAt: MARCH }), expect: PASSES },
    { name: "gone before it broke", item: { ...brokenFor(DAY_MS), endedAt: MARCH }, expect: PASSES },
    { name: "an exception approved before", item: brokenFor(DAY_MS, excepted(MARCH)), expect: PASSES },
    { name: "an exception approved one ms late", item: brokenFor(DAY_MS, excepted(MARCH + 1)), expect: deviates(kind) },
    {
      name: "the register of exceptions refused",
      item: brokenFor(DAY_MS),
      gaps: gap("exceptions.approved", "permission"),
      expect: isOpen("denied"),
    },
    {
      name: "ended before the period",
      item: thing([["true", THING_SINCE, START]], { endedAt: START }),
      expect: NOT_APPLICABLE,
    },
  ];
  return all.map((each) => ({ ...each, attribute }));
}
