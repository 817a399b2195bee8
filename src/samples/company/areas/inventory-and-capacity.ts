import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../base/instant.js";
import type { RowWriter } from "../rows.js";
import { type CompanyWorld, headsOf } from "../world.js";
import { writeAct, writeDuty } from "./acts-and-duties.js";
import { happenings } from "./governance.js";
import { monthsOf } from "./months.js";
import { entryStateOf, registerEntry } from "./register-rows.js";

/** Assets that were there before the records began. */
const ASSETS = ["core-network", "build-cluster", "main-db", "documents", "payroll-service", "status-page"];
/** Services that are watched, and who is on call for them. */
export const SERVICES = ["api", "web", "billing", "search"];
const SCHEDULES = ["platform", "product", "security"];

/** The inventory and its reconciliations, capacity, services with their monitors, on-call schedules, and pages. */
export function inventoryAndCapacity(world: CompanyWorld, writer: RowWriter): void {
  inventory(world, writer);
  capacity(world, writer);
  for (const key of SERVICES) watched({ register: "service", key, aspect: "monitored" }, world, writer);
  for (const key of SCHEDULES) watched({ register: "on-call-schedule", key, aspect: "staffed" }, world, writer);
  pages(world, writer);
}

/** Old assets, and new ones entered five days after they were found; compared six days before each month ends. */
function inventory(world: CompanyWorld, writer: RowWriter): void {
  const { security, engineering } = headsOf(world);
  for (const key of ASSETS) {
    writer.add(
      "register_entry",
      registerEntry({ register: "asset", key, owner: engineering.no, class: "internal" }, world),
    );
  }
  for (const [index, at] of happenings(world, 6).entries()) {
    const facts = { key: `asset-${index + 1}`, owner: security.no, class: "confidential" };
    const times = { from_at: at, listed_at: at + 5 * DAY_MS };
    writer.add("register_entry", registerEntry({ register: "asset", ...facts, ...times }, world));
  }
  for (const { end } of monthsOf(world)) {
    writeAct(writer, {
      kind: "inventory-reconciliation",
      performed_at: end - 6 * DAY_MS + 10 * HOUR_MS,
      performed_by: security.no,
    });
  }
}

function capacity(world: CompanyWorld, writer: RowWriter): void {
  const { engineering } = headsOf(world);
  for (const { end } of monthsOf(world)) {
    const at = end - 4 * DAY_MS + 11 * HOUR_MS;
    const parts = { forecast: { value: "2 quarters" } };
    writeAct(writer, { kind: "capacity-review", performed_at: at, performed_by: engineering.no, parts });
  }
  for (const [index, at] of happenings(world, 8).entries()) {
    writeDuty(writer, {
      kind: "capacity-threshold",
      key: `T-${index + 1}`,
      subject: SERVICES[index % SERVICES.length] ?? "api",
      owner: engineering.no,
      opened_at: at,
      closed_at: at + 3 * DAY_MS,
      outcome: "resized",
    });
  }
}

function watched(
  { aspect, ...facts }: { readonly register: string; readonly key: string; readonly aspect: string },
  world: CompanyWorld,
  writer: RowWriter,
): void {
  const entry = registerEntry({ ...facts, owner: headsOf(world).engineering.no }, world);
  writer.add("register_entry", entry);
  writer.add("entry_state", entryStateOf(entry, { aspect, value: "true" }, world));
}

/** Taken in four minutes; every fourth was escalated, and taken in twelve. */
function pages(world: CompanyWorld, writer: RowWriter): void {
  const { engineering } = headsOf(world);
  for (const [index, at] of happenings(world, 12).entries()) {
    const isEscalated = index % 4 === 3;
    const taken = { at: at + (isEscalated ? 12 : 4) * MINUTE_MS, actor: engineering.no };
    writeDuty(writer, {
      kind: "page",
      key: `PG-${index + 1}`,
      subject: SERVICES[index % SERVICES.length] ?? "api",
      owner: engineering.no,
      opened_at: at,
      closed_at: at + HOUR_MS,
      outcome: "resolved",
      steps: isEscalated ? { escalated: { at: at + 8 * MINUTE_MS }, acknowledged: taken } : { acknowledged: taken },
    });
  }
}
