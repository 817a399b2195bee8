import type { Example } from "../../assess/control.js";
import { DAY_MS, HOUR_MS } from "../../base/instant.js";

/** The period of all examples: the first half of 2026. */
const START = Date.UTC(2026, 0, 1);
const END = Date.UTC(2026, 6, 1);
const MARCH = Date.UTC(2026, 2, 4);
const CREATED = Date.UTC(2024, 4, 1);
const MAX_GAP = 26 * HOUR_MS;

type Fields = Readonly<Record<string, unknown>>;
type Cut = readonly [fields: Fields, from: number, to: number];

const GOOD: Fields = { tlsPlaintext: "false", tlsMinVersion: "1.2" };
const UNSEEN: Fields = { tlsPlaintext: null, tlsMinVersion: null, certificateNotAfter: null, certificateInUse: null };

/** A listener in scope; each cut is a stretch. */
function listener(cuts: readonly Cut[], more: Fields = {}): Fields {
  const facts = {
    itemId: "arn:listener",
    occurredAt: START,
    label: "listener https",
    unit: "1111",
    actor: null,
    evidence: null,
    type: "AWS::ElasticLoadBalancingV2::Listener",
    name: "https",
    isProduction: true,
    beganAt: CREATED,
    endedAt: null,
    isInScope: true,
    ...UNSEEN,
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

const steady = (fields: Fields, more: Fields = {}) => listener([[{ ...GOOD, ...fields }, CREATED, END + DAY_MS]], more);
const forOneDay = (fields: Fields) =>
  listener([
    [GOOD, CREATED, MARCH],
    [{ ...GOOD, ...fields }, MARCH, MARCH + DAY_MS],
    [GOOD, MARCH + DAY_MS, END],
  ]);
const fresh = (fields: Fields, mended: number) =>
  listener(
    [
      [{ ...GOOD, ...fields }, MARCH, mended],
      [GOOD, mended, END],
    ],
    { beganAt: MARCH },
  );
const unwatched = (length: number) =>
  listener([
    [GOOD, CREATED, MARCH],
    [GOOD, MARCH + length, END],
  ]);
const excepted = (approvedAt: number): Fields => ({
  exceptionId: "X-1",
  exceptionFromAt: MARCH,
  exceptionToAt: MARCH + 30 * DAY_MS,
  exceptionApprovedAt: approvedAt,
  exceptionIsOwned: true,
});
/** A certificate that is valid to the end of `notAfter`, replaced at `renewed` by one for another year. */
const certificate = (notAfter: number, { renewed = END, ...more }: { renewed?: number } & Fields = {}) =>
  listener(
    [
      [{ ...UNSEEN, certificateNotAfter: String(notAfter), ...more }, CREATED, renewed],
      [{ ...UNSEEN, certificateNotAfter: String(END + 400 * DAY_MS), ...more }, renewed, END + DAY_MS],
    ],
    { type: "AWS::ACM::Certificate", label: "certificate www" },
  );
const gap = (stream: string, scope: string, reason: string) => [
  { stream, scope, from: MARCH, to: MARCH + 2 * DAY_MS, reason },
];

const pass = { state: "pass" } as const;
const notPerformed = { state: "deviation", kind: "not-performed" } as const;
const notApplicable = { state: "not-applicable" } as const;
const unseen = { state: "indeterminate", cause: "gap" } as const;
const unparsed = { state: "indeterminate", cause: "unparsed" } as const;
const denied = { state: "indeterminate", cause: "denied" } as const;

/** What A and B say alike. */
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
      name: "the grace time running",
      item: listener([[{ ...GOOD, ...bad }, MARCH, MARCH + 1]], { beganAt: MARCH }),
      asOf: MARCH + HOUR_MS,
      expect: { state: "pending" },
    },
    { name: "not seen for the maximum gap", item: unwatched(MAX_GAP), expect: pass },
    { name: "not seen one ms longer", item: unwatched(MAX_GAP + 1), expect: unseen },
    { name: "never seen", item: steady(UNSEEN), expect: unseen },
    { name: "a word nobody knows", item: steady(word), expect: unparsed },
    { name: "refused", item: steady({}), gaps: gap("cloud.config", "1111", "permission"), expect: denied },
    { name: "exception approved in time", item: forOneDay({ ...bad, ...excepted(MARCH) }), expect: pass },
    { name: "exception approved one ms late", item: forOneDay({ ...bad, ...excepted(MARCH + 1) }), expect: broken },
    {
      name: "the register of exceptions refused",
      item: forOneDay(bad),
      gaps: gap("exceptions.approved", "*", "permission"),
      expect: denied,
    },
    { name: "out of scope", item: steady({ ...bad, isInScope: false }), expect: notApplicable },
    { name: "deleted before the period's end", item: steady({}, { endedAt: MARCH }), expect: pass },
    { name: "on the host itself only", item: steady({ ...UNSEEN, tlsPlaintext: "local" }), expect: notApplicable },
    { name: "a certificate", item: certificate(END), expect: notApplicable },
  ];
  return examples.map((each) => ({ ...each, attribute }));
}

