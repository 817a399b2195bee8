import { addDays, addMonths, DAY_MS, type Day, type EpochMs, HOUR_MS } from "../../../base/instant.js";
import { startOfDay } from "../../../base/zone.js";
import type { TableRow } from "../../../model/tables.js";
import type { RowWriter } from "../rows.js";
import { type CompanyWorld, headsOf, spread } from "../world.js";
import { writeAct, writeDuty } from "./acts-and-duties.js";
import { stayingEngineers } from "./changes.js";
import { entryStateOf, registerEntry } from "./register-rows.js";

/** Applications with their monthly reviews, settings of systems people sign in to, and sessions on production data. */
export function applications(world: CompanyWorld, writer: RowWriter): void {
  for (const application of applicationsOf(world)) writeApplication(application, world, writer);
  for (const { id } of world.plan.systems) writeSettings(id, world, writer);
  dataSessions(world).forEach((session) => {
    writeSession(session, world, writer);
  });
}

/** An application as the inventory has it. */
export interface Application {
  readonly key: string;
  readonly class: "customer" | "confidential" | "internal" | "none";
  /** When it was found: long ago, or early in the period. */
  readonly foundAt: EpochMs | null;
}

const CLASSES = ["customer", "confidential", "internal", "customer", "none"] as const;

/** Applications of every class; the first one was found in the period. */
export function applicationsOf(world: CompanyWorld): readonly Application[] {
  return Array.from({ length: Math.max(8, Math.round(world.plan.people / 4)) }, (_, index) => ({
    key: `app-${index + 1}`,
    class: CLASSES[index % CLASSES.length] ?? "internal",
    foundAt: index === 0 ? world.period.start + 2 * DAY_MS + 10 * HOUR_MS : null,
  }));
}

/** Its entry in the inventory; what was found in the period was entered ten days later. */
export function applicationEntry(
  { key, class: dataClass, foundAt }: Application,
  world: CompanyWorld,
): TableRow<"register_entry"> {
  return registerEntry(
    {
      register: "application",
      key,
      owner: headsOf(world).engineering.no,
      class: dataClass,
      ...(foundAt === null ? {} : { from_at: foundAt, listed_at: foundAt + 10 * DAY_MS }),
    },
    world,
  );
}

/** Months that end between the beginning of the period and the end of the records, as `YYYY-MM` with their first days. */
export function reviewMonths({ plan, covered }: CompanyWorld): readonly { readonly key: string; readonly from: Day }[] {
  const months: { key: string; from: Day }[] = [];
  let from = addDays(plan.period.from, 1 - Number(plan.period.from.slice(8)));
  while (startOfDay(addMonths(from, 1), plan.zone) < covered.end) {
    months.push({ key: from.slice(0, 7), from });
    from = addMonths(from, 1);
  }
  return months;
}

function writeApplication(application: Application, world: CompanyWorld, writer: RowWriter): void {
  const entry = applicationEntry(application, world);
  writer.add("register_entry", entry);
  writer.add("entry_state", entryStateOf(entry, { aspect: "sso", value: "enforced" }, world));
  for (const { from } of reviewMonths(world)) {
    writeAct(writer, {
      kind: "application-review",
      subject: application.key,
      performed_at: startOfDay(addDays(from, 19), world.plan.zone) + 10 * HOUR_MS,
      performed_by: headsOf(world).security.no,
      result: "kept",
    });
  }
}

/** Settings stricter than the policy. */
export const STRICT = { session_hours: "8", lockout_attempts: "5", password_min_length: "14" } as const;

/** The register's entry of a system people sign in to. */
export function authEntry(system: string, world: CompanyWorld): TableRow<"register_entry"> {
  return registerEntry({ register: "auth-system", key: system, owner: headsOf(world).security.no }, world);
}

function writeSettings(system: string, world: CompanyWorld, writer: RowWriter): void {
  const entry = authEntry(system, world);
  writer.add("register_entry", entry);
  for (const [aspect, value] of Object.entries(STRICT)) {
    writer.add("entry_state", entryStateOf(entry, { aspect, value }, world));
  }
}

/** A person's session on a store of production data. */
export interface DataSession {
  readonly key: string;
  readonly at: EpochMs;
  readonly ownerNo: string;
  /** What let them in: another person's approval, a ticket, or an emergency whose ticket followed. */
  readonly reason: "approval" | "ticket" | "emergency";
}

/** Sessions spread over the period, by turns of the engineers who stay. */
export function dataSessions(world: CompanyWorld): readonly DataSession[] {
  const people = stayingEngineers(world);
  const months = (world.period.end - world.period.start) / (30 * DAY_MS);
  const count = Math.max(12, Math.round((world.plan.people * months) / 5));
  return spread(world.period, count).map((at, index) => ({
    key: `DS-${index + 1}`,
    at,
    ownerNo: people[index % people.length]?.no ?? headsOf(world).engineering.no,
    reason: index % 6 === 5 ? "emergency" : index % 2 === 0 ? "approval" : "ticket",
  }));
}

function writeSession({ key, at, ownerNo, reason }: DataSession, world: CompanyWorld, writer: RowWriter): void {
  const approver = headsOf(world).security.no;
  const ticket = reason === "approval" ? null : `DATA-${key}`;
  if (ticket !== null) {
    writer.add("ticket", {
      id: `ticket ${ticket}`,
      key: ticket,
      kind: "Data access",
      summary: "A look at production data",
      created_at: reason === "emergency" ? at + HOUR_MS / 2 : at - HOUR_MS,
      resolved_at: at + DAY_MS,
      status: "Done",
      reporter_employee_no: ownerNo,
      beneficiary_employee_no: null,
      system: null,
      entitlements: null,
      labels: "",
      links: "",
    });
  }
  writeDuty(writer, {
    kind: "data-session",
    key,
    subject: "main-db",
    unit: "platform",
    owner: ownerNo,
    opened_at: at,
    closed_at: at + 2 * HOUR_MS,
    outcome: reason === "emergency" ? "emergency" : "closed",
    ticket_key: ticket,
    steps: {
      ...(reason === "approval" ? { approved: { at: at - HOUR_MS, actor: approver } } : {}),
      logged: { at: at + 2 * HOUR_MS, value: `audit log ${key}` },
    },
  });
}
