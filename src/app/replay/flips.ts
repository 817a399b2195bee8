import { type ControlOutcomes, type ItemOutcomes, PASSED, type Said } from "./item-outcomes.js";

/** One item of which one attribute says something else than before. */
export interface Flip {
  readonly attribute: string;
  readonly item: string;
  readonly label: string;
  readonly occurred_at: string;
  readonly from: Said;
  readonly to: Said;
}

/**
 * Every attribute of every item whose outcome changed: state, kind of deviation or cause of an open question. Another
 * wording of the same outcome is no change. In order of attribute, time and item.
 */
export function flipsBetween(before: ControlOutcomes | undefined, after: ControlOutcomes | undefined): readonly Flip[] {
  const ids = new Set([...(before?.items.keys() ?? []), ...(after?.items.keys() ?? [])]);
  const attributes = [...new Set([...(before?.attributes ?? []), ...(after?.attributes ?? [])])];
  const flips: Flip[] = [];
  for (const item of ids) {
    const known = after?.items.get(item) ?? before?.items.get(item);
    if (known === undefined) continue;
    for (const attribute of attributes) {
      const [from, to] = [saidOf(before, item, attribute), saidOf(after, item, attribute)];
      if (isSame(from, to)) continue;
      flips.push({ attribute, item, label: known.label, occurred_at: known.occurredAt, from, to });
    }
  }
  return flips.sort(
    (a, b) => compare(a.attribute, b.attribute) || compare(a.occurred_at, b.occurred_at) || compare(a.item, b.item),
  );
}

const NOT_ASKED: Said = { state: "not asked", why: null, text: "" };

function saidOf(outcomes: ControlOutcomes | undefined, item: string, attribute: string): Said {
  if (outcomes === undefined) return NOT_ASKED;
  const found = outcomes.items.get(item);
  if (found !== undefined) return listed(outcomes, found, attribute);
  return typeof outcomes.unlisted === "function" ? outcomes.unlisted(item) : outcomes.unlisted;
}

/** A report names no attributes of its own: one that it never mentions may have passed every time. */
function listed(outcomes: ControlOutcomes, { said }: ItemOutcomes, attribute: string): Said {
  const own = said[attribute];
  if (own !== undefined) return own;
  return typeof outcomes.unlisted !== "function" || outcomes.attributes.includes(attribute) ? PASSED : NOT_ASKED;
}

/** What a report does not list passed or did not apply: neither is a change from it. */
function isSame(from: Said, to: Said): boolean {
  if (from.state === "not listed" || to.state === "not listed") {
    const other = from.state === "not listed" ? to.state : from.state;
    return ["not listed", "pass", "not-applicable", "not in the population"].includes(other);
  }
  return from.state === to.state && from.why === to.why;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
