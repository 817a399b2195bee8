import type { DeviatedItem, JoinedItem, JoinRule, OperatedItem } from "./join-rule.js";

/** A deviating item and another control that operated on it while it was exposed: for a person to judge. */
export interface CoverageProposal {
  readonly control: string;
  readonly item: string;
  readonly label: string;
  /** Attributes that deviate on the item and that the other control can speak for. */
  readonly attributes: readonly string[];
  readonly with: string;
  /** The items of the other control that show it, by label, and the rows these rest on. */
  readonly shownBy: readonly string[];
  readonly evidence: readonly string[];
  readonly why: string;
}

/** More labels and rows than this are not listed; the sentence gives the number. */
const LISTED_MAX = 6;

/**
 * Collects, in one pass over the compensating control's items, those that meet a deviating item. Cost is linear in both:
 * items meet by key, and what shares no key with a deviation is dropped at once.
 */
export class CoverageFinder {
  private readonly rule: JoinRule;
  private readonly deviating: readonly DeviatedItem[];
  private readonly wanted: ReadonlySet<string>;
  private readonly met = new Map<string, OperatedItem[]>();

  /** Items that deviate only on attributes which the rule does not speak for are left out. */
  constructor(rule: JoinRule, items: readonly DeviatedItem[]) {
    this.rule = rule;
    this.deviating = items.filter((item) => this.spokenFor(item).length > 0);
    this.wanted = new Set(this.deviating.flatMap((item) => rule.keysOf(item)));
  }

  add(operated: OperatedItem): void {
    for (const key of this.rule.operatedKeysOf(operated)) {
      if (!this.wanted.has(key)) continue;
      const known = this.met.get(key);
      if (known === undefined) this.met.set(key, [operated]);
      else known.push(operated);
    }
  }

  /** In order of the deviating items given. */
  proposals(): readonly CoverageProposal[] {
    return this.deviating.flatMap((item) => {
      const covering = this.covering(item);
      if (covering.length === 0) return [];
      const { control, by, why } = this.rule;
      return [
        {
          control,
          item: item.itemId,
          label: item.label,
          attributes: this.spokenFor(item),
          with: by,
          shownBy: covering.slice(0, LISTED_MAX).map(({ label }) => label),
          evidence: [...new Set(covering.flatMap(({ evidence }) => evidence))].slice(0, LISTED_MAX),
          why: why(item, covering),
        },
      ];
    });
  }

  private spokenFor({ deviating }: DeviatedItem): readonly string[] {
    return this.rule.attributes.filter((each) => deviating.includes(each));
  }

  private covering(item: JoinedItem): readonly OperatedItem[] {
    const { rule } = this;
    const found = new Map<string, OperatedItem>();
    for (const key of rule.keysOf(item)) {
      for (const each of this.met.get(key) ?? []) if (rule.isInWindow(item, each)) found.set(each.itemId, each);
    }
    const inWindow = [...found.values()].sort(
      (a, b) => a.occurredAt - b.occurredAt || (a.itemId < b.itemId ? -1 : a.itemId > b.itemId ? 1 : 0),
    );
    const kept = inWindow.filter(({ isKept, passed }) => isKept && rule.needs.every((each) => passed.includes(each)));
    if (rule.takes === "some") return kept;
    const isAll = kept.length === inWindow.length && (rule.isWhole?.(item, kept) ?? true);
    return isAll ? kept : [];
  }
}
