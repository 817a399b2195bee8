import { type EpochMs, instantOf, MINUTE_MS, SECOND_MS } from "../../base/instant.js";
import { json, ndjson, type SampleFile } from "../files.js";
import { at } from "../moments.js";
import { endIn } from "../people/person.js";
import { ARCHIVED_SINCE, COMPANY, COVERED } from "../plan.js";
import { Prng } from "../prng.js";
import type { SampleSource } from "../source.js";
import type { World } from "../world.js";
import { type Account, emailOf, type Grant } from "./account.js";
import { listedName, type ServiceAccount, serviceAccounts } from "./service-accounts.js";

/** The user list of the identity provider and its system log. */
export function oktaSources(world: World): readonly SampleSource[] {
  const accounts = world.accounts.filter(({ system }) => system === "okta");
  const services = serviceAccounts().filter(({ system }) => system === "okta");
  const deleted = deletedAccount(accounts);
  const users = [...accounts.filter((account) => account !== deleted).map(userOf), ...services.map(serviceUser)];
  return [
    {
      entry: {
        id: "okta-users",
        mapping: "okta-users",
        system: "okta",
        files: "okta/users*.json",
        query: "GET /api/v1/users?search=status pr&limit=200",
        count: accounts.length + services.length,
      },
      files: [
        json("okta/users.json", users),
        json("okta/users-2026-04-01.json", deleted === undefined ? [] : [userOf(deleted)]),
      ],
      comment: "The second file holds one user of the April listing: deleted since, and gone from the later one.",
    },
    systemLog(accounts, services, deleted, world.seed),
  ];
}

/** An employee who left in the first quarter; the account was deleted two months after it had been disabled. */
function deletedAccount(accounts: readonly Account[]): Account | undefined {
  return accounts.find(
    ({ person }) => person.type === "employee" && endIn(person, { from: "2026-01-05", to: "2026-02-13" }) !== undefined,
  );
}

const DELETED_AT = at("2026-05-06", "14:00");

function userOf(account: Account): unknown {
  const { person, externalId, uses } = account;
  const last = uses.at(-1);
  const isOff = last?.to != null;
  return {
    id: externalId,
    status: isOff ? "DEPROVISIONED" : "ACTIVE",
    created: instantOf((uses[0]?.from ?? 0) - 5 * MINUTE_MS),
    activated: instantOf(uses[0]?.from ?? 0),
    statusChanged: instantOf(last?.to ?? last?.from ?? 0),
    profile: {
      login: emailOf(person),
      email: emailOf(person),
      employeeNumber: person.no,
      userType: "human",
      timezone: person.zone,
    },
    credentials: { provider: { type: "OKTA", name: "OKTA" } },
  };
}

function serviceUser(account: ServiceAccount): unknown {
  const { externalId, type, ownerNo, createdAt } = account;
  const created = instantOf(createdAt);
  return {
    id: externalId,
    status: "ACTIVE",
    created,
    activated: created,
    statusChanged: created,
    profile: { login: listedName(account), userType: type, ownerEmployeeNumber: ownerNo },
  };
}

/** One event as the log prints it. */
interface LogEvent {
  readonly at: EpochMs;
  readonly type: string;
  readonly user: Account;
  readonly thing?: { readonly type: string; readonly displayName: string };
  readonly byRule?: boolean;
}

function systemLog(
  accounts: readonly Account[],
  services: readonly ServiceAccount[],
  deleted: Account | undefined,
  seed: string,
): SampleSource {
  const events = [
    ...accounts.flatMap((account) => [
      ...lifecycle(account),
      ...account.grants.flatMap((grant) => membership(account, grant)),
    ]),
    ...(deleted === undefined ? [] : [{ at: DELETED_AT, type: "user.lifecycle.delete.completed", user: deleted }]),
    ...oddities(accounts),
  ].sort((a, b) => a.at - b.at || (a.type < b.type ? -1 : 1) || (a.user.externalId < b.user.externalId ? -1 : 1));
  const random = new Prng(seed, "okta-log");
  const service = services[0]?.externalId ?? "";
  const file: SampleFile = ndjson(
    "okta/system-log.ndjson",
    events.map((event) => printed(event, { random, service })),
  );
  return {
    entry: {
      id: "okta-system-log",
      mapping: "okta-system-log",
      system: "okta",
      files: "okta/system-log.ndjson",
      streams: ["account-events", "grants", "session-revocations"],
      covers: { from: ARCHIVED_SINCE, to: COVERED.to },
      query: "Archive of GET /api/v1/logs in the log account, lifecycle and membership events",
      count: events.length,
    },
    files: [file],
    comment: "Okta keeps 90 days; the archive has the whole log. Sign-ins come from the report with factors, below.",
  };
}

function lifecycle(account: Account): readonly LogEvent[] {
  return account.uses.flatMap(({ from, to }, index): readonly LogEvent[] => [
    ...(index === 0 ? [{ at: from - 5 * MINUTE_MS, type: "user.lifecycle.create", user: account }] : []),
    { at: from, type: index === 0 ? "user.lifecycle.activate" : "user.lifecycle.reactivate", user: account },
    ...(to === null
      ? []
      : [
          { at: to, type: "user.lifecycle.deactivate", user: account },
          { at: to + 20 * SECOND_MS, type: "user.authentication.universal_logout", user: account },
        ]),
  ]);
}

function membership(user: Account, { entitlement, isBirthright, from, to }: Grant): readonly LogEvent[] {
  const thing = { type: "UserGroup", displayName: entitlement };
  const added = { at: from, type: "group.user_membership.add", user, thing, byRule: isBirthright };
  return to === null ? [added] : [added, { at: to, type: "group.user_membership.remove", user, thing, byRule: true }];
}

/** A locked account is no disabled one, and a suspended one comes back after the leave. */
function oddities(accounts: readonly Account[]): readonly LogEvent[] {
  const locked = accounts.find(({ person, uses }) => person.role === "SAL" && uses[0]?.to === null);
  const away = accounts.find(({ person }) => (person.leave?.to ?? "") > "2026-05-01");
  const events = (user: Account | undefined, steps: readonly (readonly [EpochMs, string])[]): readonly LogEvent[] =>
    user === undefined ? [] : steps.map(([moment, type]) => ({ at: moment, type, user }));
  return [
    ...events(locked, [
      [at("2026-03-18", "13:02"), "user.account.lock"],
      [at("2026-03-18", "13:26"), "user.account.unlock"],
    ]),
    ...events(away, [
      [at("2026-04-08", "09:00"), "user.lifecycle.suspend"],
      [at("2026-06-01", "13:00"), "user.lifecycle.unsuspend"],
    ]),
  ];
}

function printed(event: LogEvent, { random, service }: { random: Prng; service: string }): unknown {
  const { user, thing, type, byRule } = event;
  const login = emailOf(user.person);
  const target = [{ id: user.externalId, type: "User", alternateId: login, displayName: user.person.no }];
  const group = thing === undefined ? [] : [{ id: `00g${thing.displayName}`, alternateId: "unknown", ...thing }];
  const actor =
    byRule === true
      ? { id: "system", type: "SystemPrincipal", alternateId: "system@okta", displayName: "Okta System" }
      : { id: service, type: "User", alternateId: `svc-scim@${COMPANY.domain}`, displayName: "svc-scim" };
  const uuid = [random.hex(8), random.hex(4), random.hex(4), random.hex(4), random.hex(12)].join("-");
  return {
    uuid,
    published: instantOf(event.at),
    eventType: type,
    outcome: { result: "SUCCESS" },
    actor,
    target: [...target, ...group],
  };
}
