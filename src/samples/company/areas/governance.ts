import { addDays, addMonths, DAY_MS, type Day, day, HOUR_MS } from "../../../base/instant.js";
import { startOfDay } from "../../../base/zone.js";
import { daysBetween } from "../../moments.js";
import type { RowWriter } from "../rows.js";
import { type CompanyWorld, headsOf, spread } from "../world.js";
import { everyDays, writeAct, writeDuty, writeEntry } from "./acts-and-duties.js";

/** Policies on the register. */
export const POLICIES = ["access", "change", "cryptography", "incident", "continuity", "vendor", "privacy", "risk"];
/** Yearly acts come this many days apart. */
export const YEARLY_DAYS = 355;

/** Roles, policies, oversight, risk, monitoring of controls, notices to customers, deficiencies. */
export function governance(world: CompanyWorld, writer: RowWriter): void {
  roles(world, writer);
  policies(world, writer);
  meetings(world, writer);
  risks(world, writer);
  controlTests(world, writer);
  notices(world, writer);
  deficiencies(world, writer);
}

/** Things that happen in the period: some in every company, more in a larger one. */
export function happenings(world: CompanyWorld, least: number): readonly number[] {
  return spread(world.period, least + Math.floor(world.plan.people / 100));
}

function roles(world: CompanyWorld, writer: RowWriter): void {
  const { chief, security, engineering, people } = headsOf(world);
  const holders = { CISO: security, "incident-commander": engineering, "privacy-officer": people };
  for (const [key, { no }] of Object.entries(holders)) {
    writeEntry(writer, { register: "security-role", key, owner: no }, world);
  }
  writeEntry(
    writer,
    { register: "security-role", key: "incident-commander", owner: security.no, class: "delegate" },
    world,
  );
  for (const at of everyDays(world, { days: YEARLY_DAYS, after: 1 })) {
    const approval = { approved_at: at + DAY_MS, approved_by: chief.no };
    writeAct(writer, { kind: "organisation-review", performed_at: at, performed_by: people.no, ...approval });
  }
}

function policies(world: CompanyWorld, writer: RowWriter): void {
  const { security } = headsOf(world);
  for (const [index, key] of POLICIES.entries()) {
    writeEntry(writer, { register: "policy", key, owner: security.no }, world);
    for (const at of everyDays(world, { days: YEARLY_DAYS, after: index })) {
      writeAct(writer, {
        kind: "policy-approval",
        subject: key,
        performed_at: at,
        performed_by: security.no,
        approved_by: security.no,
        reference: `policies/${key}.md`,
        parts: { published: {} },
      });
    }
  }
}

/** In every quarter, eighteen days before it ends; minutes a week later. */
function meetings(world: CompanyWorld, writer: RowWriter): void {
  const { plan, covered } = world;
  const { chief } = headsOf(world);
  const first = day(`${plan.coveredFrom.slice(0, 4)}-01-01`);
  for (let end = addMonths(first, 3); startOfDay(end, plan.zone) < covered.end; end = addMonths(end, 3)) {
    const at = startOfDay(addDays(end, -18), plan.zone) + 10 * HOUR_MS;
    if (at < covered.start) continue;
    writeAct(writer, {
      kind: "oversight-meeting",
      performed_at: at,
      performed_by: chief.no,
      parts: { security_on_agenda: {}, minutes: { done_at: at + 7 * DAY_MS }, actions: {}, quorum: {} },
    });
  }
}

