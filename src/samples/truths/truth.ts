/** What one attribute must say of one item, by the item's label. */
export interface ExpectedOutcome {
  readonly control: string;
  readonly attribute: string;
  readonly item: string;
  readonly state: "deviation" | "indeterminate";
  /** Kind of a deviation, cause of an indeterminate. */
  readonly kind: string;
}

/** One planted failure, and everything that follows from it: nothing else may be found. */
export interface PlantedTruth {
  readonly id: string;
  readonly title: string;
  /** The months in which it shows, `YYYY-MM`. */
  readonly months: readonly string[];
  readonly outcomes: readonly ExpectedOutcome[];
  /** Streams that were not seen because of it; `scope` as in the coverage. */
  readonly gaps?: readonly { readonly stream: string; readonly scope: string; readonly reason: string }[];
}

/** Deviations of one control over items, with the kind each attribute reports. */
export function deviations(
  control: string,
  items: readonly string[],
  kinds: Readonly<Record<string, string>>,
): readonly ExpectedOutcome[] {
  return items.flatMap((item) =>
    Object.entries(kinds).map(([attribute, kind]) => ({ control, attribute, item, state: "deviation" as const, kind })),
  );
}

/** The months of moments, in order, each once. */
export function monthsOf(moments: readonly (number | string)[]): readonly string[] {
  return [...new Set(moments.map((each) => new Date(each).toISOString().slice(0, 7)))].sort();
}

/**
 * What the rules of domain section 4.3 must make of a control or criterion, worked out by hand. `because` gives the
 * arithmetic: d of N against the tolerable rate (5 % for high risk, 10 % for moderate, 15 % for low).
 */
export interface ExpectedConclusion {
  readonly conclusion: string;
  readonly because: string;
}
