import { sha256 } from "../base/digest.js";

const WORD = 0x1_0000_0000;

/**
 * A small deterministic generator (sfc32) seeded by a text: the same seed and area give the same numbers on every
 * machine and runtime. Each area of the company draws from its own, so that a change in one leaves the others alone.
 */
export class Prng {
  private a: number;
  private b: number;
  private c: number;
  private count = 1;

  constructor(seed: string, area: string) {
    const digest = sha256(`${seed}\0${area}`);
    this.a = Number.parseInt(digest.slice(0, 8), 16);
    this.b = Number.parseInt(digest.slice(8, 16), 16);
    this.c = Number.parseInt(digest.slice(16, 24), 16);
    for (let round = 0; round < 12; round += 1) this.word();
  }

  /** A whole number in `[from, to]`. */
  between(from: number, to: number): number {
    return from + Math.floor((this.word() / WORD) * (to - from + 1));
  }

  /** True in `percent` of a hundred draws. */
  chance(percent: number): boolean {
    return this.between(1, 100) <= percent;
  }

  /** One of the list; the list is never empty. */
  pick<T>(list: readonly T[]): T {
    const found = list[this.between(0, list.length - 1)];
    if (found === undefined) throw new RangeError("nothing to pick from");
    return found;
  }

  /** The same elements in another order. */
  shuffled<T>(list: readonly T[]): readonly T[] {
    return list
      .map((value) => ({ value, order: this.word() }))
      .sort((a, b) => a.order - b.order)
      .map(({ value }) => value);
  }

  /** Lower-case hexadecimal digits. */
  hex(length: number): string {
    let text = "";
    while (text.length < length) text += this.word().toString(16).padStart(8, "0");
    return text.slice(0, length);
  }

  /** Letters and digits, as vendors' ids have them. */
  id(length: number): string {
    const alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";
    return Array.from({ length }, () => alphabet[this.between(0, alphabet.length - 1)]).join("");
  }

  private word(): number {
    const sum = (((this.a + this.b) | 0) + this.count) | 0;
    this.count = (this.count + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum;
    return sum >>> 0;
  }
}
