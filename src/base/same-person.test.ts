import { expect, it } from "vitest";
import { isSamePerson } from "./same-person.js";

it.each([
  ["anna", "Anna", true],
  [" anna\t", "anna", true],
  ["head  of IT", "Head of it", true],
  ["caf\u00e9", "cafe\u0301", true],
  ["\ufb01nn", "finn", true],
  ["\uff41nna", "anna", true],
  ["anna", "anna2", false],
  ["headofit", "head of it", false],
])("%j and %j: %s", (one, other, expected) => {
  expect([isSamePerson(one, other), isSamePerson(other, one)]).toEqual([expected, expected]);
});
