import { day } from "../../../base/instant.js";
import { type CompanyPlan, PLAIN } from "../plan.js";

/** Sixty people over half a year, by id and name: what a disorganised company and one that fails altogether start from. */
export function sixtyPeople(seed: string, { id, name }: { readonly id: string; readonly name: string }): CompanyPlan {
  return {
    ...PLAIN,
    id,
    name: `${name} (sample company)`,
    seed,
    zone: "Europe/Berlin",
    holidays: ["2026-01-01", "2026-04-03", "2026-04-06", "2026-05-01"].map(day),
    period: { from: day("2026-01-01"), to: day("2026-06-30") },
    coveredFrom: day("2024-10-01"),
    exportedOn: day("2026-08-15"),
    categories: ["security", "availability"],
    people: 60,
    joiners: 8,
    leavers: 16,
    movers: 5,
    repositories: [
      { name: `${id}/api`, changesPerMonth: 10 },
      { name: `${id}/web`, changesPerMonth: 8 },
    ],
    cloudAccount: "444455556666",
    alertsPerMonth: 10,
    buckets: 6,
  };
}
