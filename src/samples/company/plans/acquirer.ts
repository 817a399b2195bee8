import { day } from "../../../base/instant.js";
import { type CompanyPlan, PLAIN } from "../plan.js";

/**
 * Two thousand people after two acquisitions: three HR systems, people of one name, addresses given again. `size`
 * multiplies people, repositories and everything that grows with them.
 */
export function acquirer(seed: string, size = 1): CompanyPlan {
  return {
    ...PLAIN,
    id: "stonemere",
    name: "Stonemere Group (sample company)",
    seed,
    zone: "UTC",
    holidays: [],
    period: { from: day("2025-01-01"), to: day("2025-12-31") },
    coveredFrom: day("2023-11-01"),
    exportedOn: day("2026-02-15"),
    categories: ["security", "availability", "confidentiality"],
    people: 1_700 * size,
    joiners: 300 * size,
    leavers: 180 * size,
    movers: 90 * size,
    hrSystems: ["hr-north", "hr-south", "hr-east"],
    acquiredOn: [day("2025-04-01"), day("2025-09-01")],
    reusesAddresses: true,
    repositories: Array.from({ length: 40 * size }, (_, index) => ({
      name: `stonemere/service-${index + 1}`,
      changesPerMonth: 20,
    })),
    cloudAccount: "222233334444",
    alertsPerMonth: 120 * size,
    buckets: 120 * size,
  };
}
