import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { isZone } from "../../base/zone.js";
import { privacyRequests } from "../../populations/privacy-requests/population.js";
import { answeredInTime, correctionPassedOn, denialExplained, identityVerified } from "./procedure.js";

const DAYS = z.number().int().min(0);

/** PRV-01: people who ask about their data are verified and answered in time, and corrections reach who else has it. */
export const prv01 = defineControl({
  id: "PRV-01",
  revision: 1,
  title: "Data subject requests",
  statement:
    "Requests are verified, answered and corrected within {days} days, or {extension_days} more where the person was told in time; complaints are tracked.",
  parameters: {
    days: { schema: DAYS, default: 30, doc: "calendar days from the arrival of a request to its answer" },
    extension_days: { schema: DAYS, default: 60, doc: "further calendar days once an extension was notified in time" },
    zone: {
      schema: z.string().refine(isZone, "not an IANA time zone"),
      default: "UTC",
      doc: "time zone in which days are counted; the organisation's unless given",
    },
  },
  criteria: { key: ["P5.1", "P5.2", "P7.1", "P8.1"], supporting: [] },
  risk: "moderate",
  nature: "manual",
  type: "corrective",
  frequency: "per_event",
  population: privacyRequests,
  attributes: [
    { id: "A", title: "The person's identity was verified before the answer", isKey: true, judge: identityVerified },
    { id: "B", title: "It was answered in time", isKey: true, judge: answeredInTime },
    { id: "C", title: "A denial was explained", isKey: true, judge: denialExplained },
    { id: "D", title: "A correction was passed on to those who have the data", isKey: true, judge: correctionPassedOn },
  ],
  evidence: ["Register of requests and complaints", "Answers and notices with their dates"],
  edgeCases: [
    "G-TIME-1: due when the last day ends in the organisation's zone",
    "G-TIME-2; what comes due after the period is the next period's question",
    "G-TIME-3: a request still open when the period began counts here",
    "G-DEDUP: records of one kind and number are one request",
    "An extension counts if the person was told before the first deadline",
    "A request denied because the identity could not be verified needs no verification",
    "A complaint needs an answer and no verification",
    "G-TEST: a request tagged as a test is not applicable",
  ],
  causes: ["Requests that arrive beside the register"],
  compensating: [],
  remediation: "Take requests in by a form that starts the clock.",
  limits: [
    "A request that nobody entered in the register is not seen.",
    "Whether an answer is whole and a denial lawful is for people to judge.",
  ],
});
