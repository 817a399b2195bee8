import { assert } from "../../base/assert.js";
import { parseMapping } from "./mapping/parse.js";
import type { Mapping } from "./mapping/schema.js";
import * as engineering from "./mappings/engineering.js";
import * as hr from "./mappings/hr.js";
import * as identity from "./mappings/identity.js";
import * as operations from "./mappings/operations.js";
import * as scanners from "./mappings/scanners.js";
import { nativeMapping, nativeNames } from "./native.js";

/** The YAML text of every ready mapping, by name. Text, so that people can copy one and change it. */
export const READY_MAPPINGS: Readonly<Record<string, string>> = {
  "bamboohr-employees": hr.bamboohrEmployees,
  "workday-workers": hr.workdayWorkers,
  "rippling-employees": hr.ripplingEmployees,
  "hibob-people": hr.hibobPeople,
  "hr-positions": hr.hrPositions,
  "okta-users": identity.oktaUsers,
  "okta-system-log": identity.oktaSystemLog,
  "entra-users": identity.entraUsers,
  "entra-audit-log": identity.entraAuditLog,
  "entra-sign-ins": identity.entraSignIns,
  "google-users": identity.googleUsers,
  "jira-issues": operations.jiraIssues,
  "pagerduty-incidents": operations.pagerdutyIncidents,
  "pagerduty-security-incidents": operations.pagerdutySecurityIncidents,
  "pagerduty-log-entries": operations.pagerdutyLogEntries,
  "datadog-signals": operations.datadogSignals,
  "panther-alerts": operations.pantherAlerts,
  "knowbe4-enrollments": operations.knowbe4Enrollments,
  "aws-config-history": engineering.awsConfigHistory,
  cloudtrail: engineering.cloudtrailRecords,
  "github-pulls": engineering.githubPulls,
  "github-pull-commits": engineering.githubPullCommits,
  "github-reviews": engineering.githubReviews,
  "github-check-runs": engineering.githubCheckRuns,
  "github-deployments": engineering.githubDeployments,
  "github-activity": engineering.githubActivityLog,
  "github-rule-suites": engineering.githubRuleSuites,
  "github-webhook-deliveries": engineering.githubWebhookDeliveries,
  "prowler-ocsf": scanners.prowlerOcsf,
  "ocsf-findings": scanners.ocsfFindings,
  sarif: scanners.sarif,
};

const parsed = new Map<string, Mapping>();

/** A ready or native mapping by its name; `undefined` when there is none of that name. */
export function readyMapping(name: string): Mapping | undefined {
  const native = nativeMapping(name);
  if (native !== undefined) return native;
  const known = parsed.get(name);
  if (known !== undefined) return known;
  if (!Object.hasOwn(READY_MAPPINGS, name)) return undefined;
  const result = parseMapping(READY_MAPPINGS[name] ?? "", name);
  assert(result.ok, `ready mapping ${name} is valid: ${JSON.stringify(result)}`);
  parsed.set(name, result.mapping);
  return result.mapping;
}

/** Names of all mappings, ready ones first. */
export function mappingNames(): readonly string[] {
  return [...Object.keys(READY_MAPPINGS), ...nativeNames()];
}
