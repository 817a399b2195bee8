import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import type { RowWriter } from "../rows.js";
import { type CompanyWorld, headsOf, spread } from "../world.js";
import { writeDuty } from "./acts-and-duties.js";
import { systemOf } from "./privileged-access.js";
import { entryStateOf, registerEntry } from "./register-rows.js";

/** Emergency accounts and root identities, each use of them recorded, ticketed and followed up. */
export function lastResort(world: CompanyWorld, writer: RowWriter): void {
  for (const system of emergencySystems(world)) emergencyAccount(system, world, writer);
  emergencyUses(world).forEach((use) => {
    writeEmergency(use, world, writer);
  });
  rootIdentities(world, writer);
  rootUses(world).forEach((use) => {
    writeRootUse(use, world, writer);
  });
}

/** Systems with an emergency account. */
export function emergencySystems(world: CompanyWorld): readonly string[] {
  return [systemOf(world, "idp"), systemOf(world, "cloud")];
}

/** Name of the emergency account of a system. */
export const EMERGENCY_NAME = "break-glass";

/** The id of the emergency account of a system. */
export function emergencyAccountId(system: string): string {
  return `account ${system} ${EMERGENCY_NAME}`;
}

/** One use of an emergency account, or of root: with the key of its record, and that of its ticket. */
export interface LastResortUse {
  readonly system: string;
  readonly at: EpochMs;
  readonly record: string;
  readonly ticket: string;
}

/** Uses of emergency accounts: at noon, one a fortnight, by turns. */
export function emergencyUses(world: CompanyWorld): readonly LastResortUse[] {
  const systems = emergencySystems(world);
  return noons(world, 14).flatMap((at, index) => {
    const system = systems[index % systems.length];
    return system === undefined ? [] : [{ system, at, record: `EA-${index + 1}`, ticket: `BG-${index + 1}` }];
  });
}

/** Uses of the cloud account's root: what only root can do, twice a quarter. */
export function rootUses(world: CompanyWorld): readonly LastResortUse[] {
  const system = systemOf(world, "cloud");
  return noons(world, 20).map((at, index) => ({ system, at, record: `RU-${index + 1}`, ticket: `ROOT-${index + 1}` }));
}

/** What a use is called in a test. */
export function emergencyLabel({ system }: LastResortUse): string {
  return `use of ${system}/${EMERGENCY_NAME}`;
}

/** Key of the register of root identities for the cloud account, and for the super-administrator of the identity provider. */
export function rootKeys(world: CompanyWorld): readonly [cloud: string, provider: string] {
  return [`${systemOf(world, "cloud")}/root`, `${systemOf(world, "idp")}/super`];
}

/** Noon of days spread over the period, at least four. */
function noons({ period }: CompanyWorld, everyDays: number): readonly EpochMs[] {
  const count = Math.max(4, Math.floor((period.end - period.start) / (everyDays * DAY_MS)));
  return spread(period, count).map((at) => Math.floor(at / DAY_MS) * DAY_MS + 12 * HOUR_MS);
}

function emergencyAccount(system: string, world: CompanyWorld, writer: RowWriter): void {
  const id = emergencyAccountId(system);
  const since = world.covered.start - 400 * DAY_MS;
  writer.add("account", {
    id,
    system,
    external_id: `${system}-${EMERGENCY_NAME}`,
    username: EMERGENCY_NAME,
    email: null,
    employee_no: null,
    account_type: "break_glass",
    owner_employee_no: headsOf(world).security.no,
    is_tagged_test: false,
    created_at: since,
    deleted_at: null,
  });
  writer.add("account_state", {
    id: `${id} on`,
    account_id: id,
    state: "active",
    vendor_status: "active",
    from_lo: since,
    from_hi: since,
    to_lo: null,
    to_hi: null,
    seen_at: world.covered.end,
  });
}

/** Two sign-ins twenty minutes apart, an hour and a half in all; reviewed and rotated the next morning. */
function writeEmergency(use: LastResortUse, world: CompanyWorld, writer: RowWriter): void {
  const { system, at, record, ticket } = use;
  const heads = headsOf(world);
  for (const later of [0, 20 * MINUTE_MS]) writer.add("sign_in", emergencySignIn(system, at + later));
  writeTicket(ticket, at - 15 * MINUTE_MS, world, writer);
  writeDuty(writer, {
    kind: "emergency-access",
    key: record,
    subject: `${system}/${EMERGENCY_NAME}`,
    unit: system,
    owner: heads.engineering.no,
    opened_at: at - 5 * MINUTE_MS,
    closed_at: at + 90 * MINUTE_MS,
    ticket_key: ticket,
    steps: {
      reviewed: { at: at + 21 * HOUR_MS, actor: heads.security.no },
      rotated: { at: at + 22 * HOUR_MS, actor: heads.security.no },
    },
  });
}

/** A sign-in with the emergency account of a system. */
export function emergencySignIn(system: string, at: EpochMs): TableRow<"sign_in"> {
  const account = emergencyAccountId(system);
  const base = { id: `${account} in ${at}`, account_id: account, system, at, is_success: true, factor_count: 2 };
  return { ...base, app: null, is_legacy_protocol: false, bypass_key: null };
}

function rootIdentities(world: CompanyWorld, writer: RowWriter): void {
  for (const key of rootKeys(world)) {
    const isCloud = key.endsWith("/root");
    const entry = registerEntry(
      {
        register: "root-identity",
        key,
        owner: headsOf(world).security.no,
        class: isCloud ? world.plan.cloudAccount : null,
      },
      world,
    );
    writer.add("register_entry", entry);
    writer.add("entry_state", entryStateOf(entry, { aspect: "mfa", value: "hardware" }, world));
    writer.add("entry_state", entryStateOf(entry, { aspect: "access_keys", value: "0" }, world));
  }
}

function writeRootUse({ at, record, ticket }: LastResortUse, world: CompanyWorld, writer: RowWriter): void {
  writer.add("config_change", rootWrite(record, at, world));
  writeTicket(ticket, at - HOUR_MS, world, writer);
  writeDuty(writer, {
    kind: "root-use",
    key: record,
    subject: rootKeys(world)[0],
    unit: systemOf(world, "cloud"),
    owner: headsOf(world).security.no,
    opened_at: at - 10 * MINUTE_MS,
    closed_at: at + 20 * MINUTE_MS,
    ticket_key: ticket,
  });
}

/** A write of root that changes no configuration. */
export function rootWrite(id: string, at: EpochMs, { plan }: CompanyWorld): TableRow<"config_change"> {
  return {
    id: `root write ${id}`,
    account_ref: plan.cloudAccount,
    region: "us-east-1",
    at,
    service: "account.amazonaws.com",
    action: "PutContactInformation",
    resource: null,
    principal: `arn:aws:iam::${plan.cloudAccount}:root`,
    role: null,
    actor_kind: "human",
    channel: "console",
    channel_basis: "flag",
    is_configuration: false,
    is_production: true,
    change_key: null,
  };
}

function writeTicket(key: string, at: EpochMs, world: CompanyWorld, writer: RowWriter): void {
  writer.add("ticket", {
    id: `ticket ${key}`,
    key,
    kind: "Emergency access",
    summary: "Access of last resort",
    created_at: at,
    resolved_at: at + DAY_MS,
    status: "Done",
    reporter_employee_no: headsOf(world).engineering.no,
    beneficiary_employee_no: null,
    system: null,
    entitlements: null,
    labels: "",
    links: "",
  });
}
