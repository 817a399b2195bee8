import { ALONE, startup as plan } from "../plans/startup.js";
import { type CompanyDefinition, planted } from "../planted-company.js";
import { unreviewed } from "./bulk.js";

/** Twelve people, and a repository that one of them writes alone: who should review? */
export const startup: CompanyDefinition = {
  name: "startup",
  title: "twelve people and a repository that one of them writes alone",
  make: (seed) =>
    planted(plan(seed), [{ fault: unreviewed("CHG-01", (repository) => repository === ALONE), times: 1 }]),
  expected: {
    opinion: { projected: "QUALIFIED", best: "QUALIFIED", worst: "QUALIFIED" },
    because:
      "CHG-01: 24 of 84 changes = 29 % > 5 % (R2.1), so CC8.1 is not met (R8.2): one criterion of 33, one series; 29 % is less than half, so the pillar of change is not broken (R9) and nothing is pervasive, not even at the worst end",
    controls: { "CHG-01": "INEFFECTIVE", "IAM-02": "NO_OCCURRENCE" },
  },
};
