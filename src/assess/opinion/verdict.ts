/** R2's four answers; `too_small`: no deviation, and too few items to say that this means anything. */
export type FrequencyOutcome = "clean" | "within" | "exceeds" | "too_small";

export interface Verdict {
  readonly rule: "R2.1" | "R2.2" | "R2.3" | "R2.4";
  readonly outcome: FrequencyOutcome;
  /** One sentence with the numbers in it. */
  readonly explanation: string;
  /** Decimal text with four places, rounded up; `null` where none can be computed. */
  readonly upperLimit: string | null;
  /** More testing can still change the outcome, and how many items that takes. */
  readonly extendBy: number | null;
}
