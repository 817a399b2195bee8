import { canonicalJson, type Json } from "../../base/canonical-json.js";
import type { Instant } from "../../base/instant.js";
import { textOf } from "../../base/pieces.js";
import type { EvidenceStore } from "../../store/ledger/contract.js";

/** Every kind of decision that people take here. The record names kind and subject; the words stand in its blob. */
export type DecisionKind =
  /** One row of the auditor's report, in the auditor's words, locked. */
  | "report-row"
  /** Which control and attribute a row of the report is about, confirmed by a person. */
  | "report-match"
  /** A seed, stored before a population is frozen. */
  | "seed"
  /** A population frozen: its hash, its items, when. */
  | "freeze"
  /** What was drawn from a frozen population, by which rule. */
  | "selection"
  /** A plan of stages, registered before testing. */
  | "sampling-plan"
  /** What a tester or a reviewer found of one selected item. */
  | "tester-verdict"
  /** A cause, proposed or approved. */
  | "cause"
  /** Whether a compensating control is accepted for an item. */
  | "compensation"
  /** What a redacted copy leaves out, under the name of the transform. */
  | "redaction"
  /** That the mirror may be locked so that nobody can undo it. */
  | "mirror-lock"
  /** Revisions and promises that an engagement is judged by. */
  | "engagement"
  /** Who saw and did what on a server. */
  | "activity"
  /** An audit: its period, its firm, what its auditors are shown and until when. */
  | "audit"
  /** One act of fieldwork, of an auditor or of the company's answer. */
  | "fieldwork"
  /** The items of a population as an auditor froze it; named by the act that froze it. */
  | "frozen-list";

/** A decision as the ledger holds it. */
export interface Decision {
  /** Place in the log: later decisions on one subject win. */
  readonly index: number;
  readonly at: Instant;
  readonly kind: string;
  readonly subject: string;
  /** What was decided; the schema of its kind reads it. */
  readonly body: unknown;
}

type Writing = Pick<EvidenceStore, "putBlob" | "append" | "publish">;
type Reading = Pick<EvidenceStore, "records" | "openBlob">;

/** Appends one decision and returns its place in the log. Nothing is ever edited: to change one's mind, decide again. */
export async function recordDecision(
  evidence: Writing,
  decision: { readonly kind: DecisionKind; readonly subject: string; readonly body: Json; readonly at: Instant },
): Promise<number> {
  const { kind, subject, body, at } = decision;
  const { sha256 } = await evidence.putBlob([Buffer.from(canonicalJson(body), "utf8")]);
  const { index } = await evidence.append({ type: "decision", stream: "decisions", at, kind, subject, body: sha256 });
  return index;
}

/** All decisions of these kinds, oldest first; of every kind when none is named. */
export async function readDecisions(
  evidence: Reading,
  ...kinds: readonly DecisionKind[]
): Promise<readonly Decision[]> {
  const wanted: ReadonlySet<string> = new Set(kinds);
  const found: Decision[] = [];
  for await (const { index, record } of evidence.records()) {
    if (record.type !== "decision" || (wanted.size > 0 && !wanted.has(record.kind))) continue;
    const { at, kind, subject } = record;
    found.push({ index, at, kind, subject, body: JSON.parse(await textOf(evidence.openBlob(record.body))) });
  }
  return found;
}
