import { assert } from "../../base/assert.js";

/** A `bigint` column as a number: both databases give it alike. @throws beyond what a number can hold exactly. */
export function wholeNumber(text: string): number {
  const number = Number(text);
  assert(Number.isSafeInteger(number), "a whole number in the state database is too large");
  return number;
}
