import { DAY_MS, type EpochMs, instantOf } from "../../base/instant.js";
import type { JoinedItem, JoinRule } from "./join-rule.js";

/**
 * The pairs of the catalogue that evidence can join item by item; a new pair is a new entry. Pairs whose items share no
 * key, such as an alert and a provider's case, are not here: they need a person and a document.
 */
export const JOIN_RULES: readonly JoinRule[] = [
  {
    control: "CHG-01",
    by: "CHG-04",
    attributes: ["A", "B", "D"],
    title: "review after the merge by an independent person",
    keysOf: ({ itemId }) => [itemId],
    operatedKeysOf: ({ itemId }) => [itemId],
    needs: ["C"],
    isInWindow: (item, operated) => (instantIn(operated, "reviewedAt") ?? 0) >= item.occurredAt,
    takes: "some",
    why: (item, operated) =>
      `The same change was reviewed by an independent person ${momentOf(operated, "reviewedAt")}, after its merge ${instantOf(item.occurredAt)} and within the promised business days.`,
  },
  {
    control: "CHG-03",
    by: "CHG-01",
    attributes: ["A"],
    title: "independent review of every change to the repository",
    keysOf: ({ unit }) => (unit === null ? [] : [unit]),
    operatedKeysOf: ({ unit }) => (unit === null ? [] : [unit]),
    needs: ["A", "B"],
    isInWindow: () => true,
    takes: "every",
    why: (_, operated) =>
      `All ${operated.length} changes to the repository in the period were reviewed before their merge, protected or not.`,
  },
  {
    control: "CHG-06",
    by: "CFG-01",
    attributes: ["A", "B"],
    title: "drift found and resolved",
    keysOf: ({ facts }) => (typeof facts.resource === "string" ? [`drift of ${facts.resource}`] : []),
    operatedKeysOf: ({ label, facts }) => (facts.kind === "finding" ? [label] : []),
    needs: ["A", "B"],
    isInWindow: (item, { occurredAt }) => instantIn([item], "driftOpenedAt") === occurredAt,
    takes: "some",
    why: (item, operated) =>
      `Drift of the same resource was found ${instantOf(operated[0]?.occurredAt ?? 0)}, after the write ${instantOf(item.occurredAt)}, and fixed or accepted in time.`,
  },
  {
    control: "IAM-01",
    by: "IAM-05",
    attributes: ["A", "B", "C", "D"],
    title: "access review soon after the grant",
    ...reviewOfSystem(),
  },
  {
    control: "IAM-01",
    by: "IAM-14",
    attributes: ["E"],
    title: "reconciliation on the day of the grant",
    keysOf: ({ occurredAt }) => [dayKey(occurredAt)],
    operatedKeysOf: runDays,
    needs: ["A"],
    isInWindow: ({ occurredAt }, run) => run.occurredAt <= occurredAt && occurredAt < endOf(run),
    takes: "some",
    why: (_, operated) =>
      `The reconciliation of that day ran ${momentOf(operated, "completedAt")} over complete listings. It shows that accounts have a person, not that the right was wanted.`,
  },
  {
    control: "IAM-02",
    by: "IAM-05",
    attributes: ["A", "B", "C"],
    title: "access reviews of all the person's systems soon after the move",
    ...reviewOfSystem(),
    keysOf: systemsOf,
    takes: "every",
    isWhole: (item, reviews) => systemsOf(item).every((system) => reviews.some(({ unit }) => unit === system)),
    why: (item, reviews) =>
      `The reviews of that quarter of ${systemsOf(item).join(", ")}, the systems in which the person is known to have accounts, rest on complete listings made after the move ${instantOf(item.occurredAt)}, and every line of them was decided; the last was held ${instantOf(Math.max(...reviews.map(({ occurredAt }) => occurredAt)))}.`,
  },
  {
    control: "IAM-04",
    by: "IAM-03",
    attributes: ["A"],
    title: "the leaver's account at the identity provider, disabled in time",
    // A pair of departure and system is named by the departure and the system.
    keysOf: ({ itemId, unit }) =>
      unit !== null && itemId.endsWith(` ${unit}`) ? [itemId.slice(0, -unit.length - 1)] : [],
    operatedKeysOf: ({ itemId }) => [itemId],
    needs: ["A", "C"],
    isInWindow: (item, { occurredAt }) => item.occurredAt === occurredAt,
    takes: "some",
    why: (item, operated) =>
      `The identity provider's account of the same departure could no longer sign in ${momentOf(operated, "offHi")}, in time, and nobody signed in afterwards. ${
        item.facts.isSsoOnly === true
          ? `${item.unit} lets nobody in otherwise.`
          : `That ${item.unit} cannot be entered another way (local password, token) is not shown by this: say why it holds.`
      }`,
  },
  {
    control: "IAM-05",
    by: "IAM-14",
    attributes: ["A", "B", "C"],
    title: "daily reconciliation over the whole quarter",
    keysOf: (review) => daysBetween(instantIn([review], "intervalFrom") ?? review.occurredAt, review.occurredAt),
    operatedKeysOf: runDays,
    needs: ["A"],
    isInWindow: (review, run) =>
      run.occurredAt >= (instantIn([review], "intervalFrom") ?? review.occurredAt) && endOf(run) <= review.occurredAt,
    takes: "every",
    isWhole: (review, runs) => {
      const covered = runs.reduce((sum, run) => sum + endOf(run) - run.occurredAt, 0);
      return covered === review.occurredAt - (instantIn([review], "intervalFrom") ?? review.occurredAt);
    },
    why: (_, operated) =>
      `On each of the ${operated.length} days of the quarter accounts were reconciled with people. It shows that accounts have a person, not that each right was still needed.`,
  },
  {
    control: "IAM-14",
    by: "IAM-05",
    attributes: ["B"],
    title: "access review soon after the account was found",
    ...reviewOfSystem(),
  },
];

