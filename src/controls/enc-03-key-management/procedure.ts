import type { JudgeContext } from "../../assess/control.js";
import { cutAt } from "../../assess/families/cut-stretch.js";
import { mustBeFalse, mustBeTrue, mustBeWithin, settingHeld } from "../../assess/families/setting.js";
import type { Standing } from "../../assess/families/state.js";
import type { StateWords } from "../../assess/families/state-outcome.js";
import { notApplicable, type Outcome } from "../../assess/outcome.js";
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "../../base/instant.js";
import type { EncryptionKey } from "../../populations/encryption-keys/population.js";

/** The parameters as promised on the day of the item. */
export interface KeyPromise {
  readonly rotation_days: number;
  readonly grace_minutes: number;
  readonly max_gap_hours: number;
}

type Context = JudgeContext<KeyPromise>;
type Segment = EncryptionKey["segments"][number];

/** A: rotated by the provider in time, or by hand where the provider cannot. */
export function rotated(item: EncryptionKey, context: Context): Outcome {
  const { rotation_days } = context.parameters;
  const kind = kindOf(item);
  if (kind === "provider") return notApplicable(PROVIDER_KEY);
  if (kind !== null && UNROTATABLE.has(kind)) return rotatedByHand(item, context);
  return judged(item, context, {
    standing: ({ keyRotation }) => rotationStanding(keyRotation, rotation_days),
    words: { kind: "not-performed", broken: `not rotated every ${rotation_days} days`, question: "Was it rotated" },
  });
}

/** B: its policy lets nobody in without a condition. */
export function accessLimited(item: EncryptionKey, context: Context): Outcome {
  if (kindOf(item) === "provider") return notApplicable(PROVIDER_KEY);
  return judged(item, context, {
    standing: ({ keyWildcard }) => mustBeFalse(keyWildcard),
    words: {
      kind: "wrong-result",
      broken: "open to anybody by its policy",
      question: "Was its policy open to anybody",
    },
  });
}

/** C: it was never about to be deleted without an approval in force. */
export function deletionApproved(item: EncryptionKey, context: Context): Outcome {
  if (kindOf(item) === "provider") return notApplicable(PROVIDER_KEY);
  return judged(item, context, {
    standing: ({ keyDeletion, keyDeletionApproved }) => {
      if (keyDeletion === null) return "unseen";
      if (keyDeletion === "none") return "kept";
      if (keyDeletion !== "pending") return "unreadable";
      return keyDeletionApproved === null ? "broken" : mustBeTrue(keyDeletionApproved);
    },
    words: {
      kind: "unauthorised",
      broken: "about to be deleted without an approval",
      question: "Was it about to be deleted",
    },
    graceMs: 0,
  });
}

const PROVIDER_KEY = "the provider's own key: the company can neither rotate nor delete it";

/** Kinds that no provider rotates by itself: https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html */
const UNROTATABLE: ReadonlySet<string> = new Set(["asymmetric", "hmac", "imported", "custom_store"]);

/** A key never changes its kind: whichever stretch tells it. */
function kindOf({ segments }: EncryptionKey): string | null {
  return segments.find(({ keyKind }) => keyKind !== null)?.keyKind ?? null;
}

function rotationStanding(value: string | null, days: number): Standing {
  if (value === "false") return "broken";
  if (value !== "true") return mustBeWithin(value, { least: 1, most: days });
  // Rotation that is on without a number is the provider's year, or a time that the company chose and nobody recorded.
  return days >= 365 ? "kept" : "unreadable";
}

/** Within the days promised of the key's making, and of each rotation by hand. */
function rotatedByHand(item: EncryptionKey, context: Context): Outcome {
  const { rotation_days } = context.parameters;
  const dueAt = ({ keyRotatedAt }: Segment): EpochMs | null => {
    const from = keyRotatedAt === null ? item.beganAt : Number(keyRotatedAt);
    return from === null ? null : from + rotation_days * DAY_MS;
  };
  const overdueFrom = (segment: Segment) => {
    const due = dueAt(segment);
    return due === null || Number.isNaN(due) ? null : due + 1;
  };
  const isOnRecord = item.segments.some(({ keyRotatedAt }) => keyRotatedAt !== null);
  return judged({ ...item, segments: cutAt(item.segments, overdueFrom) }, context, {
    standing: (segment) => {
      const due = dueAt(segment);
      if (due === null) return "unseen";
      if (Number.isNaN(due)) return "unreadable";
      return segment.fromAt <= due ? "kept" : "broken";
    },
    words: {
      kind: isOnRecord ? "not-performed" : "evidence-missing",
      broken: isOnRecord
        ? `not rotated by hand for more than ${rotation_days} days`
        : `more than ${rotation_days} days old, and no rotation by hand is on record`,
      question: "When was it made, and rotated by hand",
    },
    graceMs: 0,
  });
}

function judged(
  item: Omit<EncryptionKey, "segments"> & { readonly segments: readonly Segment[] },
  context: Context,
  {
    standing,
    words,
    graceMs,
  }: {
    readonly standing: (segment: Segment) => Standing;
    readonly words: Omit<StateWords, "exempt">;
    readonly graceMs?: number;
  },
): Outcome {
  const { grace_minutes, max_gap_hours } = context.parameters;
  return settingHeld(
    item,
    {
      standing,
      words: { ...words, exempt: "under an approved exception, out of scope or not asked about all the time" },
      streams: [{ stream: "cloud.config", scope: item.unit ?? "*" }],
      graceMs: graceMs ?? grace_minutes * MINUTE_MS,
      maxGapMs: max_gap_hours * HOUR_MS,
    },
    context,
  );
}
