import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { isZone } from "../../base/zone.js";
import { credentialStates } from "../../populations/credential-states/population.js";
import { replacedAfterDeparture, replacedAfterExposure, youngEnough } from "./procedure.js";

/** IAM-10: credentials that live long are replaced before they are old, and at once when somebody else may have them. */
export const iam10 = defineControl({
  id: "IAM-10",
  revision: 1,
  title: "Keys and credentials rotated",
  statement:
    "Long-lived credentials are replaced every {max_age_days} days, within {exposure_hours} hours after one was found exposed, and within {departure_hours} hours after its owner left.",
  parameters: {
    max_age_days: {
      schema: z.int().min(1),
      default: 90,
      doc: "calendar days after its creation until the end of which a credential may be used",
    },
    exposure_hours: {
      schema: z.number().min(0),
      default: 24,
      doc: "hours after an exposure was detected in which the credential must have ended",
    },
    departure_hours: {
      schema: z.number().min(0),
      default: 72,
      doc: "hours after its owner left in which the credential must have ended",
    },
    max_gap_hours: {
      schema: z.int().min(1),
      default: 26,
      doc: "hours between two looks beyond which the time between is missing (G-STATE)",
    },
    zone: { schema: z.string().refine(isZone), default: "UTC", doc: "zone in which days are counted" },
  },
  criteria: { key: [], supporting: ["CC6.1"] },
  risk: "moderate",
  nature: "it-dependent",
  type: "preventive",
  frequency: "state",
  population: credentialStates,
  attributes: [
    { id: "A", title: "No older than promised while it could be used", isKey: true, judge: youngEnough },
    { id: "B", title: "Replaced in time after it was found exposed", isKey: true, judge: replacedAfterExposure },
    { id: "C", title: "Replaced in time after its owner left", isKey: true, judge: replacedAfterDeparture },
  ],
  evidence: [
    "Credential reports, or versions of the secret manager, with when each was made and ended",
    "Alerts of secret scanning",
    "Owners of accounts, and the roster",
    "Register of approved exceptions",
  ],
  edgeCases: [
    "G-STATE: time counts; a credential is broken from the day it grew too old to its end",
    "G-SVC: a machine's credential is its account owner's; a new owner does not make the old secret unknown",
    "A disabled credential has ended; one that is enabled again is as old as before, for its row begins with its creation",
    "Grants to applications and federation hold no long-lived secret: not applicable",
    "G-ID: a credential whose account no listing has is judged by its age; whose it is stays open",
    "G-TEST: credentials of accounts tagged as test accounts at creation are not applicable",
    "A credential that was there when first seen has an unknown age until it is certainly too old",
    "An exposure that turned out to be none has outcome `false_positive` and does not count",
  ],
  causes: ["No automation", "Nobody knows who uses the key"],
  compensating: ["The key reads only, from few addresses, with evidence of both"],
  remediation:
    "Let workloads federate instead of holding keys, rotate with a secret manager, and deny new user keys by an organisation policy.",
  limits: [
    "That the new secret differs from the old one, and that the old one was revoked everywhere, is not seen.",
    "Credentials that no source lists (in code, on laptops) are found only when they are exposed.",
    "An account whose owner is unknown leaves open whether its owner left: IAM-09 asks for one.",
  ],
});
