import { HOUR_MS } from "../../base/instant.js";
import { at } from "../moments.js";
import { firstDay, lastSpell } from "../people/person.js";
import { LATE_REVIEW, SYSTEMS, type SystemId } from "../plan.js";
import { Prng } from "../prng.js";
import type { Account, Grant } from "./account.js";

/** A right from a finished project, which a review decided to remove. */
export interface Removal {
  readonly quarter: string;
  readonly account: Account;
  readonly grant: Grant;
  readonly decidedAt: number;
}

const AUTUMN: Readonly<Partial<Record<SystemId, number>>> = { okta: 2, github: 2 };

/**
 * Rights left over from projects: four that the review of the autumn quarter removed in time, and twelve of the
 * spring review, of which five are still there.
 */
export function removalsOf(accounts: readonly Account[], seed: string): readonly Removal[] {
  const random = new Prng(seed, "projects");
  const free = random.shuffled(accounts.filter(isSettled));
  const removals: Removal[] = [];
  const add = (quarter: string, system: SystemId, isExecuted: boolean): void => {
    const account = free.find(
      (each) => each.system === system && !removals.some((known) => known.account.person === each.person),
    );
    if (account === undefined) throw new RangeError(`nobody is left in ${system}`);
    const decidedAt = quarter === LATE_REVIEW.quarter ? at("2026-05-14", "16:00") : at("2026-01-15", "16:00");
    const to = isExecuted ? decidedAt + random.between(20, 90) * HOUR_MS : null;
    removals.push({ quarter, account, decidedAt, grant: projectGrant(account, to) });
  };
  for (const system of SYSTEMS) {
    for (let index = 0; index < (AUTUMN[system] ?? 0); index += 1) add("2025-Q4", system, true);
    const kept = LATE_REVIEW.notExecuted[system];
    for (let index = 0; index < LATE_REVIEW.removals[system]; index += 1)
      add(LATE_REVIEW.quarter, system, index >= kept);
  }
  return removals;
}

/** The accounts with the rights of finished projects on them. */
export function withProjects(accounts: readonly Account[], removals: readonly Removal[]): readonly Account[] {
  return accounts.map((account) => {
    const more = removals.filter((each) => each.account === account).map(({ grant }) => grant);
    return more.length === 0 ? account : { ...account, grants: [...account.grants, ...more] };
  });
}

function isSettled({ person }: Account): boolean {
  return (
    person.moves.length === 0 &&
    person.leave === undefined &&
    person.type === "employee" &&
    lastSpell(person).end === undefined &&
    firstDay(person) > "2021-01-01" &&
    firstDay(person) < "2025-03-01"
  );
}

function projectGrant({ person, system }: Account, to: number | null): Grant {
  const from = at("2025-05-20", "14:00");
  return {
    person,
    system,
    entitlement: `project-harbour-${system}`,
    isBirthright: false,
    from,
    to,
    roleDay: "2025-05-20",
  };
}
