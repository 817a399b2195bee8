import { awsConfigItem } from "./aws-config-item.js";
import { cloudtrail } from "./cloudtrail.js";
import { datadogSignal } from "./datadog-signal.js";
import { entraAuditLog } from "./entra-audit-log.js";
import { githubActivity } from "./github-activity.js";
import { githubCheckRun } from "./github-check-run.js";
import { githubDeployment } from "./github-deployment.js";
import { githubPull } from "./github-pull.js";
import { githubPullCommit } from "./github-pull-commit.js";
import { githubReview } from "./github-review.js";
import { githubWebhook } from "./github-webhook.js";
import { jiraIssue } from "./jira-issue.js";
import type { NormaliserName } from "./names.js";
import type { Normaliser } from "./normaliser.js";
import { ocsfFinding } from "./ocsf-finding.js";
import { oktaSystemLog } from "./okta-system-log.js";
import { pagerdutyLogEntry } from "./pagerduty-log-entry.js";
import { pantherAlert } from "./panther-alert.js";
import { prowlerOcsf } from "./prowler-ocsf.js";
import { sarifResult } from "./sarif-result.js";

const NORMALISERS: Readonly<Record<NormaliserName, Normaliser>> = {
  "okta-system-log": oktaSystemLog,
  "entra-audit-log": entraAuditLog,
  "jira-issue": jiraIssue,
  "pagerduty-log-entry": pagerdutyLogEntry,
  "datadog-signal": datadogSignal,
  "panther-alert": pantherAlert,
  "aws-config-item": awsConfigItem,
  cloudtrail,
  "github-pull": githubPull,
  "github-pull-commit": githubPullCommit,
  "github-review": githubReview,
  "github-check-run": githubCheckRun,
  "github-deployment": githubDeployment,
  "github-activity": githubActivity,
  "github-webhook": githubWebhook,
  "prowler-ocsf": prowlerOcsf,
  "ocsf-finding": ocsfFinding,
  "sarif-result": sarifResult,
};

/** The built-in function of that name. */
export function normaliserOf(name: NormaliserName): Normaliser {
  return NORMALISERS[name];
}
