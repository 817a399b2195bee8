/** What a stream is about: its coverage rows carry one scope each, of this kind. */
export type StreamScope = "*" | "system" | "repository" | "cloud_account";

/**
 * Every kind of thing that can be looked at. Coverage rows, population needs and gaps name these and nothing else.
 */
export const STREAMS = {
  "hr.workers": { scope: "*", title: "Workers and their spells of employment, leavers included" },
  "hr.positions": { scope: "*", title: "Changes of role, department and manager" },
  "hr.leaves": { scope: "*", title: "Leaves of absence" },
  "payroll.leavers": { scope: "*", title: "Leavers according to payroll or finance" },
  "training.completions": { scope: "*", title: "Security-awareness enrolments and completions" },
  "identity.decisions": { scope: "*", title: "Decisions on whom an account belongs to" },
  accounts: { scope: "system", title: "Accounts, disabled and deleted ones included" },
  "account-events": { scope: "system", title: "Log of account changes: creation, disabling, deletion" },
  grants: { scope: "system", title: "Groups, roles and permissions given and taken" },
  credentials: { scope: "system", title: "Tokens, keys and other personal credentials" },
  factors: { scope: "system", title: "Enrolled authentication factors" },
  "auth-policies": { scope: "system", title: "MFA policy over time" },
  "sign-ins": { scope: "system", title: "Sign-in log" },
  "session-revocations": { scope: "system", title: "Ended sessions and tokens" },
  "access-reviews": { scope: "system", title: "Access reviews with every line" },
  reconciliations: { scope: "*", title: "Runs that compare accounts with the roster, and what they found" },
  tickets: { scope: "*", title: "Tickets and access requests with their approvals" },
  "repo.landed": { scope: "repository", title: "What landed on the protected branch" },
  "repo.changes": { scope: "repository", title: "Merged pull or merge requests" },
  "repo.reviews": { scope: "repository", title: "Reviews" },
  "repo.checks": { scope: "repository", title: "Automated checks" },
  "repo.bypasses": { scope: "repository", title: "Pushes and merges past a rule" },
  deployments: { scope: "*", title: "Deployments" },
  "cloud.config": { scope: "cloud_account", title: "Configuration history of cloud resources" },
  "cloud.changes": { scope: "cloud_account", title: "Audit log of the cloud control plane" },
  "exceptions.approved": { scope: "*", title: "Register of approved exceptions" },
  "drift.findings": { scope: "*", title: "Drift found by comparison with the baseline" },
  "drift.runs": { scope: "*", title: "Scheduled drift runs" },
  "log.sources": { scope: "*", title: "Log sources that should be collected, and their health" },
  "backup.runs": { scope: "*", title: "Data stores and their backup jobs" },
  alerts: { scope: "system", title: "Security alerts, suppressed ones included" },
  "alert-states": { scope: "system", title: "What happened to each alert" },
  suppressions: { scope: "*", title: "Suppressions and playbooks with their approvals" },
  "detection-reviews": { scope: "*", title: "Periodic reviews of detections" },
  incidents: { scope: "*", title: "Security incidents" },
} as const satisfies Readonly<Record<string, { readonly scope: StreamScope; readonly title: string }>>;

export type StreamName = keyof typeof STREAMS;

export function isStreamName(text: string): text is StreamName {
  return Object.hasOwn(STREAMS, text);
}
