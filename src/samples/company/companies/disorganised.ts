import { addMonths, DAY_MS, type EpochMs, HOUR_MS } from "../../../base/instant.js";
import { startOfDay } from "../../../base/zone.js";
import type { TableRow } from "../../../model/tables.js";
import type { ExpectedOutcome } from "../../truths/truth.js";
import { machinesOf, nameOf } from "../areas/machines.js";
import { adminGrantId, elevationId, elevationLabel, elevations, standingAdmins } from "../areas/privileged-access.js";
import { quartersOf } from "../areas/reviews.js";
import { cutCoverage } from "../coverage.js";
import { type Fault, open } from "../fault.js";
import { moveItem } from "../faults/iam-02.js";
import { adminLabel } from "../faults/iam-06-holders.js";
import { sixtyPeople } from "../plans/sixty.js";
import { type CompanyDefinition, planted } from "../planted-company.js";
import type { CompanyRows } from "../rows.js";
import type { CompanyWorld } from "../world.js";

/** Whose lists were lost for three weeks of March while the company moved to other tools. */
const LOST = ["hr.workers", "grants", "repo.landed", "repo.changes", "deployments"] as const;

const lostLists: Fault = {
  id: "lists-lost-in-a-move",
  control: "IAM-03",
  attribute: "A",
  title: "Lists of people, rights, changes and deployments were lost for three weeks in a move to other tools",
  plant: (rows, world) => {
    const { period, plan } = world;
    const from = period.start + 70 * DAY_MS;
    const to = from + 21 * DAY_MS;
    for (const stream of LOST) {
      const scopes = stream.startsWith("repo.")
        ? plan.repositories.map(({ name }) => name)
        : stream === "grants"
          ? plan.systems.map(({ id }) => id)
          : ["*"];
      for (const scope of scopes) cutCoverage(rows, { stream, scope, from, to });
    }
    return unseenFrom(rows, world, { from, to });
  },
};

/** A right is looked at once a day, with two hours to spare: less than that at its end is no gap (G-STATE). */
const BETWEEN_LOOKS = 26 * HOUR_MS;

/** New rights are looked at for so long after a move (IAM-02 C). */
const NEW_RIGHTS_DAYS = 30;

/** Every right, owner, holder of a role, move and credential that lasted into the weeks without lists, by what a test calls it. */
function unseenFrom(rows: CompanyRows, world: CompanyWorld, { from, to }: Stretch): readonly ExpectedOutcome[] {
  const isHit = (since: EpochMs, until: EpochMs | null) => since < to && (until ?? world.covered.end) > from;
  const isRightHit = (id: string) => rows.access_grant.some((right) => right.id === id && isUnseen(right));
  const isUnseen = ({ from_lo, to_lo }: TableRow<"access_grant">) => {
    const [since, until] = [from_lo ?? world.covered.start, to_lo ?? world.covered.end];
    const unseenMs = Math.min(until, to) - Math.max(since, from);
    return unseenMs > BETWEEN_LOOKS || (since >= from && until <= to);
  };
  const admins = standingAdmins(world).filter((admin) => isRightHit(adminGrantId(admin)));
  const elevated = elevations(world).filter((each) => isRightHit(elevationId(each)));
  const quarters = quartersOf(world).filter(({ endDay }) =>
    isHit(startOfDay(addMonths(endDay, -3), world.plan.zone), startOfDay(endDay, world.plan.zone)),
  );
  const secrets = rows.credential.filter(
    ({ kind, from_lo, to_lo }) => kind !== "oauth_grant" && isHit(from_lo ?? world.covered.start, to_lo),
  );
  const kept = (register: string) =>
    distinct(rows.register_entry.filter((row) => row.register === register && isHit(row.from_at, row.to_at)));
  const moves = world.people.flatMap(({ no, move }) => (move === null ? [] : [{ no, movedAt: move.at }]));
  const within = (days: number) => moves.filter(({ movedAt }) => isHit(movedAt, movedAt + days * DAY_MS));
  return [
    ...kept("asset").flatMap(({ key }) => open("AST-01", "C", `asset ${key}`, "gap")),
    ...kept("security-role").flatMap(({ key }) => open("HR-06", "B", `security role ${key}`, "gap")),
    ...within(0).flatMap(({ no }) => open("IAM-02", "B", moveItem(no), "gap")),
    ...within(NEW_RIGHTS_DAYS).flatMap(({ no }) => open("IAM-02", "C", moveItem(no), "gap")),
    ...[...admins.map(adminLabel), ...elevated.map(elevationLabel)].flatMap((label) =>
      open("IAM-06", "A B C D", label, "gap"),
    ),
    ...machinesOf(world).flatMap((machine) =>
      quarters.flatMap(({ key }) => open("IAM-09", "A", `service account ${nameOf(machine)} for ${key}`, "gap")),
    ),
    ...secrets.flatMap(({ kind, id, system }) => open("IAM-10", "C", `${kind} ${id} x ${system}`, "gap")),
  ];
}

/** One of each key: a role has an entry per holder. */
function distinct<T extends { readonly key: string }>(rows: readonly T[]): readonly T[] {
  return [...new Map(rows.map((row) => [row.key, row])).values()];
}

interface Stretch {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** Controls whose population the lost lists were to prove complete, and those whose items lasted into those weeks. */
const OPEN = [
  ...["CHG-01", "CHG-02", "CHG-04", "CHG-05", "CHG-09"],
  ...["HR-01", "HR-02", "HR-03", "HR-04", "HR-05", "IAM-01", "IAM-02", "IAM-03", "IAM-04", "PHY-01"],
  ...["AST-01", "HR-06", "IAM-06", "IAM-09", "IAM-10"],
] as const;

/** A company that did its work and cannot show it. */
export const disorganised: CompanyDefinition = {
  name: "disorganised",
  title: "controls operated, but lists of people, rights and changes were lost for three weeks",
  make: (seed) =>
    planted(sixtyPeople(seed, { id: "muddlecombe", name: "Muddlecombe" }), [{ fault: lostLists, times: 1 }]),
  expected: {
    opinion: { projected: "DISCLAIMER", best: "DISCLAIMER", worst: "DISCLAIMER" },
    because:
      "the lists of leavers, rights and changes are not proven complete (R1.1): the key controls of CC6.1, CC6.2, CC6.3 and CC8.1 cannot be concluded, so two pillars lie in L (L3, R10.3)",
    controls: Object.fromEntries(OPEN.map((id) => [id, "CANNOT_CONCLUDE"])),
  },
};
