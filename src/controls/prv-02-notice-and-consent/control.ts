import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { isZone } from "../../base/zone.js";
import { collectionPoints } from "../../populations/collection-points/population.js";
import { consentRecorded, fieldsInNotice, noticeReviewed, noticeShown } from "./procedure.js";

/** PRV-02: people are told what is collected when it is, agree where they must, and nothing else is collected. */
export const prv02 = defineControl({
  id: "PRV-02",
  revision: 1,
  title: "Notice, choice and collection",
  statement:
    "The privacy notice is reviewed every {interval_months} months and shown at collection; consent is obtained where required; collection matches the notice.",
  parameters: {
    interval_months: {
      schema: z.int().min(1),
      default: 12,
      doc: "calendar months after the last review of the notice",
    },
    grace_minutes: {
      schema: z.int().min(0),
      default: 60,
      doc: "minutes in which a new collection point may be put in order (G-STATE)",
    },
    max_gap_hours: {
      schema: z.int().min(1),
      default: 26,
      doc: "hours between two looks beyond which the time between is missing (G-STATE)",
    },
    zone: {
      schema: z.string().refine(isZone, "not an IANA time zone"),
      default: "UTC",
      doc: "time zone in which months are counted; the organisation's unless given",
    },
  },
  criteria: { key: ["P1.1", "P2.1", "P3.1", "P3.2"], supporting: [] },
  risk: "moderate",
  nature: "manual",
  type: "preventive",
  frequency: "annual",
  population: collectionPoints.population,
  attributes: [
    { id: "A", title: "The notice was reviewed within the interval", isKey: true, judge: noticeReviewed },
    { id: "B", title: "The notice was shown at collection", isKey: true, judge: noticeShown },
    { id: "C", title: "Consent was recorded where needed", isKey: true, judge: consentRecorded },
    { id: "D", title: "What was collected is in the notice", isKey: true, judge: fieldsInNotice },
  ],
  evidence: ["History of the notice with its reviews", "Inventory of forms with their fields", "Log of consents"],
  edgeCases: [
    "G-STATE",
    "G-TEST: a collection point of class test is not applicable",
    "G-TIME-2",
    "Where consent is not needed by the record, none is asked for",
    "A new form has an hour to be put in order",
  ],
  causes: ["New forms that nobody told privacy of"],
  compensating: [],
  remediation: "Check the register of forms against the code before each release.",
  limits: [
    "A form that is not on the register is not seen.",
    "Whether consent is needed, and the notice understood, is for people to judge.",
    "Single consents are not looked at: the record says whether the point records them.",
  ],
});
