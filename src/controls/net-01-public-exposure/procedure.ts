import type { JudgeContext } from "../../assess/control.js";
import { isExcepted, unlessRegisterUnseen } from "../../assess/families/approved-exception.js";
import { readState, type Standing } from "../../assess/families/state.js";
import { stateOutcome } from "../../assess/families/state-outcome.js";
import type { Outcome } from "../../assess/outcome.js";
import { HOUR_MS, MINUTE_MS } from "../../base/instant.js";
import type { ExposureItem } from "../../populations/public-exposure/population.js";

/** The parameters as promised on the day of the item. */
export interface ExposurePromise {
  readonly grace_minutes: number;
  readonly max_gap_hours: number;
}

type Segment = ExposureItem["segments"][number];

/** A: not public, or on the approved list at that time. */
export function notPublic(item: ExposureItem, context: JudgeContext<ExposurePromise>): Outcome {
  const { grace_minutes, max_gap_hours } = context.parameters;
  const reading = readState(
    {
      segments: item.segments,
      standing: standingOf,
      life: { from: item.createdAt, to: item.deletedAt },
      graceMs: grace_minutes * MINUTE_MS,
      maxGapMs: max_gap_hours * HOUR_MS,
      streams: [{ stream: "cloud.config", scope: item.unit ?? "*" }],
    },
    context,
  );
  const outcome = stateOutcome(reading, {
    kind: "unauthorised",
    broken: "public without an entry on the approved list",
    question: "Was it public",
    exempt: "out of scope all the time",
  });
  return unlessRegisterUnseen(outcome, reading, context);
}

/** The account's block, where it is proven, makes the resource's own setting irrelevant; its absence proves nothing. */
function standingOf(segment: Segment): Standing {
  if (!segment.isInScope) return "exempt";
  if (segment.accountBlock === "on" || isExcepted(segment)) return "kept";
  switch (segment.exposure) {
    case "private":
      return "kept";
    case "public":
      return "broken";
    case "other":
      return "unreadable";
    default:
      return "unseen";
  }
}
