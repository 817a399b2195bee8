/**
 * What is planted in the sample company, and when. Everything else in this folder is ordinary company life around it.
 * The rates are chosen against the tolerable rates of the controls (5 % for high risk, 10 % for moderate); what follows
 * from each for the conclusions is written down in `truths/`.
 */

/** Who the company is. */
export const COMPANY = {
  name: "Tarnbrook Software (sample company)",
  /** A reserved name (RFC 2606): no address under it can belong to anybody. */
  domain: "tarnbrook.example",
  zone: "America/New_York",
  people: 180,
  joiners: 36,
} as const;

/** First and last day of the examined period. */
export const PERIOD = { from: "2026-01-01", to: "2026-06-30" } as const;

/** The exports were made after the period; logs are covered from well before it, because deadlines reach back. */
export const EXPORTED_AT = "2026-07-02T09:00:00Z";
export const COVERED = { from: "2025-09-01", to: "2026-07-01" } as const;
/** Since when archived logs and registers are whole. */
export const ARCHIVED_SINCE = "2019-01-01";

/** The production account; the number is one that AWS uses in its own examples. */
export const CLOUD_ACCOUNT = "111122223333";
/** The systems people have accounts in, by their ids in lookback.yaml. */
export const SYSTEMS = ["okta", "github", "aws-prod", "datadog", "guardduty"] as const;
/** One of these. */
export type SystemId = (typeof SYSTEMS)[number];

/** Changes merged in the period to each repository. */
export const REPOSITORIES = [
  { name: "tarnbrook/api", role: "ENG-API", changes: 980, deployments: 96, id: 41_001 },
  { name: "tarnbrook/web", role: "ENG-WEB", changes: 702, deployments: 80, id: 41_002 },
  { name: "tarnbrook/ledger", role: "ENG-DATA", changes: 402, deployments: 44, id: 41_003 },
  { name: "tarnbrook/infra", role: "ENG-PLAT", changes: 268, deployments: 26, id: 41_004 },
  { name: "tarnbrook/edge", role: "ENG-PLAT", changes: 58, deployments: 6, id: 41_005 },
] as const;
/** owner/name of one of these. */
export type RepositoryName = (typeof REPOSITORIES)[number]["name"];

/** The plan of the forge does not show rule suites of this repository: the stored answer is a 403. */
export const PLAN_LIMITED_REPOSITORY: RepositoryName = "tarnbrook/edge";

/** Leavers: 41 in the period, three of them disabled late in the identity provider. */
export const LEAVERS = {
  employees: 33,
  contractors: 8,
  late: [
    {
      id: "contractor-unannounced",
      why: "the contract ended on a Friday; the sponsor told HR on the Monday after",
      type: "contractor",
      lastDay: "2026-02-27",
      recordedAt: "2026-03-02T14:05:00Z",
      disabledAt: "2026-03-02T15:20:00Z",
      zone: "America/New_York",
      reason: "end_of_contract",
    },
    {
      id: "friday-in-kolkata",
      why: "last day a Friday in Kolkata; the desk in New York saw it on Monday",
      type: "employee",
      lastDay: "2026-04-10",
      recordedAt: "2026-04-01T06:30:00Z",
      disabledAt: "2026-04-13T13:40:00Z",
      zone: "Asia/Kolkata",
      reason: "voluntary",
    },
    {
      id: "involuntary-overnight",
      why: "dismissed; disabled the next morning, nine and a half hours after the end of the day",
      type: "employee",
      lastDay: "2026-05-21",
      recordedAt: "2026-05-21T18:10:00Z",
      disabledAt: "2026-05-22T13:30:00Z",
      zone: "America/New_York",
      reason: "involuntary",
    },
  ],
  /** Personal access tokens of two leavers on the forge, found by the June clean-up. Neither was used after the exit. */
  liveTokens: [
    { lastDay: "2026-03-20", revokedAt: "2026-06-11T15:05:00Z" },
    { lastDay: "2026-05-08", revokedAt: "2026-06-11T15:11:00Z" },
  ],
} as const;

/**
 * Movers: 22, of whom 6 kept an entitlement of the old role (`removedAfterDays: null`: it was still there when the
 * exports were made). The days of the last two lie after the spring review, which would have decided on it.
 */
export const MOVERS = {
  residue: [
    { from: "ENG-API", to: "ENG-PLAT", day: "2026-01-20", removedAfterDays: 19 },
    { from: "ENG-WEB", to: "ENG-API", day: "2026-02-11", removedAfterDays: 34 },
    { from: "ENG-DATA", to: "ENG-API", day: "2026-03-04", removedAfterDays: 41 },
    { from: "ENG-API", to: "PRD", day: "2026-03-24", removedAfterDays: 27 },
    { from: "ENG-PLAT", to: "SEC", day: "2026-05-26", removedAfterDays: null },
    { from: "ENG-PLAT", to: "ENG-DATA", day: "2026-06-03", removedAfterDays: null },
  ],
  managerOnly: 4,
  titleOnly: 3,
} as const;

