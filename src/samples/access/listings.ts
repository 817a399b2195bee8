import { type EpochMs, instantOf } from "../../base/instant.js";
import { type Cell, csv } from "../files.js";
import { ARCHIVED_SINCE, COVERED, SYSTEMS } from "../plan.js";
import { PRIVILEGED } from "../roles.js";
import type { SampleSource } from "../source.js";
import type { World } from "../world.js";
import { type Account, emailOf } from "./account.js";
import { serviceAccounts } from "./service-accounts.js";

const OTHERS = SYSTEMS.filter((system) => system !== "okta");
const SINCE = { from: ARCHIVED_SINCE, to: COVERED.to };

/** Members and their rights in the systems beside the identity provider, former members included. */
export function listingSources(world: World): readonly SampleSource[] {
  const accounts = world.accounts.filter(({ system }) => system !== "okta");
  return [members(accounts), states(accounts), grants(accounts), endedSessions()];
}

function members(accounts: readonly Account[]): SampleSource {
  const people = accounts.map(({ system, externalId, username, person, uses }): readonly Cell[] => [
    system,
    externalId,
    username,
    emailOf(person),
    person.no,
    "human",
    null,
    text(uses[0]?.from ?? 0),
  ]);
  const machines = serviceAccounts()
    .filter(({ system }) => system !== "okta")
    .map(({ system, externalId, username, type, ownerNo, createdAt }): readonly Cell[] => [
      system,
      externalId,
      username,
      null,
      null,
      type,
      ownerNo,
      text(createdAt),
    ]);
  return table("members", "lookback-account", {
    header: [
      "system",
      "external_id",
      "username",
      "email",
      "employee_no",
      "account_type",
      "owner_employee_no",
      "created_at",
    ],
    rows: [...people, ...machines],
    query:
      "Member lists of the forge, the cloud's identity centre, Datadog and GuardDuty, joined with their audit logs",
  });
}

function states(accounts: readonly Account[]): SampleSource {
  const people = accounts.flatMap(({ system, externalId, uses }) =>
    uses.flatMap(({ from, to }): readonly (readonly Cell[])[] => [
      [system, externalId, "active", "member", text(from), text(to)],
      ...(to === null ? [] : [[system, externalId, "deleted", "removed", text(to), null]]),
    ]),
  );
  const machines = serviceAccounts()
    .filter(({ system }) => system !== "okta")
    .map(({ system, externalId, createdAt }): readonly Cell[] => [
      system,
      externalId,
      "active",
      "member",
      text(createdAt),
      null,
    ]);
  return table("member-states", "lookback-account_state", {
    header: ["system", "external_id", "state", "vendor_status", "from_at", "to_at"],
    rows: [...people, ...machines],
    query: "Audit logs of the same systems: member added, member removed",
  });
}

function grants(accounts: readonly Account[]): SampleSource {
  const rows = accounts.flatMap((account) =>
    account.grants.map(({ system, entitlement, isBirthright, from, to }): readonly Cell[] => [
      system,
      account.externalId,
      entitlement,
      PRIVILEGED.has(entitlement),
      isBirthright ? "rule" : "direct",
      true,
      text(from),
      text(to),
    ]),
  );
  return table("member-rights", "lookback-access_grant", {
    header: ["system", "external_id", "entitlement", "is_privileged", "grant_path", "is_event", "from_at", "to_at"],
    rows,
    query: "Audit logs of the same systems: right given, right taken",
  });
}

/** These systems hold no sessions of their own: people come in through the identity provider. */
function endedSessions(): SampleSource {
  return table("member-sessions", "lookback-session_revocation", {
    header: ["system", "external_id", "at", "scope"],
    rows: [],
    query: "Sessions ended by an administrator in the same systems; there were none",
  });
}

function table(
  name: string,
  mapping: string,
  {
    header,
    rows,
    query,
  }: { readonly header: readonly string[]; readonly rows: readonly (readonly Cell[])[]; readonly query: string },
): SampleSource {
  const files = `access/${name}.csv`;
  return {
    entry: { id: name, mapping, system: OTHERS, files, covers: SINCE, query, count: rows.length },
    files: [csv(files, header, rows)],
  };
}

function text(ms: EpochMs | null): string | null {
  return ms === null ? null : instantOf(ms);
}
