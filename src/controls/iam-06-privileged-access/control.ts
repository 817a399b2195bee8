import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { privilegedGrants } from "../../populations/privileged-grants/population.js";
import { approved, individual, neededForJob, removedInTime } from "./procedure.js";

/** IAM-06: administrative rights are held by named, approved persons, for as long as their job needs them. */
export const iam06 = defineControl({
  id: "IAM-06",
  revision: 1,
  title: "Privileged access restricted",
  statement:
    "Administrative roles are limited to named and approved persons, used through individual accounts, and taken away within {removal_hours} hours after the need has ended. Elevations of up to {jit_hours} hours each have a request of their own.",
  parameters: {
    removal_hours: {
      schema: z.number().min(0),
      default: 24,
      doc: "hours after its holder left or changed jobs in which a right must have ended or been approved anew",
    },
    jit_hours: {
      schema: z.number().min(0),
      default: 8,
      doc: "a right that ends within so many hours of its start is an elevation for a time",
    },
    clock_skew_seconds: {
      schema: z.number().min(0),
      default: 300,
      doc: "an approval this soon after the grant counts as simultaneous (G-TIME-4)",
    },
    max_gap_hours: {
      schema: z.int().min(1),
      default: 26,
      doc: "hours between two looks beyond which the time between is missing (G-STATE)",
    },
  },
  criteria: { key: ["CC6.1", "CC6.3"], supporting: ["CC6.2"] },
  risk: "high",
  nature: "it-dependent",
  type: "preventive",
  frequency: "state",
  population: privilegedGrants,
  attributes: [
    { id: "A", title: "Approved for this holder, before it was held", isKey: true, judge: approved },
    { id: "B", title: "Held by one person's account, not by a shared one", isKey: true, judge: individual },
    { id: "C", title: "The holder's job was the one it was approved for", isKey: true, judge: neededForJob },
    { id: "D", title: "Ended in time after the holder left or moved", isKey: true, judge: removedInTime },
  ],
  evidence: [
    "Members of administrative roles over time, from logs or listings",
    "Requests with approvals, or the register of approved holders",
    "Roster, and changes of job",
  ],
  edgeCases: [
    "G-STATE: time counts; an approval after the grant heals nothing that came before it",
    "Each elevation for a time is an item with a request of its own: standing approval and a request used before do not count",
    "G-SVC: a right of a machine needs an approval, but has no job; its owner is judged by IAM-09",
    "G-SHARED: a shared account fails B unless an approved exception says that it is checked out to one person at a time",
    "G-BREAKGLASS: rights of emergency accounts are not applicable, IAM-11 looks at every use",
    "After a move the right may stay for the time promised; beyond it C and D fail, until a newer approval",
    "A right given after a move on an approval from before it fails C and D at once, one given after the holder left fails D",
    "G-ID: of a right whose account no listing has, only an approval can be seen; what is missing stays open",
    "A right of which only the end is known was held since nobody knows when: it stays open",
    "A register entry that ended is an approval that ended",
  ],
  causes: ["Founders who keep their rights", "No elevation for a time", "Roles that pile up"],
  compensating: ["IAM-11 reviews emergency use", "LOG-03 reviews what administrators do"],
  remediation:
    "Elevate people for a time, keep permission boundaries as code, and alert on administrative rights given directly.",
  limits: [
    "How many administrators are too many is no verdict here: compare the list with the number of people.",
    "What a right allows is the source's word: a role that is not marked as administrative is not seen.",
    "Whether a shared account was in fact used by one person at a time is not seen.",
    "A job is compared by its role code, or by its title where HR has no codes.",
  ],
});
