import type { ControlConclusionWord, CriterionConclusionWord, Opinion } from "../../assess/opinion/projection.js";
import type { CellState, ReportItem } from "./model.js";

/** The six states, each with a shape, a letter and a colour: none of the three is ever alone. */
export interface StateWord {
  readonly title: string;
  readonly letter: string;
  readonly means: string;
}

export const STATE_WORDS: Readonly<Record<CellState, StateWord>> = {
  operated: { title: "operated", letter: "P", means: "everything due was done as promised" },
  failed: { title: "failed", letter: "F", means: "at least one item deviated from the promise" },
  "not-testable": { title: "not testable", letter: "U", means: "items exist, and what is known cannot decide them" },
  "did-not-occur": { title: "did not occur", letter: "N", means: "nothing was due, and the complete list shows it" },
  "evidence-gap": { title: "evidence gap", letter: "G", means: "nobody looked, so silence proves nothing" },
  "out-of-scope": { title: "out of scope", letter: "S", means: "not assessed in this workspace" },
};

export const OPINION_WORDS: Readonly<Record<Opinion, { readonly title: string; readonly means: string }>> = {
  UNQUALIFIED: { title: "Unqualified", means: "every criterion is met, exceptions or not" },
  QUALIFIED: { title: "Qualified", means: "some criteria are not met or cannot be concluded, the rest holds" },
  ADVERSE: { title: "Adverse", means: "failures are so widespread that the whole cannot be relied upon" },
  DISCLAIMER: { title: "Disclaimer", means: "too little can be seen to conclude at all" },
};

interface ConclusionWord {
  readonly title: string;
  readonly mark: CellState;
  readonly means: string;
}

export const CONCLUSION_WORDS: Readonly<Record<ControlConclusionWord, ConclusionWord>> = {
  EFFECTIVE: { title: "Effective", mark: "operated", means: "the promise was kept for every item that was due" },
  EFFECTIVE_WITH_EXCEPTION: {
    title: "Effective, with exceptions",
    mark: "operated",
    means: "deviations within what the rules tolerate; each stays in the report",
  },
  MITIGATED: { title: "Mitigated", mark: "failed", means: "another tested control covered the deviating items" },
  INEFFECTIVE: { title: "Not effective", mark: "failed", means: "more deviations than the rules tolerate" },
  DESIGN_DEFICIENT: {
    title: "Not suitably designed",
    mark: "failed",
    means: "even if performed, it could not do what it promises",
  },
  CANNOT_CONCLUDE: {
    title: "Cannot conclude",
    mark: "not-testable",
    means: "too much is unseen to say whether it worked",
  },
  NO_OCCURRENCE: { title: "Did not occur", mark: "did-not-occur", means: "nothing was due; a pass is not claimed" },
  NOT_APPLICABLE: { title: "Not applicable", mark: "out-of-scope", means: "the workspace says why it does not apply" },
};

export const CRITERION_WORDS: Readonly<Record<CriterionConclusionWord, ConclusionWord>> = {
  MET: { title: "Met", mark: "operated", means: "its key controls worked" },
  MET_WITH_EXCEPTIONS: { title: "Met, with exceptions", mark: "operated", means: "exceptions within tolerance" },
  MET_DESIGN_ONLY: {
    title: "Met by design only",
    mark: "did-not-occur",
    means: "nothing called for its controls, so their operation was not seen",
  },
  NOT_MET: { title: "Not met", mark: "failed", means: "a key control failed, or there is none" },
  CANNOT_CONCLUDE: { title: "Cannot conclude", mark: "not-testable", means: "a key control could not be concluded" },
  NOT_APPLICABLE: { title: "Not applicable", mark: "out-of-scope", means: "with written reasoning" },
  NOT_ASSESSED: { title: "Not assessed", mark: "out-of-scope", means: "said to be neither met nor not met" },
};

export const OUTCOME_WORDS: Readonly<
  Record<ReportItem["outcomes"][number]["state"], { readonly title: string; readonly mark: CellState }>
> = {
  pass: { title: "passed", mark: "operated" },
  deviation: { title: "deviated", mark: "failed" },
  indeterminate: { title: "could not tell", mark: "not-testable" },
  "not-applicable": { title: "not applicable", mark: "out-of-scope" },
  pending: { title: "not due yet", mark: "did-not-occur" },
};

const KIND_WORDS: Readonly<Record<string, string>> = {
  late: "late",
  incomplete: "incomplete",
  "not-performed": "not performed",
  bypassed: "bypassed",
  unauthorised: "not authorised",
  "wrong-result": "wrong result",
  "evidence-missing": "no record kept",
  denied: "reading was refused",
  retention: "the source no longer keeps it",
  gap: "nobody looked at the time",
  "unmatched-person": "person not matched",
  "bounded-time": "moment known only within bounds",
  unparsed: "could not be read",
  "plan-limited": "the vendor plan does not offer it",
};

/** A kind of deviation or a cause of doubt in words; one that we do not know stays as it is. */
export function kindWord(kind: string): string {
  return KIND_WORDS[kind] ?? kind;
}

export const FREQUENCY_WORDS: Readonly<Record<string, string>> = {
  per_event: "at every event",
  per_use: "at every use",
  daily: "every day",
  weekly: "every week",
  monthly: "every month",
  quarterly: "every quarter",
  semiannual: "every half year",
  annual: "every year",
  state: "all the time",
};

/** Our words, for a reader who knows other ones. */
export const GLOSSARY: readonly { readonly word: string; readonly means: string }[] = [
  {
    word: "Population",
    means: "All occurrences in the period to which a control should have applied. None is sampled.",
  },
  { word: "Item", means: "One of them: one leaver, one change, one alert." },
  { word: "Attribute", means: "One yes-or-no question asked of every item. A key attribute decides the control." },
  { word: "Deviation", means: "One item that fails one attribute: a fact found by a machine from evidence." },
  {
    word: "Exception",
    means:
      "A deviation, or several with one cause, in the register: suspected, then confirmed or rebutted. Auditors use both words for much the same thing.",
  },
  {
    word: "Could not tell",
    means: "The evidence decides neither way. It counts neither as a pass nor as a deviation.",
  },
  { word: "Did not occur", means: "Nothing was due in a list shown to be complete. It is not a pass." },
  {
    word: "Evidence gap",
    means: "A stretch of time that a source was not asked about, or for which it gave no answer.",
  },
  { word: "Finding", means: "The conclusion on a control, or on a criterion without one, that needs action." },
  {
    word: "Projected opinion",
    means: "What fixed rules derive from the evidence. It is management's projection, never an auditor's opinion.",
  },
  { word: "Range", means: "The projection if every open judgement went the best way, and the worst." },
  { word: "Item-days", means: "For settings that hold over time: items multiplied by the days they existed." },
  { word: "Population hash", means: "A fingerprint of the list of items. The same list gives the same fingerprint." },
];
