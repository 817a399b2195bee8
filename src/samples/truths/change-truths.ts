import type { Change } from "../changes/change.js";
import type { Deployment } from "../changes/deployments.js";
import type { History } from "../changes/history.js";
import { COMMITTER_APPROVED, PLAN_LIMITED_REPOSITORY, UNREVIEWED } from "../plan.js";
import { deviations, monthsOf, type PlantedTruth } from "./truth.js";

/** What is wrong with changes and deployments, and which controls must say so. */
export function changeTruths(history: History, deployments: readonly Deployment[]): readonly PlantedTruth[] {
  return [
    inIncidents(history),
    directPushes(history),
    committerApproved(history),
    unlinked(deployments),
    planLimited(history),
  ];
}

function labelOf({ repository, number }: Change): string {
  return `${repository}#${number}`;
}

/** A review that came after the merge makes it late; the emergency control asks for that review by the next business day. */
function inIncidents({ changes }: History): PlantedTruth {
  const past = changes.filter((change) => change.past !== null);
  const later = past.filter(({ reviews }) => reviews.length > 0).map(labelOf);
  const never = past.filter(({ reviews }) => reviews.length === 0).map(labelOf);
  return {
    id: "unreviewed-in-incidents",
    title: "Seven hotfixes were merged without a review on Friday evenings, one while the rule of the branch was off",
    months: monthsOf(UNREVIEWED.map(({ merged }) => merged)),
    outcomes: [
      ...deviations("CHG-01", later, { A: "late", D: "bypassed" }),
      ...deviations("CHG-01", never, { A: "not-performed", D: "bypassed" }),
      ...deviations("CHG-04", never, { C: "not-performed" }),
    ],
  };
}

function directPushes({ pushes }: History): PlantedTruth {
  const items = pushes.map(({ repository, sha }) => `${repository}@${sha.slice(0, 7)} (direct push)`);
  return {
    id: "direct-pushes",
    title: "Two commits were pushed to protected branches outside any incident, with no request, check or ticket",
    months: monthsOf(pushes.map(({ at }) => at)),
    outcomes: [
      ...deviations("CHG-01", items, { A: "bypassed", C: "evidence-missing", D: "bypassed" }),
      ...deviations("CHG-02", items, { A: "bypassed" }),
      ...deviations("CHG-04", items, { A: "not-performed", B: "not-performed", C: "not-performed" }),
      ...deviations("CHG-09", items, { A: "bypassed" }),
    ],
  };
}

function committerApproved({ changes }: History): PlantedTruth {
  const moments = COMMITTER_APPROVED.map(({ merged }) => Date.parse(merged));
  const items = changes.filter(({ mergedAt }) => moments.includes(mergedAt)).map(labelOf);
  return {
    id: "committer-approved",
    title: "Two changes were approved by somebody who had committed to them",
    months: monthsOf(moments),
    outcomes: deviations("CHG-01", items, { A: "unauthorised" }),
  };
}

/** A deployment by hand is an emergency too, and nobody declared, approved or reviewed these. */
function unlinked(deployments: readonly Deployment[]): PlantedTruth {
  const found = deployments.filter(({ isLinked }) => !isLinked);
  const byHand = found.filter(({ by }) => !by.isBot);
  const label = ({ repository, sha }: Deployment): string => `${repository}@${sha.slice(0, 7)} to production`;
  const nothing = { A: "not-performed", B: "not-performed", C: "not-performed" };
  return {
    id: "deployments-without-change",
    title:
      "Fourteen of 266 production deployments shipped commits that are on no protected branch; six were made by hand",
    months: monthsOf(found.map(({ at }) => at)),
    outcomes: [
      ...deviations("CHG-05", found.map(label), { A: "unauthorised" }),
      ...deviations("CHG-05", byHand.map(label), { B: "not-performed" }),
      ...deviations(
        "CHG-04",
        byHand.map((each) => `${label(each)} (by hand)`),
        nothing,
      ),
    ],
  };
}

/** The forge refused to say what its rules let pass in one repository: nobody can tell, so nothing is claimed. */
function planLimited({ changes }: History): PlantedTruth {
  const items = changes.filter(({ repository }) => repository === PLAN_LIMITED_REPOSITORY).map(labelOf);
  return {
    id: "plan-limited",
    title: "The forge's plan refused the rule log of one repository with a 403",
    months: monthsOf(
      changes.filter(({ repository }) => repository === PLAN_LIMITED_REPOSITORY).map(({ mergedAt }) => mergedAt),
    ),
    outcomes: items.map((item) => ({
      control: "CHG-01",
      attribute: "D",
      item,
      state: "indeterminate",
      kind: "plan-limited",
    })),
    gaps: [{ stream: "repo.bypasses", scope: PLAN_LIMITED_REPOSITORY, reason: "licence" }],
  };
}
