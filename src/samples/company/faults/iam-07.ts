import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import { accountsOf, type CompanyAccount } from "../areas/access.js";
import { standingAdmins } from "../areas/privileged-access.js";
import { type Fault, faultsOf, found, nth } from "../fault.js";
import { addRows, type CompanyRows, changeRows, removeRows, rowAt } from "../rows.js";
import { type CompanyPerson, type CompanyWorld, headsOf } from "../world.js";
import { accountIn, exclude, mfaItem, middleOf, providerAccount } from "./accounts-hit.js";
import { iam07SignInDrafts } from "./iam-07-sign-ins.js";
import { joinerAt, stayerAt } from "./rights.js";

/** Ways in which somebody could sign in, or did, with one factor. */
export const iam07Faults: readonly Fault[] = faultsOf("IAM-07", [
  ...exclusions(),
  ...outages(),
  ...morePolicies(),
  ...losses(),
  ...enrolments(),
  ...laterFactors(),
  ...moreFactors(),
  ...iam07SignInDrafts(),
]);

type Draft = Omit<Fault, "control">;

function exclusions(): readonly Draft[] {
  return [
    {
      attribute: "A",
      id: "excluded",
      title: "An account was taken out of the policy",
      plant: (rows, world, at) => {
        const account = providerAccount(stayerAt(world, at), world);
        exclude(rows, account, { from: middleOf(world) });
        return found("IAM-07", "A", mfaItem(account), "not-performed");
      },
    },
    ...[
      { id: "exception-expired", title: "had expired", facts: { days: 10 } },
      { id: "exception-for-two-years", title: "was given for two years", facts: { days: 730 } },
      { id: "exception-of-nobody", title: "has no owner", facts: { days: 90, owner: null } },
      { id: "exception-after", title: "was approved five days later", facts: { days: 90, approvedAfterDays: 5 } },
    ].map(({ id, title, facts }) => ({
      attribute: "A",
      id,
      title: `An account was taken out of the policy, and the exception ${title}`,
      plant: (rows: CompanyRows, world: CompanyWorld, at: number) => {
        const account = providerAccount(stayerAt(world, at), world);
        const from = middleOf(world);
        exclude(rows, account, { from });
        addException(rows, world, { account, from, ...facts });
        return found("IAM-07", "A", mfaItem(account), "not-performed");
      },
    })),
  ];
}

function morePolicies(): readonly Draft[] {
  return [];
}

function outages(): readonly Draft[] {
  return [
    {
      attribute: "A",
      id: "switched-off",
      title: "The policy of a system was switched off for two days",
      plant: (rows, world, at) => {
        const { system, from, to } = interrupted(rows, world, at);
        const off = { id: `policy ${system} off`, system, account_id: null, is_mfa_enforced: false };
        addRows(rows, "auth_policy", { ...off, exclusion_key: null, from_at: from, to_at: to });
        return ofEverybodyIn(system, from, world);
      },
    },
    {
      attribute: "A",
      id: "no-policy",
      title: "A system had no policy at all for two days",
      plant: (rows, world, at) => {
        const { system, from } = interrupted(rows, world, at);
        return ofEverybodyIn(system, from, world);
      },
    },
    {
      attribute: "A",
      id: "new-account-outside",
      title: "A joiner's account was put under the policy two hours after it was made",
      plant: (rows, world, at) => {
        const account = providerAccount(joinerAt(world, at), world);
        exclude(rows, account, { from: account.createdAt, to: account.createdAt + 2 * HOUR_MS });
        return found("IAM-07", "A", mfaItem(account), "not-performed");
      },
    },
  ];
}

function losses(): readonly Draft[] {
  return [
    {
      attribute: "B",
      id: "lost",
      title: "Somebody's only factor was removed, and no other enrolled",
      plant: ofFactor(stayerAt, (world) => ({
        to_lo: middleOf(world),
        to_hi: middleOf(world),
        seen_at: middleOf(world),
      })),
    },
  ];
}

function enrolments(): readonly Draft[] {
  return [
    {
      attribute: "B",
      id: "joiner-days-late",
      title: "A joiner enrolled after five days",
      plant: ofFactor(joinerAt, (_, { from_hi }) => ({ from_lo: from_hi + 5 * DAY_MS, from_hi: from_hi + 5 * DAY_MS })),
    },
    {
      attribute: "B",
      id: "joiner-a-minute-late",
      title: "A joiner enrolled a minute after three days",
      plant: ofFactor(joinerAt, (_, { from_hi }) => {
        const from = from_hi + 3 * DAY_MS + MINUTE_MS;
        return { from_lo: from, from_hi: from };
      }),
    },
    {
      attribute: "B",
      id: "joiner-never",
      title: "A joiner never enrolled a factor",
      plant: (rows, world, at) => {
        const account = providerAccount(joinerAt(world, at), world);
        removeRows(rows, "auth_factor", ({ account_id }) => account_id === account.id);
        return found("IAM-07", "B", mfaItem(account), "not-performed");
      },
    },
  ];
}

