import type { JudgeContext } from "../../assess/control.js";
import { cutAt } from "../../assess/families/cut-stretch.js";
import { mustBeWithin, type SettingQuestion, settingHeld } from "../../assess/families/setting.js";
import type { Standing } from "../../assess/families/state.js";
import type { Outcome } from "../../assess/outcome.js";
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "../../base/instant.js";
import type { LogStore } from "../../populations/log-stores/population.js";

/** The parameters as promised on the day of the item. */
export interface RetentionPromise {
  readonly retention_days: number;
  readonly slack_days: number;
  readonly first_record_hours: number;
  readonly oldest_check_days: number;
  readonly grace_minutes: number;
  readonly max_gap_hours: number;
}

type Context = JudgeContext<RetentionPromise>;
type Segment = LogStore["segments"][number];

/** A: told to keep at least as long as promised, all the time. */
export function retentionSet(item: LogStore, context: Context): Outcome {
  const { retention_days } = context.parameters;
  const question: SettingQuestion<Segment> = {
    ...promised(context),
    standing: ({ retentionDays }) =>
      retentionDays === "never" ? "kept" : mustBeWithin(retentionDays, { least: retention_days }),
    words: {
      kind: "wrong-result",
      broken: `set to keep less than ${retention_days} days`,
      question: "How long was it set to keep",
      exempt: EXEMPT,
    },
  };
  return settingHeld(item, question, context);
}

/** B: whenever somebody asked, the oldest record was as old as the retention, or as the store. */
export function oldRecordsHeld(item: LogStore, context: Context): Outcome {
  const { retention_days, slack_days, first_record_hours, oldest_check_days } = context.parameters;
  const keptMs = (retention_days - slack_days) * DAY_MS;
  const firstBy = item.beganAt + first_record_hours * HOUR_MS;
  // A store that lost its records keeps them again long enough once its oldest one has come of age.
  const agedAt = ({ oldestRecordAt }: Segment) => {
    const oldest = momentOf(oldestRecordAt);
    return oldest === undefined ? null : oldest + keptMs;
  };
  const standing = ({ oldestRecordAt, fromAt }: Segment): Standing => {
    if (oldestRecordAt === null) return "unseen";
    const oldest = momentOf(oldestRecordAt);
    if (oldest === undefined) return "unreadable";
    return oldest <= Math.max(fromAt - keptMs, firstBy) ? "kept" : "broken";
  };
  const question: SettingQuestion<Segment> = {
    ...promised(context),
    graceMs: 0,
    maxGapMs: oldest_check_days * DAY_MS,
    standing,
    words: {
      kind: "wrong-result",
      broken: `its oldest record younger than ${retention_days} days and than the store`,
      question: "How old was its oldest record",
      exempt: EXEMPT,
    },
  };
  return settingHeld({ ...item, segments: cutAt(item.segments, agedAt) }, question, context);
}

const EXEMPT = "under an approved exception all the time";

function promised({ parameters }: Context) {
  return {
    streams: [{ stream: "log.stores", scope: "*" }],
    graceMs: parameters.grace_minutes * MINUTE_MS,
    maxGapMs: parameters.max_gap_hours * HOUR_MS,
  } as const;
}

function momentOf(text: string | null): EpochMs | undefined {
  return text !== null && /^\d+$/.test(text) ? Number(text) : undefined;
}
