import { expect, it } from "vitest";
import { reconciled } from "./reconciliation.js";

const PAIRING = {
  what: "incident record of it",
  isMatched: false,
  explanation: null,
  dueAt: 1_000,
  kind: "not-performed",
} as const;
const seen = { asOf: 1_001, gap: () => undefined };

it("passes what has its counterpart, whenever it came", () => {
  expect(reconciled({ ...PAIRING, isMatched: true }, seen)).toEqual({ state: "pass" });
});

it("accepts an explanation of one item", () => {
  expect(reconciled({ ...PAIRING, explanation: "a drill" }, seen)).toEqual({
    state: "not-applicable",
    proof: "a drill",
  });
});

it("waits until the counterpart is due, on the dot included", () => {
  expect(reconciled(PAIRING, { ...seen, asOf: 1_000 })).toEqual({ state: "pending", dueAt: 1_000 });
  expect(reconciled(PAIRING, seen)).toEqual({
    state: "deviation",
    kind: "not-performed",
    detail: "no incident record of it, due 1970-01-01T00:00:01.000Z",
  });
});

it("concludes nothing from a list nobody looked at", () => {
  expect(reconciled(PAIRING, { ...seen, gap: () => ({ from: 0, to: 9, reason: "permission" }) })).toMatchObject({
    state: "indeterminate",
    cause: "denied",
  });
});
