import { definePopulation, type ItemOf } from "../../assess/population.js";
import { boolean, instant, integer, nullable, text } from "../../model/table.js";
import sql from "./population.sql";

const columns = {
  item_kind: text("review | noisy_rule | suppression"),
  period_key: nullable(text("reviews and rules: the month, for example 2026-03")),
  month_to: nullable(instant("reviews and rules: first moment after the month")),
  month_length_ms: nullable(integer("reviews and rules: length of the month")),
  performed_at: nullable(instant("reviews: when the first complete one was held; null: none on record, or undated")),
  is_undated: boolean("reviews: a complete one is on record without a date"),
  has_incomplete: boolean("reviews: one is on record that did not cover what it should"),
  has_owner: boolean("rules, suppressions: somebody owns it"),
  has_action: boolean("rules: what to do was decided"),
  expires_at: nullable(instant("suppressions: agreed expiry; null: none")),
  removed_at: nullable(instant("suppressions: when it was removed; null: still active")),
} as const;

/** What keeping detections in order consists of: reviews, rules beyond the noise limits, suppressions. */
export const detectionReviews = definePopulation({
  name: "detection-reviews",
  title: "Detection reviews, noisy rules and suppressions",
  doc: `Three kinds of item: the review due for every month that begins in the period, held or not; every rule that was
beyond the noise limits in such a month; every suppression that was active at any moment of the period.`,
  shape: "events",
  columns,
  sql,
  reads: { calendar: "whole", review_record: "whole", detection_rule: "whole", suppression: "whole" },
  carriesIn: false,
  triggers: [
    { stream: "detection-reviews", per: "*" },
    { stream: "suppressions", per: "*" },
  ],
  facts: [],
});

/** A due review, a noisy rule in a month, or a suppression. */
export type DetectionItem = ItemOf<typeof columns>;
