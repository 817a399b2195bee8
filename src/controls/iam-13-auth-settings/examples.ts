import type { Example } from "../../assess/control.js";
import { DAY_MS, HOUR_MS } from "../../base/instant.js";

const START = Date.UTC(2026, 0, 1);
const END = Date.UTC(2026, 6, 1);
const MARCH = Date.UTC(2026, 2, 4);
const CREATED = Date.UTC(2024, 4, 1);
const GRACE = HOUR_MS;
const MAX_GAP = 26 * HOUR_MS;

type Fields = Readonly<Record<string, unknown>>;
type Cut = readonly [from: number, to: number, settings?: Fields];

/** The system okta with strict settings; each cut is a stretch with what is different in it. */
function system(cuts: readonly Cut[], more: Fields = {}): Fields {
  const facts = {
    itemId: "auth okta",
    occurredAt: START,
    label: "authentication system okta",
    unit: "okta",
    actor: null,
    evidence: null,
    key: "okta",
    owner: "E-9",
    class: null,
    isCritical: null,
    listedAt: null,
    beganAt: CREATED,
    endedAt: null,
    sessionHours: "12",
    lockoutAttempts: "10",
    passwordMinLength: "12",
    exceptionId: null,
    exceptionFromAt: null,
    exceptionToAt: null,
    exceptionApprovedAt: null,
    exceptionIsOwned: false,
    ...more,
  };
  const segments = cuts.map(([fromAt, toAt, settings]) => ({ ...facts, fromAt, toAt, ...settings }));
  return { ...segments[0], segments };
}

const steady = (settings: Fields = {}) => system([[CREATED, END + DAY_MS, settings]]);
const weakened = (length: number, settings: Fields, more: Fields = {}) =>
  system([
    [CREATED, MARCH],
    [MARCH, MARCH + length, { ...settings, ...more }],
    [MARCH + length, END],
  ]);
const fresh = (until: number) =>
  system(
    [
      [MARCH, until, { sessionHours: "24" }],
      [until, END],
    ],
    { beganAt: MARCH, occurredAt: MARCH },
  );
const excepted = (approvedAt: number) => ({
  exceptionId: "X-1",
  exceptionFromAt: MARCH,
  exceptionToAt: MARCH + 30 * DAY_MS,
  exceptionApprovedAt: approvedAt,
  exceptionIsOwned: true,
});
const gap = (stream: string, scope: string, reason: string) => [
  { stream, scope, from: MARCH, to: MARCH + 2 * DAY_MS, reason },
];

const pass = { state: "pass" } as const;
const wrong = { state: "deviation", kind: "wrong-result" } as const;
const unseen = { state: "indeterminate", cause: "gap" } as const;
const denied = { state: "indeterminate", cause: "denied" } as const;
const unparsed = { state: "indeterminate", cause: "unparsed" } as const;
const weakSession = { sessionHours: "24" };

const A: readonly Omit<Example, "attribute">[] = [
  { name: "exactly as promised all the time", item: steady(), expect: pass },
  { name: "stricter than promised", item: steady({ sessionHours: "0.5", lockoutAttempts: "1" }), expect: pass },
  { name: "sessions a little too long", item: steady({ sessionHours: "12.01" }), expect: wrong },
  { name: "sessions that never end", item: steady({ sessionHours: "never" }), expect: wrong },
  { name: "one attempt too many", item: steady({ lockoutAttempts: "11" }), expect: wrong },
  { name: "zero attempts: no lockout at all", item: steady({ lockoutAttempts: "0" }), expect: wrong },
  { name: "no lockout", item: steady({ lockoutAttempts: "never" }), expect: wrong },
  { name: "one character too short", item: steady({ passwordMinLength: "11" }), expect: wrong },
  {
    name: "no passwords of its own",
    item: steady({ lockoutAttempts: "none", passwordMinLength: "none" }),
    expect: pass,
  },
  { name: "`none` is no session setting", item: steady({ sessionHours: "none" }), expect: unparsed },
  { name: "a word nobody knows", item: steady({ sessionHours: "a while" }), expect: unparsed },
  { name: "one setting never seen", item: steady({ lockoutAttempts: null }), expect: unseen },
  {
    name: "one setting never seen, another weak",
    item: steady({ lockoutAttempts: null, ...weakSession }),
    expect: wrong,
  },
  { name: "weak for one millisecond", item: weakened(1, weakSession), expect: wrong },
  { name: "set right on the dot of the grace time", item: fresh(MARCH + GRACE), expect: pass },
  { name: "set right one ms later", item: fresh(MARCH + GRACE + 1), expect: wrong },
  {
    name: "not seen for the maximum gap",
    item: system([
      [CREATED, MARCH],
      [MARCH + MAX_GAP, END],
    ]),
    expect: pass,
  },
  {
    name: "not seen one ms longer",
    item: system([
      [CREATED, MARCH],
      [MARCH + MAX_GAP + 1, END],
    ]),
    expect: unseen,
  },
  {
    name: "history refused for two days",
    item: steady(),
    gaps: gap("auth.settings", "okta", "permission"),
    expect: denied,
  },
  { name: "exception approved in time", item: weakened(DAY_MS, weakSession, excepted(MARCH)), expect: pass },
  {
    name: "exception approved one ms late",
    item: weakened(DAY_MS, weakSession, excepted(MARCH + 1)),
    expect: wrong,
  },
  {
    name: "weak, the register of exceptions refused",
    item: weakened(DAY_MS, weakSession),
    gaps: gap("exceptions.approved", "*", "permission"),
    expect: denied,
  },
  {
    name: "under an exception all the time",
    item: system([[START, END, { ...weakSession, ...excepted(START), exceptionFromAt: START, exceptionToAt: END }]]),
    expect: { state: "not-applicable" },
  },
  { name: "a looser promise", item: steady(weakSession), parameters: { session_max_hours: 24 }, expect: pass },
  {
    name: "no promise about passwords",
    item: steady({ passwordMinLength: "0" }),
    parameters: { password_min_length: 0 },
    expect: pass,
  },
];

/** Every outcome, and each boundary one millisecond or one unit either side. */
export const examples: readonly Example[] = A.map((example) => ({ attribute: "A", ...example }));
