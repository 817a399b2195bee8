import type { EpochMs } from "../../../base/instant.js";
import { accountsOf, type CompanyAccount } from "../areas/access.js";
import { nth } from "../fault.js";
import type { SystemPlan } from "../plan.js";
import { addRows, type CompanyRows } from "../rows.js";
import type { CompanyPerson, CompanyWorld } from "../world.js";

/** Somebody's account in the first system that is as asked. @throws RangeError without one. */
export function accountIn(
  person: CompanyPerson,
  world: CompanyWorld,
  where: (system: SystemPlan) => boolean,
): CompanyAccount {
  return nth(
    accountsOf(person, world).filter(({ system }) => where(system)),
    0,
  );
}

/** Somebody's account at the identity provider. */
export function providerAccount(person: CompanyPerson, world: CompanyWorld): CompanyAccount {
  return accountIn(person, world, ({ kind }) => kind === "idp");
}

/** What IAM-07 calls an account. */
export function mfaItem({ person, system }: CompanyAccount): string {
  return `worker ${person.no} x ${system.id}`;
}

/** A moment in the middle of the period. */
export function middleOf({ period }: CompanyWorld): EpochMs {
  return period.start + Math.floor((period.end - period.start) / 2);
}

/** Takes an account out of its system's policy. */
export function exclude(
  rows: CompanyRows,
  { id, system }: CompanyAccount,
  { from, to = null }: { readonly from: EpochMs; readonly to?: EpochMs | null },
): void {
  addRows(rows, "auth_policy", {
    id: `policy ${id}`,
    system: system.id,
    account_id: id,
    is_mfa_enforced: false,
    exclusion_key: null,
    from_at: from,
    to_at: to,
  });
}
