import { expect, it } from "vitest";
import { deviation, pass } from "../outcome.js";
import { isExcepted, unlessRegisterUnseen } from "./approved-exception.js";

const at = (text: string) => Date.parse(text);
const STRETCH = {
  fromAt: at("2026-02-01T00:00:00Z"),
  toAt: at("2026-03-01T00:00:00Z"),
  exceptionId: "X-1",
  exceptionFromAt: at("2026-01-31T00:00:00Z"),
  exceptionToAt: at("2027-01-31T00:00:00Z"),
  exceptionApprovedAt: at("2026-02-01T00:00:00Z"),
  exceptionIsOwned: true,
};

it("covers a stretch when approved by its beginning and ending within twelve months", () => {
  expect(isExcepted(STRETCH)).toBe(true);
  expect(isExcepted({ ...STRETCH, exceptionToAt: STRETCH.exceptionToAt + 1 })).toBe(false);
  expect(isExcepted({ ...STRETCH, exceptionApprovedAt: STRETCH.fromAt + 1 })).toBe(false);
  expect(isExcepted({ ...STRETCH, exceptionToAt: STRETCH.toAt })).toBe(true);
  expect(isExcepted({ ...STRETCH, exceptionToAt: STRETCH.toAt - 1 })).toBe(false);
  expect(isExcepted({ ...STRETCH, exceptionFromAt: STRETCH.fromAt + 1 })).toBe(false);
});

it("needs an owner, an approval and an expiry", () => {
  expect(isExcepted({ ...STRETCH, exceptionIsOwned: false })).toBe(false);
  expect(isExcepted({ ...STRETCH, exceptionApprovedAt: null })).toBe(false);
  expect(isExcepted({ ...STRETCH, exceptionToAt: null })).toBe(false);
});

it("counts twelve months from a leap day to the last day of February", () => {
  const leap = { ...STRETCH, exceptionFromAt: at("2024-02-29T00:00:00Z"), exceptionApprovedAt: 0 };
  const stretch = { ...leap, fromAt: at("2025-01-01T00:00:00Z"), toAt: at("2025-02-01T00:00:00Z") };
  expect(isExcepted({ ...stretch, exceptionToAt: at("2025-02-28T00:00:00Z") })).toBe(true);
  expect(isExcepted({ ...stretch, exceptionToAt: at("2025-02-28T00:00:00.001Z") })).toBe(false);
});

it("keeps a deviation where no register exists, and asks where it could not be read", () => {
  const measure = { totalMs: 9, deviatingMs: 5, missingMs: 0, longestRunMs: 5 };
  const reading = { measure, exemptMs: 0, broken: [{ start: 0, end: 5 }], missing: [], unreadable: [], grace: null };
  const broken = deviation("not-performed", "off", { measure });
  const gap = (reason: string) => ({ gapIn: () => ({ from: 0, to: 5, reason }) });
  expect(unlessRegisterUnseen(broken, reading, gap("not_configured"))).toBe(broken);
  expect(unlessRegisterUnseen(broken, reading, { gapIn: () => undefined })).toBe(broken);
  expect(unlessRegisterUnseen(broken, reading, gap("permission"))).toMatchObject({
    state: "indeterminate",
    cause: "denied",
    measure,
  });
  expect(unlessRegisterUnseen(pass(measure), reading, gap("permission"))).toEqual({ state: "pass", measure });
});
