import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { isZone } from "../../base/zone.js";
import { oversightMeetings } from "../../populations/oversight-meetings/population.js";
import { hadQuorum, isMinuted, isSecurityDiscussed, meetingHeld } from "./procedure.js";

/** GOV-02: the board or a committee looks at security risk and at how controls work, every quarter. */
export const gov02 = defineControl({
  id: "GOV-02",
  revision: 1,
  title: "Oversight by board or management committee",
  statement:
    "The board or an independent management committee reviews security risk and the performance of controls every {interval}; minutes are written within {minutes_days} days.",
  parameters: {
    interval: { schema: z.enum(["quarter"]), default: "quarter", doc: "how often a meeting is due" },
    minutes_days: {
      schema: z.number().int().min(0),
      default: 30,
      doc: "calendar days after the meeting within which its minutes are written",
    },
    zone: {
      schema: z.string().refine(isZone, "not an IANA time zone"),
      default: "UTC",
      doc: "time zone in which quarters and days are counted; the organisation's unless given",
    },
  },
  criteria: { key: ["CC1.2"], supporting: ["CC4.2", "CC3.2"] },
  risk: "moderate",
  nature: "manual",
  type: "detective",
  frequency: "quarterly",
  population: oversightMeetings,
  attributes: [
    { id: "A", title: "The meeting of the quarter was held", isKey: true, judge: meetingHeld },
    { id: "B", title: "Security was on the agenda", isKey: true, judge: isSecurityDiscussed },
    { id: "C", title: "Minutes with actions were written in time", isKey: true, judge: isMinuted },
    {
      id: "D",
      title: "Those present were enough, and independent enough, as chartered",
      isKey: false,
      judge: hadQuorum,
    },
  ],
  evidence: ["Agenda", "Minutes with the day they were written, and the actions in them", "Attendance and the charter"],
  edgeCases: [
    "G-TIME-1: due by the last moment of the quarter in the organisation's zone",
    "Several meetings in a quarter: the first dated one counts",
    "Minutes without a date prove no timeliness, unless the record of the meeting has one",
    "A meeting without minutes is judged by attribute C, not as if it had not been held",
  ],
  causes: ["A small company without a board", "Meetings moved until the quarter was over"],
  compensating: ["Documented reviews by the executives in the same quarter"],
  remediation: "Put a standing item and a report made by the product on a calendar that repeats.",
  limits: [
    "Minutes show that security was discussed, not how well.",
    "Whether the charter's independence is enough is for people to judge.",
  ],
});
