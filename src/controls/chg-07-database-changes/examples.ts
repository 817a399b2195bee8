import type { Example } from "../../assess/control.js";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../base/instant.js";

/** A Wednesday. */
const RAN = Date.UTC(2026, 2, 4, 12);
/** Two business days later: the end of Friday. */
const REVIEW_DUE = Date.UTC(2026, 2, 7) - 1;
const TICKET_DUE = RAN + HOUR_MS;

type Fields = Readonly<Record<string, unknown>>;

/** A migration, reviewed and approved the day before. */
function change(more: Fields = {}): Fields {
  return {
    itemId: "database-change M-1",
    occurredAt: RAN,
    label: "database change M-1",
    unit: null,
    actor: "E-1",
    evidence: null,
    kind: "database-change",
    key: "M-1",
    subject: "orders",
    owner: "E-1",
    outcome: "migration",
    ticketKey: null,
    ticketCreatedAt: null,
    reviewedCount: 1,
    reviewedAt: RAN - DAY_MS,
    approvedCount: 1,
    approvedAt: RAN - DAY_MS,
    independentReviewAt: RAN - DAY_MS,
    unmatchedReviewAt: null,
    independentApprovalAt: RAN - DAY_MS,
    unmatchedApprovalAt: null,
    hasNamelessReview: false,
    hasNamelessApproval: false,
    approvedDigest: "ab12",
    approvedTextAt: RAN - 2 * DAY_MS,
    runDigest: "ab12",
    isRunMixed: false,
    ranAt: RAN,
    ...more,
  };
}

const NONE: Fields = { reviewedCount: 0, approvedCount: 0, independentReviewAt: null, independentApprovalAt: null };
const bare = change(NONE);
const urgent = (more: Fields = {}) =>
  change({
    ...NONE,
    outcome: "emergency",
    ticketKey: "INC-1",
    ticketCreatedAt: RAN - MINUTE_MS,
    independentReviewAt: RAN + DAY_MS,
    reviewedCount: 1,
    ...more,
  });
const unreviewed = urgent({ independentReviewAt: null, reviewedCount: 0 });
const gap = (stream: string, reason: string) => [{ stream, scope: "*", from: RAN, to: RAN + 1, reason }];

const pass = { state: "pass" } as const;
const late = { state: "deviation", kind: "late" } as const;
const notPerformed = { state: "deviation", kind: "not-performed" } as const;
const unauthorised = { state: "deviation", kind: "unauthorised" } as const;
const wrong = { state: "deviation", kind: "wrong-result" } as const;
const silent = { state: "deviation", kind: "evidence-missing" } as const;
const unseen = { state: "indeterminate", cause: "gap" } as const;
const denied = { state: "indeterminate", cause: "denied" } as const;
const unmatched = { state: "indeterminate", cause: "unmatched-person" } as const;
const pending = { state: "pending" } as const;

/** What review and approval of an ordinary change say alike. */
function signed(
  attribute: string,
  {
    at,
    unsure,
    first,
    count,
    nameless,
    none,
  }: Record<"at" | "unsure" | "first" | "count" | "nameless", string> & { none: Example["expect"] },
) {
  const examples: Omit<Example, "attribute">[] = [
    { name: "before it ran", item: change(), expect: pass },
    { name: "on the dot", item: change({ [at]: RAN }), expect: pass },
    { name: "one ms late", item: change({ [at]: RAN + 1 }), expect: late },
    { name: "none", item: bare, expect: none },
    { name: "only by who ran it", item: change({ [at]: null, [count]: 1 }), expect: unauthorised },
    { name: "without a date", item: change({ [at]: null, [first]: null }), expect: silent },
    { name: "by nobody with a name", item: change({ [at]: null, [nameless]: true }), expect: silent },
    { name: "by one or two persons, on the dot", item: change({ [at]: null, [unsure]: RAN }), expect: unmatched },
    { name: "by one or two persons, one ms late", item: change({ [at]: null, [unsure]: RAN + 1 }), expect: late },
    { name: "by one or two persons, and by another", item: change({ [unsure]: RAN }), expect: pass },
    {
      name: "late, and before by one or two persons",
      item: change({ [at]: RAN + 1, [unsure]: RAN }),
      expect: unmatched,
    },
    {
      name: "late, steps not seen",
      item: change({ [at]: RAN + 1 }),
      gaps: gap("database.changes", "not_covered"),
      expect: unseen,
    },
    { name: "none, steps not seen", item: bare, gaps: gap("database.changes", "not_covered"), expect: unseen },
    { name: "none, steps refused", item: bare, gaps: gap("database.changes", "permission"), expect: denied },
    { name: "a manual change without any", item: change({ ...NONE, outcome: "manual" }), expect: none },
    { name: "a word nobody knows is no emergency", item: change({ ...NONE, outcome: "hotfix" }), expect: none },
  ];
  return examples.map((each) => ({ ...each, attribute }));
}

const revised = (more: Fields = {}) => change({ approvedTextAt: RAN - DAY_MS + 1, ...more });

