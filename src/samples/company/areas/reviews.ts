import { addDays, addMonths, DAY_MS, type Day, day, type EpochMs, HOUR_MS } from "../../../base/instant.js";
import { endOfDay, startOfDay } from "../../../base/zone.js";
import { daysBetween } from "../../moments.js";
import type { RowWriter } from "../rows.js";
import { type CompanyPerson, type CompanyWorld, headsOf, isThere, spread } from "../world.js";
import { accountsOf, type CompanyAccount } from "./access.js";

/** Access reviews of every quarter, and the daily reconciliation of accounts with people. */
export function reviews(world: CompanyWorld, writer: RowWriter): void {
  const bySystem = new Map<string, CompanyAccount[]>(world.plan.systems.map(({ id }) => [id, []]));
  for (const person of world.people) {
    for (const account of accountsOf(person, world)) bySystem.get(account.system.id)?.push(account);
  }
  for (const quarter of quartersOf(world)) {
    for (const [system, accounts] of bySystem) review({ system, accounts, quarter, world }, writer);
  }
  reconciliations(world, writer);
}

interface Quarter {
  readonly key: string;
  /** The first day after it. */
  readonly endDay: Day;
}

/** Quarters whose review was due before the exports were made, from one before the period on. */
export function quartersOf({ plan, covered }: Pick<CompanyWorld, "plan" | "covered">): readonly Quarter[] {
  const quarters: Quarter[] = [];
  const first = day(
    `${plan.period.from.slice(0, 5)}${["01", "04", "07", "10"][Math.floor((Number(plan.period.from.slice(5, 7)) - 1) / 3)]}-01`,
  );
  for (let start = addMonths(first, -6); startOfDay(start, plan.zone) < covered.end; start = addMonths(start, 3)) {
    const endDay = addMonths(start, 3);
    const key = `${start.slice(0, 4)}-Q${Math.ceil(Number(start.slice(5, 7)) / 3)}`;
    if (startOfDay(addDays(endDay, 20), plan.zone) < covered.end) quarters.push({ key, endDay });
  }
  return quarters;
}

function review(
  {
    system,
    accounts,
    quarter,
    world,
  }: {
    system: string;
    accounts: readonly CompanyAccount[];
    quarter: Quarter;
    world: CompanyWorld;
  },
  writer: RowWriter,
): void {
  const heads = headsOf(world);
  const listingAt = startOfDay(addDays(quarter.endDay, 5), world.plan.zone) + 8 * HOUR_MS;
  const signedAt = listingAt + 6 * DAY_MS;
  const id = `review ${system} ${quarter.key}`;
  const listed = accounts.filter(
    ({ createdAt, offAt, person }) =>
      createdAt < listingAt && (offAt === null || offAt > listingAt) && isThere(person, listingAt),
  );
  for (const { person, rights } of listed) {
    const reviewer = person.no === heads.security.no ? heads.chief : heads.security;
    writer.add("access_review_item", {
      id: `${id} ${person.no}`,
      review_id: id,
      account_username: person.no.toLowerCase(),
      entitlement: rights.at(-1)?.entitlement ?? "member",
      decision: "keep",
      decided_at: signedAt - HOUR_MS,
      reviewer_employee_no: reviewer.no,
      subject_employee_no: person.no,
      executed_at: null,
    });
  }
  const remnants = listed.filter(({ person }) => staysAsIs(person, world)).slice(-2);
  for (const [index, account] of remnants.entries()) {
    writeRemnant({ account, reviewId: id, key: quarter.key, signedAt, index }, world, writer);
  }
  writer.add("access_review", {
    id,
    system,
    period_key: quarter.key,
    listing_at: listingAt,
    listing_count: listed.length + remnants.length,
    system_count: listed.length,
    signed_off_at: signedAt,
    signed_off_by: heads.security.no,
    is_population_complete: true,
  });
}

/** Right of a project that was over before a review. */
export function remnantRight(key: string): string {
  return `project-${key.toLowerCase()}`;
}

function staysAsIs({ startAt, endAt, move }: CompanyPerson, world: CompanyWorld): boolean {
  return startAt < world.covered.start && endAt === null && move === null;
}

/** Two people of every system still hold the right of a project that is over: one loses it, the other's is changed. */
function writeRemnant(
  {
    account,
    reviewId,
    key,
    signedAt,
    index,
  }: { account: CompanyAccount; reviewId: string; key: string; signedAt: EpochMs; index: number },
  world: CompanyWorld,
  writer: RowWriter,
): void {
  const { id, person, system, createdAt } = account;
  const entitlement = remnantRight(key);
  const executedAt = signedAt + (3 + index) * DAY_MS;
  writer.add("access_review_item", {
    id: `${reviewId} ${person.no} ${entitlement}`,
    review_id: reviewId,
    account_username: person.no.toLowerCase(),
    entitlement,
    decision: index === 0 ? "remove" : "change",
    decided_at: signedAt - HOUR_MS,
    reviewer_employee_no: headsOf(world).security.no,
    subject_employee_no: person.no,
    executed_at: executedAt,
  });
  writer.add("access_grant", {
    id: `${id} ${entitlement}`,
    account_id: id,
    system: system.id,
    entitlement,
    is_privileged: false,
    grant_path: "direct",
    rule_key: null,
    granted_by: "provisioner",
    request_key: `ACC-${person.no}`,
    is_event: true,
    from_lo: createdAt + DAY_MS,
    from_hi: createdAt + DAY_MS,
    to_lo: executedAt,
    to_hi: executedAt,
    seen_at: executedAt,
  });
}

function reconciliations(world: CompanyWorld, writer: RowWriter): void {
  const { plan, covered } = world;
  const last = addDays(plan.exportedOn, -1);
  for (const due of daysBetween(plan.coveredFrom, last)) {
    writer.add("reconciliation_run", {
      id: `reconciliation ${due}`,
      due_day: due,
      ran_at: startOfDay(due, plan.zone) + 4 * HOUR_MS,
      is_complete: true,
      failed_reason: null,
    });
  }
  for (const [index, month] of [1, 3, 5].entries()) {
    const foundAt = endOfDay(addDays(plan.period.from, month * 28), plan.zone) - 20 * HOUR_MS;
    if (foundAt + 3 * DAY_MS > covered.end) continue;
    writer.add("orphan_account", {
      id: `orphan ${index}`,
      system: plan.systems[0]?.id ?? "okta",
      username: `contractor-${index}`,
      found_at: foundAt,
      resolved_at: foundAt + DAY_MS,
      resolution: "removed",
    });
  }
  for (const [index, at] of spread(world.period, 4).entries()) {
    writer.add("orphan_account", {
      id: `orphan found ${index}`,
      system: plan.systems[index % plan.systems.length]?.id ?? "okta",
      username: `trial-${index}`,
      found_at: at,
      resolved_at: at + DAY_MS,
      resolution: "removed",
    });
  }
}
