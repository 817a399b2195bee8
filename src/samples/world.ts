import { type Account, accountsOf } from "./access/account.js";
import { type Removal, removalsOf, withProjects } from "./access/projects.js";
import { withLeavers } from "./people/leavers.js";
import { withMovers } from "./people/movers.js";
import type { Person } from "./people/person.js";
import { withSpecialCases } from "./people/special.js";
import { staff } from "./people/staff.js";

/** Who there is and what they may do: what every area of the sample draws on. */
export interface World {
  readonly seed: string;
  readonly people: readonly Person[];
  readonly accounts: readonly Account[];
  /** Rights that an access review decided to remove. */
  readonly removals: readonly Removal[];
}

/** The company as it was, from a seed alone. */
export function worldOf(seed: string): World {
  const people = withSpecialCases(withMovers(withLeavers(staff(seed), seed), seed));
  const accounts = people.flatMap((person) => accountsOf(person, seed));
  const removals = removalsOf(accounts, seed);
  return { seed, people, accounts: withProjects(accounts, removals), removals };
}