const emergencies: readonly Example[] = [
  {
    name: "reviewed as it was put forward",
    attribute: "A",
    item: change({ approvedTextAt: RAN - DAY_MS }),
    expect: pass,
  },
  { name: "put forward one ms after the review", attribute: "A", item: revised(), expect: wrong },
  {
    name: "put forward after the review, then reviewed by one or two persons",
    attribute: "A",
    item: revised({ unmatchedReviewAt: RAN }),
    expect: unmatched,
  },
  {
    name: "an emergency reviewed before it was written down",
    attribute: "A",
    item: revised({ outcome: "emergency" }),
    expect: pass,
  },
  {
    name: "an emergency without a ticket, approved by one or two persons",
    attribute: "B",
    item: urgent({ ticketKey: null, ticketCreatedAt: null, unmatchedApprovalAt: RAN }),
    expect: unmatched,
  },
  {
    name: "an emergency without a ticket, approved later by one or two persons",
    attribute: "B",
    item: urgent({ ticketKey: null, ticketCreatedAt: null, unmatchedApprovalAt: RAN + 1 }),
    expect: unauthorised,
  },
  {
    name: "an emergency reviewed on the dot",
    attribute: "A",
    item: urgent({ independentReviewAt: REVIEW_DUE }),
    expect: pass,
  },
  { name: "reviewed one ms late", attribute: "A", item: urgent({ independentReviewAt: REVIEW_DUE + 1 }), expect: late },
  {
    name: "reviewed later because of a holiday",
    attribute: "A",
    item: urgent({ independentReviewAt: REVIEW_DUE + 1 }),
    parameters: { holidays: ["2026-03-06"] },
    expect: pass,
  },
  { name: "not reviewed, on the dot", attribute: "A", item: unreviewed, asOf: REVIEW_DUE, expect: pending },
  { name: "not reviewed, one ms after", attribute: "A", item: unreviewed, asOf: REVIEW_DUE + 1, expect: notPerformed },
  { name: "an emergency with a ticket", attribute: "B", item: urgent(), expect: pass },
  { name: "a ticket on the dot", attribute: "B", item: urgent({ ticketCreatedAt: TICKET_DUE }), expect: pass },
  { name: "a ticket one ms late", attribute: "B", item: urgent({ ticketCreatedAt: TICKET_DUE + 1 }), expect: late },
  { name: "no ticket", attribute: "B", item: urgent({ ticketKey: null, ticketCreatedAt: null }), expect: unauthorised },
  {
    name: "no ticket, on the dot",
    attribute: "B",
    item: urgent({ ticketKey: null, ticketCreatedAt: null }),
    asOf: TICKET_DUE,
    expect: pending,
  },
  { name: "a ticket nobody finds", attribute: "B", item: urgent({ ticketCreatedAt: null }), expect: notPerformed },
  {
    name: "a ticket nobody could look for",
    attribute: "B",
    item: urgent({ ticketCreatedAt: null }),
    gaps: gap("tickets", "permission"),
    expect: denied,
  },
  { name: "an emergency of nobody", attribute: "B", item: urgent({ owner: null }), expect: silent },
  {
    name: "an emergency that was approved before",
    attribute: "B",
    item: urgent({ independentApprovalAt: RAN, approvedCount: 1, ticketKey: null, ticketCreatedAt: null }),
    expect: pass,
  },
];

const texts: readonly Omit<Example, "attribute">[] = [
  { name: "the same text", item: change(), expect: pass },
  { name: "another text", item: change({ runDigest: "cd34" }), expect: wrong },
  { name: "two texts", item: change({ isRunMixed: true }), expect: wrong },
  { name: "nobody says what was approved", item: change({ approvedDigest: null }), expect: silent },
  { name: "nobody says what was run", item: change({ runDigest: null }), expect: silent },
  {
    name: "nobody says, steps not seen",
    item: change({ runDigest: null }),
    gaps: gap("database.changes", "not_covered"),
    expect: unseen,
  },
  { name: "put forward as it was approved", item: change({ approvedTextAt: RAN - DAY_MS }), expect: pass },
  { name: "put forward one ms after the approval", item: revised(), expect: wrong },
  {
    name: "put forward after the approval, then approved by one or two persons",
    item: revised({ unmatchedApprovalAt: RAN }),
    expect: unmatched,
  },
  {
    name: "put forward after the approval, and approved by one or two persons after the run",
    item: revised({ unmatchedApprovalAt: RAN + 1 }),
    expect: wrong,
  },
  { name: "an emergency, recorded afterwards", item: urgent({ approvedTextAt: RAN + DAY_MS }), expect: pass },
];

/** Every outcome of each attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  ...signed("A", {
    at: "independentReviewAt",
    unsure: "unmatchedReviewAt",
    first: "reviewedAt",
    count: "reviewedCount",
    nameless: "hasNamelessReview",
    none: notPerformed,
  }),
  ...signed("B", {
    at: "independentApprovalAt",
    unsure: "unmatchedApprovalAt",
    first: "approvedAt",
    count: "approvedCount",
    nameless: "hasNamelessApproval",
    none: unauthorised,
  }),
  ...emergencies,
  ...texts.map((each) => ({ ...each, attribute: "C" })),
];
