import { bcp01Faults } from "../faults/bcp-01.js";
import { iam03Faults } from "../faults/iam-03.js";
import { net01Faults } from "../faults/net-01.js";
import { acquirer as plan } from "../plans/acquirer.js";
import { type CompanyDefinition, faultOf, planted } from "../planted-company.js";

/** Two thousand people after two acquisitions, whose leavers fall between three HR systems. */
export const acquirer: CompanyDefinition = {
  name: "acquirer",
  title: "two thousand people after two acquisitions, three HR systems, shared names and addresses given again",
  make: (seed) =>
    planted(plan(seed), [
      { fault: faultOf(iam03Faults, "iam-03-a-the-next-week"), times: 14 },
      { fault: faultOf(iam03Faults, "iam-03-d-recorded-next-week"), times: 6 },
      { fault: faultOf(net01Faults, "net-01-a-bucket-nine-hours"), times: 2 },
      { fault: faultOf(bcp01Faults, "bcp-01-a-not-run"), times: 3 },
    ]),
  expected: {
    opinion: { projected: "QUALIFIED", best: "QUALIFIED", worst: "QUALIFIED" },
    because:
      "IAM-03: 14 of 180 leavers = 7.8 % > 5 % (R2.1), so CC6.2 and CC6.3 are not met (R8.2); two criteria, one series; CC6.1 is met, so the pillar of access is not broken (R9). The rest stays within tolerance",
    controls: {
      "BCP-01": "EFFECTIVE_WITH_EXCEPTION",
      "IAM-03": "INEFFECTIVE",
      "NET-01": "EFFECTIVE_WITH_EXCEPTION",
    },
  },
};
