import type { Example } from "../../assess/control.js";
import { DAY_MS, HOUR_MS } from "../../base/instant.js";

const START = Date.UTC(2026, 0, 1);
const END = Date.UTC(2026, 6, 1);
/** Made on 10 January, too old when the 90th day after, the 10th of April, has ended. */
const MADE = Date.UTC(2026, 0, 10, 9);
const OLD = Date.UTC(2026, 3, 11);
const MARCH = Date.UTC(2026, 2, 4, 11);
const EXPOSURE_DUE = MARCH + 24 * HOUR_MS;
const DEPARTURE_DUE = MARCH + 72 * HOUR_MS;

type Fields = Readonly<Record<string, unknown>>;
type Cut = readonly [from: number, to: number, more?: Fields];

/** An access key of E-1; each cut is a stretch with what is different in it. */
function key(cuts: readonly Cut[], more: Fields = {}): Fields {
  const facts = {
    itemId: "k-1",
    occurredAt: MADE,
    label: "access_key k-1 x okta",
    unit: "okta",
    actor: null,
    evidence: null,
    kind: "access_key",
    isService: false,
    isTaggedTest: false,
    isOwned: true,
    beganLo: MADE,
    beganAt: MADE,
    endedAt: null,
    active: "true",
    ownerState: "there",
    exposedAt: null,
    exceptionId: null,
    exceptionFromAt: null,
    exceptionToAt: null,
    exceptionApprovedAt: null,
    exceptionIsOwned: false,
    ...more,
  };
  const segments = cuts.map(([fromAt, toAt, cut]) => ({ ...facts, fromAt, toAt, ...cut }));
  return { ...segments[0], segments };
}

const until = (endedAt: number, more: Fields = {}) => key([[MADE, endedAt]], { endedAt, ...more });
/** From 4 March on something is different, until the key ends. */
const changed = (change: Fields, endedAt: number | null, more: Fields = {}) =>
  key(
    [
      [MADE, MARCH],
      [MARCH, endedAt ?? END + DAY_MS, change],
    ],
    { endedAt, ...more },
  );
const exposed = (endedAt: number | null, more: Fields = {}) => changed({ exposedAt: MARCH }, endedAt, more);
const departed = (endedAt: number | null, more: Fields = {}) => changed({ ownerState: "gone" }, endedAt, more);
const firstSeen = (beganLo: number | null, endedAt: number) => until(endedAt, { beganLo });
const excepted = (approvedAt: number): Fields => ({
  exceptionId: "X-1",
  exceptionFromAt: OLD,
  exceptionToAt: OLD + 200 * DAY_MS,
  exceptionApprovedAt: approvedAt,
  exceptionIsOwned: true,
});
const unseen = (stream: string, { scope = "*", reason = "not_covered" } = {}) => [
  { stream, scope, from: MARCH, to: MARCH + 3 * DAY_MS, reason },
];
const pass = { state: "pass" } as const;
const notPerformed = { state: "deviation", kind: "not-performed" } as const;
const gap = { state: "indeterminate", cause: "gap" } as const;
const denied = { state: "indeterminate", cause: "denied" } as const;
const unmatched = { state: "indeterminate", cause: "unmatched-person" } as const;
const notApplicable = { state: "not-applicable" } as const;

