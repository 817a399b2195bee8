import { z } from "zod";
import { canonicalJson } from "../base/canonical-json.js";
import { type Sha256, sha256 } from "../base/digest.js";
import { DAY_MS, type Instant, msOf } from "../base/instant.js";
import { isSamePerson } from "../base/same-person.js";
import type { LedgerRecord } from "./record.js";

type Shred = Extract<LedgerRecord, { type: "shred" }>;

const Words = z.string().trim().min(1).max(4_000);
/** Random, so that the blob's name in the log does not confirm a guess at its words. */
const Salt = z.string().regex(/^[0-9a-f]{32}$/);

/** Why evidence is destroyed, and who asked for it: the blob `basis` of a shred record. */
export const ShredBasis = z.strictObject({
  schema: z.literal("lookback/shred-basis/1"),
  text: Words,
  requestedBy: Words,
  salt: Salt,
});
export type ShredBasis = z.infer<typeof ShredBasis>;

/** Who approved the destruction of exactly which evidence: the blob `approvedBy` of a shred record. */
export const ShredApproval = z.strictObject({
  schema: z.literal("lookback/shred-approval/1"),
  by: Words,
  reason: z.enum(["retention", "erasure", "legal"]),
  /** See {@link shredSubject}: an approval cannot be used for anything else. */
  subject: z.string().regex(/^[0-9a-f]{64}$/),
  salt: Salt,
});
export type ShredApproval = z.infer<typeof ShredApproval>;

/** Digest of what is approved: the evidence to be destroyed, in order of its names in the log. */
export function shredSubject(evidence: readonly Sha256[]): Sha256 {
  return sha256(canonicalJson([...evidence].sort()));
}

/** Why an approval is none; `undefined` when it holds. @param evidence targets of the record that hold evidence. */
export function approvalProblem(
  { reason }: Pick<Shred, "reason">,
  {
    basis,
    approval,
    evidence,
  }: { readonly basis: ShredBasis; readonly approval: ShredApproval; readonly evidence: readonly Sha256[] },
): string | undefined {
  if (isSamePerson(approval.by, basis.requestedBy)) return "whoever asked for it approved it";
  if (approval.reason !== reason) return `it was approved for reason ${approval.reason}, not ${reason}`;
  if (approval.subject !== shredSubject(evidence)) return "other evidence was approved to be destroyed";
  return undefined;
}

/** Days after a failing result in which the evidence it rests on stays: its readers must be able to look. */
const FAILING_RESULT_DAYS = 400;

/** Conclusions after which nobody has a failure to look into. */
const WITHOUT_FAILURE: ReadonlySet<string> = new Set(["EFFECTIVE", "NO_OCCURRENCE", "NOT_APPLICABLE"]);

/** Whether a result that was logged keeps its evidence from being destroyed at a moment. */
export function keepsEvidence(
  { outcome, asOf }: { readonly outcome: string; readonly asOf: Instant },
  at: Instant,
): boolean {
  return !WITHOUT_FAILURE.has(outcome) && msOf(at) < msOf(asOf) + FAILING_RESULT_DAYS * DAY_MS;
}
