const UNITS: Readonly<Record<string, number>> = {
  zero: 0,
  none: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
};
const TENS: Readonly<Record<string, number>> = {
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};

const UNIT = Object.keys(UNITS).join("|");
const TEN = Object.keys(TENS).join("|");
const BELOW_HUNDRED = `(?:(?:${TEN})(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|${UNIT})`;

/** A whole number as people write it: `25`, `1,240`, `twenty-five`, `one hundred and four`. Case does not matter. */
export const NUMBER = `(?:\\d{1,3}(?:,\\d{3})+|\\d{1,9}|(?:(?:a|one|two|three|four|five|six|seven|eight|nine) hundred(?:(?: and)? ${BELOW_HUNDRED})?)|${BELOW_HUNDRED})`;

/** The number that a text matching {@link NUMBER} means. */
export function numberOf(text: string): number {
  const plain = text.toLowerCase();
  if (/^\d/.test(plain)) return Number(plain.replaceAll(",", ""));
  const [head, tail] = plain.includes("hundred") ? plain.split(/ hundred(?: and)? ?/) : [undefined, plain];
  const hundreds = head === undefined ? 0 : head === "a" ? 1 : (UNITS[head] ?? 0);
  const rest = (tail ?? "").split(/[- ]/).reduce((sum, word) => sum + (TENS[word] ?? UNITS[word] ?? 0), 0);
  return hundreds * 100 + rest;
}
