import { z } from "zod";
import type { InputControl } from "../../assess/opinion/input.js";
import { ExaminedPeriod } from "../causes/examined-period.js";
import type { CoverageProposal } from "./find-coverage.js";

/** A person's judgement whether a control makes up for one deviating item. */
export const CompensationDecision = z.strictObject({
  action: z.enum(["accept", "reject"]),
  period: ExaminedPeriod,
  item: z.string().min(1),
  /** What of the item it was judged for; absent in earlier records: all that is shown of it. */
  attributes: z.array(z.string().min(1)).min(1).optional(),
  with: z.string().min(1),
  /** Role of who judged. */
  by: z.string().min(1),
  reason: z.string().min(1),
  /** What was proposed when it was judged. */
  why: z.string(),
  evidence: z.array(z.string()),
});
export type CompensationDecision = z.infer<typeof CompensationDecision>;

export interface LoggedCompensation {
  readonly index: number;
  readonly at: string;
  readonly body: CompensationDecision;
}

/**
 * A pair of item and control with what stands of it: the newest decision, or none yet. What deviates on the item since,
 * and was not judged, stands beside it as pending.
 */
export interface StandingCompensation {
  readonly item: string;
  readonly label: string;
  /** Attributes of the deviating control for which it stands; `null`: the record does not say, and nothing shows any. */
  readonly attributes: readonly string[] | null;
  readonly with: string;
  readonly status: "accepted" | "pending" | "rejected";
  /** What evidence shows today; `null`: it was decided once, and nothing shows it any more. */
  readonly proposal: CoverageProposal | null;
  readonly decision: LoggedCompensation | null;
}

/** What stands of one control's compensation, in order of the proposals, then of what only a decision names. */
export function standingCompensation(
  proposals: readonly CoverageProposal[],
  log: readonly LoggedCompensation[],
): readonly StandingCompensation[] {
  const decided = new Map<string, LoggedCompensation>();
  for (const each of [...log].sort((a, b) => a.index - b.index)) decided.set(pairKey(each.body), each);
  const proposed = new Set(proposals.map(pairKey));
  return [
    ...proposals.flatMap((proposal) => standingOf(proposal, decided.get(pairKey(proposal)) ?? null)),
    ...[...decided.values()]
      .filter(({ body }) => !proposed.has(pairKey(body)))
      .map((decision) => ({
        item: decision.body.item,
        label: decision.body.item,
        attributes: decision.body.attributes ?? null,
        with: decision.body.with,
        status: statusOf(decision),
        proposal: null,
        decision,
      })),
  ];
}

function standingOf(proposal: CoverageProposal, decision: LoggedCompensation | null): readonly StandingCompensation[] {
  const { item, label, with: helper, attributes } = proposal;
  const judged = decision?.body.attributes ?? (decision === null ? [] : attributes);
  const rows = [
    { decision, attributes: attributes.filter((each) => judged.includes(each)) },
    { decision: null, attributes: attributes.filter((each) => !judged.includes(each)) },
  ].filter((row) => row.attributes.length > 0);
  return rows.map((row) => ({ item, label, with: helper, status: statusOf(row.decision), proposal, ...row }));
}

/** As the opinion rules read it: what evidence does not show today did not operate in the window, accepted or not. */
export function compensationInput(standing: readonly StandingCompensation[]): InputControl["compensation"] {
  return standing.map(({ item, attributes, with: control, status, proposal }) => ({
    item,
    ...(attributes === null ? {} : { attributes: [...attributes] }),
    control,
    status,
    operated_in_window: proposal !== null,
  }));
}

function statusOf(decision: LoggedCompensation | null): StandingCompensation["status"] {
  if (decision === null) return "pending";
  return decision.body.action === "accept" ? "accepted" : "rejected";
}

function pairKey({ item, with: control }: { readonly item: string; readonly with: string }): string {
  return JSON.stringify([item, control]);
}
