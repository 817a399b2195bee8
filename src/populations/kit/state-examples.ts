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
export function flagExamples(flag: FlagAspect): readonly Example[] {
  const all = [...brokenExamples(flag), ...newExamples(flag), ...unseenExamples(flag), ...exceptionExamples(flag)];
  return all.map((each) => ({ ...each, attribute: flag.attribute }));
}

type Draft = Omit<Example, "attribute">;

function thing({ label, aspect, more = {} }: FlagAspect, cuts: readonly Cut[], facts: Fields = {}): Fields {
  return thingItem(label, aspect, cuts, { ...more, ...facts });
}

function steady(flag: FlagAspect, value: string | null, facts: Fields = {}): Fields {
  return thing(flag, [[value, THING_SINCE, END + DAY_MS]], facts);
}

/** Broken from 4 March for so long; `facts` are those of the broken stretch. */
function brokenFor(flag: FlagAspect, length: number, facts: Fields = {}): Fields {
  return thing(flag, [
    ["true", THING_SINCE, MARCH],
    ["false", MARCH, MARCH + length, facts],
    ["true", MARCH + length, END],
  ]);
}

function brokenExamples(flag: FlagAspect): readonly Draft[] {
  const broken = deviates(flag.kind);
  const brokenUntil = (end: number) =>
    thing(flag, [
      ["false", THING_SINCE, end],
      ["true", end, END],
    ]);
  return [
    { name: "all the time", item: steady(flag, "true"), expect: PASSES },
    { name: "never", item: steady(flag, "false"), expect: broken },
    { name: "not for one ms", item: brokenFor(flag, 1), expect: broken },
    { name: "not before the period", item: brokenUntil(START), expect: PASSES },
    { name: "not in the period's first ms", item: brokenUntil(START + 1), expect: broken },
    { name: "gone before the period's end", item: steady(flag, "true", { endedAt: MARCH }), expect: PASSES },
    { name: "gone before it broke", item: { ...brokenFor(flag, DAY_MS), endedAt: MARCH }, expect: PASSES },
    {
      name: "ended before the period",
      item: thing(flag, [["true", THING_SINCE, START]], { endedAt: START }),
      expect: NOT_APPLICABLE,
    },
  ];
}

function newExamples(flag: FlagAspect): readonly Draft[] {
  const began = { beganAt: MARCH, occurredAt: MARCH };
  const mended = (length: number) =>
    thing(
      flag,
      [
        ["false", MARCH, MARCH + length],
        ["true", MARCH + length, END],
      ],
      began,
    );
  const seenOnce = thing(flag, [["false", MARCH, MARCH + 1]], began);
  return [
    { name: "new, mended on the dot", item: mended(GRACE), expect: PASSES },
    { name: "new, mended one ms late", item: mended(GRACE + 1), expect: deviates(flag.kind) },
    { name: "new, may still be mended", item: seenOnce, asOf: MARCH + GRACE, expect: PENDING },
    { name: "new, not seen again", item: seenOnce, expect: isOpen("bounded-time") },
  ];
}

function unseenExamples(flag: FlagAspect): readonly Draft[] {
  const unwatched = (length: number) =>
    thing(flag, [
      ["true", THING_SINCE, MARCH],
      ["true", MARCH + length, END],
    ]);
  const item = steady(flag, "true");
  return [
    { name: "not seen for the maximum gap", item: unwatched(MAX_GAP), expect: PASSES },
    { name: "not seen one ms longer", item: unwatched(MAX_GAP + 1), expect: isOpen("gap") },
    { name: "never seen", item: steady(flag, null), expect: isOpen("gap") },
    { name: "a word nobody knows", item: steady(flag, "fine"), expect: isOpen("unparsed") },
    { name: "refused", item, gaps: gapOf(flag.stream, "permission"), expect: isOpen("denied") },
    { name: "nobody looked", item, gaps: gapOf(flag.stream, "not_covered"), expect: isOpen("gap") },
  ];
}

function exceptionExamples(flag: FlagAspect): readonly Draft[] {
  const excepted = (approvedAt: number): Fields => ({
    exceptionId: "X-1",
    exceptionFromAt: MARCH,
    exceptionToAt: MARCH + DAY_MS,
    exceptionApprovedAt: approvedAt,
    exceptionIsOwned: true,
  });
  const approvedAt = (at: number) => brokenFor(flag, DAY_MS, excepted(at));
  return [
    { name: "an exception approved before", item: approvedAt(MARCH), expect: PASSES },
    { name: "an exception approved one ms late", item: approvedAt(MARCH + 1), expect: deviates(flag.kind) },
    {
      name: "the register of exceptions refused",
      item: brokenFor(flag, DAY_MS),
      gaps: gapOf("exceptions.approved", "permission"),
      expect: isOpen("denied"),
    },
  ];
}

function gapOf(stream: string, reason: string): NonNullable<Example["gaps"]> {
  return [{ stream, scope: "*", from: MARCH, to: MARCH + 2 * DAY_MS, reason }];
}
