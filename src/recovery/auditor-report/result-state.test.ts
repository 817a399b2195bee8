import { expect, it } from "vitest";
import { resultOf } from "./result-state.js";

it.each([
  ["No exceptions noted.", "no-exception"],
  ["No relevant exceptions were noted.", "no-exception"],
  ["Tested without exception.", "no-exception"],
  ["Exceptions noted: none.", "no-exception"],
  ["No exceptions noted, except that for 2 of 25 leavers access was removed late.", "exception"],
  ["No exceptions noted, except that one leaver kept access.", "exception"],
  ["No exceptions noted. However, one leaver kept access.", "unclear"],
  ["Exception noted: access was removed late.", "exception"],
  ["Deviation: the review of May is missing.", "exception"],
  ["The control did not operate effectively.", "exception"],
  ["The control did not operate as described from 1 May.", "exception"],
  ["For 2 of 25 changes no evidence of approval was provided.", "exception"],
  ["Exception noted: no evidence of the review of May.", "exception"],
  ["Did not operate: no such event occurred during the period.", "did-not-operate"],
  ["The control did not operate during the period.", "did-not-operate"],
  ["Not tested, as the circumstances that trigger the control did not occur.", "did-not-operate"],
  ["No emergency changes were made during the examination period.", "did-not-operate"],
  ["No evidence was provided.", "no-evidence"],
  ["Documentation of the review could not be provided.", "no-evidence"],
  ["Not testable.", "no-evidence"],
  ["See the letter.", "unclear"],
  ["The control operated.", "unclear"],
  ["", "unclear"],
])("%j is %s", (text, state) => {
  expect(resultOf(text, { isExceptionColumn: false }).state).toBe(state);
});

it.each([
  ["None", "no-exception"],
  ["n/a", "no-exception"],
  ["", "unclear"],
  ["Access of two people was late", "exception"],
  ["No evidence of the restore test was available.", "no-evidence"],
])("a column of exceptions that says %j is %s", (text, state) => {
  expect(resultOf(text, { isExceptionColumn: true }).state).toBe(state);
});
