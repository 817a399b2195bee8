import { z } from "zod";
import type { InputControl } from "../../assess/opinion/input.js";
import { ExaminedPeriod } from "../causes/examined-period.js";
import type { CoverageProposal } from "./find-coverage.js";

/** A person's judgement whether a control makes up for one deviating item. */
export const CompensationDecision = z.strictObject({
  action: z.enum(["accept", "reject"]),
  period: ExaminedPeriod,
  item: z.string().min(1),
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

/** A pair of item and control with what stands of it: the newest decision, or none yet. */
export interface StandingCompensation {
  readonly item: string;
  readonly label: string;
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
    ...proposals.map((proposal) => {
      const decision = decided.get(pairKey(proposal)) ?? null;
      return {
        item: proposal.item,
        label: proposal.label,
        with: proposal.with,
        status: statusOf(decision),
        proposal,
        decision,
      };
    }),
    ...[...decided.values()]
      .filter(({ body }) => !proposed.has(pairKey(body)))
      .map((decision) => ({
        item: decision.body.item,
        label: decision.body.item,
        with: decision.body.with,
        status: statusOf(decision),
        proposal: null,
        decision,
      })),
  ];
}

/** As the opinion rules read it: what evidence does not show today did not operate in the window, accepted or not. */
export function compensationInput(standing: readonly StandingCompensation[]): InputControl["compensation"] {
  return standing.map(({ item, with: control, status, proposal }) => ({
    item,
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
