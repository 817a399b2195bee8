import { CRITERION_IDS, type CriterionId, isCriterionId } from "../../criteria/criteria.js";

/** Criteria that a text names, and what looks like one and is none. */
export interface NamedCriteria {
  /** In the order of the catalogue, each once. */
  readonly known: readonly CriterionId[];
  /** In the order of the text, each once. */
  readonly unknown: readonly string[];
}

/**
 * Criteria named in a readable text: `CC6.3`, `cc 6.3`, `CC6.2, 6.3 and 6.6`, `CC6.1 - CC6.3`, also inside a control
 * number such as `CC6.3.1` or `CC6.3-01`.
 */
export function criteriaNamed(text: string): NamedCriteria {
  const named: string[] = [];
  for (const match of text.matchAll(NAMED)) {
    const prefix = (match[1] ?? "").toUpperCase();
    let last = `${prefix}${match[2]}.${match[3]}`;
    named.push(last);
    for (const [, link = "", own, series, number] of (match[4] ?? "").matchAll(FURTHER)) {
      const next = `${(own ?? prefix).toUpperCase()}${series}.${number}`;
      if (/-|to|through/iu.test(link)) named.push(...between(last, next));
      named.push(next);
      last = next;
    }
  }
  const ids = new Set(named);
  return {
    known: CRITERION_IDS.filter((id) => ids.has(id)),
    unknown: [...ids].filter((id) => !isCriterionId(id)),
  };
}

const PREFIX = "[Cc][Cc]|[Pp][Ii]|[ACP]";
const NEXT = `\\s?(?:,? ?and|,|&|;|/|-|to|through)\\s?(?:${PREFIX})?\\s?\\d\\.\\d(?![\\d])`;
const NAMED = new RegExp(`(?<![A-Za-z0-9.])(${PREFIX})\\s?(\\d)\\.(\\d)(?!\\d)((?:${NEXT})*)`, "gu");
const FURTHER = new RegExp(`(,? ?and|,|&|;|/|-|to|through)\\s?(${PREFIX})?\\s?(\\d)\\.(\\d)`, "gu");

/** The criteria after the first and before the last, both of one series: what a range means. */
function between(first: string, last: string): readonly string[] {
  const ids: readonly string[] = CRITERION_IDS;
  const [from, to] = [ids.indexOf(first), ids.indexOf(last)];
  const isOneSeries = first.split(".")[0] === last.split(".")[0];
  return from < 0 || to < 0 || !isOneSeries ? [] : ids.slice(from + 1, to);
}
