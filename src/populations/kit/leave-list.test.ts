import { expect, it } from "vitest";
import { DAY_MS } from "../../base/instant.js";
import { dueAfterLeaves } from "./leave-list.js";

const FROM = Date.UTC(2026, 1, 2);
const DUE = Date.UTC(2026, 2, 5) - 1;
const BACK = Date.UTC(2026, 2, 10);
const BACK_DUE = Date.UTC(2026, 2, 25) - 1;

function due(...leaves: readonly (readonly [number, number | null])[]): number | null {
  const lines = leaves.map(([from, to]) => `${from};${to ?? ""}`).reverse();
  const told = lines.length === 0 ? null : lines.join("|");
  return dueAfterLeaves({ leaves: told, from: FROM, dueAt: DUE, graceDays: 14, zone: "UTC" });
}

it("moves what falls due in a leave behind the return, on the dot of its beginning", () => {
  expect(due()).toBe(DUE);
  expect(due([DUE, BACK])).toBe(BACK_DUE);
  expect(due([DUE + 1, BACK])).toBe(DUE);
  expect(due([DUE, null])).toBe(null);
  expect(due([DUE + 1, null])).toBe(DUE);
});

it("finds among several leaves the one that matters, wherever it stands", () => {
  const early = [FROM + DAY_MS, FROM + 2 * DAY_MS] as const;
  const later = [Date.UTC(2026, 5, 1), null] as const;
  expect(due(early, [DUE - DAY_MS, BACK], later)).toBe(BACK_DUE);
  expect(due(early, later)).toBe(DUE);
});

it("lets a leave from before the clock stop nothing, and one soon after the return stop it again", () => {
  expect(due([FROM - 9 * DAY_MS, FROM])).toBe(DUE);
  expect(due([DUE, BACK], [BACK_DUE, null])).toBe(null);
  expect(due([DUE, BACK], [BACK_DUE + 1, null])).toBe(BACK_DUE);
});
