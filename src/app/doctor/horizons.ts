/** How far back common sources still answer; vendors change this, so it is a warning, never evidence. */
export const HORIZONS = [
  { source: "Okta system log", keeps: "account, access and sign-in events", days: 90 },
  { source: "Entra sign-in and audit logs", keeps: "30 days on paid plans, 7 on free ones", days: 30 },
  { source: "Entra deleted users", keeps: "deleted accounts, then no trace", days: 30 },
  { source: "Google Workspace reports", keeps: "sign-in and admin events", days: 180 },
  { source: "GitHub audit log", keeps: "organisation events; git events only 7 days", days: 180 },
  { source: "GitHub rule suites", keeps: "pushes and merges past a rule", days: 30 },
  { source: "AWS CloudTrail event history", keeps: "management events; older ones only in a trail's bucket", days: 90 },
  { source: "Datadog audit trail", keeps: "who changed which signal", days: 90 },
] as const;
