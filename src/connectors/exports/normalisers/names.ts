/** Built-in functions that a mapping may name, one per kind of vendor record. */
const NORMALISER_NAMES = [
  "okta-system-log",
  "entra-audit-log",
  "jira-issue",
  "pagerduty-log-entry",
  "datadog-signal",
  "panther-alert",
  "aws-config-item",
  "cloudtrail",
  "github-pull",
  "github-pull-commit",
  "github-review",
  "github-check-run",
  "github-deployment",
  "github-activity",
  "github-webhook",
  "prowler-ocsf",
  "ocsf-finding",
  "sarif-result",
] as const;
export type NormaliserName = (typeof NORMALISER_NAMES)[number];

/** Whether a mapping's `normaliser` exists. */
export function isNormaliserName(text: string): text is NormaliserName {
  return normaliserNames().includes(text);
}

/** The names as plain text, for messages. */
export function normaliserNames(): readonly string[] {
  return NORMALISER_NAMES;
}
