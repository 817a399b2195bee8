import { DAY_MS, MINUTE_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import { type Fault, found, nth, open } from "../fault.js";
import { changeRows, removeRows } from "../rows.js";
import { changeReview, linesOf, reviewDue } from "./reviews-due.js";

type Line = TableRow<"access_review_item">;

/** Ways in which the lines of a review are not decided, not carried out, or decided by whose access it is. */
export const iam05LineDrafts: readonly Omit<Fault, "control">[] = [
  {
    attribute: "C",
    id: "one-line",
    title: "One line of a review has no decision",
    plant: ofLines((lines) => keptOf(lines).slice(0, 1), undecided, "C", "incomplete"),
  },
  {
    attribute: "C",
    id: "all-lines",
    title: "A review was signed off without any decision",
    plant: ofLines((lines) => lines, undecided, "C", "incomplete"),
  },
  {
    attribute: "C",
    id: "half-of-them",
    title: "A review stopped half way",
    plant: ofLines((lines) => keptOf(lines).filter((_, index) => index % 2 === 1), undecided, "C", "incomplete"),
  },
  {
    attribute: "C",
    id: "lines-lost",
    title: "Of two accounts in the listing there is no line",
    plant: withoutLines((lines) => keptOf(lines).slice(-2)),
  },
  {
    attribute: "C",
    id: "nothing-kept",
    title: "Only the sign-off and the length of the listing were kept",
    plant: withoutLines((lines) => lines),
  },
  {
    attribute: "C",
    id: "only-a-signature",
    title: "Nothing but the sign-off was kept",
    plant: (rows, world, at) => {
      const { id, item } = reviewDue(world, at);
      removeRows(rows, "access_review_item", ({ review_id }) => review_id === id);
      changeReview(rows, id, { listing_count: null });
      return [...found("IAM-05", "C", item, "evidence-missing"), ...open("IAM-05", "B", item, "gap")];
    },
  },
  ...[
    { id: "a-minute-late", title: "a minute after the tenth day", days: 10, minutes: 1 },
    { id: "weeks-late", title: "after eight weeks", days: 56, minutes: 0 },
  ].map(({ id, title, days, minutes }) => ({
    attribute: "D",
    id,
    title: `What a review removed was gone ${title}`,
    plant: ofLines(
      (lines) => lines.filter(({ decision }) => decision === "remove"),
      ({ decided_at }) => ({ executed_at: (decided_at ?? 0) + days * DAY_MS + minutes * MINUTE_MS }),
      "D",
      "late",
    ),
  })),
  ...[
    { id: "removal-never", title: "removed", of: "remove" },
    { id: "change-never", title: "changed", of: "change" },
  ].map(({ id, title, of }) => ({
    attribute: "D",
    id,
    title: `What a review ${title} was never carried out`,
    plant: ofLines(
      (lines) => lines.filter(({ decision }) => decision === of),
      () => ({ executed_at: null }),
      "D",
      "not-performed",
    ),
  })),
  {
    attribute: "D",
    id: "one-late-one-never",
    title: "One removal was carried out two weeks late, another not at all",
    plant: ofLines(
      (lines) => lines.filter(({ decision }) => decision !== "keep"),
      ({ decision, decided_at }) => ({
        executed_at: decision === "remove" ? (decided_at ?? 0) + 24 * DAY_MS : null,
      }),
      "D",
      "late",
    ),
  },
  {
    attribute: "E",
    id: "own-line",
    title: "Somebody decided on their own access",
    plant: ofLines((lines) => keptOf(lines).slice(1, 2), byThemselves, "E", "unauthorised"),
  },
  {
    attribute: "E",
    id: "everybody-their-own",
    title: "Everybody confirmed their own access",
    plant: ofLines((lines) => lines, byThemselves, "E", "unauthorised"),
  },
  {
    attribute: "E",
    id: "own-removal",
    title: "Somebody decided which of their own rights to give up",
    plant: ofLines((lines) => lines.filter(({ decision }) => decision === "remove"), byThemselves, "E", "unauthorised"),
  },
  {
    attribute: "E",
    id: "known-by-account",
    title: "Somebody decided on their own account, which the review lists by its name only",
    plant: ofLines(
      (lines) => keptOf(lines).slice(1, 2),
      (line) => ({ ...byThemselves(line), subject_employee_no: null }),
      "E",
      "unauthorised",
    ),
  },
  {
    attribute: "E",
    id: "signed-off-own",
    title: "The review was signed off by somebody whose own line nobody else decided",
    plant: (rows, world, at) => {
      const { id, item } = reviewDue(world, at);
      const own = nth(keptOf(linesOf(rows, id)), 1);
      changeReview(rows, id, { signed_off_by: own.subject_employee_no });
      changeRows(rows, "access_review_item", { where: (row) => row.id === own.id, to: { reviewer_employee_no: null } });
      return found("IAM-05", "E", item, "unauthorised");
    },
  },
];

/** Lines of people whose access was kept as it is. */
function keptOf(lines: readonly Line[]): readonly Line[] {
  return lines.filter(({ decision }) => decision === "keep");
}

function undecided(): Partial<Line> {
  return { decision: null, decided_at: null };
}

function byThemselves({ subject_employee_no }: Line): Partial<Line> {
  return { reviewer_employee_no: subject_employee_no };
}

/** Changes some lines of a review. */
function ofLines(
  pick: (lines: readonly Line[]) => readonly Line[],
  to: (line: Line) => Partial<Line>,
  attribute: string,
  kind: string,
): Fault["plant"] {
  return (rows, world, at) => {
    const { id, item } = reviewDue(world, at);
    for (const line of pick(linesOf(rows, id))) {
      changeRows(rows, "access_review_item", { where: (row) => row.id === line.id, to: to(line) });
    }
    return found("IAM-05", attribute, item, kind);
  };
}

function withoutLines(pick: (lines: readonly Line[]) => readonly Line[]): Fault["plant"] {
  return (rows, world, at) => {
    const { id, item } = reviewDue(world, at);
    const gone = new Set(pick(linesOf(rows, id)).map((line) => line.id));
    removeRows(rows, "access_review_item", (row) => gone.has(row.id));
    return found("IAM-05", "C", item, "incomplete");
  };
}
