import { afterAll, describe, expect, it } from "vitest";

/** One change that somebody makes to clean evidence, and what the verifier must say first. */
export interface Attack<Subject> {
  /** Number in the tamper plan; stable, never given twice in any family. */
  readonly number: number;
  readonly title: string;
  change(subject: Subject): Promise<void>;
  /** The code that comes first; `null`: nobody can see it, a blind spot that is documented and asserted. */
  readonly expected: string | null;
  /** In a family of which all codes are compared: those that follow the first, each once. */
  readonly also?: readonly string[];
}

/** Attacks on one kind of thing. */
export interface AttackFamily<Subject> {
  readonly letter: string;
  readonly title: string;
  /** A clean thing that may be spoilt. */
  fresh(): Promise<Subject>;
  /** Codes of the verifier's errors, in the order in which it gives them. */
  codes(subject: Subject): Promise<readonly string[]>;
  /** Nothing may be said beyond what an attack expects, for codes here are not all the verifier's. */
  readonly comparesAll?: true;
  readonly attacks: readonly Attack<Subject>[];
}

/**
 * Makes tests of a family: what is clean passes, before and after; every attack is named by its code first; every
 * blind spot passes, so that nobody can claim it is seen. Prints how many there are of each.
 */
export function attackFamily<Subject>(family: AttackFamily<Subject>): void {
  const { letter, title, attacks } = family;
  describe(`attacks ${letter}: ${title}`, () => {
    it("lists every number once", () => {
      const numbers = attacks.map(({ number }) => number);
      expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    });

    it("passes what nobody touched, before", () => passesClean(family));

    it.each(attacks.map((attack) => [nameOf(attack), attack] as const))("%s", async (_, attack) => {
      const subject = await family.fresh();
      await attack.change(subject);
      const { compared, expected } = comparison(family, attack, await family.codes(subject));
      expect(compared).toEqual(expected);
    });

    it("passes what nobody touched, after", () => passesClean(family));

    afterAll(() => {
      const blind = attacks.filter(({ expected }) => expected === null);
      const numbers = blind.length === 0 ? "" : ` (${blind.map(({ number }) => number).join(", ")})`;
      const counts = `${attacks.length} cases, ${attacks.length - blind.length} detected, ${blind.length} documented blind spots`;
      console.log(`attacks ${letter}, ${title}: ${counts}${numbers}`);
    });
  });
}

/** What is compared of the codes, and with what: the first code, or all of them, each once. */
export function comparison(
  { comparesAll }: { readonly comparesAll?: true },
  { expected, also = [] }: Pick<Attack<never>, "expected" | "also">,
  codes: readonly string[],
): { readonly compared: readonly string[]; readonly expected: readonly string[] } {
  const compared = [...new Set(codes)].slice(0, comparesAll ? codes.length : 1);
  return { compared, expected: expected === null ? [] : [expected, ...also] };
}

async function passesClean<Subject>(family: AttackFamily<Subject>): Promise<void> {
  expect(await family.codes(await family.fresh())).toEqual([]);
}

function nameOf<Subject>({ number, title, expected }: Attack<Subject>): string {
  return `${number}. ${title} -> ${expected ?? "accepted, a documented blind spot"}`;
}
