import { DAY_MS, type EpochMs, HOUR_MS } from "../../../base/instant.js";
import { startOfDay } from "../../../base/zone.js";
import type { TableRow } from "../../../model/tables.js";
import type { RowWriter } from "../rows.js";
import { type CompanyPerson, type CompanyWorld, headsOf, spread } from "../world.js";
import { writeAct, writeDuty } from "./acts-and-duties.js";
import { stayingEngineers } from "./changes.js";
import { systemOf } from "./privileged-access.js";
import { registerEntry } from "./register-rows.js";
import { quartersOf } from "./reviews.js";

/** Accounts of machines with their keys, owners, purposes and quarterly reviews, and one key that was found exposed. */
export function machines(world: CompanyWorld, writer: RowWriter): void {
  for (const machine of machinesOf(world)) {
    writeAccount(machine, world, writer);
    writer.add("register_entry", machineEntry(machine, world));
    for (const key of keysOf(machine, world)) writer.add("credential", key);
    for (const { key, endDay } of quartersOf(world)) {
      writeAct(writer, {
        kind: "service-account-review",
        subject: nameOf(machine),
        period_key: key,
        performed_at: startOfDay(endDay, world.plan.zone) + 9 * DAY_MS + 10 * HOUR_MS,
        performed_by: headsOf(world).security.no,
        result: "kept",
      });
    }
  }
  exposures(world, writer);
}

/** A machine's account. */
export interface Machine {
  readonly id: string;
  readonly system: string;
  readonly username: string;
  readonly owner: CompanyPerson;
}

const PURPOSES = ["releases", "monitoring", "backups", "reports"];

/** Machines by turns in the cloud and in the forge, each owned by an engineer who stays. */
export function machinesOf(world: CompanyWorld): readonly Machine[] {
  const owners = stayingEngineers(world);
  const systems = [systemOf(world, "cloud"), systemOf(world, "scm")];
  return Array.from({ length: Math.max(6, Math.round(world.plan.people / 6)) }, (_, index) => {
    const system = systems[index % systems.length] ?? "";
    const username = `svc-${index + 1}`;
    return {
      id: `account ${system} ${username}`,
      system,
      username,
      owner: owners[index % owners.length] ?? headsOf(world).engineering,
    };
  });
}

/** What registers, reviews and tests call it: system/username. */
export function nameOf({ system, username }: Machine): string {
  return `${system}/${username}`;
}

/** Its entry on the register. */
export function machineEntry(machine: Machine, world: CompanyWorld): TableRow<"register_entry"> {
  const place = machinesOf(world).findIndex(({ id }) => id === machine.id);
  return registerEntry(
    {
      register: "service-account",
      key: nameOf(machine),
      owner: machine.owner.no,
      class: PURPOSES[place % PURPOSES.length] ?? "releases",
    },
    world,
  );
}

const KEY_DAYS = 60;

/** The key of the day that many days after the records began. */
export function keyId({ system, username }: Machine, index: number): string {
  return `key ${system} ${username} ${index}`;
}

/** A new key every sixty days, used to its last day. */
export function keysOf(machine: Machine, { covered }: CompanyWorld): readonly TableRow<"credential">[] {
  const count = Math.ceil((covered.end - covered.start) / (KEY_DAYS * DAY_MS));
  return Array.from({ length: count }, (_, index) => {
    const from = covered.start + index * KEY_DAYS * DAY_MS;
    const to = from + KEY_DAYS * DAY_MS;
    const isLast = index === count - 1;
    return {
      id: keyId(machine, index),
      account_id: machine.id,
      system: machine.system,
      kind: "access_key",
      is_service: true,
      last_used_at: Math.min(to, covered.end) - HOUR_MS,
      owner_reassigned_at: null,
      from_lo: from,
      from_hi: from,
      to_lo: isLast ? null : to,
      to_hi: isLast ? null : to,
      seen_at: isLast ? covered.end : to,
    };
  });
}

function writeAccount({ id, system, username, owner }: Machine, { covered }: CompanyWorld, writer: RowWriter): void {
  const since = covered.start - 300 * DAY_MS;
  writer.add("account", {
    id,
    system,
    external_id: `${system}-${username}`,
    username,
    email: null,
    employee_no: null,
    account_type: "service",
    owner_employee_no: owner.no,
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
    seen_at: covered.end,
  });
}

/** Deploy keys that were found in a log, each replaced after five hours. */
export function exposedKeys(world: CompanyWorld): readonly { readonly id: string; readonly at: EpochMs }[] {
  return spread(world.period, 3).map((at, index) => ({ id: `deploy key ${index + 1}`, at }));
}

function exposures(world: CompanyWorld, writer: RowWriter): void {
  const [machine] = machinesOf(world);
  if (machine === undefined) return;
  exposedKeys(world).forEach(({ id, at }, index) => {
    const ended = at + 5 * HOUR_MS;
    const from = at - 20 * DAY_MS;
    writer.add("credential", {
      id,
      account_id: machine.id,
      system: machine.system,
      kind: "ssh_key",
      is_service: true,
      last_used_at: at,
      owner_reassigned_at: null,
      from_lo: from,
      from_hi: from,
      to_lo: ended,
      to_hi: ended,
      seen_at: ended,
    });
    writeDuty(writer, {
      kind: "credential-exposure",
      key: `EXP-${index + 1}`,
      subject: id,
      unit: machine.system,
      owner: machine.owner.no,
      opened_at: at,
      closed_at: ended,
      outcome: "rotated",
    });
  });
}
