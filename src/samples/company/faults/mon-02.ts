import { addMonths, DAY_MS, day, type EpochMs, HOUR_MS, MINUTE_MS } from "../../../base/instant.js";
import { startOfDay } from "../../../base/zone.js";
import type { TableRow } from "../../../model/tables.js";
import { alertSystem } from "../areas/monitoring.js";
import { cutCoverage } from "../coverage.js";
import { type Fault, faultsOf, found, open } from "../fault.js";
import { addRows, type CompanyRows, changeRows, removeRows } from "../rows.js";

type Draft = Omit<Fault, "control">;
/** A month of the period: its key, and the first moment after it. */
interface Month {
  readonly key: string;
  readonly end: EpochMs;
}

const reviews: readonly Draft[] = [
  {
    attribute: "A",
    id: "never",
    title: "The detections of a month were not reviewed",
    plant: ofMonth((rows, { key }) => {
      removeRows(rows, "review_record", ({ id }) => id === `detections ${key}`);
      return found("MON-02", "A", reviewOf(key), "not-performed");
    }),
  },
  ...[
    { id: "a-minute-late", ms: 14 * DAY_MS + MINUTE_MS },
    { id: "with-the-next-one", ms: 28 * DAY_MS },
  ].map(({ id, ms }) => ({
    attribute: "A",
    id,
    title: "The detections of a month were reviewed later than two weeks after it",
    plant: ofMonth((rows, { key, end }) => {
      changeReview(rows, key, { performed_at: end + ms });
      return found("MON-02", "A", reviewOf(key), "late");
    }),
  })),
  {
    attribute: "A",
    id: "undated",
    title: "The record of a month's review has no date",
    plant: ofMonth((rows, { key }) => {
      changeReview(rows, key, { performed_at: null });
      return found("MON-02", "A", reviewOf(key), "evidence-missing");
    }),
  },
  {
    attribute: "A",
    id: "in-part",
    title: "A month's review left out part of the rules",
    plant: ofMonth((rows, { key }) => {
      changeReview(rows, key, { is_complete: false });
      return found("MON-02", "A", reviewOf(key), "incomplete");
    }),
  },
  {
    attribute: "A",
    id: "of-something-else",
    title: "What was reviewed in a month was not the detections",
    plant: ofMonth((rows, { key }) => {
      changeReview(rows, key, { kind: "dashboard-review" });
      return found("MON-02", "A", reviewOf(key), "not-performed");
    }),
  },
  {
    attribute: "A",
    id: "records-unseen",
    title: "There is no review of a month, and records of reviews were lost for a week",
    plant: ofMonth((rows, { key, end }) => {
      removeRows(rows, "review_record", ({ id }) => id === `detections ${key}`);
      cutCoverage(rows, { stream: "detection-reviews", from: end, to: end + 7 * DAY_MS });
      return open("MON-02", "A", reviewOf(key), "gap");
    }),
  },
];

const rules: readonly Draft[] = [
  ...[
    { id: "ownerless", title: "A noisy rule belongs to nobody", to: { owner: null }, kind: "incomplete" },
    { id: "no-action", title: "Nothing was decided about a noisy rule", to: { action: null }, kind: "incomplete" },
    {
      id: "left-alone",
      title: "A noisy rule was left alone: neither owner nor action",
      to: { owner: null, action: null },
      kind: "not-performed",
    },
  ].map(({ id, title, to, kind }) => ({
    attribute: "B",
    id,
    title,
    plant: ofMonth((rows, { key }) => {
      changeRows(rows, "detection_rule", { where: (row) => row.id === `noisy ${key}`, to });
      return found("MON-02", "B", `rule rule-3, ${key}`, kind);
    }),
  })),
  {
    attribute: "B",
    id: "one-of-two",
    title: "Of two noisy rules of a month only one was taken up",
    plant: ofMonth((rows, { key }) => {
      const noisy = { rule_id: "rule-5", period_key: key, is_noisy: true, owner: null, action: null };
      addRows(rows, "detection_rule", { id: `noisy too ${key}`, ...noisy });
      return found("MON-02", "B", `rule rule-5, ${key}`, "not-performed");
    }),
  },
];

const suppressions: readonly Draft[] = [
  {
    attribute: "C",
    id: "unending",
    title: "A suppression was agreed without an end, and taken away two weeks later all the same",
    plant: ofSuppression((from) => ({ expires_at: null, to_at: from + 14 * DAY_MS }), "incomplete"),
  },
  {
    attribute: "C",
    id: "still-active",
    title: "A suppression is active weeks after its end",
    plant: ofSuppression((from) => ({ expires_at: from + 14 * DAY_MS }), "not-performed"),
  },
  {
    attribute: "C",
    id: "an-hour-over",
    title: "A suppression was taken away an hour after its end",
    plant: ofSuppression((from) => {
      const end = from + 14 * DAY_MS;
      return { expires_at: end, to_at: end + HOUR_MS };
    }, "late"),
  },
  {
    attribute: "C",
    id: "ended-before",
    title: "A suppression that ended before the period was taken away in it",
    plant: ofSuppression(
      (from, start) => ({ from_at: start - 60 * DAY_MS, expires_at: start - DAY_MS, to_at: from }),
      "late",
    ),
  },
  {
    attribute: "C",
    id: "forgotten-for-a-year",
    title: "A suppression that ended before the period is active to this day",
    plant: ofSuppression(
      (_, start) => ({ from_at: start - 400 * DAY_MS, expires_at: start - 310 * DAY_MS }),
      "not-performed",
    ),
  },
];

/** Ways in which detections are not reviewed, noise is left alone and suppressions outlive their end. */
export const mon02Faults: readonly Fault[] = faultsOf("MON-02", [...reviews, ...rules, ...suppressions]);

/** Hits the `at`-th month of the period. */
function ofMonth(plant: (rows: CompanyRows, month: Month) => ReturnType<Fault["plant"]>): Fault["plant"] {
  return (rows, { plan }, at) => {
    const from = addMonths(day(`${plan.period.from.slice(0, 7)}-01`), at);
    if (from > plan.period.to) throw new RangeError(`fewer than ${at + 1} months`);
    return plant(rows, { key: from.slice(0, 7), end: startOfDay(addMonths(from, 1), plan.zone) });
  };
}

function reviewOf(key: string): string {
  return `review of detections, ${key}`;
}

function changeReview(rows: CompanyRows, key: string, to: Partial<TableRow<"review_record">>): void {
  changeRows(rows, "review_record", { where: ({ id }) => id === `detections ${key}`, to });
}

/** Adds a suppression in order but for what is changed: `from` lies in the period, `start` is its first moment. */
function ofSuppression(
  change: (from: EpochMs, start: EpochMs) => Partial<TableRow<"suppression">>,
  kind: string,
): Fault["plant"] {
  return (rows, world, at) => {
    const { start, end } = world.period;
    const from = start + (5 + 7 * at) * DAY_MS;
    if (from + 21 * DAY_MS > end) throw new RangeError(`fewer than ${at + 1} moments for a suppression`);
    const changed = change(from, start);
    const fromAt = changed.from_at ?? from;
    const id = `rule-6 ${rows.suppression.length + 1}`;
    addRows(rows, "suppression", {
      id,
      system: alertSystem(world),
      rule_id: "rule-6",
      owner: "detection team",
      approved_at: fromAt - DAY_MS,
      from_at: fromAt,
      to_at: null,
      expires_at: end + 30 * DAY_MS,
      ...changed,
    });
    return found("MON-02", "C", `suppression ${id}`, kind);
  };
}
