import { type Duty, duties } from "../kit/duties.js";

/** Disclosures of personal data. */
export const disclosures = duties({
  name: "disclosures",
  title: "Disclosures of personal data",
  doc: `One item per disclosure of the period, and per older one that was still going on on its first day; records of one key are
one. Contracts with subprocessors, requests of authorities and incidents make the list, not the register of disclosures alone.
Records: duty kind \`disclosure\` (subject = to whom, opened_at = disclosed, closed_at = ended, outcome \`subprocessor\`,
\`legal_request\` or \`incident\`, severity \`consent_needed\` or \`none\`) with the steps \`purpose_checked\` (value \`allowed\` or
\`not_allowed\`), \`recorded\` (in the register of disclosures) and \`consented\`.`,
  kinds: { disclosure: "disclosure" },
  steps: ["purpose_checked", "recorded", "consented"],
  stream: "privacy.disclosures",
});

/** One disclosure. */
export type Disclosure = Duty<"purpose_checked" | "recorded" | "consented">;
