import { z } from "zod";
import { CRITERIA, type CriterionId } from "../../../criteria/criteria.js";
import { DEVIATION_KINDS, INDETERMINATE_CAUSES } from "../../outcome.js";
import { Condition, Duration, Moment, Value, Watch } from "./terms.js";

const Words = z.string().min(1);
const Column = z.string().min(1);
const Kind = z.enum(DEVIATION_KINDS);
const Watched = z.array(Watch).min(1, "name at least one stream: silence proves something only where somebody looked");

/** What every attribute says besides its family. */
const COMMON = {
  id: z.string().regex(/^[A-Z]$/, "expected one capital letter: A, B, C ..."),
  title: Words,
  key: z.boolean().default(true),
  criteria: z
    .array(
      z.custom<CriterionId>((id) => typeof id === "string" && Object.hasOwn(CRITERIA, id), {
        error: "expected a criterion such as CC6.3",
      }),
    )
    .min(1)
    .optional(),
  /** Asked first, in order: where it holds, the duty did not exist. */
  not_applicable: z.array(z.strictObject({ when: Condition, proof: Words })).default([]),
  /** Asked next: where it holds, nobody can tell. */
  unclear: z
    .array(
      z.strictObject({ when: Condition, question: Words, cause: z.enum(INDETERMINATE_CAUSES).default("unparsed") }),
    )
    .default([]),
};

/** From when the clock runs and until when; exactly one of `within` and `due`. */
const CLOCK = {
  from: Moment.default("occurred_at"),
  within: Duration.optional(),
  due: Moment.optional(),
};

const Deadline = z.strictObject({
  ...COMMON,
  ...CLOCK,
  family: z.literal("deadline"),
  /** What goes on until it is done, to put before "until": "sign-in was possible". */
  what: Words,
  /** Its end, to put after "is there": "an end of access". */
  end: Words,
  /** What the clock runs from: "the end of work". */
  trigger: Words,
  /** The column with its end, or the columns between which it lies. */
  ended: z.union([Column, z.strictObject({ earliest: Column, latest: Column })]),
  /** The column with the last moment at which it was seen to go on. */
  seen: Column.optional(),
  /** Whether silence of the watched streams means that it still goes on. */
  silence: z.enum(["still", "unknown"]).default("unknown"),
  watch: Watched,
});

const Occurrence = z.strictObject({
  ...COMMON,
  ...CLOCK,
  family: z.literal("occurrence"),
  /** What is due, to begin a sentence with: "restore test". */
  what: Words,
  done: Column,
  /** A true-or-false column: there is a record without a date. */
  undated: Column.optional(),
  watch: Watched,
});

const Approval = z.strictObject({
  ...COMMON,
  ...CLOCK,
  family: z.literal("approval"),
  /** What must be on record by then, to begin a sentence with: "approval by the owner". */
  what: Words,
  done: Column,
  watch: Watched,
});

const Reconciliation = z.strictObject({
  ...COMMON,
  ...CLOCK,
  family: z.literal("reconciliation"),
  /** What must be on the other list, to put after "no": "asset record of it". */
  what: Words,
  matched: Condition,
  /** The text column that says why it rightly has none. */
  explanation: Column.optional(),
  kind: Kind.default("incomplete"),
  watch: Watched,
});

const Flag = z.strictObject({
  ...COMMON,
  ...CLOCK,
  family: z.literal("flag"),
  holds: Condition,
  kind: Kind,
  /** What a deviation says; `{name}` stands for a parameter or for a column that is no text. */
  detail: Words,
  /** Which answer rests on nothing being on record: asked of the watched streams before it is given. */
  silence: z.enum(["pass", "deviation", "either", "none"]).default("either"),
  watch: z.array(Watch).default([]),
});

const IndependentApproval = z.strictObject({
  ...COMMON,
  family: z.literal("independent-approval"),
  min_approvals: Value.default(1),
  clock_skew_seconds: Value.default(300),
  watch: Watched,
});

const State = z.strictObject({
  ...COMMON,
  family: z.literal("state"),
  kept: Condition,
  broken: Condition,
  exempt: Condition.optional(),
  unseen: Condition.optional(),
  /** Columns with the beginning and the end of the thing's life. */
  life: z.strictObject({ from: Column.optional(), to: Column.optional() }).default({}),
  /** Broken at creation and mended within this time is kept. */
  grace: Duration.default({ minutes: 0 }),
  /** Not seen for longer than this is missing. */
  max_gap: Duration,
  kind: Kind,
  words: z.strictObject({ broken: Words, question: Words, exempt: Words.default("exempt all the time") }),
  /** Whether the register of approved exceptions counts; the population must carry its columns. */
  approved_exceptions: z.boolean().default(false),
  watch: Watched,
});

/** An attribute as a workspace declares it: a family of procedures and what it needs, never code. */
export const DeclaredAttribute = z
  .discriminatedUnion("family", [Deadline, Occurrence, Approval, Reconciliation, Flag, IndependentApproval, State])
  .superRefine((attribute, context) => {
    const fail = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
    if ("due" in attribute && attribute.due !== undefined && attribute.within !== undefined)
      fail("due", "give either within or due, not both");
    if (
      NEEDS_CLOCK.has(attribute.family) &&
      "due" in attribute &&
      attribute.due === undefined &&
      attribute.within === undefined
    )
      fail("family", `the family ${attribute.family} needs within or due`);
    if (attribute.family === "flag" && (attribute.silence === "none") !== (attribute.watch.length === 0))
      fail("family", "give watch, or say silence: none when both answers rest on a record");
  });
export type DeclaredAttribute = z.infer<typeof DeclaredAttribute>;

/** For the others the clock ends where it starts: at the act itself. */
const NEEDS_CLOCK: ReadonlySet<string> = new Set(["deadline", "occurrence", "reconciliation"]);

export type Of<F extends DeclaredAttribute["family"]> = Extract<DeclaredAttribute, { readonly family: F }>;
