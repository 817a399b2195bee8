import type { Example } from "../../assess/control.js";
import { DAY_MS, HOUR_MS } from "../../base/instant.js";

/** The period of all examples: the first half of 2026. */
const START = Date.UTC(2026, 0, 1);
const END = Date.UTC(2026, 6, 1);
const MARCH = Date.UTC(2026, 2, 4);
const CREATED = Date.UTC(2024, 4, 1);
const MAX_GAP = 26 * HOUR_MS;
/** 365 days less two of slack. */
const KEPT = 363 * DAY_MS;

type Fields = Readonly<Record<string, unknown>>;
type Cut = readonly [value: string | null, from: number, to: number, more?: Fields];

/** A log store; each cut is a stretch of one value of `field`. */
function store(field: string, cuts: readonly Cut[], more: Fields = {}): Fields {
  const facts = {
    itemId: "e-logs",
    occurredAt: START,
    label: "log store audit",
    unit: null,
    actor: null,
    evidence: null,
    key: "audit",
    owner: "E-1",
    beganAt: CREATED,
    endedAt: null,
    retentionDays: null,
    oldestRecordAt: null,
    exceptionId: null,
    exceptionFromAt: null,
    exceptionToAt: null,
    exceptionApprovedAt: null,
    exceptionIsOwned: false,
    ...more,
  };
  const segments = cuts.map(([value, fromAt, toAt, extra]) => ({ ...facts, [field]: value, fromAt, toAt, ...extra }));
  return { ...segments[0], segments };
}

const set = (cuts: readonly Cut[], more: Fields = {}) => store("retentionDays", cuts, more);
const steady = (value: string | null, more: Fields = {}) => set([[value, CREATED, END + DAY_MS]], more);
/** Asked on 4 March, and what holds from then on. */
const asked = (oldest: number, more: Fields = {}) =>
  store(
    "oldestRecordAt",
    [
      [String(CREATED), CREATED, MARCH],
      [String(oldest), MARCH, END],
    ],
    more,
  );
/** Asked all the time until 4 March, and again after `wait`. */
const askedAgain = (wait: number) =>
  store("oldestRecordAt", [
    [String(CREATED), CREATED, MARCH],
    [String(CREATED), MARCH + wait, END],
  ]);
const excepted = (approvedAt: number): Fields => ({
  exceptionId: "X-1",
  exceptionFromAt: MARCH,
  exceptionToAt: MARCH + 30 * DAY_MS,
  exceptionApprovedAt: approvedAt,
  exceptionIsOwned: true,
});
const underException = (approvedAt: number) =>
  set([
    ["365", CREATED, MARCH],
    ["30", MARCH, MARCH + DAY_MS, excepted(approvedAt)],
    ["365", MARCH + DAY_MS, END],
  ]);
const gap = (stream: string, reason: string) => [{ stream, scope: "*", from: MARCH, to: MARCH + 2 * DAY_MS, reason }];

const pass = { state: "pass" } as const;
const wrong = { state: "deviation", kind: "wrong-result" } as const;
const unseen = { state: "indeterminate", cause: "gap" } as const;
const unparsed = { state: "indeterminate", cause: "unparsed" } as const;
const denied = { state: "indeterminate", cause: "denied" } as const;

