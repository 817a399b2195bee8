import { CRITERIA, CRITERION_IDS, type CriterionId } from "../../criteria/criteria.js";
import type { ResultState } from "./result-state.js";

/** A row of the report as far as criteria are concerned. */
export interface JudgedRow {
  readonly id: string;
  readonly state: ResultState;
  /** Criteria the row names; of the confirmed control where it names none. */
  readonly criteria: readonly CriterionId[];
  /** What the census says of the row: `deviating` and `clean` only from a list proven to be complete, or a known deviation. */
  readonly census: "deviating" | "clean" | "unknown";
}

/** A criterion to win back. Only the auditor's own next tests can win it; Lookback shows what stands in the way. */
export interface LostCriterion {
  readonly criterion: CriterionId;
  /** Our own one-line paraphrase. */
  readonly title: string;
  /** Whether the basis for the modified opinion names it; otherwise only rows with exceptions do. */
  readonly isInBasis: boolean;
  /** Rows behind it, in order of the report. */
  readonly rows: readonly string[];
  readonly standing: "deviating" | "not-shown" | "nothing-found";
  readonly meaning: string;
}

/**
 * The criteria to win back, in the order of the catalogue: those that the basis names and those of rows with an
 * exception or without evidence. None is ever called won.
 */
export function criteriaToWinBack(
  rows: readonly JudgedRow[],
  basisCriteria: readonly CriterionId[],
): readonly LostCriterion[] {
  const failed = rows.filter(({ state }) => state === "exception" || state === "no-evidence");
  const byCriterion = new Map<CriterionId, JudgedRow[]>();
  for (const criterion of basisCriteria) byCriterion.set(criterion, []);
  for (const row of failed) {
    for (const criterion of row.criteria) {
      const known = byCriterion.get(criterion);
      if (known === undefined) byCriterion.set(criterion, [row]);
      else known.push(row);
    }
  }
  const basis = new Set(basisCriteria);
  return CRITERION_IDS.flatMap((criterion): LostCriterion[] => {
    const behind = byCriterion.get(criterion);
    if (behind === undefined) return [];
    const standing = standingOf(behind);
    const title = CRITERIA[criterion].title;
    const ids = behind.map(({ id }) => id);
    return [
      {
        criterion,
        title,
        isInBasis: basis.has(criterion),
        rows: ids,
        standing,
        meaning: MEANING[standing](behind.length),
      },
    ];
  });
}

function standingOf(rows: readonly JudgedRow[]): LostCriterion["standing"] {
  if (rows.some(({ census }) => census === "deviating")) return "deviating";
  return rows.length > 0 && rows.every(({ census }) => census === "clean") ? "nothing-found" : "not-shown";
}

const MEANING: Readonly<Record<LostCriterion["standing"], (rows: number) => string>> = {
  deviating: () => "Not won back: the whole population shows deviations in the period of the report.",
  "not-shown": (rows) =>
    rows === 0
      ? "Not won back: the basis names it, and no row of the exceptions was read that says why."
      : "Not won back: the evidence here does not show yet how large the matter is.",
  "nothing-found": () =>
    "Not won back: the evidence here shows no deviation in the period of the report, which does not agree with the auditor; only tests of a new period can win it back.",
};
