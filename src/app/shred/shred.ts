import { AppError } from "../../base/app-error.js";
import { canonicalJson, type Json } from "../../base/canonical-json.js";
import type { Sha256 } from "../../base/digest.js";
import type { Instant } from "../../base/instant.js";
import { approvalProblem, ShredApproval, ShredBasis, shredSubject } from "../../ledger/shredding.js";
import type { EvidenceStore } from "../../store/ledger/contract.js";
import type { FilePort } from "../workspace/open-workspace.js";
import { batchesOf, type ShredPlan } from "./plan-shred.js";

/** What people said of a destruction. */
export interface ShredWords {
  readonly basis: string | undefined;
  readonly requestedBy: string | undefined;
  readonly approvedBy: string | undefined;
  /** Typed by whoever runs it: that of the plan, letter for letter. */
  readonly confirmation: string | undefined;
}

export interface ShredInput {
  readonly evidence: Pick<EvidenceStore, "putBlob" | "shred" | "publish" | "salt">;
  readonly files: Pick<FilePort, "removeFolder">;
  readonly plan: ShredPlan;
  readonly words: ShredWords;
  readonly at: Instant;
}

/** Folders of what was derived from evidence: rows of what is destroyed must not stay in them. */
const DERIVED = [".lookback/tables", ".lookback/outcomes", ".lookback/exports", ".lookback/compensation"];

/**
 * Throws away everything derived from evidence, then destroys what was planned, for good: the next collect rebuilds the
 * rest. In this order, so that after a crash the same plan can still be made and nothing outlives what it came from.
 * Returns the places of the records.
 *
 * @throws AppError `bad-usage` when something speaks against it, words are missing, one person asked and approved, or
 * the confirmation is another.
 */
export async function shred({ evidence, files, plan, words, at }: ShredInput): Promise<readonly number[]> {
  refuse(plan);
  if (words.confirmation !== plan.confirmation) {
    throw usage("the confirmation is not the one of this plan", `Type: --confirm "${plan.confirmation}"`);
  }
  const salt = () => evidence.salt();
  const batches = batchesOf(plan.chosen).map((targets) => ({ targets, ...statements(plan, words, { targets, salt }) }));
  for (const folder of DERIVED) await files.removeFolder(folder);
  const records: number[] = [];
  for (const { targets, basis, approval } of batches) {
    const { index } = await evidence.shred({
      targets,
      reason: plan.reason,
      at,
      basis: await stored(evidence, basis),
      approvedBy: await stored(evidence, approval),
    });
    records.push(index);
  }
  await evidence.publish();
  return records;
}

function refuse({ refusals }: ShredPlan): void {
  const [first] = refusals;
  if (first === undefined) return;
  throw usage(
    `${first.code}: record ${first.record}: ${first.why}${refusals.length > 1 ? `, and ${refusals.length - 1} more reasons` : ""}; nothing was destroyed`,
    "Choose other evidence. What a failure rests on stays until its readers had their time; a hold ends in lookback.yaml.",
  );
}

function statements(
  { reason }: ShredPlan,
  { basis: text, requestedBy, approvedBy }: ShredWords,
  { targets, salt }: { readonly targets: readonly Sha256[]; readonly salt: () => string },
): { readonly basis: ShredBasis; readonly approval: ShredApproval } {
  const basis = ShredBasis.safeParse({ schema: "lookback/shred-basis/1", text, requestedBy, salt: salt() });
  const subject = shredSubject(targets);
  const schema = "lookback/shred-approval/1";
  const approval = ShredApproval.safeParse({ schema, by: approvedBy, reason, subject, salt: salt() });
  if (!basis.success)
    throw missing("why, and who asked", '--basis "Article 17 request 4711" --requested-by "Head of HR"');
  if (!approval.success) throw missing("who approved it", '--approved-by "Data protection officer"');
  const problem = approvalProblem({ reason }, { basis: basis.data, approval: approval.data, evidence: targets });
  if (problem !== undefined) throw usage(`this is no approval: ${problem}`, "Have a second person approve it.");
  return { basis: basis.data, approval: approval.data };
}

async function stored(evidence: Pick<EvidenceStore, "putBlob">, statement: Json): Promise<Sha256> {
  return (await evidence.putBlob([Buffer.from(canonicalJson(statement), "utf8")])).sha256;
}

function missing(what: string, example: string): AppError {
  return usage(`a destruction needs ${what}`, `Say it, for example: ${example}`);
}

function usage(message: string, fix: string): AppError {
  return new AppError({ code: "bad-usage", message, fix });
}
