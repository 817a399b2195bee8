import { AppError } from "../../base/app-error.js";
import type { ServedAudit } from "../serving/audits.js";
import type { FieldworkAct } from "./acts.js";
import { requireOpen } from "./audit-terms.js";
import type { FieldworkLog } from "./fieldwork-log.js";
import type { Ruling, WishFacts } from "./ledger-desk.js";
import { type Papers, papersOf, type SelectionPaper, selectionNamed } from "./papers.js";

/** What every act of fieldwork is judged by. */
export interface Acting {
  readonly audit: ServedAudit;
  readonly papers: Papers;
  readonly facts: WishFacts;
  /** The fields that every act has. */
  readonly common: Pick<FieldworkAct, "schema" | "audit" | "by" | "key" | "asked">;
}

/** @throws AppError `refused` once the audit is closed or its time is over. */
export function acting(audit: ServedAudit, log: FieldworkLog, { facts, at }: { facts: WishFacts; at: string }): Acting {
  requireOpen(audit, at);
  const papers = papersOf(log.of(audit.id));
  return { audit, papers, facts, common: { schema: "lookback/fieldwork/1", audit: audit.id, ...facts } };
}

/** The record of an act: its subject names the audit and what the act is about, by ids. */
export function ruling(body: FieldworkAct, about: string): Ruling {
  return { kind: "fieldwork", subject: `${body.audit}/${about}`, body };
}

/** @throws AppError `refused` before an auditor has accepted the scope as it was last decided. */
export function requireScope({ audit, papers }: Acting): void {
  const last = papers.accepted.at(-1);
  if (last !== undefined && last.body.terms === audit.record) return;
  throw refused(
    last === undefined
      ? "nobody of the auditors has accepted the scope of this audit yet"
      : "the terms of this audit were changed since its scope was accepted",
    "Read the scope, then accept it: POST /api/v1/portal/audits/{audit}/scope.",
  );
}

/** A selection that both sides may name. To the company one that is not released does not exist. */
export function releasedSelection(papers: Papers, id: string, side: "auditor" | "company"): SelectionPaper {
  const shown = side === "auditor" ? papers : { ...papers, selections: papers.selections.filter(isReleased) };
  const paper = selectionNamed(shown, id);
  if (isReleased(paper)) return paper;
  throw refused(
    `${id} is not released: what names it would show it to the company`,
    "Release it first, or keep this in a private remark.",
  );
}

export function isReleased({ released }: SelectionPaper): boolean {
  return released !== undefined;
}

export function refused(message: string, fix: string): AppError {
  return new AppError({ code: "refused", message, fix });
}
