import { z } from "zod";
import { AuditTerms, requireKeptPeriod } from "../../../app/fieldwork/audit-terms.js";
import type { ServedAudit } from "../../../app/serving/audits.js";
import { AuditPath } from "../../kit/audit-path.js";
import { route } from "../../kit/route.js";
import { AuditTermsAnswer, auditBody, termsAnswer, Wish } from "./audit-terms-answer.js";

/** Decides anew about an audit; what was decided before stays on record. An audit that was closed is open again. */
export const changeAudit = route("put", {
  path: "/audits/{audit}",
  title: "Change the terms of an audit",
  tag: "Audits",
  needs: "manage:workspace",
  logs: "changed an audit",
  params: AuditPath,
  body: z.strictObject({ ...Wish, terms: AuditTerms }),
  answer: AuditTermsAnswer,
  async handle({ params: { audit }, body: { key, terms }, who, at, world }) {
    const before = await world.audits.named(audit);
    const wish = { by: who.user.id, audit, key, what: "change-audit", said: terms, at };
    await world.fieldwork.record(wish, (log, facts) => {
      requireKeptPeriod(before, { hasFieldwork: log.of(audit).length > 0 }, terms);
      return { kind: "audit", subject: audit, body: auditBody(terms, facts, { isClosed: false }) };
    });
    const after = await world.audits.named(audit);
    if (isOtherScope(before, after)) await world.runs.request({ audit, collects: false, by: who.user.id, at });
    return termsAnswer(after);
  },
});

/** What was tested before does not answer what is asked now. */
function isOtherScope(before: ServedAudit, after: ServedAudit): boolean {
  const scope = ({ period: { from, to }, categories, criteria }: ServedAudit) =>
    JSON.stringify([from, to, categories, criteria]);
  return scope(before) !== scope(after);
}
