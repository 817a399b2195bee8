import type { CompanyRows } from "../company/rows.js";
import { firstDay } from "../people/person.js";
import {
  LATE_POLICY,
  LATE_VENDOR_REVIEW,
  OVERDUE_VULNERABILITIES,
  RULE_DISABLED,
  UNENCRYPTED_LAPTOP,
} from "../plan.js";
import { checkedLate, overdueIn, withUnencryptedLaptop } from "../registers/planted.js";
import type { World } from "../world.js";
import { deviations, monthsOf, type PlantedTruth } from "./truth.js";

/** What is wrong in the registers, and which controls must say so. `vulnerabilities` are the rows of that register. */
export function registerTruths(world: World, vulnerabilities: Pick<CompanyRows, "duty">): readonly PlantedTruth[] {
  return [
    latePolicy(),
    lateVendorReview(),
    lateCheck(world),
    overdue(vulnerabilities),
    unencryptedLaptop(world),
    ruleDisabled(),
  ];
}

function latePolicy(): PlantedTruth {
  return {
    id: "late-policy-approval",
    title: "One of eight policies was approved again 19 days after it was due",
    months: monthsOf([LATE_POLICY.approvedOn]),
    outcomes: deviations("GOV-01", [`policy approval of ${LATE_POLICY.key}`], { A: "late" }),
  };
}

function lateVendorReview(): PlantedTruth {
  return {
    id: "late-vendor-review",
    title: "One of five critical vendors was reviewed again 42 days after it was due",
    months: monthsOf([LATE_VENDOR_REVIEW.heldOn]),
    outcomes: deviations("VEN-02", [`vendor review of ${LATE_VENDOR_REVIEW.key}`], { A: "late" }),
  };
}

function lateCheck(world: World): PlantedTruth {
  const person = checkedLate(world);
  return {
    id: "late-background-check",
    title: "The background check of one of 37 joiners came back after the account was open",
    months: monthsOf([firstDay(person)]),
    outcomes: deviations("HR-01", [`worker ${person.no}`], { A: "late" }),
  };
}

function overdue(vulnerabilities: Pick<CompanyRows, "duty">): PlantedTruth {
  return {
    id: "overdue-vulnerabilities",
    title:
      "Two vulnerabilities were fixed after their time was over: a critical one after 27 days, a high one after 44",
    months: monthsOf(OVERDUE_VULNERABILITIES.map(({ foundAfter }) => foundAfter)),
    outcomes: deviations(
      "VUL-02",
      overdueIn(vulnerabilities).map(({ key, subject }) => `${key.split("@")[0]} on ${subject}`),
      { A: "late" },
    ),
  };
}

function unencryptedLaptop(world: World): PlantedTruth {
  return {
    id: "unencrypted-laptop",
    title: "A laptop that had been set up anew was unencrypted for 23 days",
    months: monthsOf([UNENCRYPTED_LAPTOP.from]),
    outcomes: deviations("END-01", [`device laptop-${withUnencryptedLaptop(world).no}`], { B: "not-performed" }),
  };
}

/** The change that landed in these seconds is one of the seven hotfixes. */
function ruleDisabled(): PlantedTruth {
  return {
    id: "rule-disabled",
    title: "The rule of a main branch was switched off for 21 seconds, and nobody had approved that",
    months: monthsOf([RULE_DISABLED.from]),
    outcomes: [
      ...deviations("CHG-03", [`repository ${RULE_DISABLED.repository}`], { A: "not-performed" }),
      ...deviations(
        "CHG-03",
        ["0", "1"].map((value) => `required_approvals of ${RULE_DISABLED.repository} set to ${value}`),
        { B: "unauthorised" },
      ),
    ],
  };
}
