/** What somebody who verifies brings along. */
export interface VerifyRequest {
  /** The text of a pin file, and what to call it. */
  readonly pin?: { readonly name: string; readonly text: string };
  /** Signed heads from elsewhere, each with what to call it. */
  readonly seen: readonly { readonly name: string; readonly text: string }[];
  /** How old the newest head may be by an outside clock. */
  readonly maxAgeHours?: number;
}

/** Whole hours as somebody typed them; `undefined` for anything else. */
export function hoursIn(text: string): number | undefined {
  return /^\d{1,6}$/.test(text) ? Number(text) : undefined;
}
