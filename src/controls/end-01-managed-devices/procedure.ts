import type { JudgeContext } from "../../assess/control.js";
import { cutAt } from "../../assess/families/cut-stretch.js";
import { mustBe, mustBeTrue, mustBeWithin, settingHeld } from "../../assess/families/setting.js";
import type { Standing } from "../../assess/families/state.js";
import type { StateWords } from "../../assess/families/state-outcome.js";
import type { Outcome } from "../../assess/outcome.js";
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "../../base/instant.js";
import type { Device } from "../../populations/devices/population.js";

/** The parameters as promised on the day of the item. */
export interface DevicePromise {
  readonly os_lag_days: number;
  readonly offline_days: number;
  readonly allow_container: boolean;
  readonly grace_minutes: number;
  readonly max_gap_hours: number;
}

type Context = JudgeContext<DevicePromise>;
type Segment = Device["segments"][number];
type Aspect = "diskEncrypted" | "osLagDays" | "screenLock";

/** A: enrolled all the time it was in use. */
export function enrolled(item: Device, context: Context): Outcome {
  const container = context.parameters.allow_container ? "good" : "bad";
  const words = { good: ["true"], bad: ["false"] };
  words[container].push("container");
  return judged(item, context, {
    standing: (segment) => mustBe(segment.enrolled, words),
    words: { kind: "not-performed", broken: "not enrolled", question: "Was it enrolled" },
  });
}

/** B: its disk encrypted, as last seen while it reports nothing. */
export function diskEncrypted(item: Device, context: Context): Outcome {
  return judged(asLastSeen(item, "diskEncrypted"), context, {
    standing: (segment) => withoutContainer(segment, context) ?? mustBeTrue(segment.diskEncrypted),
    words: { kind: "not-performed", broken: "its disk not encrypted", question: "Was its disk encrypted" },
  });
}

/** C: its system current; nobody asks once it has not reported for too long. */
export function systemCurrent(item: Device, context: Context): Outcome {
  const { os_lag_days, offline_days } = context.parameters;
  const offlineMs = offline_days * DAY_MS;
  const device = asLastSeen(item, "osLagDays");
  const segments = cutAt(device.segments, ({ silentSince }) => (silentSince === null ? null : silentSince + offlineMs));
  const standing = (segment: Reported): Standing => {
    if (segment.silentSince !== null && segment.fromAt >= segment.silentSince + offlineMs) return "exempt";
    return withoutContainer(segment, context) ?? mustBeWithin(segment.osLagDays, { most: os_lag_days });
  };
  return judged({ ...device, segments }, context, {
    standing,
    words: {
      kind: "wrong-result",
      broken: `its system more than ${os_lag_days} days behind`,
      question: "How far was its system behind",
    },
  });
}

/** D: its screen locks, as last seen while it reports nothing. */
export function screenLocked(item: Device, context: Context): Outcome {
  return judged(asLastSeen(item, "screenLock"), context, {
    standing: (segment) => withoutContainer(segment, context) ?? mustBeTrue(segment.screenLock),
    words: { kind: "not-performed", broken: "without a screen lock", question: "Did its screen lock" },
  });
}

/** A stretch with what it was last seen to be, and since when it has reported nothing. */
type Reported = Segment & { readonly silentSince: EpochMs | null };

/** Fills what a device did not report with its last report; what came before its first report stays unseen. */
function asLastSeen(item: Device, aspect: Aspect): Omit<Device, "segments"> & { readonly segments: Reported[] } {
  let last: { readonly value: string; readonly until: EpochMs } | undefined;
  const segments = item.segments.map((segment): Reported => {
    const value = segment[aspect];
    if (value !== null) {
      last = { value, until: segment.toAt };
      return { ...segment, silentSince: null };
    }
    return last === undefined
      ? { ...segment, silentSince: null }
      : { ...segment, [aspect]: last.value, silentSince: last.until };
  });
  return { ...item, segments };
}

/** What a managed container keeps apart is not the phone's own disk, system or lock. */
function withoutContainer({ enrolled }: Segment, { parameters }: Context): Standing | undefined {
  return enrolled === "container" && parameters.allow_container ? "exempt" : undefined;
}

function judged<S extends Segment>(
  item: Omit<Device, "segments"> & { readonly segments: readonly S[] },
  context: Context,
  { standing, words }: { readonly standing: (segment: S) => Standing; readonly words: Omit<StateWords, "exempt"> },
): Outcome {
  const { grace_minutes, max_gap_hours } = context.parameters;
  return settingHeld(
    item,
    {
      standing,
      words: { ...words, exempt: "under an approved exception, or not asked about, all the time" },
      streams: [{ stream: "devices", scope: "*" }],
      graceMs: grace_minutes * MINUTE_MS,
      maxGapMs: max_gap_hours * HOUR_MS,
    },
    context,
  );
}
