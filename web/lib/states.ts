/** The six states of a cell, as the server calls them. */
export type CellState = "operated" | "failed" | "not-testable" | "did-not-occur" | "evidence-gap" | "out-of-scope";

/** What an item is called by. */
export type ItemState = "pass" | "deviation" | "indeterminate" | "not-applicable" | "pending";

interface Words {
  readonly title: string;
  readonly letter: string;
  readonly means: string;
}

/** Each with a word, a letter and a shape; colour is never alone. */
export const STATES: Readonly<Record<CellState, Words>> = {
  operated: { title: "operated", letter: "P", means: "everything due was done as promised" },
  failed: { title: "failed", letter: "F", means: "at least one item deviated from the promise" },
  "not-testable": { title: "not testable", letter: "U", means: "items exist, and what is known cannot decide them" },
  "did-not-occur": { title: "did not occur", letter: "N", means: "nothing was due, and the complete list shows it" },
  "evidence-gap": { title: "evidence gap", letter: "G", means: "nobody looked, so silence proves nothing" },
  "out-of-scope": { title: "out of scope", letter: "S", means: "not assessed in this workspace" },
};

/** The order in which legends and counts name them. */
export const STATE_ORDER: readonly CellState[] = [
  "operated",
  "failed",
  "not-testable",
  "did-not-occur",
  "evidence-gap",
  "out-of-scope",
];

const OF_ITEM: Readonly<Record<ItemState, { readonly cell: CellState; readonly word: string }>> = {
  pass: { cell: "operated", word: "passed" },
  deviation: { cell: "failed", word: "deviated" },
  indeterminate: { cell: "not-testable", word: "could not tell" },
  "not-applicable": { cell: "out-of-scope", word: "not applicable" },
  pending: { cell: "did-not-occur", word: "not due yet" },
};

/** The mark and the word of an item's state. */
export function itemWords(state: ItemState): { readonly cell: CellState; readonly word: string } {
  return OF_ITEM[state];
}
