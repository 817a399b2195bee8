import { type Counts, countsIn } from "./counts.js";

/**
 * What the auditor's words say of a test. `did-not-operate`: what triggers the control did not occur, so nothing was
 * tested; it is no pass. `no-evidence`: nothing could be tested for want of evidence. `unclear`: the words are of no
 * known shape; it is no pass either.
 */
export const RESULT_STATES = ["exception", "no-exception", "did-not-operate", "no-evidence", "unclear"] as const;
export type ResultState = (typeof RESULT_STATES)[number];

export interface ResultReading extends Counts {
  readonly state: ResultState;
}

/**
 * Reads the result of a test from readable text.
 *
 * @param isExceptionColumn whether it stands in a column that holds exceptions and nothing else.
 */
export function resultOf(text: string, { isExceptionColumn }: { readonly isExceptionColumn: boolean }): ResultReading {
  const saysNone = NO_EXCEPTION.test(text) || (isExceptionColumn && NONE.test(text));
  const without = text.replace(NO_EXCEPTION_EACH, " ");
  const saysException =
    EXCEPTION.test(without) || (saysNone && EXCEPT.test(text)) || (isExceptionColumn && !saysNone && text !== "");
  const counts = countsIn(text, { isException: saysException });
  return { ...counts, state: stateOf(text, { counts, saysNone, saysException }) };
}

/** Whether the words have one of the shapes of a result at all. */
export function looksLikeResult(text: string): boolean {
  return resultOf(text, { isExceptionColumn: false }).state !== "unclear";
}

function stateOf(
  text: string,
  {
    counts,
    saysNone,
    saysException,
  }: { readonly counts: Counts; readonly saysNone: boolean; readonly saysException: boolean },
): ResultState {
  if (counts.counted.some(({ deviating }) => deviating > 0)) return "exception";
  if (DID_NOT_OPERATE.test(text)) return "did-not-operate";
  if (NO_EVIDENCE.test(text)) return "no-evidence";
  if (saysException) return "exception";
  if (!saysNone) return "unclear";
  // Words that turn against themselves, and counts that cannot be, say nothing.
  const isInDoubt = TURN.test(text) || counts.doubtful.some(({ why }) => why === "more deviate than were examined");
  return isInDoubt ? "unclear" : "no-exception";
}

const NO_EXCEPTION_TEXT =
  "\\bno (?:relevant |other |further |such )?(?:exceptions?|deviations?)(?: (?:was|were|is|are|has been|have been))?(?: (?:noted|identified|found|observed|reported|detected))?\\b|\\b(?:exceptions?|deviations?)(?: (?:noted|identified|found))? ?[:-] ?(?:none|no|0|nil|n/a)(?:[.;]|$)|\\bwithout (?:any )?(?:exceptions?|deviations?)\\b|\\bno (?:exceptions?|deviations?) (?:to report|taken)\\b";
const NO_EXCEPTION = new RegExp(NO_EXCEPTION_TEXT, "iu");
const NO_EXCEPTION_EACH = new RegExp(NO_EXCEPTION_TEXT, "giu");
const NONE = /^(?:none|nil|no|n\/a|-|0)(?: (?:noted|identified|found))?\.?$/iu;
const EXCEPTION =
  /\b(?:exceptions?|deviations?)(?: (?:was|were|is|are))? (?:noted|identified|found|observed|reported)\b|\b(?:exceptions?|deviations?|findings?) ?(?:#? ?\d+ ?)?[:-]|^exceptions?(?: ?[.;-]|$)|\b(?:did|does|was|were) not (?:operate|operating) (?:effectively|as (?:designed|described|specified)|consistently|throughout)|\b(?:was|were) not (?:operating )?effective\b|\b(?:one|two|three|\d+) (?:exceptions?|deviations?)\b/iu;
/** `No exceptions noted, except that ...` names one. */
const EXCEPT = /\b(?:except (?:that|for|as|in)|other than|apart from|with the exception of|save for)\b/iu;
const TURN = /\b(?:however|but|although|though|nevertheless)\b/iu;
const DID_NOT_OPERATE =
  /\b(?:did|does|has|have) not (?:operated?|occur(?:red)?)(?! (?:effectively|as|consistently|throughout|properly|reliably|correctly|from|until|on|for \d))\b|\bno (?:[\w'-]+ ){0,6}(?:occurred|took place|were (?:made|raised|received|reported|requested)|was (?:made|raised|received|reported|requested)|events?|occurrences?|instances?)(?: [\w'-]+){0,3} (?:during|in|within|over) the (?:examination |reporting |report |review |audit |specified )?period\b|\bcircumstances? (?:that|which) [\w' -]{1,80} did not (?:occur|arise)\b|\b(?:not tested|no testing|could not (?:be )?test(?:ed)?)[\w ,'-]{0,60} (?:did not occur|no occurrences?)\b/iu;
const NO_EVIDENCE =
  /\bno (?:[\w'-]+ ){0,3}(?:evidence|documentation|records?|support)(?: (?:of|for|that) [\w ,'-]{1,100}?)?(?: (?:was|were|could be|has been|had been))? (?:provided|available|obtained|retained|supplied|furnished|produced)\b|\b(?:evidence|documentation|records?) (?:[\w'-]+ ){0,6}(?:was|were|could) not (?:be )?(?:provided|available|obtained|retained|supplied|produced)\b|\bnot testable\b|\bunable to (?:be )?(?:test|obtain|inspect|provide|produce)|\b(?:could|can) ?not be (?:tested|evidenced)\b|\bdid not provide (?:[\w'-]+ ){0,4}(?:evidence|documentation|records?)\b/iu;
