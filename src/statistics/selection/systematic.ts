import { sha256 } from "../../base/digest.js";
import { DAY_MS } from "../../base/instant.js";
import type { Listed } from "./canonical-order.js";

/**
 * Positions, from 0, of a systematic sample of `n` from `population` items in canonical order: every N/n-th from a start
 * that the seed gives. Each item has the same chance n/N; positions rise and none occurs twice.
 */
export function systematicPositions({
  population,
  n,
  seed,
}: {
  population: number;
  n: number;
  seed: string;
}): readonly number[] {
  if (population === 0) return [];
  const start = BigInt(`0x${sha256(`${seed}\nstart`)}`) % BigInt(population);
  const [size, step] = [BigInt(n), BigInt(population)];
  return Array.from({ length: n }, (_, j) => Number((start + BigInt(j) * step) / size));
}

/**
 * Why every N/n-th item may always meet the same day of the week or hour of the day; `undefined` when the step is not
 * close to a cycle of the population. Items come in canonical order.
 */
export function periodWarning(items: readonly Listed[], n: number): string | undefined {
  const span = (items.at(-1)?.occurredAt ?? 0) - (items[0]?.occurredAt ?? 0);
  if (n < 2 || span <= 0) return undefined;
  const step = items.length / n;
  for (const { name, ms } of CYCLES) {
    const perCycle = ((items.length - 1) * ms) / span;
    const times = Math.round(step / perCycle);
    const isClose = perCycle >= 1.5 && times >= 1 && Math.abs(step - times * perCycle) <= perCycle * CLOSE;
    if (isClose) {
      return `One item in ${step.toFixed(1)} is taken and about ${perCycle.toFixed(1)} occur each ${name}: if they follow the ${name}, the sample may always meet the same part of it. Take a random sample instead.`;
    }
  }
  return undefined;
}

const CYCLES = [
  { name: "week", ms: 7 * DAY_MS },
  { name: "day", ms: DAY_MS },
] as const;

/** Share of a cycle by which the step may miss it and still be called close. */
const CLOSE = 0.1;
