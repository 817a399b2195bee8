import type { JudgeContext } from "../../assess/control.js";
import { cutAt } from "../../assess/families/cut-stretch.js";
import { calendarDeadline } from "../../assess/families/deadline.js";
import { settingHeld } from "../../assess/families/setting.js";
import type { Standing } from "../../assess/families/state.js";
import { indeterminate, notApplicable, type Outcome } from "../../assess/outcome.js";
import { type EpochMs, HOUR_MS } from "../../base/instant.js";
import type { StreamName } from "../../model/streams.js";
import type { CredentialItem } from "../../populations/credential-states/population.js";

/** The parameters as promised on the day of the item. */
export interface RotationPromise {
  readonly max_age_days: number;
  readonly exposure_hours: number;
  readonly departure_hours: number;
  readonly max_gap_hours: number;
  readonly zone: string;
}

type Context = JudgeContext<RotationPromise>;
type Segment = CredentialItem["segments"][number];

/** A: while it could be used it was no older than promised. */
export function youngEnough(item: CredentialItem, context: Context): Outcome {
  const { max_age_days, zone } = context.parameters;
  const oldFrom = (from: EpochMs) => calendarDeadline({ from, days: max_age_days, zone }) + 1;
  const certainlyOld = oldFrom(item.beganAt);
  const perhapsOld = item.beganLo === null ? 0 : oldFrom(item.beganLo);
  const cut = cutAt(
    cutAt(item.segments, () => perhapsOld),
    () => certainlyOld,
  );
  return judged(item, context, {
    segments: cut,
    standing: ({ fromAt }) => {
      if (fromAt >= certainlyOld) return "broken";
      return fromAt >= perhapsOld ? "unseen" : "kept";
    },
    broken: `older than ${max_age_days} days`,
    question: `Was it older than ${max_age_days} days`,
    exempt: "under an approved exception all the time",
    streams: [],
  });
}

/** B: once found exposed it was replaced in hours. */
export function replacedAfterExposure(item: CredentialItem, context: Context): Outcome {
  const { exposure_hours } = context.parameters;
  const dueAt = ({ exposedAt }: Segment) => (exposedAt === null ? null : exposedAt + exposure_hours * HOUR_MS);
  return judged(item, context, {
    segments: cutAt(item.segments, dueAt),
    standing: (segment) => {
      const due = dueAt(segment);
      if (due === null) return "exempt";
      return segment.fromAt >= due ? "broken" : "kept";
    },
    broken: `in use more than ${exposure_hours} h after it was found exposed`,
    question: "Was it found exposed",
    exempt: "never found exposed",
    streams: ["credential.exposures"],
  });
}

/** C: once its owner had left it was replaced in hours, whoever owns it since. */
export function replacedAfterDeparture(item: CredentialItem, context: Context): Outcome {
  const { departure_hours } = context.parameters;
  const away = withDeparture(item.segments);
  const dueAt = ({ goneSince }: Departed) => (goneSince === null ? null : goneSince + departure_hours * HOUR_MS);
  const outcome = judged(item, context, {
    segments: cutAt(away, dueAt),
    standing: (segment) => {
      if (segment.ownerState === null) return "unseen";
      const due = dueAt(segment);
      return due !== null && segment.fromAt >= due ? "broken" : "kept";
    },
    broken: `in use more than ${departure_hours} h after its owner left`,
    question: "Did its owner still work here",
    exempt: "under an approved exception all the time",
    streams: ["hr.workers"],
  });
  if (item.isOwned || outcome.state !== "indeterminate") return outcome;
  return indeterminate("unmatched-person", `Whose is the ${item.label}?`, outcome.measure);
}

interface Departed extends Segment {
  /** When the owner left, as long as they are away. */
  readonly goneSince: EpochMs | null;
}

function withDeparture(segments: readonly Segment[]): readonly Departed[] {
  let goneSince: EpochMs | null = null;
  return segments.map((segment) => {
    goneSince = segment.ownerState === "gone" ? (goneSince ?? segment.fromAt) : null;
    return { ...segment, goneSince };
  });
}

/** Kinds that hold no secret of their own. */
const KEYLESS: readonly string[] = ["oauth_grant", "federation"];

interface Question<S extends Segment> {
  readonly segments: readonly S[];
  readonly standing: (segment: S) => Standing;
  readonly broken: string;
  readonly question: string;
  readonly exempt: string;
  readonly streams: readonly StreamName[];
}

function judged<S extends Segment>(
  item: CredentialItem,
  context: Context,
  { segments, standing, broken, question, exempt, streams }: Question<S>,
): Outcome {
  if (item.isTaggedTest) return notApplicable("of an account tagged as a test account when it was created");
  if (KEYLESS.includes(item.kind)) return notApplicable(`${item.kind}: there is no long-lived secret`);
  return settingHeld(
    { beganAt: item.beganAt, endedAt: item.endedAt, segments },
    {
      standing: (segment) => (segment.active === null ? "unseen" : standing(segment)),
      words: { kind: "not-performed", broken, question, exempt },
      streams: [
        { stream: "credentials", scope: item.unit ?? "*" },
        ...streams.map((stream) => ({ stream, scope: "*" })),
      ],
      graceMs: 0,
      maxGapMs: context.parameters.max_gap_hours * HOUR_MS,
    },
    context,
  );
}
