import { addDays, type Day, day } from "../../base/instant.js";
import { emailOf } from "../access/account.js";
import { handle, type Person, roleOn, worksOn } from "../people/person.js";
import { leadNo } from "../people/staff.js";
import { COMPANY, REPOSITORIES, type RepositoryName } from "../plan.js";
import type { World } from "../world.js";
import type { Login } from "./change.js";

/** Who writes to a repository, and who reviews there, on a day. */
export interface Team {
  readonly authors: readonly Login[];
  readonly reviewers: readonly Login[];
}

/** The bot that proposes new versions of dependencies. */
export const DEPENDABOT: Login = { login: "dependabot[bot]", email: `dependabot@${COMPANY.domain}`, isBot: true };
/** The bot that the pipeline deploys as. */
export const DEPLOYER: Login = { login: "tarnbrook-deploy[bot]", email: `deploy@${COMPANY.domain}`, isBot: true };

/** The login of an employee on the forge. */
function loginOf(person: Pick<Person, "no">): Login {
  return { login: `${handle(person)}-tb`, email: emailOf(person), isBot: false };
}

/** Looks up teams by repository and day; people in their first or last days neither write nor review. */
export function teamFinder({ people }: World): (repository: RepositoryName, on: Day) => Team {
  const known = new Map<string, Team>();
  return (repository, on) => {
    const key = `${repository}/${on}`;
    const found = known.get(key) ?? teamOf(people, repository, on);
    known.set(key, found);
    return found;
  };
}

function teamOf(people: readonly Person[], repository: RepositoryName, on: Day): Team {
  const home = REPOSITORIES.find(({ name }) => name === repository)?.role ?? "ENG-API";
  const around = [addDays(day(on), -2), on, addDays(day(on), 2)];
  const movedSince = addDays(day(on), -4);
  const present = people.filter((person) => isSettled(person, around) && !isFreshlyMoved(person, movedSince, on));
  const authors = present.filter((person) => roleOn(person, on) === home && !isLead(person));
  const reviewers = present.filter((person) => roleOn(person, on) === home || person.no === leadNo("ENG-PLAT"));
  return { authors: authors.map(loginOf), reviewers: reviewers.map(loginOf) };
}

function isSettled(person: Person, around: readonly Day[]): boolean {
  return person.hasAccounts && around.every((each) => worksOn(person, each));
}

function isFreshlyMoved({ moves }: Person, from: Day, to: Day): boolean {
  return moves.some((move) => move.day >= from && move.day <= to);
}

function isLead({ no, role }: Person): boolean {
  return no === leadNo(role);
}
