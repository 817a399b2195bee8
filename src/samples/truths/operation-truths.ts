import { NO_OWNER_SUPPRESSION, type SecurityEvent } from "../alerts/events.js";
import { CLOUD_ACCOUNT, COLLECTOR_OUTAGE, PUBLIC_BUCKET } from "../plan.js";
import { deviations, monthsOf, type PlantedTruth } from "./truth.js";

/** What is wrong with the cloud and with alerts, and which controls must say so. */
export function operationTruths(events: readonly SecurityEvent[]): readonly PlantedTruth[] {
  return [publicBucket(), collectorOutage(), untriaged(events), suppression(events), noIncident()];
}

/** The drift job found it and it was put back within a day, so the baseline control (CFG-01) held. */
function publicBucket(): PlantedTruth {
  return {
    id: "public-bucket",
    title: "A bucket stood open for nine hours after a change in the console without a ticket",
    months: monthsOf([PUBLIC_BUCKET.openedAt]),
    outcomes: [
      ...deviations("NET-01", [`bucket ${PUBLIC_BUCKET.name}`], { A: "unauthorised" }),
      ...deviations("CHG-06", [`s3.amazonaws.com PutBucketPublicAccessBlock in ${CLOUD_ACCOUNT}`], {
        A: "unauthorised",
      }),
    ],
  };
}

function collectorOutage(): PlantedTruth {
  return {
    id: "collector-outage",
    title: "The collector of the cloud audit log was down for 52 hours during a migration",
    months: monthsOf([COLLECTOR_OUTAGE.from]),
    outcomes: deviations("LOG-01", ["log source cloudtrail-production"], { B: "not-performed" }),
    gaps: [{ stream: "cloud.changes", scope: CLOUD_ACCOUNT, reason: "not_covered" }],
  };
}

const UNTOUCHED = { B: "not-performed", C: "evidence-missing", E: "not-performed" };

/** Three of the seven were acknowledged, and then left. */
function untriaged(events: readonly SecurityEvent[]): PlantedTruth {
  const left = events.filter(({ closed, isTest, isSuppressed }) => closed === null && !isTest && !isSuppressed);
  const unseen = left.filter(({ acknowledgedAt }) => acknowledgedAt === null);
  return {
    id: "untriaged-alerts",
    title: "Seven of 188 high alerts (15 notifications) were left without a disposition",
    months: monthsOf(left.map(({ at }) => at)),
    outcomes: [
      ...deviations("MON-01", left.map(labelOf), UNTOUCHED),
      ...deviations("MON-01", unseen.map(labelOf), { A: "not-performed" }),
    ],
  };
}

function suppression(events: readonly SecurityEvent[]): PlantedTruth {
  const hidden = events.filter(({ isSuppressed }) => isSuppressed);
  return {
    id: "suppression-without-owner",
    title: "A suppression that nobody owns or approved put two findings away",
    months: monthsOf([NO_OWNER_SUPPRESSION.from, ...hidden.map(({ at }) => at)]),
    outcomes: [
      ...deviations("MON-01", hidden.map(labelOf), { ...UNTOUCHED, A: "not-performed" }),
      ...deviations("MON-02", [`suppression ${NO_OWNER_SUPPRESSION.id}`], { C: "incomplete" }),
    ],
  };
}

function labelOf({ key }: SecurityEvent): string {
  return `alert ${key}`;
}

/** The register of incidents is empty and complete, and no alert was a true positive: IR-01 did not occur. */
function noIncident(): PlantedTruth {
  return { id: "no-security-incident", title: "No security incident occurred", months: [], outcomes: [] };
}
