import type { Example } from "../../assess/control.js";
import { DAY_MS, HOUR_MS } from "../../base/instant.js";

/** The period of all examples: the first half of 2026. */
const START = Date.UTC(2026, 0, 1);
const END = Date.UTC(2026, 6, 1);
const MARCH = Date.UTC(2026, 2, 4);
const FIRST_USE = Date.UTC(2025, 4, 1);
const MAX_GAP = 26 * HOUR_MS;

type Fields = Readonly<Record<string, unknown>>;
type Cut = readonly [fields: Fields, from: number, to: number];

const GOOD: Fields = { enrolled: "true", diskEncrypted: "true", osLagDays: "12", screenLock: "true" };
/** Its own inventory still lists it; it reports nothing. */
const SILENT: Fields = { enrolled: "true", diskEncrypted: null, osLagDays: null, screenLock: null };
const UNSEEN: Fields = { ...SILENT, enrolled: null };

/** A laptop; each cut is a stretch. */
function device(cuts: readonly Cut[], more: Fields = {}): Fields {
  const facts = {
    itemId: "e-laptop",
    occurredAt: START,
    label: "device C02",
    unit: null,
    actor: null,
    evidence: null,
    key: "C02",
    owner: "E-1",
    beganAt: FIRST_USE,
    endedAt: null,
    exceptionId: null,
    exceptionFromAt: null,
    exceptionToAt: null,
    exceptionApprovedAt: null,
    exceptionIsOwned: false,
    ...more,
  };
  const segments = cuts.map(([fields, fromAt, toAt]) => ({ ...facts, ...fields, fromAt, toAt }));
  return { ...segments[0], segments };
}

const steady = (fields: Fields, more: Fields = {}) => device([[{ ...GOOD, ...fields }, FIRST_USE, END + DAY_MS]], more);
const forOneDay = (fields: Fields) =>
  device([
    [GOOD, FIRST_USE, MARCH],
    [{ ...GOOD, ...fields }, MARCH, MARCH + DAY_MS],
    [GOOD, MARCH + DAY_MS, END],
  ]);
const fresh = (fields: Fields, mended: number) =>
  device(
    [
      [{ ...GOOD, ...fields }, MARCH, mended],
      [GOOD, mended, END],
    ],
    { beganAt: MARCH, occurredAt: MARCH },
  );
const silentFrom = (at: number, before: Fields = GOOD, then: Fields = SILENT) =>
  device([
    [before, FIRST_USE, at],
    [then, at, END],
  ]);
const excepted = (approvedAt: number): Fields => ({
  exceptionId: "X-1",
  exceptionFromAt: MARCH,
  exceptionToAt: MARCH + 30 * DAY_MS,
  exceptionApprovedAt: approvedAt,
  exceptionIsOwned: true,
});
const gap = (stream: string, reason: string) => [{ stream, scope: "*", from: MARCH, to: MARCH + 2 * DAY_MS, reason }];

const pass = { state: "pass" } as const;
const notPerformed = { state: "deviation", kind: "not-performed" } as const;
const wrong = { state: "deviation", kind: "wrong-result" } as const;
const notApplicable = { state: "not-applicable" } as const;
const unseen = { state: "indeterminate", cause: "gap" } as const;
const unparsed = { state: "indeterminate", cause: "unparsed" } as const;
const denied = { state: "indeterminate", cause: "denied" } as const;

