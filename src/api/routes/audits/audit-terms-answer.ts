import { z } from "zod";
import { type AuditTerms, AuditTerms as Terms, WishKey } from "../../../app/fieldwork/audit-terms.js";
import type { WishFacts } from "../../../app/fieldwork/ledger-desk.js";
import type { ServedAudit } from "../../../app/serving/audits.js";

/** An audit with its terms and where they stand in the log. */
export const AuditTermsAnswer = Terms.extend({
  id: z.string(),
  ends_at: z.string().nullable(),
  is_closed: z.boolean(),
  /** Place in the log of the newest decision about it; `null`: only lookback.yaml names it. */
  record: z.number().int().min(0).nullable(),
});

/** What every wish carries. */
export const Wish = { key: WishKey.meta({ description: "New for each wish; the same to send one again." }) };

/** The terms of an audit as the API answers them. */
export function termsAnswer(audit: ServedAudit) {
  const { id, title, firm, period, categories, criteria, profile, release, endsAt, isClosed, record } = audit;
  return {
    ...{ id, title, firm, period, categories, profile, release, record },
    criteria: [...criteria],
    ends_at: endsAt,
    is_closed: isClosed,
  };
}

/** The decision about an audit as the log holds it. */
export function auditBody(terms: AuditTerms, facts: WishFacts, { isClosed }: { readonly isClosed: boolean }) {
  return { schema: "lookback/audit/1" as const, ...terms, is_closed: isClosed, ...facts };
}
