import { day } from "../../../base/instant.js";
import { type CompanyPlan, PLAIN } from "../plan.js";

/** Forty people who did what they promised: what every fault is planted into. */
export const cleanYear: CompanyPlan = {
  ...PLAIN,
  id: "clearbrook",
  name: "Clearbrook Systems (sample company)",
  seed: "1",
  zone: "Europe/Berlin",
  holidays: ["2025-10-03", "2025-12-25", "2025-12-26", "2026-01-01", "2026-04-03", "2026-04-06", "2026-05-01"].map(day),
  period: { from: day("2025-07-01"), to: day("2026-06-30") },
  coveredFrom: day("2024-04-01"),
  exportedOn: day("2026-08-15"),
  categories: ["security", "availability", "confidentiality", "processing_integrity", "privacy"],
  people: 40,
  joiners: 6,
  leavers: 5,
  movers: 4,
  repositories: [
    { name: "clearbrook/api", changesPerMonth: 12 },
    { name: "clearbrook/web", changesPerMonth: 8 },
  ],
  cloudAccount: "111122223333",
  alertsPerMonth: 8,
  buckets: 4,
};