/** What every attribute says alike of its own aspect. */
function always(attribute: string, { bad, kind }: { bad: Fields; kind: "not-performed" | "wrong-result" }): Example[] {
  const broken = { state: "deviation", kind } as const;
  const word = Object.fromEntries(Object.keys(bad).map((name) => [name, "perhaps"]));
  const examples: Omit<Example, "attribute">[] = [
    { name: "as promised", item: steady({}), expect: pass },
    { name: "never", item: steady(bad), expect: broken },
    { name: "not for a day", item: forOneDay(bad), expect: broken },
    { name: "mended on the dot of the grace time", item: fresh(bad, MARCH + HOUR_MS), expect: pass },
    { name: "mended one ms later", item: fresh(bad, MARCH + HOUR_MS + 1), expect: broken },
    {
      name: "grace running",
      item: device([[{ ...GOOD, ...bad }, MARCH, MARCH + 1]], { beganAt: MARCH, occurredAt: MARCH }),
      asOf: MARCH + HOUR_MS,
      expect: { state: "pending" },
    },
    { name: "never seen", item: steady(UNSEEN), expect: unseen },
    { name: "a word nobody knows", item: steady(word), expect: unparsed },
    { name: "refused for two days", item: steady({}), gaps: gap("devices", "permission"), expect: denied },
    {
      name: "exception approved in time",
      item: forOneDay({ ...bad, ...excepted(MARCH) }),
      expect: pass,
    },
    { name: "exception approved one ms late", item: forOneDay({ ...bad, ...excepted(MARCH + 1) }), expect: broken },
    {
      name: "the register of exceptions refused",
      item: forOneDay(bad),
      gaps: gap("exceptions.approved", "permission"),
      expect: denied,
    },
    {
      name: "an exception all the time",
      item: device([[{ ...GOOD, ...bad, ...excepted(START), exceptionFromAt: START, exceptionToAt: END }, START, END]]),
      expect: notApplicable,
    },
    { name: "returned before the period's end", item: steady({}, { endedAt: MARCH }), expect: pass },
    {
      name: "first seen long after its first use",
      item: device(
        [
          [UNSEEN, START, MARCH],
          [GOOD, MARCH, END],
        ],
        { beganAt: START },
      ),
      expect: unseen,
    },
  ];
  return examples.map((each) => ({ ...each, attribute }));
}

const container = { enrolled: "container", diskEncrypted: null, osLagDays: null, screenLock: null };
const allowed = { allow_container: true };

const enrolment: readonly Example[] = [
  { name: "not seen for the maximum gap", attribute: "A", item: unlisted(MAX_GAP), expect: pass },
  { name: "not seen one ms longer", attribute: "A", item: unlisted(MAX_GAP + 1), expect: unseen },
  { name: "a container", attribute: "A", item: steady(container), expect: notPerformed },
  { name: "a container, allowed", attribute: "A", item: steady(container), parameters: allowed, expect: pass },
  { name: "a container, allowed", attribute: "B", item: steady(container), parameters: allowed, expect: notApplicable },
  { name: "a container, allowed", attribute: "C", item: steady(container), parameters: allowed, expect: notApplicable },
  { name: "a container, allowed", attribute: "D", item: steady(container), parameters: allowed, expect: notApplicable },
  { name: "listed, and reports nothing", attribute: "A", item: silentFrom(MARCH), expect: pass },
];

function unlisted(wait: number): Fields {
  return device([
    [GOOD, FIRST_USE, MARCH],
    [GOOD, MARCH + wait, END],
  ]);
}

const offline: readonly Example[] = [
  { name: "reports nothing, encrypted when last seen", attribute: "B", item: silentFrom(MARCH), expect: pass },
  {
    name: "reports nothing, open when last seen",
    attribute: "B",
    item: silentFrom(MARCH, { ...GOOD, diskEncrypted: "false" }),
    expect: notPerformed,
  },
  { name: "reports nothing, locked when last seen", attribute: "D", item: silentFrom(MARCH), expect: pass },
  { name: "reports nothing, current when last seen", attribute: "C", item: silentFrom(MARCH), expect: pass },
  {
    name: "behind when last seen, silent for the limit before the period",
    attribute: "C",
    item: silentFrom(START - 30 * DAY_MS, { ...GOOD, osLagDays: "31" }),
    expect: notApplicable,
  },
  {
    name: "behind when last seen, silent one ms less",
    attribute: "C",
    item: silentFrom(START - 30 * DAY_MS + 1, { ...GOOD, osLagDays: "31" }),
    expect: wrong,
  },
];

const lag: readonly Example[] = [
  { name: "exactly the limit behind", attribute: "C", item: steady({ osLagDays: "30" }), expect: pass },
  { name: "half a day more", attribute: "C", item: steady({ osLagDays: "30.5" }), expect: wrong },
  { name: "ahead of the newest release", attribute: "C", item: steady({ osLagDays: "-1" }), expect: pass },
  {
    name: "behind, and more was allowed",
    attribute: "C",
    item: steady({ osLagDays: "45" }),
    parameters: { os_lag_days: 60 },
    expect: pass,
  },
];

/** Every outcome of each attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  ...always("A", { bad: { enrolled: "false" }, kind: "not-performed" }),
  ...always("B", { bad: { diskEncrypted: "false" }, kind: "not-performed" }),
  ...always("C", { bad: { osLagDays: "31" }, kind: "wrong-result" }),
  ...always("D", { bad: { screenLock: "false" }, kind: "not-performed" }),
  ...enrolment,
  ...offline,
  ...lag,
];
