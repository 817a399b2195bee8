import { z } from "zod";
import { STREAMS, type StreamName } from "../../../model/streams.js";

const Name = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/, "expected the name of a column or parameter: small letters, digits, _");

/** A value as it stands, or the parameter that holds it. */
export const Value = z.union([z.string(), z.number(), z.boolean(), z.strictObject({ parameter: Name })], {
  error: "expected a text, a number, true or false, or { parameter: name }",
});
export type Value = z.infer<typeof Value>;

/** A number as it stands, or the parameter that holds it. */
const Amount = z.union([z.number().min(0), z.strictObject({ parameter: Name })], {
  error: "expected a number of at least 0, or { parameter: name }",
});
export type Amount = z.infer<typeof Amount>;

export const DURATION_UNITS = ["minutes", "hours", "days", "business_days"] as const;
export type DurationUnit = (typeof DURATION_UNITS)[number];

/**
 * A length of time in exactly one unit. Minutes and hours are elapsed time; days end with the calendar day in the
 * organisation's zone, business days leave out its weekends and holidays (G-TIME-1).
 */
export const Duration = z
  .strictObject({
    minutes: Amount.optional(),
    hours: Amount.optional(),
    days: Amount.optional(),
    business_days: Amount.optional(),
  })
  .refine((given) => Object.values(given).filter((each) => each !== undefined).length === 1, {
    error: `expected exactly one of ${DURATION_UNITS.join(", ")}`,
  });
export type Duration = z.infer<typeof Duration>;

/** A moment of the item: an instant column, or so long after it. */
export const Moment = z.union([Name, z.strictObject({ column: Name, plus: Duration })], {
  error: "expected the name of an instant column, or { column, plus: { hours: 24 } }",
});
export type Moment = z.infer<typeof Moment>;

/** What a column is compared with. */
const Operand = z.union(
  [z.string(), z.number(), z.boolean(), z.strictObject({ parameter: Name }), z.strictObject({ column: Name })],
  {
    error: "expected a text, a number, true or false, { parameter: name } or { column: name }",
  },
);
export type Operand = z.infer<typeof Operand>;

/** A question about the item's columns, answered yes, no, or not at all where a column is silent. */
export interface Condition {
  readonly column?: string | undefined;
  readonly is?: Operand | readonly Operand[] | undefined;
  readonly is_not?: Operand | readonly Operand[] | undefined;
  readonly at_least?: Operand | undefined;
  readonly at_most?: Operand | undefined;
  readonly is_recorded?: boolean | undefined;
  readonly all?: readonly Condition[] | undefined;
  readonly any?: readonly Condition[] | undefined;
  readonly not?: Condition | undefined;
}

export const COMPARISONS = ["is", "is_not", "at_least", "at_most", "is_recorded"] as const;

export const Condition: z.ZodType<Condition> = z
  .strictObject({
    column: Name.optional(),
    is: z.union([Operand, z.array(Operand).min(1)]).optional(),
    is_not: z.union([Operand, z.array(Operand).min(1)]).optional(),
    at_least: Operand.optional(),
    at_most: Operand.optional(),
    is_recorded: z.boolean().optional(),
    get all() {
      return z.array(Condition).min(1).optional();
    },
    get any() {
      return z.array(Condition).min(1).optional();
    },
    get not() {
      return Condition.optional();
    },
  })
  .refine(isOneQuestion, {
    error: `expected { column, and one of ${COMPARISONS.join(", ")} }, or one of all, any, not`,
  });

function isOneQuestion({ column, ...rest }: Condition): boolean {
  const given = Object.entries(rest).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  const isComparison = COMPARISONS.some((name) => name === given[0]);
  return given.length === 1 && isComparison === (column !== undefined);
}

/** A stream that must have been seen around the item before anything is concluded from silence. */
export const Watch = z.strictObject({
  stream: z.custom<StreamName>((name) => typeof name === "string" && Object.hasOwn(STREAMS, name), {
    error: "expected a stream of docs/reference/tables.md",
  }),
  /** `*`, or the text column that names the system, repository or account; default: as the population declares it. */
  scope: z.union([z.literal("*"), Name]).optional(),
  /** First moment; default: where the clock starts. The last one is where the clock ends. */
  from: Moment.optional(),
});
export type Watch = z.infer<typeof Watch>;