function moreFactors(): readonly Draft[] {
  return [];
}

function laterFactors(): readonly Draft[] {
  return [
    {
      attribute: "B",
      id: "between-two",
      title: "Two days lay between one factor and the next",
      plant: (rows, world, at) => {
        const account = providerAccount(stayerAt(world, at), world);
        const factor = factorOf(rows, account);
        const next = middleOf(world) + 2 * DAY_MS;
        addRows(rows, "auth_factor", { ...factor, id: `${factor.id} 2`, from_lo: next, from_hi: next });
        changeFactor(rows, factor, { to_lo: middleOf(world), to_hi: middleOf(world), seen_at: middleOf(world) });
        return found("IAM-07", "B", mfaItem(account), "not-performed");
      },
    },
    {
      attribute: "B",
      id: "weak-of-an-administrator",
      title: "An administrator had a factor that can be phished",
      plant: (rows, world, at) => {
        const { person, system } = nth(standingAdmins(world), at);
        const account = accountIn(person, world, ({ id }) => id === system);
        changeFactor(rows, factorOf(rows, account), { factor: "sms", is_phishing_resistant: false });
        return found("IAM-07", "B", mfaItem(account), "not-performed");
      },
    },
  ];
}

type Factor = TableRow<"auth_factor">;

function factorOf(rows: CompanyRows, { id }: CompanyAccount): Factor {
  return rowAt(rows, "auth_factor", { where: ({ account_id }) => account_id === id, at: 0 });
}

function changeFactor(rows: CompanyRows, factor: Factor, to: Partial<Factor>): void {
  changeRows(rows, "auth_factor", { where: ({ id }) => id === factor.id, to });
}

/** Changes the factor of somebody at the identity provider. */
function ofFactor(
  who: (world: CompanyWorld, at: number) => CompanyPerson,
  to: (world: CompanyWorld, factor: Factor) => Partial<Factor>,
): Fault["plant"] {
  return (rows, world, at) => {
    const account = providerAccount(who(world, at), world);
    const factor = factorOf(rows, account);
    changeFactor(rows, factor, to(world, factor));
    return found("IAM-07", "B", mfaItem(account), "not-performed");
  };
}

function addException(
  rows: CompanyRows,
  world: CompanyWorld,
  { account, from, days, owner, approvedAfterDays = -1 }: Excuse,
): void {
  addRows(rows, "approved_exception", {
    id: `exception ${account.id}`,
    kind: "mfa",
    subject: account.id,
    owner: owner === undefined ? headsOf(world).security.no : owner,
    approved_at: from + approvedAfterDays * DAY_MS,
    from_at: from,
    to_at: from + days * DAY_MS,
  });
}

interface Excuse {
  readonly account: CompanyAccount;
  readonly from: EpochMs;
  readonly days: number;
  readonly owner?: null;
  readonly approvedAfterDays?: number;
}

/** The policy of a system that people sign in to stops for two days early in the period; the smallest system first. */
function interrupted(rows: CompanyRows, world: CompanyWorld, at: number) {
  const kinds = ["cloud", "scm", "idp"];
  const systems = kinds.flatMap((kind) => world.plan.systems.filter((system) => system.kind === kind));
  const { id: system } = nth(systems, at);
  const policy = rowAt(rows, "auth_policy", { where: ({ id }) => id === `policy ${system}`, at: 0 });
  const from = world.period.start + 2 * DAY_MS;
  const to = from + 2 * DAY_MS;
  changeRows(rows, "auth_policy", { where: ({ id }) => id === policy.id, to: { to_at: from } });
  addRows(rows, "auth_policy", { ...policy, id: `${policy.id} again`, from_at: to });
  return { system, from, to };
}

function ofEverybodyIn(system: string, at: EpochMs, world: CompanyWorld): ReturnType<Fault["plant"]> {
  return world.people
    .flatMap((person) => accountsOf(person, world))
    .filter((account) => account.system.id === system)
    .filter(({ createdAt, offAt }) => createdAt <= at && (offAt === null || offAt > at))
    .flatMap((account) => found("IAM-07", "A", mfaItem(account), "not-performed"));
}