const A: readonly Omit<Example, "attribute">[] = [
  { name: "ended on the dot", item: until(OLD), expect: pass },
  { name: "ended one ms later", item: until(OLD + 1), expect: notPerformed },
  { name: "never ended", item: key([[MADE, END + DAY_MS]]), expect: notPerformed },
  {
    name: "days end in the organisation's zone",
    item: until(OLD + 1),
    parameters: { zone: "America/Los_Angeles" },
    expect: pass,
  },
  {
    name: "disabled before it grew old",
    item: key([[MADE, MARCH]], { endedAt: MARCH }),
    expect: pass,
  },
  {
    name: "off before the period's end, then unseen for a day",
    item: key([[MADE, MARCH]], { endedAt: MARCH + DAY_MS }),
    expect: pass,
  },
  { name: "off, then unseen for days", item: key([[MADE, MARCH]], { endedAt: MARCH + 3 * DAY_MS }), expect: gap },
  { name: "there when first seen, young since", item: firstSeen(null, MARCH), expect: gap },
  { name: "there when first seen, certainly old", item: firstSeen(null, OLD + 1), expect: notPerformed },
  { name: "made between two looks, young enough either way", item: firstSeen(MADE - 9 * HOUR_MS, OLD), expect: pass },
  { name: "made between two looks, perhaps too old", item: firstSeen(MADE - 3 * DAY_MS, OLD), expect: gap },
  {
    name: "exception approved in time",
    item: key([
      [MADE, OLD],
      [OLD, END, excepted(OLD)],
    ]),
    expect: pass,
  },
  {
    name: "exception approved one ms late",
    item: key([
      [MADE, OLD],
      [OLD, END, excepted(OLD + 1)],
    ]),
    expect: notPerformed,
  },
  {
    name: "listing refused",
    item: until(OLD),
    gaps: unseen("credentials", { scope: "okta", reason: "permission" }),
    expect: denied,
  },
  { name: "of a test account", item: until(OLD + 1, { isTaggedTest: true }), expect: notApplicable },
  { name: "a grant to an application", item: key([[MADE, END]], { kind: "oauth_grant" }), expect: notApplicable },
  { name: "federation", item: key([[MADE, END]], { kind: "federation" }), expect: notApplicable },
  { name: "a longer promise", item: key([[MADE, END]]), parameters: { max_age_days: 365 }, expect: pass },
  {
    name: "made after the period",
    item: key([[END, END + DAY_MS]], { beganLo: END, beganAt: END }),
    expect: notApplicable,
  },
];

const B: readonly Omit<Example, "attribute">[] = [
  { name: "never exposed", item: until(OLD), expect: notApplicable },
  { name: "replaced on the dot", item: exposed(EXPOSURE_DUE), expect: pass },
  { name: "replaced one ms late", item: exposed(EXPOSURE_DUE + 1), expect: notPerformed },
  { name: "never replaced", item: exposed(null), expect: notPerformed },
  { name: "exposures not seen", item: until(OLD), gaps: unseen("credential.exposures"), expect: gap },
  {
    name: "exposures refused",
    item: until(OLD),
    gaps: unseen("credential.exposures", { reason: "permission" }),
    expect: denied,
  },
  {
    name: "exposed before the period, still there",
    item: key([[START - 9 * DAY_MS, END, { exposedAt: START - 9 * DAY_MS }]], { beganAt: START - 9 * DAY_MS }),
    expect: notPerformed,
  },
  { name: "federation", item: exposed(null, { kind: "federation" }), expect: notApplicable },
];

const C: readonly Omit<Example, "attribute">[] = [
  { name: "the owner is there", item: until(OLD), expect: pass },
  { name: "the owner is to come", item: until(OLD, { ownerState: "before" }), expect: pass },
  { name: "replaced on the dot", item: departed(DEPARTURE_DUE), expect: pass },
  { name: "replaced one ms late", item: departed(DEPARTURE_DUE + 1), expect: notPerformed },
  { name: "never replaced", item: departed(null), expect: notPerformed },
  {
    name: "the owner came back in time",
    item: key(
      [
        [MADE, MARCH],
        [MARCH, MARCH + DAY_MS, { ownerState: "gone" }],
        [MARCH + DAY_MS, OLD],
      ],
      { endedAt: OLD },
    ),
    expect: pass,
  },
  {
    name: "another fact changes while the owner is away",
    item: key(
      [
        [MADE, MARCH],
        [MARCH, MARCH + 2 * DAY_MS, { ownerState: "gone" }],
        [MARCH + 2 * DAY_MS, DEPARTURE_DUE + 1, { ownerState: "gone", exposedAt: MARCH + 2 * DAY_MS }],
      ],
      { endedAt: DEPARTURE_DUE + 1 },
    ),
    expect: notPerformed,
  },
  { name: "of a test account", item: departed(null, { isTaggedTest: true }), expect: notApplicable },
  { name: "nobody owns it", item: until(OLD, { isOwned: false, ownerState: null }), expect: unmatched },
  { name: "roster not seen", item: until(OLD), gaps: unseen("hr.workers"), expect: gap },
  { name: "a grant to an application", item: departed(null, { kind: "oauth_grant" }), expect: notApplicable },
];

const of = (attribute: string) => (example: Omit<Example, "attribute">) => ({ attribute, ...example });

/** Every outcome of every attribute, and each boundary one millisecond either side. */
export const examples: readonly Example[] = [...A.map(of("A")), ...B.map(of("B")), ...C.map(of("C"))];
