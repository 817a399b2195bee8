import { z } from "zod";
import { AppError } from "../../base/app-error.js";
import { canonicalJson, type Json } from "../../base/canonical-json.js";
import type { Instant } from "../../base/instant.js";
import { SamplingPlan } from "../../reports/mock/model.js";
import { SelectionRecord } from "../../statistics/selection/selection-record.js";
import { type Decision, type DecisionKind, readDecisions, recordDecision } from "../decisions/decisions.js";
import type { OpenWorkspace } from "../workspace/open-workspace.js";

const Period = z.strictObject({ from: z.string(), to: z.string() });

/** A seed and the moment its mock looks from. */
export const SeedBody = z.strictObject({ seed: z.string(), period: Period, as_of: z.string(), by: z.string() });
export type SeedBody = z.infer<typeof SeedBody>;

/** A population frozen: names its items and everything that made the list. */
export const FreezeBody = z.strictObject({
  population: z.string(),
  period: Period,
  as_of: z.string(),
  items: z.number().int(),
  hash: z.string(),
  query_sha256: z.string(),
  is_reliable: z.boolean(),
  reasons: z.array(z.string()),
});
export type FreezeBody = z.infer<typeof FreezeBody>;

export const PlanBody = z.strictObject({
  period: Period,
  profile_sha256: z.string(),
  seed: z.string(),
  plan: SamplingPlan,
});
export type PlanBody = z.infer<typeof PlanBody>;

/** `rests_on` names seed, frozen population and plan: the same ones give the same items. */
export const SelectionBody = z.strictObject({ period: Period, rests_on: z.string(), record: SelectionRecord });
export type SelectionBody = z.infer<typeof SelectionBody>;

export const VerdictBody = z.strictObject({
  control: z.string(),
  attribute: z.string(),
  item: z.string(),
  role: z.enum(["tester", "reviewer"]),
  by: z.string(),
  finding: z.enum(["pass", "deviation", "could-not-tell"]),
  note: z.string(),
});
export type VerdictBody = z.infer<typeof VerdictBody>;

/** A decision whose words were read by the schema of its kind. */
export interface Told<T> {
  readonly index: number;
  readonly at: Instant;
  readonly subject: string;
  readonly body: T;
}

/** What the ledger says about mock audits, each kind oldest first. Later decisions on one subject win. */
export interface MockLog {
  readonly seeds: readonly Told<SeedBody>[];
  readonly freezes: readonly Told<FreezeBody>[];
  readonly plans: readonly Told<PlanBody>[];
  readonly selections: readonly Told<SelectionBody>[];
  readonly verdicts: readonly Told<VerdictBody>[];
}

/**
 * Reads what was decided in mock audits.
 *
 * @throws AppError `store-damaged` when a decision does not have the shape this version writes: leaving it out could
 * hide a draw.
 */
export async function readMockLog(open: OpenWorkspace): Promise<MockLog> {
  const all = await readDecisions(open.evidence, "seed", "freeze", "sampling-plan", "selection", "tester-verdict");
  return {
    seeds: told(all, "seed", SeedBody),
    freezes: told(all, "freeze", FreezeBody),
    plans: told(all, "sampling-plan", PlanBody),
    selections: told(all, "selection", SelectionBody),
    verdicts: told(all, "tester-verdict", VerdictBody),
  };
}

/**
 * The newest of `known` that says the same as `body`, not older than record `after`; else a new decision. So running
 * again appends nothing, and nothing that was decided is edited. `factsOf` leaves out the words, which another version
 * may put differently.
 */
export async function decideOnce<T extends Json>(
  open: OpenWorkspace,
  wanted: { readonly kind: DecisionKind; readonly subject: string; readonly body: T; readonly at: Instant },
  among: { readonly known: readonly Told<T>[]; readonly after: number; factsOf?(body: T): Json },
): Promise<Told<T>> {
  const { subject, body, at } = wanted;
  const { known, after, factsOf = (each: T): Json => each } = among;
  const last = known.findLast((each) => each.subject === subject);
  const isSame =
    last !== undefined && last.index > after && canonicalJson(factsOf(last.body)) === canonicalJson(factsOf(body));
  if (isSame) return last;
  return { index: await recordDecision(open.evidence, wanted), at, subject, body };
}

function told<T>(all: readonly Decision[], kind: DecisionKind, schema: z.ZodType<T>): readonly Told<T>[] {
  return all.flatMap((decision) => {
    if (decision.kind !== kind) return [];
    const { index, at, subject } = decision;
    const parsed = schema.safeParse(decision.body);
    if (parsed.success) return [{ index, at, subject, body: parsed.data }];
    throw new AppError({
      code: "store-damaged",
      message: `record ${index} holds a decision of kind ${kind} that cannot be read: ${z.prettifyError(parsed.error)}`,
      fix: "Run: lookback verify. If the record is whole, a newer version wrote it: use that one.",
    });
  });
}
