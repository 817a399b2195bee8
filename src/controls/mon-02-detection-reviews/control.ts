import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { detectionReviews } from "../../populations/detection-reviews/population.js";
import { noiseActedOn, reviewHeld, suppressionUnexpired } from "./procedure.js";

/** MON-02: detections are reviewed every month, noise gets an owner and an action, suppressions end when agreed. */
export const mon02 = defineControl({
  id: "MON-02",
  revision: 1,
  title: "Detections tuned and coverage reviewed",
  statement:
    "Detection rules and suppressions are reviewed {interval}; rules beyond noise limits get an owner and action.",
  parameters: {
    interval: { schema: z.enum(["monthly"]), default: "monthly", doc: "how often; the review covers a calendar month" },
    held_within_days: {
      schema: z.int().min(0),
      default: 14,
      doc: "days of 24 hours after the month within which its review is held and its noisy rules are decided on",
    },
  },
  criteria: { key: [], supporting: ["CC7.2", "CC4.1"] },
  risk: "moderate",
  nature: "manual",
  type: "detective",
  frequency: "monthly",
  population: detectionReviews,
  attributes: [
    { id: "A", title: "The review of the month was held", isKey: true, judge: reviewHeld },
    { id: "B", title: "A rule beyond the noise limits has an owner and an action", isKey: true, judge: noiseActedOn },
    { id: "C", title: "No suppression is active after its expiry", isKey: true, judge: suppressionUnexpired },
  ],
  evidence: ["Review records", "Changes to detection rules"],
  edgeCases: ["G-MERGE", "G-TIME-2", "A suppression without an agreed expiry never expires: a deviation"],
  causes: ["Nobody owns the rules"],
  compensating: [],
  remediation: "Keep detections as code, with tests and owners.",
  limits: [
    "That the limits are sensible and the action helps is not seen: look at the noise of the next month.",
    "Whether coverage of techniques was reviewed is known only from the review record.",
  ],
});
