import { day } from "../../../base/instant.js";
import { type CompanyPlan, PLAIN } from "../plan.js";

/**
 * Forty people over two months around the end of a half-year, so that what is due by day, week, month, quarter, half
 * and year comes due in it: small enough to plant every fault of the catalogue into it, one at a time.
 */
export const cleanMonths: CompanyPlan = {
  ...PLAIN,
  id: "clearbrook",
  name: "Clearbrook Systems (sample company)",
  seed: "1",
  zone: "UTC",
  holidays: [],
  period: { from: day("2026-06-01"), to: day("2026-07-31") },
  coveredFrom: day("2025-03-01"),
  exportedOn: day("2026-09-20"),
  categories: ["security", "availability", "confidentiality", "processing_integrity", "privacy"],
  people: 40,
  joiners: 6,
  leavers: 5,
  movers: 4,
  repositories: [
    { name: "clearbrook/api", changesPerMonth: 16 },
    { name: "clearbrook/web", changesPerMonth: 10 },
  ],
  cloudAccount: "111122223333",
  alertsPerMonth: 10,
  buckets: 4,
};