/** The reviews of the access of the first quarter, held in the second: due on 30 April, signed off 19 days late. */
export const LATE_REVIEW = {
  quarter: "2026-Q1",
  dueDay: "2026-04-30",
  signedOffDay: "2026-05-19",
  removals: { okta: 2, github: 6, "aws-prod": 4, datadog: 0, guardduty: 0 },
  notExecuted: { okta: 0, github: 3, "aws-prod": 2, datadog: 0, guardduty: 0 },
} as const;

/**
 * Changes that nobody reviewed before they landed: seven merged inside incidents, on Friday evenings, past the rule
 * (one while the rule was switched off for 21 seconds), and two pushed directly. `reviewedAfterHours`: the review that
 * followed, where one did.
 */
export const UNREVIEWED = [
  { repository: "tarnbrook/api", merged: "2026-01-23T23:14:00Z", incident: 1, reviewedAfterHours: 64 },
  { repository: "tarnbrook/api", merged: "2026-02-13T22:41:00Z", incident: 2, reviewedAfterHours: null },
  { repository: "tarnbrook/web", merged: "2026-02-13T23:27:00Z", incident: 2, reviewedAfterHours: null },
  { repository: "tarnbrook/api", merged: "2026-03-27T21:42:20Z", incident: 3, reviewedAfterHours: 66 },
  { repository: "tarnbrook/ledger", merged: "2026-04-17T22:08:00Z", incident: 4, reviewedAfterHours: null },
  { repository: "tarnbrook/infra", merged: "2026-05-15T21:55:00Z", incident: 5, reviewedAfterHours: 65 },
  { repository: "tarnbrook/web", merged: "2026-06-05T22:36:00Z", incident: 6, reviewedAfterHours: null },
] as const;

/** The fourth of these landed while the rule of the branch was off. */
export const RULE_DISABLED = {
  repository: "tarnbrook/api",
  from: "2026-03-27T21:42:08Z",
  to: "2026-03-27T21:42:29Z",
} as const;

/** Commits pushed to a protected branch without a request, outside any incident. */
export const DIRECT_PUSHES = [
  { repository: "tarnbrook/infra", at: "2026-03-06T22:19:00Z" },
  { repository: "tarnbrook/web", at: "2026-05-29T21:31:00Z" },
] as const;

/** Merged with the approval of somebody who had committed to the change. */
export const COMMITTER_APPROVED = [
  { repository: "tarnbrook/ledger", merged: "2026-02-24T16:20:00Z" },
  { repository: "tarnbrook/api", merged: "2026-06-16T14:47:00Z" },
] as const;

/** Production deployments of commits that are on no protected branch; six of them were started by a person. */
export const UNLINKED_DEPLOYMENTS = { pipeline: 8, byHand: 6, healthy: 252 } as const;

/** A bucket's block of public access, taken off in the console on a Thursday evening and put back by the pipeline. */
export const PUBLIC_BUCKET = {
  name: "tarnbrook-invoice-archive",
  openedAt: "2026-04-09T22:10:00Z",
  detectedAt: "2026-04-10T06:30:00Z",
  closedAt: "2026-04-10T07:10:00Z",
} as const;

/** 188 events of high severity or more, 2.6 notifications each; 17 notifications of 9 events were left untriaged. */
export const ALERTS = {
  events: 188,
  notifications: 489,
  untriaged: { events: 7, notifications: 15 },
  suppressed: { events: 2, notifications: 2 },
  taggedTests: 2,
} as const;

/** The collector of the cloud audit log was down while it moved to another account. */
export const COLLECTOR_OUTAGE = { from: "2026-05-02T04:00:00Z", to: "2026-05-04T08:00:00Z" } as const;

/** Uses of the accounts for emergencies, and of the cloud account's root: each with its ticket, and looked at after. */
export const EMERGENCY_USES = [
  { system: "okta", day: "2026-02-18", clock: "21:40", ticket: "EMA-1", why: "Sign-in policy locked everybody out" },
  { system: "aws-prod", day: "2026-03-26", clock: "14:05", ticket: "EMA-2", why: "Quarterly test of emergency access" },
  { system: "aws-prod", day: "2026-06-12", clock: "14:20", ticket: "EMA-3", why: "Quarterly test of emergency access" },
] as const;
export const ROOT_USES = [
  { day: "2026-02-11", clock: "11:00", ticket: "EMA-11", why: "Support case that only root can open" },
  { day: "2026-05-20", clock: "15:30", ticket: "EMA-12", why: "Support case that only root can open" },
] as const;

/** What is wrong in the registers: small things, each within what is tolerable. */
export const LATE_POLICY = { key: "vendor", approvedOn: "2026-05-05" } as const;
export const LATE_VENDOR_REVIEW = { key: "support-desk", heldOn: "2026-05-27" } as const;
/** Open longer than their severity allows: the first of each severity that was found after these days. */
export const OVERDUE_VULNERABILITIES = [
  { severity: "critical", foundAfter: "2026-02-01", fixedAfterDays: 27 },
  { severity: "high", foundAfter: "2026-03-01", fixedAfterDays: 44 },
] as const;
/** A laptop that was set up anew, and whose disk stayed unencrypted until somebody noticed. */
export const UNENCRYPTED_LAPTOP = { from: "2026-02-03T15:00:00Z", to: "2026-02-26T15:40:00Z" } as const;
/** The check of one joiner came back days after the first day of work. */
export const LATE_CHECK = { joiner: 7, days: 4 } as const;
