import { expect, it } from "vitest";
import { DAY_MS } from "../../base/instant.js";
import { extendedDue, readExtensions, settledOrExtended } from "./extension.js";

const DUE = Date.UTC(2026, 2, 1);
const PERIOD = { start: Date.UTC(2026, 0, 1), end: Date.UTC(2026, 6, 1) };
const context = { period: PERIOD, asOf: Date.UTC(2027, 0, 1), gapIn: () => undefined };
const extension = (at: number, until: number | null | "unreadable") => ({ at, by: "other", until }) as const;

it("reads days as their end in the zone, instants as they are, and says what it cannot read", () => {
  const history =
    "5;E-1;other;2026-03-04|6;;nobody;2026-03-04T10:00:00+02:00|7;E-2;own;|8;E-2;unknown;soon|9;E-2;odd;a;b|10;E-2;other;2026-02-30";
  expect(readExtensions(history, "America/New_York")).toEqual([
    { at: 5, by: "other", until: Date.UTC(2026, 2, 5, 5) - 1 },
    { at: 6, by: "nobody", until: Date.UTC(2026, 2, 4, 8) },
    { at: 7, by: "own", until: null },
    { at: 8, by: "unknown", until: "unreadable" },
    { at: 9, by: "unknown", until: "unreadable" },
    { at: 10, by: "other", until: "unreadable" },
  ]);
  expect(readExtensions(null, "UTC")).toEqual([]);
});

it("follows extensions that came before the due moment then in force", () => {
  const first = extension(DUE, DUE + 9);
  expect(extendedDue(DUE, [first])).toEqual({ dueAt: DUE + 9, acceptedAt: DUE, isUnreadable: false });
  expect(extendedDue(DUE, [extension(DUE + 1, DUE + 9)])).toEqual({
    dueAt: DUE,
    acceptedAt: null,
    isUnreadable: false,
  });
  expect(extendedDue(DUE, [first, extension(DUE + 9, DUE + 20)]).dueAt).toBe(DUE + 20);
  expect(extendedDue(DUE, [first, extension(DUE + 10, DUE + 20)]).dueAt).toBe(DUE + 9);
  expect(extendedDue(DUE, [extension(1, null)]).dueAt).toBe(DUE);
  expect(extendedDue(DUE, [extension(1, "unreadable")]).isUnreadable).toBe(true);
  expect(extendedDue(DUE, [extension(DUE + 1, "unreadable")]).isUnreadable).toBe(false);
});

it("settles by the due moment that extensions lead to", () => {
  const settle = (closedAt: number | null, extensions: Parameters<typeof extendedDue>[1], asOf = context.asOf) =>
    settledOrExtended(
      { label: "risk R-1", from: DUE - DAY_MS, dueAt: DUE, closedAt, extensions },
      { stream: "x" },
      { ...context, asOf },
    );
  const moved = [extension(DUE, DUE + 9)];
  expect(settle(DUE + 9, moved)).toEqual({ state: "pass" });
  expect(settle(DUE + 10, moved)).toMatchObject({ kind: "late", lateness: { lateMs: 1, allowedMs: DAY_MS + 9 } });
  expect(settle(null, moved, DUE + 9)).toEqual({ state: "pending", dueAt: DUE + 9 });
  expect(settle(null, moved)).toMatchObject({ kind: "not-performed" });
  expect(settle(null, [extension(DUE, PERIOD.end)])).toEqual({ state: "pass" });
  expect(settle(null, [extension(DUE, PERIOD.end - 1)])).toMatchObject({ kind: "not-performed" });
  const unreadable = [extension(DUE, "unreadable")];
  expect(settle(DUE, unreadable)).toEqual({ state: "pass" });
  expect(settle(null, unreadable, DUE)).toEqual({ state: "pending", dueAt: DUE });
  expect(settle(null, unreadable)).toMatchObject({ state: "indeterminate", cause: "unparsed" });
});
