import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { dataSessions } from "../../populations/data-sessions/population.js";
import { endedInTime, justified, logged } from "./procedure.js";

/** IAM-15: people look at customer data in production only for a reason, for a time, and on record. */
export const iam15 = defineControl({
  id: "IAM-15",
  revision: 2,
  title: "Production data access justified",
  statement:
    "People's access to customer data in production has a ticket or another person's approval beforehand, ends within {max_hours} hours, and is logged. In a declared emergency the ticket is open within {bg_ticket_minutes} minutes.",
  parameters: {
    max_hours: { schema: z.number().positive(), default: 8, doc: "hours after which a session must have ended" },
    clock_skew_seconds: {
      schema: z.number().min(0),
      default: 300,
      doc: "an approval or ticket this soon after the start counts as simultaneous (G-TIME-4)",
    },
    bg_ticket_minutes: {
      schema: z.int().min(0),
      default: 60,
      doc: "minutes after the start in which the ticket of an emergency must be open (G-BREAKGLASS)",
    },
    ticket_age_days: {
      schema: z.int().min(0),
      default: 90,
      doc: "how far back tickets must have been seen before one that is named and not found counts as missing",
    },
  },
  criteria: { key: [], supporting: ["CC6.1", "C1.1"] },
  risk: "high",
  nature: "it-dependent",
  type: "preventive",
  frequency: "per_event",
  population: dataSessions,
  attributes: [
    { id: "A", title: "A ticket or another person's approval came first", isKey: true, judge: justified },
    { id: "B", title: "The session ended in the time promised", isKey: true, judge: endedInTime },
    { id: "C", title: "Commands or queries were logged", isKey: true, judge: logged },
  ],
  evidence: [
    "Audit log of databases and of consoles that show customer data",
    "Log of the tool that gives access for a time",
    "Tickets and approvals",
  ],
  edgeCases: [
    "G-BREAKGLASS: a declared emergency has a little time for its ticket; its review is judged by IAM-11",
    "G-SVC: sessions of machines are left out by the source",
    "G-TEST: drills tagged when they were made are not applicable",
    "G-TIME-3: a session from before the period that was still open on its first day is carried in, for its end alone",
    "A session without an end is standing access: B fails, whatever its ticket says",
    "One's own approval is none, under whatever number; where a number has no one person it stays open",
    "A ticket that cannot be found is missing evidence; one that was resolved before the session began justifies nothing",
  ],
  causes: ["Database passwords in people's hands", "No access for a time only"],
  compensating: ["LOG-03 reviews privileged activity every week"],
  remediation:
    "Let people in only through a proxy that asks for a ticket, ends by itself and records; close direct routes by network policy.",
  limits: [
    "Whether the ticket's reason was good, and whether what was done fits it, is not seen.",
    "Routes to the data that the source does not log leave no session.",
    "That the log is complete and unchanged is LOG-01's question.",
  ],
});
