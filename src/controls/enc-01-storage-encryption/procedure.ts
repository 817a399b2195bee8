import type { JudgeContext } from "../../assess/control.js";
import { isExcepted, unlessRegisterUnseen } from "../../assess/families/approved-exception.js";
import { readState, type Standing, type StateQuestion, type StateReading } from "../../assess/families/state.js";
import { type StateWords, stateOutcome } from "../../assess/families/state-outcome.js";
import { indeterminate, type Measure, notApplicable, type Outcome } from "../../assess/outcome.js";
import { HOUR_MS, instantOf, MINUTE_MS } from "../../base/instant.js";
import type { StorageItem } from "../../populations/storage-encryption/population.js";

/** The parameters as promised on the day of the item. */
export interface EncryptionPromise {
  readonly key_type: "managed" | "customer";
  readonly grace_minutes: number;
  readonly max_gap_hours: number;
}

type Context = JudgeContext<EncryptionPromise>;
type Segment = StorageItem["segments"][number];

/** A: encrypted all the time; what lay there before encryption was turned on is still asked about. */
export function encrypted(item: StorageItem, context: Context): Outcome {
  if (item.isCopy) return notApplicable("a copy: judged by C");
  return judged(item, context, {
    standing: (segment) => encryptionOf(segment),
    words: { ...WORDS, kind: "not-performed", broken: "not encrypted", question: "Was it encrypted" },
  });
}

/** B: while encrypted, with keys of the promised type. */
export function requiredKeys(item: StorageItem, context: Context): Outcome {
  if (item.isCopy) return notApplicable("a copy: judged by C");
  if (item.hasCustomerData === false) return notApplicable(NO_CUSTOMER_DATA);
  const { key_type } = context.parameters;
  const standing = (segment: Segment): Standing => {
    const seen = encryptionOf(segment);
    if (seen === "broken") return "exempt";
    return seen === "kept" && isWeakerKey(segment, key_type) ? "broken" : seen;
  };
  const words: StateWords = {
    ...WORDS,
    kind: "wrong-result",
    broken: `encrypted, but not with ${key_type} keys,`,
    question: `Was it encrypted with ${key_type} keys`,
    exempt: "never encrypted (judged by A), under an approved exception or out of scope",
  };
  const question = questionOf(item, context, standing);
  const reading = readState(question, context);
  return unlessRegisterUnseen(stateOutcome(reading, words), reading, context);
}

/** C: a snapshot or recovery point meets both. */
export function copiesToo(item: StorageItem, context: Context): Outcome {
  if (!item.isCopy) return notApplicable("not a copy: judged by A and B");
  const { key_type } = context.parameters;
  return judged(item, context, {
    standing: (segment) => {
      const seen = encryptionOf(segment);
      return seen === "kept" && isWeakerKey(segment, key_type) ? "broken" : seen;
    },
    words: {
      ...WORDS,
      kind: "not-performed",
      broken: `not encrypted with ${key_type} keys`,
      question: `Was it encrypted with ${key_type} keys`,
    },
  });
}

const NO_CUSTOMER_DATA = "holds no customer data, by a tag approved before";
const WORDS = { exempt: "under an approved exception or out of scope all the time" } as const;

function encryptionOf(segment: Segment): Standing {
  if (!segment.isInScope || isExcepted(segment)) return "exempt";
  switch (segment.encryptionKind) {
    case null:
      return "unseen";
    case "other":
      return "unreadable";
    case "none":
      return "broken";
    default:
      return "kept";
  }
}

/** Keys the provider keeps for everybody are as managed as those it keeps for the account; only the customer's own are stronger. */
function isWeakerKey({ encryptionKind }: Segment, wanted: EncryptionPromise["key_type"]): boolean {
  return wanted === "customer" && encryptionKind !== "customer";
}

function questionOf(
  item: StorageItem,
  { parameters }: Context,
  standing: (segment: Segment) => Standing,
): StateQuestion<Segment> {
  return {
    segments: item.segments,
    standing,
    life: { from: item.createdAt, to: item.deletedAt },
    graceMs: parameters.grace_minutes * MINUTE_MS,
    maxGapMs: parameters.max_gap_hours * HOUR_MS,
    streams: [{ stream: "cloud.config", scope: item.unit ?? "*" }],
  };
}

function judged(
  item: StorageItem,
  context: Context,
  { standing, words }: { standing: (segment: Segment) => Standing; words: StateWords },
): Outcome {
  if (item.hasCustomerData === false) return notApplicable(NO_CUSTOMER_DATA);
  const question = questionOf(item, context, standing);
  const reading = readState(question, context);
  const outcome = stateOutcome(reading, words);
  if (outcome.state === "deviation") return unlessRegisterUnseen(outcome, reading, context);
  if (outcome.state !== "pass") return outcome;
  return unprovenBefore(item, question, { reading, context }) ?? outcome;
}

/**
 * Encryption turned on later leaves what was stored before as it was. So a store that was not encrypted before the
 * period raises a question about its old contents, and the provider's default counts only from creation on.
 */
function unprovenBefore(
  item: StorageItem,
  question: StateQuestion<Segment>,
  { reading, context }: { reading: StateReading; context: Context },
): Outcome | undefined {
  const start = item.createdAt ?? item.segments[0]?.fromAt ?? item.occurredAt;
  const before = readState(
    { ...question, streams: [] },
    { period: { start, end: item.occurredAt }, asOf: item.occurredAt, gapIn: () => undefined },
  );
  const lastBroken = before.broken.at(-1);
  if (lastBroken !== undefined) {
    return indeterminate(
      "gap",
      `Was what it held at ${instantOf(lastBroken.end)} encrypted since? It was not encrypted until then, and turning encryption on changes nothing that is already there.`,
      allMissing(reading.measure),
    );
  }
  if (!usesDefault(item, context)) return undefined;
  if (isDefaultFromCreation(item)) return undefined;
  const [hole] = before.missing;
  if (item.createdAt !== null && hole === undefined) return undefined;
  const until = hole === undefined ? start : hole.to;
  return indeterminate(
    "gap",
    `Was it encrypted from its creation to ${instantOf(until)}? The provider's default counts only if proven for its whole life.`,
    allMissing(reading.measure),
  );
}

function usesDefault({ segments }: StorageItem, { period }: Context): boolean {
  return segments.some(
    ({ encryptionKind, fromAt, toAt }) => encryptionKind === "provider" && fromAt < period.end && toAt > period.start,
  );
}

/** From this day S3 encrypts every new object by default: https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html */
const S3_DEFAULT_FROM = Date.UTC(2023, 0, 5);

function isDefaultFromCreation({ type, createdAt }: StorageItem): boolean {
  return type === "AWS::S3::Bucket" && createdAt !== null && createdAt >= S3_DEFAULT_FROM;
}

function allMissing(measure: Measure): Measure {
  return { ...measure, missingMs: measure.totalMs };
}
