import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { accountMfa } from "../../populations/account-mfa/population.js";
import { isEnforced, isEnrolled, noWeakSignIn } from "./procedure.js";

/** IAM-07: people sign in with more than one factor, all the time. */
export const iam07 = defineControl({
  id: "IAM-07",
  revision: 2,
  title: "Multi-factor authentication enforced",
  statement:
    "Multi-factor authentication is enforced for everybody who works here at the identity provider, cloud consoles, source control and databases; new accounts enrol within {enrol_grace_days} days.",
  parameters: {
    phishing_resistant_for_admins: {
      schema: z.boolean(),
      default: true,
      doc: "accounts with administrative rights need a phishing-resistant factor",
    },
    enrol_grace_days: { schema: z.number().min(0), default: 3, doc: "days of 24 hours from creation to enrolment" },
    grace_minutes: {
      schema: z.number().min(0),
      default: 60,
      doc: "created without a policy and put under one within this time is kept",
    },
    max_gap_hours: { schema: z.number().min(0), default: 26, doc: "not seen for longer than this is missing" },
  },
  criteria: { key: ["CC6.1"], supporting: ["CC6.6"] },
  risk: "high",
  nature: "automated",
  type: "preventive",
  frequency: "state",
  population: accountMfa,
  attributes: [
    { id: "A", title: "A policy enforced MFA for the account", isKey: true, judge: isEnforced },
    { id: "B", title: "The promised factor was enrolled within the grace time", isKey: true, judge: isEnrolled },
    { id: "C", title: "Nobody signed in with a single factor", isKey: true, judge: noWeakSignIn },
  ],
  evidence: [
    "The identity provider's policy with its history",
    "Factors by user, with when they were enrolled",
    "Sign-in log",
    "Two-factor requirement of the code host",
  ],
  edgeCases: [
    "G-SVC, G-BREAKGLASS: accounts of machines and for emergencies are out",
    "G-STATE: measured in item-days; an approved exception counts from its approval, for at most twelve months",
    "G-LOA: a disabled account owes nothing while it is disabled",
    "An exclusion from the policy counts as broken unless an approved exception names the account or the exclusion",
    "An approved exception names the account by its id or as system/username; a bare username names nobody",
    "Where grants were not seen, nobody knows that an account with a factor that can be phished is no administrator's",
    "A sign-in over a protocol that cannot do MFA counts as single factor",
    "A temporary bypass with a ticket is no breach",
    "Where the log does not tell factors, an enforced policy answers for them, and otherwise nobody knows",
  ],
  causes: ["Excluded groups", "Old protocols", "New people in the grace time for weeks"],
  compensating: ["Those accounts sign in only from networks with device certificates, with logs"],
  remediation: "Enforce it for everybody at the provider, block old protocols, and test exclusions as code.",
  limits: [
    "A policy says what was asked at sign-in; a session that began before it goes on.",
    "Systems that only the identity provider lets people into are covered by the account there.",
    "The day of a single-factor sign-in counts whole; how many there were is not weighed.",
    "How long a temporary bypass lasted is not measured.",
  ],
});
