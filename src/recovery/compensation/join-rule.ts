import type { EpochMs } from "../../base/instant.js";
import type { Cell } from "../../model/batch.js";

/** An item as a join rule sees it. */
export interface JoinedItem {
  readonly itemId: string;
  readonly label: string;
  readonly unit: string | null;
  readonly occurredAt: EpochMs;
  /** The population's own columns, in camelCase. */
  readonly facts: Readonly<Record<string, Cell>>;
}

/** A deviating item. */
export interface DeviatedItem extends JoinedItem {
  /** Attributes that deviate. */
  readonly deviating: readonly string[];
}

/** An item of the compensating control, with how that control came out on it. */
export interface OperatedItem extends JoinedItem {
  /** Attributes that pass; those that do not apply are left out. */
  readonly passed: readonly string[];
  /** No key attribute deviates, is open or pending, and one of them passes. */
  readonly isKept: boolean;
  /** `sha256#pointer` of the rows it rests on. */
  readonly evidence: readonly string[];
}

/**
 * How one control can make up for another on single items (rule R5.1): which items belong together, and what must be so
 * that it operated on that very item while it was exposed. Whether it meets the same risk is left to a person.
 */
export interface JoinRule {
  readonly control: string;
  readonly by: string;
  /** Attributes of the deviating control whose risk it can meet; of the others nothing is said. */
  readonly attributes: readonly string[];
  /** What it is, in words: "review after the merge". */
  readonly title: string;
  /** Items meet where they share a key. */
  keysOf(item: JoinedItem): readonly string[];
  operatedKeysOf(item: JoinedItem): readonly string[];
  /** Attributes of the compensating control that must pass. */
  readonly needs: readonly string[];
  /** Whether the item falls into the exposure window of the deviating one, whatever came of it. */
  isInWindow(item: JoinedItem, operated: JoinedItem): boolean;
  /**
   * Which of the items in the window cover the deviating one: `some`: one that was kept is enough; `every`: all of them
   * must have been kept, and `isWhole` must say that together they leave nothing out.
   */
  readonly takes: "some" | "every";
  isWhole?(item: JoinedItem, operated: readonly JoinedItem[]): boolean;
  /** What was seen, in one sentence with instants, and what it does not show. */
  why(item: JoinedItem, operated: readonly JoinedItem[]): string;
}
