import { sha256 } from "../../../base/digest.js";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../base/instant.js";
import type { RowWriter } from "../rows.js";
import { type CompanyWorld, headsOf, spread } from "../world.js";
import { writeDuty } from "./acts-and-duties.js";
import { stayingEngineers } from "./changes.js";
import { PIPELINE_ROLE } from "./cloud.js";
import { entryStateOf, registerEntry } from "./register-rows.js";

/** Branch protection, changes of production data, environments with copies of it, and secrets found in code. */
export function productionGuards(world: CompanyWorld, writer: RowWriter): void {
  for (const [index, { name }] of world.plan.repositories.entries()) protection(name, index, world, writer);
  const count = Math.max(12, Math.round(world.plan.people / 20));
  spread(world.period, count).forEach((at, index) => {
    databaseChange({ at, index }, world, writer);
  });
  environments(world, writer);
  secretAlerts(world, writer);
}

/** What every protected branch is set to. */
export const BASELINE = {
  required_approvals: "1",
  dismiss_stale: "true",
  enforce_admins: "true",
  allow_force_push: "false",
  allow_deletion: "false",
  required_checks: "true",
} as const;

/** The baseline all the time, tightened once: by the pipeline, or for a ticket. */
function protection(name: string, index: number, world: CompanyWorld, writer: RowWriter): void {
  const { period, covered } = world;
  const entry = registerEntry({ register: "repository", key: name, owner: headsOf(world).engineering.no }, world);
  writer.add("register_entry", entry);
  const [at = period.start] = spread(period, 1);
  const key = `PRT-${index + 1}`;
  for (const [aspect, value] of Object.entries(BASELINE)) {
    const isTightened = aspect === "required_approvals";
    const before = isTightened ? { to_lo: at, to_hi: at, seen_at: at } : {};
    writer.add("entry_state", entryStateOf(entry, { aspect, value, ...before }, world));
    if (!isTightened) continue;
    const login = stayingEngineers(world)[0]?.no.toLowerCase() ?? null;
    const how = index % 2 === 0 ? { changed_by: login, change_key: key } : { changed_by: PIPELINE_ROLE };
    writer.add(
      "entry_state",
      entryStateOf(entry, { aspect, value: "2", from_at: at, seen_at: covered.end, ...how }, world),
    );
  }
  if (index % 2 === 0) approvedTicket({ key, at }, world, writer);
}

/** A ticket approved the day before. */
function approvedTicket({ key, at }: { key: string; at: number }, world: CompanyWorld, writer: RowWriter): void {
  const { engineering, security } = headsOf(world);
  writer.add("ticket", {
    id: `ticket ${key}`,
    key,
    kind: "Change request",
    summary: "A change of settings",
    created_at: at - 2 * DAY_MS,
    resolved_at: at + DAY_MS,
    status: "Done",
    reporter_employee_no: engineering.no,
    beneficiary_employee_no: null,
    system: null,
    entitlements: null,
    labels: "",
    links: "",
  });
  writer.add("ticket_approval", {
    id: `approval ${key}`,
    ticket_key: key,
    approver_employee_no: security.no,
    is_manager_or_owner: true,
    decision: "approved",
    decided_at: at - DAY_MS,
    mechanism: "transition",
  });
}

/** Migrations and fixes by hand in turn; each twelfth is an emergency, declared before and reviewed the day after. */
function databaseChange({ at, index }: { at: number; index: number }, world: CompanyWorld, writer: RowWriter): void {
  const engineers = stayingEngineers(world);
  const owner = engineers[index % engineers.length]?.no ?? "";
  const other = engineers[(index + 1) % engineers.length]?.no ?? "";
  const isUrgent = index % 12 === 7;
  const key = `DBC-${index + 1}`;
  const digest = sha256(`script ${index}`);
  const ticket = `INC-DB-${index + 1}`;
  const before = { reviewed: { at: at - 5 * HOUR_MS, actor: other }, approved: { at: at - 4 * HOUR_MS, actor: other } };
  writeDuty(writer, {
    kind: "database-change",
    key,
    subject: index % 2 === 0 ? "main-db" : "documents",
    owner,
    opened_at: at,
    closed_at: at + 10 * MINUTE_MS,
    outcome: isUrgent ? "emergency" : index % 3 === 2 ? "manual" : "migration",
    ticket_key: isUrgent ? ticket : null,
    steps: {
      ...(isUrgent ? { reviewed: { at: at + 3 * HOUR_MS, actor: other } } : before),
      script: { at: at - 6 * HOUR_MS, actor: owner, value: digest },
      executed: { at, actor: owner, value: digest },
    },
  });
  if (isUrgent) approvedTicket({ key: ticket, at }, world, writer);
}

/** Production, staging and development stand apart; copies are approved before and masked after. */
function environments(world: CompanyWorld, writer: RowWriter): void {
  for (const [name, kind] of ENVIRONMENTS) {
    const entry = registerEntry({ register: "environment", key: name, class: kind }, world);
    writer.add("register_entry", entry);
    writer.add("entry_state", entryStateOf(entry, { aspect: "separated", value: "true" }, world));
  }
  const { security, engineering } = headsOf(world);
  spread(world.period, 8).forEach((at, index) => {
    writeDuty(writer, {
      kind: "data-copy",
      key: `COPY-${index + 1}`,
      subject: index % 4 === 3 ? "acme-production" : index % 2 === 0 ? "acme-staging" : "acme-development",
      unit: "main-db",
      owner: engineering.no,
      opened_at: at,
      closed_at: at + HOUR_MS,
      steps: { approved: { at: at - DAY_MS, actor: security.no }, masked: { at: at + HOUR_MS } },
    });
  });
}

/** Environments with their class. */
export const ENVIRONMENTS = [
  ["acme-production", "production"],
  ["acme-staging", "staging"],
  ["acme-development", "development"],
  ["acme-sandbox", "development"],
] as const;

function secretAlerts({ plan, period }: CompanyWorld, writer: RowWriter): void {
  const count = Math.max(8, Math.round(plan.people / 50));
  spread(period, count).forEach((at, index) => {
    writeDuty(writer, {
      kind: "secret-alert",
      key: `SEC-${index + 1}`,
      unit: plan.repositories[index % plan.repositories.length]?.name ?? null,
      opened_at: at,
      closed_at: at + 3 * HOUR_MS,
      outcome: index % 3 === 2 ? "false_positive" : "revoked",
    });
  });
}
