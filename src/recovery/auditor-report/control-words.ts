/** What auditors call the things that our controls speak of: every word of a line counts as its first. */
const SAME: readonly (readonly string[])[] = [
  [
    "leaver",
    "leave",
    "terminated",
    "termination",
    "terminations",
    "separated",
    "separation",
    "offboarded",
    "offboarding",
    "departed",
    "departing",
    "departure",
    "resigned",
    "leaves",
    "left",
    "leavers",
  ],
  ["joiner", "hire", "hired", "hires", "onboarded", "onboarding", "joined", "joiners", "provisioned", "provisioning"],
  ["mover", "transferred", "transfer", "transfers", "movers", "moved"],
  [
    "revoke",
    "revoked",
    "revocation",
    "disabled",
    "disable",
    "deactivated",
    "deprovisioned",
    "deprovisioning",
    "removed",
    "removal",
    "ended",
    "deleted",
  ],
  ["mfa", "multifactor", "multi-factor", "two-factor", "2fa", "second-factor"],
  ["malware", "anti-malware", "antimalware", "anti-virus", "antivirus", "virus", "edr", "endpoint-protection"],
  ["device", "workstation", "workstations", "laptop", "laptops", "endpoint", "endpoints", "devices"],
  ["update", "updates", "auto-update", "signature", "signatures", "definitions", "updated"],
  ["change", "changes", "pull", "merge", "merged", "merges", "commit", "commits"],
  ["deployment", "deployments", "deployed", "release", "releases", "deploy", "pipeline", "pipelines"],
  ["review", "reviews", "reviewed", "reviewer", "recertification", "recertified", "attestation"],
  ["access", "entitlement", "entitlements", "permission", "permissions", "privilege", "privileges"],
  [
    "approve",
    "approval",
    "approved",
    "approver",
    "approvals",
    "authorised",
    "authorized",
    "authorisation",
    "authorization",
    "unapproved",
  ],
  ["backup", "backups", "backed", "back-up", "back-ups"],
  ["restore", "restored", "restores", "restoration", "restoring"],
  ["disaster", "dr", "failover"],
  ["vendor", "vendors", "supplier", "suppliers", "third-party", "subservice"],
  ["penetration", "pentest", "pen-test"],
  ["vulnerability", "vulnerabilities", "patch", "patches", "patched", "patching"],
  ["scan", "scans", "scanned", "scanning"],
  ["incident", "incidents"],
  ["alert", "alerts", "alarm", "alarms", "detection", "detections"],
  ["triage", "triaged", "disposition", "investigated", "investigation", "acknowledged", "acknowledgment"],
  ["encrypt", "encrypted", "encryption", "unencrypted"],
  ["public", "publicly", "exposed", "exposure", "internet-facing"],
  ["firewall", "ingress", "port", "ports", "security-group"],
  ["training", "trained", "awareness"],
  ["background", "screening", "screened"],
  ["acknowledge", "acknowledgement", "acknowledged-policy", "signed"],
  ["nda", "confidentiality", "non-disclosure"],
  ["emergency", "break-glass", "hotfix", "hotfixes", "urgent"],
  [
    "administrator",
    "administrators",
    "admin",
    "admins",
    "administrative",
    "privileged",
    "superuser",
    "super-admin",
    "root",
  ],
  ["log", "logs", "logging", "logged", "audit-log"],
  ["configuration", "configurations", "baseline", "baselines", "hardening", "drift", "settings"],
  ["password", "passwords", "lockout"],
  ["account", "accounts", "user", "users", "login", "logins"],
  ["service-account", "non-human", "machine"],
  ["key", "keys", "credential", "credentials", "secret", "secrets", "token", "tokens"],
  ["session", "sessions"],
  ["reconcile", "reconciled", "reconciliation", "matched"],
  ["risk", "risks"],
  ["board", "committee", "minutes", "oversight"],
  ["evaluation", "evaluations", "appraisal", "appraisals", "performance"],
  ["policy", "policies"],
  ["dispose", "disposed", "disposal", "wiped", "destroyed", "destruction"],
  ["retention", "retained"],
  ["capacity", "utilisation", "utilization"],
  ["notify", "notified", "notification", "notifications"],
  ["test", "tests", "tested", "testing", "check", "checks", "ci"],
  ["inventory", "inventoried", "register"],
  ["postmortem", "post-incident", "lessons", "retrospective", "root-cause"],
];

/** Words that every row and every control has. */
const EMPTY = new Set(
  "a after afterwards all an and any are as at be been before by can could company's did do does each every for from had has have if in into is it its more no noted not of off on one or other our out per selected sample samples inspected inspection inquired observed reperformed exception exceptions control controls company organisation organization was were who which with within without that the their there these this those through to two under until up upon via when where whether will inspect determine determined evidence documentation period item items population promised time days day hours hour required requires run set require performed perform documented system systems scope in-scope".split(
    " ",
  ),
);

const FIRST = new Map(SAME.flatMap((words) => words.map((word) => [word, words[0] ?? word] as const)));

/** The telling words of a readable text, each once: lower case, our word for the auditor's, endings cut. */
export function tellingWords(text: string): ReadonlySet<string> {
  const words = new Set<string>();
  for (const word of text.toLowerCase().match(/[a-z][a-z0-9]*(?:-[a-z0-9]+)*/gu) ?? []) {
    for (const part of FIRST.has(word) ? [word] : word.split("-")) {
      const ours = FIRST.get(part) ?? FIRST.get(part.replace(/s$/u, "")) ?? stem(part);
      if (part.length > 1 && !EMPTY.has(part)) words.add(ours);
    }
  }
  return words;
}

function stem(word: string): string {
  return word.length > 5 ? word.replace(/(?:ments?|ations?|ings?|ed|es|s|ly)$/u, "") : word.replace(/(?<!s)s$/u, "");
}
