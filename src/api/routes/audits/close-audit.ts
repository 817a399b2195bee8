import { z } from "zod";
import { requireOpen } from "../../../app/fieldwork/audit-terms.js";
import { AuditPath } from "../../kit/audit-path.js";
import { route } from "../../kit/route.js";
import { AuditTermsAnswer, auditBody, termsAnswer, Wish } from "./audit-terms-answer.js";

/** Ends an audit: its auditors see nothing any more, nobody writes in it. Everything in it stays on record. */
export const closeAudit = route("post", {
  path: "/audits/{audit}/close",
  title: "Close an audit: its auditors' access ends at once",
  tag: "Audits",
  needs: "manage:workspace",
  logs: "closed an audit",
  params: AuditPath,
  body: z.strictObject(Wish),
  answer: AuditTermsAnswer,
  async handle({ params: { audit }, body: { key }, who, at, world }) {
    const before = await world.audits.named(audit);
    const { title, firm, period, categories, criteria, profile, release } = before;
    const terms = { title, firm, period, categories, criteria: [...criteria], profile, release, ends_at: at };
    const wish = { by: who.user.id, audit, key, what: "close-audit", said: {}, at };
    await world.fieldwork.record(wish, (_log, facts) => {
      requireOpen(before, at);
      return { kind: "audit", subject: audit, body: auditBody(terms, facts, { isClosed: true }) };
    });
    return termsAnswer(await world.audits.named(audit));
  },
});