const settings: readonly Omit<Example, "attribute">[] = [
  { name: "as long as promised", item: steady("365"), expect: pass },
  { name: "longer", item: steady("400"), expect: pass },
  { name: "nothing expires", item: steady("never"), expect: pass },
  { name: "a day less", item: steady("364"), expect: wrong },
  { name: "less, and less was promised", item: steady("90"), parameters: { retention_days: 90 }, expect: pass },
  {
    name: "shortened for a day",
    item: set([
      ["365", CREATED, MARCH],
      ["30", MARCH, MARCH + DAY_MS],
      ["365", MARCH + DAY_MS, END],
    ]),
    expect: wrong,
  },
  {
    name: "a new store, set right on the dot of the grace time",
    item: set(
      [
        ["30", MARCH, MARCH + HOUR_MS],
        ["365", MARCH + HOUR_MS, END],
      ],
      { beganAt: MARCH },
    ),
    expect: pass,
  },
  {
    name: "a new store, set right one ms later",
    item: set(
      [
        ["30", MARCH, MARCH + HOUR_MS + 1],
        ["365", MARCH + HOUR_MS + 1, END],
      ],
      { beganAt: MARCH },
    ),
    expect: wrong,
  },
  {
    name: "a new store, the grace time running",
    item: set([["30", MARCH, MARCH + 1]], { beganAt: MARCH }),
    asOf: MARCH + HOUR_MS,
    expect: { state: "pending" },
  },
  { name: "never seen", item: steady(null), expect: unseen },
  {
    name: "not seen for the maximum gap",
    item: set([
      ["365", CREATED, MARCH],
      ["365", MARCH + MAX_GAP, END],
    ]),
    expect: pass,
  },
  {
    name: "not seen one ms longer",
    item: set([
      ["365", CREATED, MARCH],
      ["365", MARCH + MAX_GAP + 1, END],
    ]),
    expect: unseen,
  },
  { name: "a word nobody knows", item: steady("a year"), expect: unparsed },
  { name: "settings refused for two days", item: steady("365"), gaps: gap("log.stores", "permission"), expect: denied },
  { name: "exception approved in time", item: underException(MARCH), expect: pass },
  { name: "exception approved one ms late", item: underException(MARCH + 1), expect: wrong },
  {
    name: "an exception all the time",
    item: set([["30", START, END, { ...excepted(START), exceptionFromAt: START, exceptionToAt: END }]]),
    expect: { state: "not-applicable" },
  },
  {
    name: "too short, the register of exceptions refused",
    item: steady("30"),
    gaps: gap("exceptions.approved", "permission"),
    expect: denied,
  },
  { name: "gone before the period's end", item: steady("365", { endedAt: MARCH }), expect: pass },
];

const records: readonly Omit<Example, "attribute">[] = [
  { name: "as old as the store", item: asked(CREATED), expect: pass },
  { name: "as old as promised, less the slack", item: asked(MARCH - KEPT), expect: pass },
  { name: "one ms younger", item: asked(MARCH - KEPT + 1), expect: wrong },
  { name: "gone", item: asked(MARCH - DAY_MS), expect: wrong },
  {
    name: "younger, and less was promised",
    item: asked(MARCH - 90 * DAY_MS),
    parameters: { retention_days: 90 },
    expect: pass,
  },
  {
    name: "a young store, its first record on the dot",
    item: store("oldestRecordAt", [[String(MARCH + DAY_MS), MARCH, END]], { beganAt: MARCH }),
    expect: pass,
  },
  {
    name: "a young store, its first record one ms later",
    item: store("oldestRecordAt", [[String(MARCH + DAY_MS + 1), MARCH, END]], { beganAt: MARCH }),
    expect: wrong,
  },
  { name: "asked again on the dot", item: askedAgain(31 * DAY_MS), expect: pass },
  { name: "asked again one ms later", item: askedAgain(31 * DAY_MS + 1), expect: unseen },
  { name: "never asked", item: store("oldestRecordAt", [[null, CREATED, END]]), expect: unseen },
  { name: "a word nobody knows", item: store("oldestRecordAt", [["last year", CREATED, END]]), expect: unparsed },
  { name: "refused for two days between", item: asked(CREATED), gaps: gap("log.stores", "permission"), expect: pass },
  {
    name: "refused until the end",
    item: asked(CREATED),
    gaps: [{ stream: "log.stores", scope: "*", from: MARCH, to: END, reason: "permission" }],
    expect: denied,
  },
];

/** Every outcome of each attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  ...settings.map((each) => ({ ...each, attribute: "A" })),
  ...records.map((each) => ({ ...each, attribute: "B" })),
];