const redirect: Fields = { tlsPlaintext: "redirect", tlsMinVersion: null };

const versions: readonly Example[] = [
  { name: "redirects to TLS", attribute: "A", item: steady(redirect), expect: pass },
  { name: "redirects to TLS", attribute: "B", item: steady(redirect), expect: notApplicable },
  {
    name: "speaks no TLS",
    attribute: "B",
    item: steady({ tlsPlaintext: "true", tlsMinVersion: "none" }),
    expect: notApplicable,
  },
  { name: "a newer version", attribute: "B", item: steady({ tlsMinVersion: "1.3" }), expect: pass },
  {
    name: "SSL",
    attribute: "B",
    item: steady({ tlsMinVersion: "ssl3" }),
    expect: { state: "deviation", kind: "wrong-result" },
  },
  {
    name: "the newest version promised",
    attribute: "B",
    item: steady({}),
    parameters: { min_tls: "1.3" },
    expect: { state: "deviation", kind: "wrong-result" },
  },
  {
    name: "an old version promised",
    attribute: "B",
    item: steady({ tlsMinVersion: "1.0" }),
    parameters: { min_tls: "1.0" },
    expect: pass,
  },
];

const certificates: readonly Omit<Example, "attribute">[] = [
  { name: "renewed in time", item: certificate(MARCH, { renewed: MARCH - DAY_MS }), expect: pass },
  { name: "renewed as it expired", item: certificate(MARCH, { renewed: MARCH + 1 }), expect: pass },
  { name: "renewed one ms later", item: certificate(MARCH, { renewed: MARCH + 2 }), expect: notPerformed },
  { name: "expired before the period", item: certificate(CREATED), expect: notPerformed },
  { name: "valid to the period's last moment", item: certificate(END - 1), expect: pass },
  { name: "valid to one ms before it", item: certificate(END - 2), expect: notPerformed },
  {
    name: "expired, and nothing uses it",
    item: certificate(MARCH, { certificateInUse: "false" }),
    expect: notApplicable,
  },
  { name: "expired, and it is used", item: certificate(MARCH, { certificateInUse: "true" }), expect: notPerformed },
  { name: "never seen", item: listener([[UNSEEN, CREATED, END]], { type: "certificate" }), expect: unseen },
  {
    name: "a word nobody knows",
    item: listener([[{ ...UNSEEN, certificateNotAfter: "next year" }, CREATED, END]], { type: "certificate" }),
    expect: unparsed,
  },
  { name: "refused", item: certificate(END), gaps: gap("cloud.config", "1111", "permission"), expect: denied },
  {
    name: "a listener with a certificate of its own",
    item: listener([[{ ...GOOD, certificateNotAfter: String(MARCH) }, CREATED, END]]),
    expect: notPerformed,
  },
  { name: "a listener without one", item: steady({}), expect: notApplicable },
];

/** Every outcome of each attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  ...always("A", { bad: { tlsPlaintext: "true" }, kind: "not-performed" }),
  ...always("B", { bad: { tlsMinVersion: "1.1" }, kind: "wrong-result" }),
  ...versions,
  ...certificates.map((each) => ({ ...each, attribute: "C" })),
];
