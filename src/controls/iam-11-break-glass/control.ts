import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { isDay } from "../../base/instant.js";
import { isZone } from "../../base/zone.js";
import { emergencyUses } from "../../populations/emergency-uses/population.js";
import { ended, reviewed, rotated, ticketed } from "./procedure.js";

/** IAM-11: emergency accounts are used only in emergencies, and somebody else looks at every use. */
export const iam11 = defineControl({
  id: "IAM-11",
  revision: 2,
  title: "Break-glass use reviewed",
  statement:
    "Emergency accounts are used only with a ticket, for at most {bg_max_hours} hours; another person reviews every use within {bg_review_bdays} business days, and by then its secret has been changed.",
  parameters: {
    bg_review_bdays: {
      schema: z.int().min(0),
      default: 2,
      doc: "business days after the use in which another person reviews it and its secret is changed",
    },
    bg_max_hours: { schema: z.number().positive(), default: 8, doc: "hours after which a use must have ended" },
    bg_ticket_minutes: {
      schema: z.int().min(0),
      default: 60,
      doc: "minutes after the sign-in in which its ticket and its record must exist (G-BREAKGLASS)",
    },
    session_gap_minutes: {
      schema: z.int().min(0),
      default: 60,
      doc: "sign-ins of one account this close to the one before belong to one use, while its record covers them",
    },
    zone: { schema: z.string().refine(isZone), default: "UTC", doc: "zone in which business days begin and end" },
    holidays: { schema: z.array(z.string().refine(isDay)), default: [], doc: "days without business, YYYY-MM-DD" },
  },
  criteria: { key: [], supporting: ["CC6.1", "CC7.2"] },
  risk: "high",
  nature: "manual",
  type: "detective",
  frequency: "per_use",
  population: emergencyUses,
  attributes: [
    { id: "A", title: "A ticket or incident was open in time", isKey: true, judge: ticketed },
    { id: "B", title: "The use ended in the time promised", isKey: true, judge: ended },
    { id: "C", title: "Another person reviewed it in time", isKey: true, judge: reviewed },
    { id: "D", title: "Its secret was changed afterwards", isKey: true, judge: rotated },
  ],
  evidence: [
    "Sign-in log of emergency accounts",
    "Tickets and incidents",
    "Record of each use: who, from when to when, who reviewed it, when the secret was changed",
  ],
  edgeCases: [
    "G-BREAKGLASS: a ticket opened before or soon after, a named person, an end, a review by somebody else",
    "G-TEST: a sign-in to test the account is a use and needs a ticket, even of an account tagged as a test account",
    "Sign-ins close to one another are one use while one record covers them, for the hours promised: the first answers for all",
    "A sign-in without any record fails every attribute",
    "A refused sign-in is no use",
  ],
  causes: ["Convenience", "No alert when the account is used"],
  compensating: ["A recording of the whole session"],
  remediation:
    "Alert on every use in a channel that asks for a form, and keep the secret in a vault that changes it after each check-out.",
  limits: [
    "What was done in the session is not seen: the reviewer's word counts.",
    "Emergency accounts that nobody marked as such are judged as people's or shared accounts by IAM-06.",
    "Sign-in logs must be whole for every system in scope: where one is missing, the list of uses proves nothing.",
  ],
});
