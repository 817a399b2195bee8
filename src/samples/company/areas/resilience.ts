import { addDays, addMonths, DAY_MS, day, HOUR_MS } from "../../../base/instant.js";
import { startOfDay } from "../../../base/zone.js";
import type { RowWriter } from "../rows.js";
import { type CompanyWorld, headsOf } from "../world.js";
import { everyDays, writeAct, writeDuty, writeEntry } from "./acts-and-duties.js";
import { happenings, YEARLY_DAYS } from "./governance.js";

/** Classes of data stores on the register. */
export const STORE_CLASSES = ["relational", "object", "search"];

/** Exercises, restores, recovery, the continuity plan, penetration tests. */
export function resilience(world: CompanyWorld, writer: RowWriter): void {
  const { chief, security, engineering } = headsOf(world);
  for (const at of everyDays(world, { days: YEARLY_DAYS, after: 5 })) {
    const parts = { attended: {}, actions_tracked: {} };
    writeAct(writer, { kind: "incident-exercise", performed_at: at, performed_by: security.no, parts });
  }
  for (const at of everyDays(world, { days: YEARLY_DAYS, after: 6 })) {
    const parts = { critical_services: {}, results: { value: "6.5/12" }, actions_tracked: {} };
    writeAct(writer, { kind: "recovery-test", performed_at: at, performed_by: engineering.no, parts });
  }
  for (const at of everyDays(world, { days: YEARLY_DAYS, after: 7 })) {
    const approval = { approved_at: at + DAY_MS, approved_by: chief.no };
    const parts = { contacts: {} };
    writeAct(writer, { kind: "continuity-review", performed_at: at, performed_by: engineering.no, ...approval, parts });
  }
  restores(world, writer);
  penetrationTests(world, writer);
}

/** Of every class in every half of a year, seven weeks before it ends. */
function restores(world: CompanyWorld, writer: RowWriter): void {
  const { plan, covered } = world;
  for (const [index, key] of STORE_CLASSES.entries()) {
    writeEntry(writer, { register: "store-class", key, owner: headsOf(world).engineering.no }, world);
    const first = day(`${plan.coveredFrom.slice(0, 4)}-01-01`);
    for (
      let end = addMonths(first, 6);
      startOfDay(addDays(end, -50), plan.zone) < covered.end;
      end = addMonths(end, 6)
    ) {
      const at = startOfDay(addDays(end, -50 + index), plan.zone) + 11 * HOUR_MS;
      if (at < covered.start || at >= covered.end) continue;
      writeAct(writer, {
        kind: "restore-test",
        subject: key,
        performed_at: at,
        performed_by: headsOf(world).engineering.no,
        result: "success",
        parts: { verified: {}, time_recorded: { value: "2.5" }, issues_tracked: {} },
      });
    }
  }
}

const SEVERITIES = ["critical", "high", "critical", "medium", "critical", "low"];

function penetrationTests(world: CompanyWorld, writer: RowWriter): void {
  const { security, engineering } = headsOf(world);
  for (const at of everyDays(world, { days: YEARLY_DAYS, after: 8 })) {
    const parts = { scope: {}, independent: {} };
    writeAct(writer, { kind: "penetration-test", performed_at: at, performed_by: "testers", parts });
  }
  for (const [index, at] of happenings(world, 6).entries()) {
    const severity = SEVERITIES[index % SEVERITIES.length] ?? "high";
    // What is medium waits for a release: the risk was accepted for a while.
    const accepted =
      severity === "medium" ? { accepted: { at: at + 5 * DAY_MS, actor: security.no, value: "2099-12-31" } } : {};
    writeDuty(writer, {
      kind: "pentest-finding",
      key: `P-${index + 1}`,
      opened_at: at,
      severity,
      owner: engineering.no,
      closed_at: at + 12 * DAY_MS,
      outcome: "fixed",
      steps: accepted,
    });
  }
}
