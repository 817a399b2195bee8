/** Where secrets and ids come from: randomness is the composition root's. */
export interface Secrets {
  /** 256 bits that nobody guesses, as text that a link can carry. */
  token(): string;
  /** An id that was never given before: `per_3f9a...`. */
  id(prefix: string): string;
}
