import { z } from "zod";
import { AuditKey, AuditTerms } from "../../../app/fieldwork/audit-terms.js";
import { AppError } from "../../../base/app-error.js";
import { route } from "../../kit/route.js";
import { AuditTermsAnswer, auditBody, termsAnswer, Wish } from "./audit-terms-answer.js";

/** Another audit beside that of lookback.yaml: another period, another firm. Its first run is asked for at once. */
export const createAudit = route("post", {
  path: "/audits",
  title: "Create an audit: its period, its firm, what its auditors are shown and until when",
  tag: "Audits",
  needs: "manage:workspace",
  logs: "created an audit",
  body: z.strictObject({ ...Wish, id: AuditKey, terms: AuditTerms }),
  answer: AuditTermsAnswer,
  async handle({ body: { key, id, terms }, who, at, world }) {
    const wish = { by: who.user.id, audit: id, key, what: "create-audit", said: terms, at };
    const known = await world.audits.list();
    await world.fieldwork.record(wish, ({ audits }, facts) => {
      if (known.some((audit) => audit.id === id) || audits.some(({ audit }) => audit === id)) throw taken(id);
      return { kind: "audit", subject: id, body: auditBody(terms, facts, { isClosed: false }) };
    });
    await world.runs.request({ audit: id, collects: false, by: who.user.id, at });
    return termsAnswer(await world.audits.named(id));
  },
});

function taken(id: string): AppError {
  return new AppError({
    code: "refused",
    message: `there is an audit ${id} already`,
    fix: "Choose another id, or change that one: PUT /api/v1/audits/{audit}.",
  });
}
