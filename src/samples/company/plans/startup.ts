import { day } from "../../../base/instant.js";
import { type CompanyPlan, PLAIN } from "../plan.js";

/** Twelve people with a repository that one of them writes alone. */
export function startup(seed: string): CompanyPlan {
  return {
    ...PLAIN,
    id: "tinwhistle",
    name: "Tinwhistle (sample company)",
    seed,
    zone: "UTC",
    holidays: [],
    period: { from: day("2026-01-01"), to: day("2026-06-30") },
    coveredFrom: day("2024-10-01"),
    exportedOn: day("2026-08-15"),
    categories: ["security"],
    people: 12,
    joiners: 1,
    leavers: 1,
    movers: 0,
    repositories: [
      { name: "tinwhistle/app", changesPerMonth: 10 },
      { name: ALONE, changesPerMonth: 4 },
    ],
    cloudAccount: "333344445555",
    alertsPerMonth: 2,
    buckets: 2,
  };
}

/** The repository of one person. */
export const ALONE = "tinwhistle/cli";
