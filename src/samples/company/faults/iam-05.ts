import { DAY_MS, MINUTE_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import { type Fault, faultsOf, found } from "../fault.js";
import { removeRows } from "../rows.js";
import { iam05LineDrafts } from "./iam-05-lines.js";
import { changeReview, type ReviewDue, reviewDue, reviewOf } from "./reviews-due.js";

type Review = TableRow<"access_review">;

/** Ways in which a review of access is not held, not whole, not decided, not carried out or not independent. */
export const iam05Faults: readonly Fault[] = faultsOf("IAM-05", [
  ...[
    {
      id: "unsigned",
      title: "never signed off",
      kind: "not-performed",
      to: () => ({ signed_off_at: null, signed_off_by: null }),
    },
    {
      id: "signed-by-nobody",
      title: "signed off by nobody named",
      kind: "evidence-missing",
      to: () => ({ signed_off_by: null }),
    },
    {
      id: "a-minute-late",
      title: "signed off a minute after the last day",
      kind: "late",
      to: ({ dueAt }: ReviewDue) => ({ signed_off_at: dueAt + MINUTE_MS }),
    },
    {
      id: "weeks-late",
      title: "signed off three weeks after it was due",
      kind: "late",
      to: ({ dueAt }: ReviewDue) => ({ signed_off_at: dueAt + 21 * DAY_MS }),
    },
    {
      id: "of-another-quarter",
      title: "recorded for a quarter of the year before",
      kind: "not-performed",
      to: ({ key }: ReviewDue) => ({ period_key: `${Number(key.slice(0, 4)) - 1}${key.slice(4)}` }),
    },
  ].map(({ id, title, kind, to }) => ({
    attribute: "A",
    id,
    title: `A review was ${title}`,
    plant: ofReview(to, (item) => found("IAM-05", "A", item, kind)),
  })),
  {
    attribute: "A",
    id: "not-held",
    title: "Nobody reviewed a system in a quarter",
    plant: (rows, world, at) => {
      const { id, item } = reviewDue(world, at);
      removeRows(rows, "access_review", (row) => row.id === id);
      removeRows(rows, "access_review_item", ({ review_id }) => review_id === id);
      return found("IAM-05", "A", item, "not-performed");
    },
  },
  ...[
    { id: "undated", title: "has no date", kind: "evidence-missing", to: () => ({ listing_at: null }) },
    {
      id: "from-before",
      title: "was made before the quarter began",
      kind: "wrong-result",
      to: ({ from }: ReviewDue) => ({ listing_at: from - 10 * DAY_MS }),
    },
    {
      id: "from-after",
      title: "was made the day after the sign-off",
      kind: "wrong-result",
      to: (_: ReviewDue, { signed_off_at }: Review) => ({ listing_at: (signed_off_at ?? 0) + DAY_MS }),
    },
    {
      id: "without-administrators",
      title: "left out the administrators",
      kind: "incomplete",
      to: () => ({ is_population_complete: false }),
    },
  ].map(({ id, title, kind, to }) => ({
    attribute: "B",
    id,
    title: `The listing that was reviewed ${title}`,
    plant: ofReview(to, (item) => found("IAM-05", "B", item, kind)),
  })),
  {
    attribute: "B",
    id: "too-short",
    title: "The listing held three accounts fewer than the system",
    plant: (rows, world, at) => {
      const { id, item } = reviewDue(world, at);
      const { listing_count } = reviewOf(rows, id);
      changeReview(rows, id, { system_count: (listing_count ?? 0) + 3 });
      return found("IAM-05", "B", item, "incomplete");
    },
  },
  {
    attribute: "B",
    id: "too-late",
    title: "Listing and review were made after the due date",
    plant: ofReview(
      ({ dueAt: due }) => ({ listing_at: due + DAY_MS, signed_off_at: due + 2 * DAY_MS }),
      (item) => found("IAM-05", "A B", item, "late"),
    ),
  },
  ...iam05LineDrafts,
]);

function ofReview(
  to: (due: ReviewDue, review: Review) => Partial<Review>,
  expected: (item: string) => ReturnType<Fault["plant"]>,
): Fault["plant"] {
  return (rows, world, at) => {
    const due = reviewDue(world, at);
    changeReview(rows, due.id, to(due, reviewOf(rows, due.id)));
    return expected(due.item);
  };
}
