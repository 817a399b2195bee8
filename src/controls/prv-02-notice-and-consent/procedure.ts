import type { JudgeContext } from "../../assess/control.js";
import { mustBeTrue, settingHeld } from "../../assess/families/setting.js";
import { heldWithin } from "../../assess/families/standing.js";
import { notApplicable, type Outcome } from "../../assess/outcome.js";
import { HOUR_MS, MINUTE_MS } from "../../base/instant.js";
import { type CollectionItem, collectionPoints } from "../../populations/collection-points/population.js";

/** The parameters as promised on the day of the item. */
export interface NoticePromise {
  readonly interval_months: number;
  readonly grace_minutes: number;
  readonly max_gap_hours: number;
  readonly zone: string;
}

type Context = JudgeContext<NoticePromise>;
type Segment = CollectionItem["segments"][number];

/** A: the notice never became older than promised. */
export function noticeReviewed(item: CollectionItem, context: Context): Outcome {
  const review = collectionPoints.eventOf(item);
  if (review === undefined) return notApplicable("a collection point: judged by B to D");
  const { interval_months: months, zone } = context.parameters;
  return heldWithin(review, { months, graceDays: 0, zone, stream: "privacy.notices" }, context);
}

/** B: whoever gave data saw the notice. */
export function noticeShown(item: CollectionItem, context: Context): Outcome {
  return alwaysTrue(item, context, {
    told: (segment) => segment.noticeShown,
    broken: "data collected without the notice",
    question: "Was the notice shown",
  });
}

/** C: consent was recorded wherever it is needed. */
export function consentRecorded(item: CollectionItem, context: Context): Outcome {
  return alwaysTrue(item, context, {
    told: (segment) => segment.consentRecorded,
    isOptional: true,
    broken: "consent not recorded",
    question: "Was consent recorded",
  });
}

/** D: nothing was collected that the notice does not name. */
export function fieldsInNotice(item: CollectionItem, context: Context): Outcome {
  return alwaysTrue(item, context, {
    told: (segment) => segment.fieldsInNotice,
    broken: "fields collected that the notice does not name",
    question: "Was all that it collects in the notice",
  });
}

interface FlagQuestion {
  readonly told: (segment: Segment) => string | null;
  readonly broken: string;
  readonly question: string;
  /** The record may say that it is not needed. */
  readonly isOptional?: boolean;
}

function alwaysTrue(
  item: CollectionItem,
  context: Context,
  { told, broken, question, isOptional = false }: FlagQuestion,
): Outcome {
  if (item.itemKind !== "state") return notApplicable("a review: judged by A");
  if (item.class === "test") return notApplicable("collects nothing real, by its class");
  const { grace_minutes, max_gap_hours } = context.parameters;
  return settingHeld(
    item,
    {
      standing: (segment) => (isOptional && told(segment) === "not_needed" ? "exempt" : mustBeTrue(told(segment))),
      words: {
        kind: "not-performed",
        broken,
        question,
        exempt: "not needed, or under an approved exception all the time",
      },
      streams: [{ stream: "privacy.notices", scope: "*" }],
      graceMs: grace_minutes * MINUTE_MS,
      maxGapMs: max_gap_hours * HOUR_MS,
    },
    context,
  );
}
