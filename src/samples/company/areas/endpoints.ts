import { HOUR_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import type { RowWriter } from "../rows.js";
import { type CompanyPerson, type CompanyWorld, headsOf, spread } from "../world.js";
import { writeDuty } from "./acts-and-duties.js";
import { entryStateOf, registerEntry } from "./register-rows.js";

/** A laptop for everybody, servers, malware protection on all of them, and detections that were dealt with. */
export function endpoints(world: CompanyWorld, writer: RowWriter): void {
  for (const person of world.people) device(person, world, writer);
  for (const key of serversOf(world)) protectedHost({ register: "protected-host", key }, world, writer);
  const count = Math.max(8, Math.round(world.plan.people / 40));
  spread(world.period, count).forEach((at, index) => {
    const key = `MD-${index + 1}`;
    writeDuty(writer, {
      kind: "malware-detection",
      key,
      subject: serversOf(world)[index % serversOf(world).length] ?? "server-1",
      owner: headsOf(world).security.no,
      opened_at: at,
      closed_at: at + 4 * HOUR_MS,
      outcome: "removed",
    });
  });
}

/** Servers, one for every ten people and six at least. */
export function serversOf({ plan }: CompanyWorld): readonly string[] {
  return Array.from({ length: Math.max(6, Math.floor(plan.people / 10)) }, (_, index) => `server-${index + 1}`);
}

/** What people call the laptop of a person. */
export function deviceOf({ no }: Pick<CompanyPerson, "no">): string {
  return `laptop-${no}`;
}

function device({ no, startAt, endAt, ...person }: CompanyPerson, world: CompanyWorld, writer: RowWriter): void {
  const since = registerEntry({ register: "device", key: deviceOf({ no }), owner: no }, world);
  const from = Math.max(since.from_at, startAt);
  const entry = registerEntry(
    { register: "device", key: deviceOf({ no, ...person }), owner: no, from_at: from, to_at: endAt },
    world,
  );
  writer.add("register_entry", entry);
  const values = { enrolled: "true", disk_encrypted: "true", os_lag_days: "9", screen_lock: "true" };
  for (const [aspect, value] of Object.entries(values)) {
    writer.add("entry_state", entryStateOf(entry, { aspect, value }, world));
  }
  protectedHost({ register: "protected-host", key: entry.key, from_at: from, to_at: endAt }, world, writer);
}

function protectedHost(
  facts: Partial<TableRow<"register_entry">> & { readonly register: string; readonly key: string },
  world: CompanyWorld,
  writer: RowWriter,
): void {
  const entry = registerEntry(facts, world);
  writer.add("register_entry", entry);
  for (const aspect of ["agent_healthy", "signatures_current"]) {
    writer.add("entry_state", entryStateOf(entry, { aspect, value: "true" }, world));
  }
}
