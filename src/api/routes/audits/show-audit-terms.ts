import { AuditPath } from "../../kit/audit-path.js";
import { route } from "../../kit/route.js";
import { AuditTermsAnswer, termsAnswer } from "./audit-terms-answer.js";

/** What was decided about an audit; its auditors read the same before they accept the scope. */
export const showAuditTerms = route("get", {
  path: "/audits/{audit}/terms",
  title: "The terms of an audit: period, scope, table of samples, what its auditors are shown",
  tag: "Audits",
  needs: "see:audit",
  params: AuditPath,
  answer: AuditTermsAnswer,
  handle: async ({ params, world }) => termsAnswer(await world.audits.named(params.audit)),
});
