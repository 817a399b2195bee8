import type { Prng } from "../prng.js";

const VERBS = [
  "Add",
  "Tidy",
  "Speed up",
  "Guard",
  "Retry",
  "Split",
  "Document",
  "Measure",
  "Cache",
  "Rename",
  "Validate",
];
const THINGS = [
  "invoice export",
  "rate limits",
  "currency rounding",
  "session banner",
  "ledger import",
  "webhook delivery",
  "search index",
  "audit trail",
  "billing address form",
  "report scheduler",
  "queue worker",
  "health probe",
  "tax table",
  "upload size check",
  "statement layout",
  "feature flag cleanup",
  "tenant lookup",
  "batch size",
];
const PACKAGES = ["zod-lite", "fast-table", "mini-router", "pg-pool-lite", "date-words", "ini-reader"];

/** What a change is for, in the team's words. */
export function changeTitle(random: Prng): string {
  return `${random.pick(VERBS)} ${random.pick(THINGS)}`;
}

/** What the dependency bot calls its changes. */
export function bumpTitle(random: Prng): string {
  const minor = random.between(0, 19);
  return `Bump ${random.pick(PACKAGES)} from 2.${minor}.0 to 2.${minor}.1`;
}