function risks(world: CompanyWorld, writer: RowWriter): void {
  const { chief, security, engineering } = headsOf(world);
  for (const at of everyDays(world, { days: YEARLY_DAYS, after: 2 })) {
    writeAct(writer, {
      kind: "risk-assessment",
      performed_at: at,
      performed_by: security.no,
      approved_at: at + 3 * DAY_MS,
      approved_by: chief.no,
      parts: { commitments: {}, fraud: {}, changes: {}, rated_owned: {} },
    });
  }
  for (const [index, at] of happenings(world, 4).entries()) {
    const steps = { assessed: { at: at + 8 * DAY_MS, actor: security.no } };
    writeDuty(writer, {
      kind: "significant-change",
      key: `C-${index + 1}`,
      opened_at: at,
      owner: engineering.no,
      steps,
    });
  }
  for (const [index, at] of happenings(world, 6).entries()) {
    const dueAt = at + 14 * DAY_MS;
    // Every third one took longer than agreed, and was re-approved before its date.
    const isMoved = index % 3 === 2;
    writeDuty(writer, {
      kind: "risk-treatment",
      key: `R-${index + 1}`,
      opened_at: at,
      owner: engineering.no,
      due_at: dueAt,
      closed_at: isMoved ? dueAt + 5 * DAY_MS : dueAt - 2 * DAY_MS,
      outcome: "done",
      steps: isMoved
        ? { reapproved: { at: dueAt - DAY_MS, actor: security.no, value: dayAfter(world, dueAt, 10) } }
        : {},
    });
  }
}

/** Every night at two; one night's run breaks off and is repeated in the morning. Some failures, opened within hours. */
function controlTests(world: CompanyWorld, writer: RowWriter): void {
  const { plan } = world;
  const broken = addDays(plan.period.from, 20);
  for (const each of daysBetween(plan.coveredFrom, addDays(plan.exportedOn, -1))) {
    const at = startOfDay(each, plan.zone) + 2 * HOUR_MS;
    const run = { kind: "control-test-run", performed_by: "svc-lookback" };
    if (each === broken) writeAct(writer, { ...run, performed_at: at - HOUR_MS, result: "failure" });
    writeAct(writer, { ...run, performed_at: at, result: "success" });
  }
  for (const [index, at] of happenings(world, 7).entries()) {
    const opened = { at: at + 3 * HOUR_MS, actor: "svc-lookback" };
    writeDuty(writer, {
      kind: "control-failure",
      key: `F-${index + 1}`,
      opened_at: at,
      closed_at: at + 4 * DAY_MS,
      steps: { exception_opened: opened },
    });
  }
}

function notices(world: CompanyWorld, writer: RowWriter): void {
  for (const [index, at] of happenings(world, 4).entries()) {
    const told = at + DAY_MS;
    writeDuty(writer, {
      kind: "customer-change",
      key: `N-${index + 1}`,
      opened_at: at,
      due_at: told + 35 * DAY_MS,
      closed_at: told + 35 * DAY_MS,
      steps: { published: { at: told }, notified: { at: told + 2 * HOUR_MS } },
    });
  }
  for (const [index, at] of happenings(world, 2).entries()) {
    const steps = { published: { at: at - DAY_MS } };
    writeDuty(writer, { kind: "contract-template", key: `T-${index + 1}`, opened_at: at, closed_at: at, steps });
  }
}

function deficiencies(world: CompanyWorld, writer: RowWriter): void {
  const { chief, security, engineering } = headsOf(world);
  for (const at of everyDays(world, { days: 175, after: 3 })) {
    writeAct(writer, { kind: "mock-audit", performed_at: at, performed_by: security.no });
  }
  for (const [index, at] of happenings(world, 6).entries()) {
    const dueAt = at + 14 * DAY_MS;
    const closedAt = dueAt - 3 * DAY_MS;
    writeDuty(writer, {
      kind: "finding",
      key: `D-${index + 1}`,
      opened_at: at,
      owner: engineering.no,
      due_at: dueAt,
      closed_at: closedAt,
      outcome: "fixed",
      steps: {
        retested: { at: closedAt - HOUR_MS, actor: security.no },
        reported: { at: at + 6 * DAY_MS, actor: chief.no },
      },
    });
  }
}

function dayAfter({ plan }: CompanyWorld, at: number, days: number): Day {
  return addDays(day(new Date(at).toISOString().slice(0, 10)), days + (plan.zone === "UTC" ? 0 : 1));
}
