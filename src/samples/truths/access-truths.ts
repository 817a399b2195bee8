import { liveTokens } from "../access/credentials.js";
import { endIn } from "../people/person.js";
import { LATE_REVIEW, PERIOD, SYSTEMS } from "../plan.js";
import type { World } from "../world.js";
import { deviations, monthsOf, type PlantedTruth } from "./truth.js";

/** What is wrong with people's access, and which controls must say so. */
export function accessTruths(world: World): readonly PlantedTruth[] {
  return [lateLeavers(world), tokensAlive(world), lateReview(), residue(world)];
}

/** Sessions end with the account, so whoever is disabled late has sessions that ended late too. */
function lateLeavers({ people }: World): PlantedTruth {
  const late = people.filter(({ lateId }) => lateId !== undefined);
  const unannounced = late.filter(({ lateId }) => lateId === "contractor-unannounced");
  return {
    id: "late-leavers",
    title: "Three of 41 leavers were disabled late in the identity provider; none signed in after the end of work",
    months: monthsOf(late.map((person) => endIn(person, PERIOD)?.lastDay ?? "")),
    outcomes: [
      ...deviations(
        "IAM-03",
        late.map(({ no }) => `worker ${no}`),
        { A: "late", B: "late" },
      ),
      ...deviations(
        "IAM-03",
        unannounced.map(({ no }) => `worker ${no}`),
        { D: "late" },
      ),
    ],
  };
}

function tokensAlive(world: World): PlantedTruth {
  const live = liveTokens(world);
  return {
    id: "live-tokens",
    title: "Two leavers had personal tokens on the forge that lived for weeks, older than allowed; neither was used",
    months: monthsOf(live.map(({ lastDay }) => lastDay)),
    outcomes: [
      ...deviations(
        "IAM-04",
        live.map(({ account }) => `worker ${account.person.no} x github`),
        { B: "late" },
      ),
      ...deviations(
        "IAM-10",
        live.map(({ account }) => `token token-${account.externalId} x github`),
        { A: "not-performed", C: "not-performed" },
      ),
    ],
  };
}

function lateReview(): PlantedTruth {
  const label = (system: string): string => `access review of ${system} for ${LATE_REVIEW.quarter}`;
  const unfinished = SYSTEMS.filter((system) => LATE_REVIEW.notExecuted[system] > 0);
  return {
    id: "late-access-review",
    title: "The spring review of all five systems was signed off 19 days late; 5 of its 12 removals never happened",
    months: monthsOf([LATE_REVIEW.dueDay, LATE_REVIEW.signedOffDay]),
    outcomes: [
      ...deviations("IAM-05", SYSTEMS.map(label), { A: "late" }),
      ...deviations("IAM-05", unfinished.map(label), { D: "not-performed" }),
    ],
  };
}

function residue({ people }: World): PlantedTruth {
  const kept = people.flatMap((person) =>
    person.moves.filter((move) => move.residue !== undefined).map((move) => ({ person, move })),
  );
  return {
    id: "mover-residue",
    title: "Six of 22 people who changed role kept a right of the old role",
    months: monthsOf(kept.map(({ move }) => move.day)),
    outcomes: kept.flatMap(({ person, move }) =>
      deviations("IAM-02", [`move of worker ${person.no}`], {
        B: move.residue?.removedAt == null ? "not-performed" : "late",
      }),
    ),
  };
}
