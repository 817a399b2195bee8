import { DAY_MS } from "../../base/instant.js";

/** Test only: 2 February 2026, when the right of the examples was given. */
export const GIVEN = Date.UTC(2026, 1, 2, 9);
/** Test only: 4 May, when something about its holder changes. */
export const MOVED = Date.UTC(2026, 4, 4, 9);

type Fields = Readonly<Record<string, unknown>>;
type Cut = readonly [from: number, to: number, more?: Fields];

/** Test only: E-1's right `admin` in github, approved the moment it was given; each cut with what is different in it. */
export function held(cuts: readonly Cut[], more: Fields = {}): Fields {
  const facts = {
    itemId: "g-1",
    occurredAt: GIVEN,
    label: "worker E-1 x github: admin",
    unit: "github",
    actor: "it-admin",
    evidence: null,
    entitlement: "admin",
    accountType: "human",
    isTaggedTest: false,
    isMatched: true,
    askKey: "SEC-12",
    hasRequest: true,
    isRequestReused: false,
    ticketApprovedAt: GIVEN,
    openApprovalAt: null,
    openWhy: null,
    beganLo: GIVEN,
    beganAt: GIVEN,
    endedLo: null,
    endedAt: null,
    held: "true",
    approvedAt: GIVEN,
    approvedRole: "ENG",
    presentRole: "ENG",
    holderState: "there",
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

/** Test only: the same, held to the end of the period and beyond. */
export function grant(more: Fields = {}): Fields {
  return held([[GIVEN, Date.UTC(2026, 6, 2)]], more);
}

/** Test only: three days in March, or since ever, in which a stream was not seen. */
export function unseen(stream: string, { scope = "*", reason = "not_covered", from = GIVEN + 30 * DAY_MS } = {}) {
  return [{ stream, scope, from, to: GIVEN + 33 * DAY_MS, reason }];
}
