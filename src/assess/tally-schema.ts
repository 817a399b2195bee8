import { z } from "zod";
import { DEVIATION_KINDS, INDETERMINATE_CAUSES } from "./outcome.js";
import type { ControlTally } from "./tally.js";

const Count = z.number().int().min(0);
const CountsSchema = z.strictObject({
  pass: Count,
  deviation: Count,
  indeterminate: Count,
  "not-applicable": Count,
  pending: Count,
});
const MeasureSchema = z.strictObject({
  totalMs: z.number(),
  deviatingMs: z.number(),
  missingMs: z.number(),
  longestRunMs: z.number(),
});

const OutcomeSchema = z.discriminatedUnion("state", [
  z.strictObject({ state: z.literal("pass"), measure: MeasureSchema.exactOptional() }),
  z.strictObject({
    state: z.literal("deviation"),
    kind: z.enum(DEVIATION_KINDS),
    detail: z.string(),
    lateness: z.strictObject({ lateMs: z.number(), allowedMs: z.number() }).exactOptional(),
    shortfall: z
      .strictObject({ covered: z.number(), due: z.number(), isCompletedBeforeNext: z.boolean() })
      .exactOptional(),
    measure: MeasureSchema.exactOptional(),
  }),
  z.strictObject({
    state: z.literal("indeterminate"),
    cause: z.enum(INDETERMINATE_CAUSES),
    question: z.string(),
    measure: MeasureSchema.exactOptional(),
  }),
  z.strictObject({ state: z.literal("not-applicable"), proof: z.string() }),
  z.strictObject({ state: z.literal("pending"), dueAt: z.number() }),
]);

const TallySchema = z.strictObject({
  counts: CountsSchema,
  attributes: z.record(
    z.string(),
    z.strictObject({
      counts: CountsSchema,
      byKind: z.partialRecord(z.enum(DEVIATION_KINDS), Count),
      measure: MeasureSchema.nullable(),
    }),
  ),
  days: z.record(z.string(), CountsSchema),
  notable: z.array(
    z.strictObject({
      itemId: z.string(),
      occurredAt: z.number(),
      label: z.string(),
      unit: z.string().nullable(),
      actor: z.string().nullable(),
      evidence: z.string().nullable(),
      facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
      outcomes: z.array(z.strictObject({ attribute: z.string(), outcome: OutcomeSchema })),
    }),
  ),
  notApplicable: z.record(z.string(), Count),
  isVolatile: z.boolean(),
});

/** Reads stored tallies; `undefined` when they are not what this version writes. */
export function parseTallies(value: unknown): readonly ControlTally[] | undefined {
  const parsed = z.array(TallySchema).safeParse(value);
  return parsed.success ? (parsed.data as ControlTally[]) : undefined;
}
