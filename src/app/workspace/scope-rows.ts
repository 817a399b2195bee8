import { addDays, type Day, type EpochMs } from "../../base/instant.js";
import { startOfDay } from "../../base/zone.js";
import type { TableRow } from "../../model/tables.js";
import type { Workspace } from "./schema.js";

interface Validity {
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
}

/** What the workspace declares, as rows that population queries join. Valid without a `from`: since ever. */
export function scopeRows(workspace: Workspace): readonly TableRow<"scope">[] {
  const zone = workspace.organisation.time_zone;
  const row = (kind: string, key: string, attribute: string, validity: Validity): TableRow<"scope"> => ({
    id: `${kind}/${key}/${validity.from ?? ""}`,
    kind,
    key,
    attribute,
    ...validityOf(validity, zone),
  });
  return [
    ...workspace.systems.map((system) => row("system", system.id, system.kind, system)),
    ...workspace.systems
      .filter(({ sso_only }) => sso_only)
      .map((system) => row("sso_only", system.id, system.kind, system)),
    ...workspace.repositories.map((repository) => row("repository", repository.name, repository.branch, repository)),
    ...workspace.cloud_accounts.map((account) => row("cloud_account", account.id, account.environment, account)),
    ...Object.entries(LISTS).flatMap(([list, kind]) =>
      workspace.lists[list as keyof typeof LISTS].map((entry) =>
        typeof entry === "string" ? row(kind, entry, "", {}) : row(kind, entry.key, "", entry),
      ),
    ),
  ];
}

const LISTS = { birthright: "birthright", pipeline_roles: "pipeline_role", ignored_actions: "ignored_action" } as const;

function validityOf({ from, to }: Validity, zone: string): { from_at: EpochMs; to_at: EpochMs | null } {
  return {
    from_at: from === undefined ? 0 : startOfDay(from, zone),
    to_at: to === undefined ? null : startOfDay(addDays(to, 1), zone),
  };
}
