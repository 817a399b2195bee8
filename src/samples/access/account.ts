import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "../../base/instant.js";
import { at } from "../moments.js";
import { handle, type Person, type Spell } from "../people/person.js";
import { COMPANY, SYSTEMS, type SystemId } from "../plan.js";
import { Prng } from "../prng.js";
import { BIRTHRIGHT, entitlementsOf, PRIVILEGED } from "../roles.js";

/** A right over time, as the person's role gave it. */
export interface Grant {
  readonly person: Person;
  readonly system: SystemId;
  readonly entitlement: string;
  readonly isBirthright: boolean;
  readonly from: EpochMs;
  readonly to: EpochMs | null;
  /** The day the role began that it belongs to. */
  readonly roleDay: string;
}

/** A stretch in which the account could be used. */
export interface Use {
  readonly from: EpochMs;
  readonly to: EpochMs | null;
}

/** One person's account in one system. */
export interface Account {
  readonly person: Person;
  readonly system: SystemId;
  readonly externalId: string;
  readonly username: string;
  readonly uses: readonly Use[];
  readonly grants: readonly Grant[];
}

/** Every account that the person has or had. */
export function accountsOf(person: Person, seed: string): readonly Account[] {
  if (!person.hasAccounts) return [];
  return SYSTEMS.flatMap((system) => {
    const grants = grantsOf(person, system, seed);
    if (grants.length === 0) return [];
    return [{ person, system, grants, uses: usesOf(grants), ...identity(person, system, seed) }];
  });
}

/** Everything right in a system: birthright for the whole spell, then what each role brings. */
function grantsOf(person: Person, system: SystemId, seed: string): readonly Grant[] {
  const random = new Prng(seed, `grants/${system}/${person.no}`);
  return workStretches(person).flatMap((spell) => {
    const end = endOfAccess(spell, system, random);
    const birthright = BIRTHRIGHT[system];
    const given = at(spell.startDay, "09:05", person.zone);
    const own = { person, system, roleDay: spell.startDay };
    const always =
      birthright === undefined ? [] : [{ ...own, entitlement: birthright, isBirthright: true, from: given, to: end }];
    return [...always, ...roleGrants({ person, system, spell, end, random })];
  });
}

/** Spells without a break are one stretch of work for the accounts. */
function workStretches({ spells }: Person): readonly Spell[] {
  const [first, second] = spells;
  if (first === undefined || second === undefined || first.end?.disabledAt !== null) return spells;
  const { end: _, ...unbroken } = first;
  return [second.end === undefined ? unbroken : { ...unbroken, end: second.end }];
}

/** The forge, the cloud and the log system are cleared by a list that the desk works through after the sign-in is off. */
function endOfAccess({ end }: Spell, system: SystemId, random: Prng): EpochMs | null {
  const disabledAt = end?.disabledAt ?? null;
  if (disabledAt === null || system === "okta") return disabledAt;
  return disabledAt + random.between(6, 95) * MINUTE_MS;
}

function roleGrants(input: {
  readonly person: Person;
  readonly system: SystemId;
  readonly spell: Spell;
  readonly end: EpochMs | null;
  readonly random: Prng;
}): readonly Grant[] {
  const { person, system, spell, end, random } = input;
  const roles = [{ day: spell.startDay, role: person.role }, ...person.moves.filter(({ kind }) => kind === "role")];
  return roles.flatMap(({ day, role }, index) => {
    const next = person.moves.filter(({ kind }) => kind === "role")[index];
    const owned = entitlementsOf(role);
    const from = at(day, "11:00", person.zone) + random.between(0, 170) * MINUTE_MS;
    return owned
      .filter((each) => each.system === system)
      .map(({ entitlement }) => {
        const isResidue = next?.residue !== undefined && owned.at(-1)?.entitlement === entitlement;
        const hours = random.between(1, 70);
        // What administers a system goes on the evening of the move; the rest when the desk gets to it.
        const until = PRIVILEGED.has(entitlement) ? hours % 7 : hours;
        const moved = next === undefined ? end : at(next.day, "15:00", person.zone) + until * HOUR_MS;
        const to = isResidue ? (next?.residue?.removedAt ?? null) : moved;
        return { person, system, entitlement, isBirthright: false, from, to, roleDay: day };
      });
  });
}

/** When the account could be used: from its first right to its last, with a break where all were gone. */
function usesOf(grants: readonly Grant[]): readonly Use[] {
  const sorted = [...grants].sort((a, b) => a.from - b.from);
  const uses: { from: EpochMs; to: EpochMs | null }[] = [];
  for (const { from, to } of sorted) {
    const last = uses.at(-1);
    if (last !== undefined && (last.to === null || from <= last.to + 2 * DAY_MS)) {
      last.to = last.to === null || to === null ? null : Math.max(last.to, to);
    } else uses.push({ from, to });
  }
  return uses;
}

function identity(person: Person, system: SystemId, seed: string): Pick<Account, "externalId" | "username"> {
  const login = handle(person);
  switch (system) {
    case "okta":
      return { externalId: `00u${new Prng(seed, `okta/${person.no}`).id(17)}`, username: emailOf(person) };
    case "github":
      return { externalId: String(700_000 + Number(person.no.slice(2))), username: `${login}-tb` };
    case "aws-prod":
      return { externalId: `sso/${login}`, username: login };
    default:
      return { externalId: `${system}-${login}`, username: emailOf(person) };
  }
}

/** Addresses are made of employee numbers: names stay in HR. */
export function emailOf(person: Pick<Person, "no">): string {
  return `${handle(person)}@${COMPANY.domain}`;
}
