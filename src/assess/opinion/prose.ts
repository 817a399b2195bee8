import { type Rational, rational, toDecimal } from "../../base/rational.js";

/** `1,840`: the same on every machine, unlike locale-dependent printing. */
export function count(value: number | bigint): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** `1 item`, `1,840 items`. */
export function counted(value: number | bigint, singular: string, plural = `${singular}s`): string {
  return `${count(value)} ${BigInt(value) === 1n ? singular : plural}`;
}

/** `2.5 %`; a rate that would print as nothing says so. */
export function percent(rate: Rational): string {
  if (rate.numerator === 0n) return "0 %";
  const text = toDecimal(rational(rate.numerator * 100n, rate.denominator), 2);
  if (text === "0.00") return "less than 0.01 %";
  return `${text.replace(/\.?0+$/, "")} %`;
}

/** `a / b` as a rate; 0 where there is nothing to divide by. */
export function share(part: number | bigint, whole: number | bigint): Rational {
  return BigInt(whole) === 0n ? rational(0) : rational(BigInt(part), BigInt(whole));
}

/** `9` or `9.5`: item-days from milliseconds, one decimal at most. */
export function days(ms: bigint): string {
  const text = toDecimal(rational(ms, 86_400_000n), 1);
  const [whole = "0", fraction] = text.split(".");
  return fraction === "0" ? count(BigInt(whole)) : `${count(BigInt(whole))}.${fraction}`;
}

/** `CC6.1, CC6.2 and CC6.3`; `none` for nothing. */
export function listed(names: readonly string[]): string {
  if (names.length === 0) return "none";
  const last = names.at(-1) ?? "";
  return names.length === 1 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}
