import { compareUtf8 } from "./canonical-order.js";

/**
 * How many items each stratum gives to a sample of `n` (domain 3.6): one to each stratum that has any, the rest in
 * proportion to `max(0, n size / total - 1)` by largest remainders, ties by the bytes of the name. With fewer places
 * than strata the largest strata get them. The numbers add up to `n`, or to all items where there are not so many, and
 * none is above its stratum's size.
 */
export function allocate(sizes: ReadonlyMap<string, number>, n: number): ReadonlyMap<string, number> {
  const strata = [...sizes].filter(([, size]) => size > 0).sort(([a], [b]) => compareUtf8(a, b));
  const total = strata.reduce((sum, [, size]) => sum + size, 0);
  const wanted = Math.min(n, total);
  const rest = wanted - strata.length;
  if (rest < 0) return ofLargest(strata, wanted);
  const weights = strata.map(([, size]) => positive(BigInt(wanted) * BigInt(size) - BigInt(total)));
  const sum = weights.reduce((a, b) => a + b, 0n);
  const shares = strata.map(([name], index) => share({ name, weight: weights[index] ?? 0n, rest, sum }));
  let left = rest - shares.reduce((given, { whole }) => given + whole, 0);
  const places = new Map(shares.map(({ name, whole }) => [name, 1 + whole]));
  for (const { name, whole } of [...shares].sort(byRemainder)) {
    if (left === 0) break;
    places.set(name, 2 + whole);
    left -= 1;
  }
  return places;
}

interface Share {
  readonly name: string;
  readonly whole: number;
  readonly remainder: bigint;
}

/** `rest * weight / sum` in whole numbers. The cap of domain 3.6 is kept without asking: a share is below its size. */
function share(of: { name: string; weight: bigint; rest: number; sum: bigint }): Share {
  const { name, weight, rest, sum } = of;
  if (sum === 0n) return { name, whole: 0, remainder: 0n };
  const product = BigInt(rest) * weight;
  return { name, whole: Number(product / sum), remainder: product % sum };
}

function byRemainder(a: Share, b: Share): number {
  if (a.remainder !== b.remainder) return a.remainder < b.remainder ? 1 : -1;
  return compareUtf8(a.name, b.name);
}

function ofLargest(strata: readonly (readonly [string, number])[], n: number): ReadonlyMap<string, number> {
  const chosen = [...strata].sort(([a, x], [b, y]) => y - x || compareUtf8(a, b)).slice(0, n);
  const names = new Set(chosen.map(([name]) => name));
  return new Map(strata.map(([name]) => [name, names.has(name) ? 1 : 0]));
}

function positive(a: bigint): bigint {
  return a > 0n ? a : 0n;
}