/** A review of the same system, of a listing made after the moment and in the quarter it falls in. */
function reviewOfSystem(): Pick<JoinRule, "keysOf" | "operatedKeysOf" | "needs" | "isInWindow" | "takes" | "why"> {
  return {
    keysOf: ({ unit }) => (unit === null ? [] : [unit]),
    operatedKeysOf: ({ unit }) => (unit === null ? [] : [unit]),
    needs: ["A", "B", "C"],
    isInWindow: ({ occurredAt }, review) =>
      (instantIn([review], "intervalFrom") ?? 0) <= occurredAt &&
      occurredAt < review.occurredAt &&
      (instantIn([review], "listingAt") ?? 0) >= occurredAt,
    takes: "some",
    why: (item, operated) =>
      `The system's review of that quarter rests on a complete listing made ${momentOf(operated, "listingAt")}, after ${instantOf(item.occurredAt)}, and every line of it was decided. That this account was still on it follows only if it still stood then.`,
  };
}

/** The systems that an item lists, joined by |. */
function systemsOf({ facts }: JoinedItem): readonly string[] {
  return typeof facts.systems === "string" ? facts.systems.split("|") : [];
}

function instantIn(items: JoinedItem | readonly JoinedItem[], fact: string): EpochMs | undefined {
  const [first] = "itemId" in items ? [items] : items;
  const value = first?.facts[fact];
  return typeof value === "number" ? value : undefined;
}

function momentOf(items: readonly JoinedItem[], fact: string): string {
  const at = instantIn(items, fact);
  return at === undefined ? "at an unknown moment" : instantOf(at);
}

/** The end of the day a run is for; without one it is no run. */
function endOf(run: JoinedItem): EpochMs {
  return instantIn(run, "endsAt") ?? run.occurredAt;
}

function runDays(item: JoinedItem): readonly string[] {
  return item.facts.kind === "run" ? daysBetween(item.occurredAt, endOf(item)) : [];
}

/** The days, counted in UTC, that a stretch touches: only to find candidates; the window decides. */
function daysBetween(from: EpochMs, to: EpochMs): readonly string[] {
  const first = Math.floor(from / DAY_MS);
  const last = Math.floor((to - 1) / DAY_MS);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => String(first + index));
}

function dayKey(at: EpochMs): string {
  return String(Math.floor(at / DAY_MS));
}
