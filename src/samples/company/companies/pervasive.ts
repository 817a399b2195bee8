import { iam03Faults } from "../faults/iam-03.js";
import { sixtyPeople } from "../plans/sixty.js";
import { type CompanyDefinition, faultOf, planted } from "../planted-company.js";
import { nothingEnforced, unreviewed } from "./bulk.js";

/** A company in which access and change fail altogether. */
export const pervasive: CompanyDefinition = {
  name: "pervasive",
  title: "access and change fail altogether: no second factor, leavers stay, nobody reviews",
  make: (seed) =>
    planted(sixtyPeople(seed, { id: "gravelpit", name: "Gravelpit Games" }), [
      { fault: nothingEnforced, times: 1 },
      { fault: unreviewed("CHG-01", () => true), times: 1 },
      { fault: faultOf(iam03Faults, "iam-03-a-never"), times: 13 },
    ]),
  expected: {
    opinion: { projected: "ADVERSE", best: "ADVERSE", worst: "ADVERSE" },
    because:
      "IAM-07 fails on all item-days, IAM-03 on 13 of 16 leavers = 81 %, CHG-01 on every change: CC6.1, CC6.2, CC6.3 and CC8.1 are not met, each with a key control that fails on half of its items or more, so two pillars are broken (P3, R10.2)",
    controls: { "CHG-01": "INEFFECTIVE", "IAM-03": "INEFFECTIVE", "IAM-07": "INEFFECTIVE" },
  },
};
