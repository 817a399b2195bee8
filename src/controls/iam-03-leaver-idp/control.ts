import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { leavers } from "../../populations/leavers/population.js";
import { accountDisabled, hrRecorded, noLateSignIn, sessionsRevoked } from "./procedure.js";

/** IAM-03: a leaver can no longer sign in at the identity provider, in time. */
export const iam03 = defineControl({
  id: "IAM-03",
  revision: 2,
  title: "Leaver is disabled in the identity provider",
  statement:
    "The identity-provider account of a person who leaves is disabled, and open sessions are ended, within {revocation_sla_hours} hours of the end of work ({involuntary_sla_hours} hours if the company ended it). Clock: {sla_clock}.",
  parameters: {
    revocation_sla_hours: { schema: z.number().positive(), default: 24, doc: "hours from the clock's start" },
    involuntary_sla_hours: {
      schema: z.number().positive(),
      default: 4,
      doc: "hours where the company ended the work; the shorter of both counts",
    },
    sla_clock: {
      schema: z.enum(["effective", "recorded"]),
      default: "effective",
      doc: "the clock starts at the effective end, or when HR recorded it if that was later",
    },
    hr_notice_hours: { schema: z.number().min(0), default: 24, doc: "hours HR has to record a departure" },
    clock_skew_seconds: {
      schema: z.number().min(0),
      default: 300,
      doc: "a sign-in this soon after the end counts as simultaneous",
    },
  },
  criteria: { key: ["CC6.2", "CC6.3"], supporting: ["CC6.1"] },
  risk: "high",
  nature: "it-dependent",
  type: "preventive",
  frequency: "per_event",
  population: leavers,
  attributes: [
    {
      id: "A",
      title: "The account could no longer sign in within the promised time",
      isKey: true,
      judge: accountDisabled,
    },
    { id: "B", title: "Open sessions were ended within the promised time", isKey: true, judge: sessionsRevoked },
    { id: "C", title: "Nobody signed in after the end of work", isKey: true, judge: noLateSignIn },
    { id: "D", title: "HR recorded the departure within its notice", isKey: false, judge: hrRecorded },
  ],
  evidence: [
    "Terminations and contract ends from HR, with when they were entered",
    "Account states and their changes from the identity provider",
    "Log of ended sessions",
    "Sign-in log",
  ],
  edgeCases: [
    "G-TIME-1, G-WEEKEND: elapsed hours; a bare date ends with the day at the place of work",
    "G-TIME-3: last period's leaver who could still sign in on the first day is carried in",
    "G-REHIRE: a return approved before the deadline leaves nothing to revoke; after a longer gap access must have ended",
    "G-CONTRACTOR: contract ends count like terminations; becoming an employee is a move",
    "G-LOA: a leave is no departure",
    "G-NOACCT: no account is proven by the listing, and left open while an account without a person may be theirs",
    "G-RETRO: with the recorded clock a late entry moves the deadline, and attribute D fails instead",
    "G-INVOL: a stricter promise where the company ended the work",
    "Garden leave: the clock starts where HR said in writing beforehand that access ends",
    "A mailbox turned into a shared one still needs an account that cannot sign in",
    "An account deleted long after, but disabled in time, passes",
  ],
  causes: [
    "HR tells IT late",
    "Departures at the weekend",
    "Contractors outside the HR system",
    "Last days read in the wrong time zone",
  ],
  compensating: [
    "Device wiped and network access blocked, with logs",
    "No sign-in after the end of work and no token left active",
  ],
  remediation:
    "Let the HR system drive the identity provider, reconcile daily, and give every contractor account an end date that expires by itself.",
  limits: [
    "Sessions of applications live on after the identity provider ended its own: IAM-04 looks there.",
    "A departure that HR never learns of is found only by payroll (second source) or by IAM-14.",
    "Ended sessions are known from the provider's log; one that ends them silently on deactivation shows no event.",
    "Where more than two identity providers are in scope, silence of the third is not taken for proof.",
  ],
});
