import { describe, expect, it } from "vitest";
import { DAY_MS } from "../../base/instant.js";
import type { Gap } from "../control.js";
import { occurredInTime, type Performed } from "./occurrence.js";

const DUE = Date.UTC(2026, 6, 30);
const REVIEW = { what: "access review of github for 2026-Q2", dueAt: DUE, intervalMs: 91 * DAY_MS };

function judge(performed: Performed, { asOf = DUE + 1, gap }: { asOf?: number; gap?: Gap } = {}) {
  return occurredInTime(REVIEW, performed, { asOf, gap: () => gap });
}

describe("occurredInTime", () => {
  it("passes on the dot and is late one ms after, measured against the interval", () => {
    expect(judge({ state: "done", at: DUE })).toEqual({ state: "pass" });
    expect(judge({ state: "done", at: DUE + 1 })).toEqual({
      state: "deviation",
      kind: "late",
      detail:
        "access review of github for 2026-Q2 done at 2026-07-30T00:00:00.001Z, 0 min after it was due at 2026-07-30T00:00:00.000Z",
      lateness: { lateMs: 1, allowedMs: 91 * DAY_MS },
    });
  });

  it("takes an undated record for missing evidence", () => {
    expect(judge({ state: "undated" })).toMatchObject({ state: "deviation", kind: "evidence-missing" });
  });

  it("is pending up to the due moment, then not performed, but only where somebody looked", () => {
    expect(judge({ state: "none" }, { asOf: DUE })).toEqual({ state: "pending", dueAt: DUE });
    expect(judge({ state: "none" })).toEqual({
      state: "deviation",
      kind: "not-performed",
      detail: "no access review of github for 2026-Q2 by 2026-07-30T00:00:00.000Z, nor later",
    });
    expect(judge({ state: "none" }, { gap: { from: DUE, to: DUE + 1, reason: "not_covered" } })).toEqual({
      state: "indeterminate",
      cause: "gap",
      question:
        "Is there access review of github for 2026-Q2? Nobody looked from 2026-07-30T00:00:00.000Z (not_covered).",
    });
  });
});
