import type { ExpectedOutcome } from "../../truths/truth.js";
import { accountsOf } from "../areas/access.js";
import { type Fault, found } from "../fault.js";
import { type CompanyRows, changeRows, removeRows } from "../rows.js";
import type { CompanyWorld } from "../world.js";

/** Nobody reviews what lands in some repositories; the reviews after emergencies go on. */
export function unreviewed(control: string, isHit: (repository: string) => boolean): Fault {
  return {
    id: `${control.toLowerCase()}-a-nobody-reviews`,
    control,
    attribute: "A",
    title: "Nobody reviewed changes before they were merged",
    plant: (rows) => {
      const hit = rows.change.filter(({ repository }) => isHit(repository));
      const ids = new Set(hit.map(({ id }) => id));
      removeRows(rows, "review", (row) => ids.has(row.change_id) && isBefore(row));
      return hit.flatMap(({ repository, number, is_emergency }) =>
        found(control, "A", `${repository}#${number}`, is_emergency ? "late" : "not-performed"),
      );
    },
  };
}

function isBefore({ submitted_at, merged_at }: { submitted_at: number | null; merged_at: number | null }): boolean {
  return submitted_at !== null && merged_at !== null && submitted_at < merged_at;
}

/** No system enforces a second factor; everybody used one all the same. */
export const nothingEnforced: Fault = {
  id: "iam-07-a-nothing-enforced",
  control: "IAM-07",
  attribute: "A",
  title: "No system enforced a second factor",
  plant: (rows: CompanyRows, world: CompanyWorld): readonly ExpectedOutcome[] => {
    changeRows(rows, "auth_policy", { where: () => true, to: { is_mfa_enforced: false } });
    const login = new Set(
      world.plan.systems.filter(({ kind }) => ["idp", "scm", "cloud"].includes(kind)).map(({ id }) => id),
    );
    return world.people
      .filter(({ endAt }) => endAt === null || endAt > world.period.start)
      .flatMap((person) => accountsOf(person, world))
      .filter(({ system, createdAt }) => login.has(system.id) && createdAt < world.period.end)
      .flatMap(({ person, system }) => found("IAM-07", "A", `worker ${person.no} x ${system.id}`, "not-performed"));
  },
};
