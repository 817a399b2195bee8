import { describe, expect, it } from "vitest";
import type { Gap } from "../control.js";
import { firstRecordedInTime, recordedInTime, unseenOutcome } from "./approval.js";

const DUTY = { what: "approval by another person", from: 1_000, dueAt: 5_000 };

function recorded(doneAt: number | null, { asOf = 9_000, gap }: { asOf?: number; gap?: Gap } = {}) {
  return recordedInTime({ ...DUTY, doneAt }, { asOf, gap: () => gap });
}

describe("something that must be on record by a moment", () => {
  it("passes on the dot, and is late by what came after", () => {
    expect(recorded(4_999)).toEqual({ state: "pass" });
    expect(recorded(5_000)).toEqual({ state: "pass" });
    expect(recorded(5_001)).toEqual({
      state: "deviation",
      kind: "late",
      detail: "approval by another person at 1970-01-01T00:00:05.001Z, due 1970-01-01T00:00:05.000Z",
      lateness: { lateMs: 1, allowedMs: 4_000 },
    });
  });

  it("is pending until it is due, and missing after", () => {
    expect(recorded(null, { asOf: 5_000 })).toEqual({ state: "pending", dueAt: 5_000 });
    expect(recorded(null, { asOf: 5_001 })).toEqual({
      state: "deviation",
      kind: "not-performed",
      detail: "no approval by another person by 1970-01-01T00:00:05.000Z",
    });
  });

  it("is an open question where nobody looked, and asks so only when nothing was seen", () => {
    const gap = { from: 2_000, to: 3_000, reason: "not_covered" };
    expect(recorded(null, { gap })).toEqual({
      state: "indeterminate",
      cause: "gap",
      question: "Is there approval by another person? Nobody looked from 1970-01-01T00:00:02.000Z (not_covered).",
    });
    expect(recorded(5_000, { gap })).toEqual({ state: "pass" });
  });

  it.each([
    ["permission", "denied"],
    ["retention", "retention"],
    ["licence", "plan-limited"],
    ["rejects", "unparsed"],
    ["rate", "gap"],
  ])("says why nobody looked: %s is %s", (reason, cause) => {
    expect(unseenOutcome("it", { from: 0, to: 1, reason })).toMatchObject({ state: "indeterminate", cause });
  });
});

describe("the first of several acts", () => {
  const first = (doneAt: number, gap?: Gap) =>
    firstRecordedInTime({ ...DUTY, doneAt }, { asOf: 9_000, gap: () => gap });
  const gap = { from: 2_000, to: 3_000, reason: "not_covered" };

  it("is late only if an earlier one would have been seen", () => {
    expect(first(5_001)).toMatchObject({ state: "deviation", kind: "late" });
    expect(firstRecordedInTime({ ...DUTY, doneAt: 5_001 }, { asOf: 5_000, gap: () => undefined })).toEqual({
      state: "pending",
      dueAt: 5_000,
    });
    expect(first(5_001, gap)).toEqual({
      state: "indeterminate",
      cause: "gap",
      question:
        "Is there an earlier approval by another person? Nobody looked from 1970-01-01T00:00:02.000Z (not_covered).",
    });
    expect(first(5_000, gap)).toEqual({ state: "pass" });
  });
});
