import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Approvals, countedApprovals, independentApproval } from "./change.js";

const MERGED_AT = 1_000_000;
const RULE = { min_approvals: 1, clock_skew_seconds: 300 };

function approvals(more: Partial<Approvals> = {}): Approvals {
  return {
    occurredAt: MERGED_AT,
    independentApprovals: 0,
    selfApprovals: 0,
    staleApprovals: 0,
    unmatchedApprovals: 0,
    unplacedApprovals: 0,
    unknownReviews: 0,
    lateApprovals: 0,
    firstLateApprovalAt: null,
    openChangeRequests: 0,
    unmatchedAuthors: 0,
    ...more,
  };
}

describe("independent approval", () => {
  it("passes without making anything new", () => {
    const approved = approvals({ independentApprovals: 1 });
    expect(independentApproval(approved, RULE)).toBe(independentApproval(approved, RULE));
  });

  it("names what was missing: nothing, a review too late, a stale one, one's own", () => {
    const detail = (more: Partial<Approvals>) => {
      const outcome = independentApproval(approvals(more), RULE);
      return outcome.state === "deviation" ? `${outcome.kind}: ${outcome.detail}` : outcome.state;
    };
    const none = "0 of 1 independent approvals of the final head before the merge";
    expect(detail({})).toBe("not-performed: no independent approval before the merge");
    expect(detail({ lateApprovals: 2, firstLateApprovalAt: MERGED_AT + 300_001 })).toBe(
      `late: ${none}; 2 came after it, the first at 1970-01-01T00:21:40.001Z`,
    );
    expect(detail({ staleApprovals: 1 })).toBe(
      `incomplete: ${none}; 1 stood on an earlier commit and was voided by a push`,
    );
    expect(detail({ selfApprovals: 1 })).toBe(`unauthorised: ${none}; 1 came from its own authors`);
    expect(detail({ independentApprovals: 9, openChangeRequests: 2 })).toBe(
      "bypassed: merged while 2 code owner(s) still asked for changes",
    );
  });

  it("counts one approval within the skew, on the dot, and none beyond", () => {
    const late = (at: number) => countedApprovals(approvals({ lateApprovals: 1, firstLateApprovalAt: at }), RULE);
    expect([late(MERGED_AT + 299_999), late(MERGED_AT + 300_000), late(MERGED_AT + 300_001)]).toEqual([1, 1, 0]);
  });

  it("gives an answer only where it holds whoever the unmatched are", () => {
    const count = fc.integer({ min: 0, max: 4 });
    fc.assert(
      fc.property(count, count, count, fc.integer({ min: 1, max: 3 }), (matched, open, authors, minApprovals) => {
        const facts = approvals({ independentApprovals: matched, unmatchedApprovals: open, unmatchedAuthors: authors });
        const { state } = independentApproval(facts, { ...RULE, min_approvals: minApprovals });
        const worst = matched - authors >= minApprovals;
        const best = matched + open >= minApprovals;
        return state === (worst ? "pass" : best ? "indeterminate" : "deviation");
      }),
    );
  });
});
