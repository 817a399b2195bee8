import { rational, toDecimal } from "../../base/rational.js";
import type { Cluster, Clusters } from "./find-clusters.js";

/**
 * What a person would say of a cluster, with what it is counted from: "9 of 11 exceptions on Friday between 17:00 and
 * 21:00; 12 of 312 items fall there (75.0 % of them deviate, 0.7 % elsewhere)."
 */
export function clusterSentence(
  { phrase, items, exceptions }: Cluster,
  all: Pick<Clusters, "items" | "exceptions">,
): string {
  const inside = percent(exceptions, items);
  const outside = percent(all.exceptions - exceptions, all.items - items);
  return `${exceptions} of ${all.exceptions} exceptions ${phrase}; ${items} of ${all.items} items fall there (${inside} of them deviate, ${outside} elsewhere).`;
}

/** `less than 1 in 1,000,000`, `1 in 2,400`: the corrected chance, rounded to two digits so that it reads. */
export function chanceText({ chance }: Cluster): string {
  if (chance <= 1e-6) return "less than 1 in 1,000,000";
  const among = Math.floor(Number((1 / chance).toPrecision(2)));
  return `1 in ${String(among).replace(/\B(?=(\d{3})+$)/g, ",")}`;
}

function percent(part: number, whole: number): string {
  return `${toDecimal(rational(part * 100, Math.max(1, whole)), 1)} %`;
}
