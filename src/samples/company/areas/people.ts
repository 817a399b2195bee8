import { addDays, DAY_MS, HOUR_MS } from "../../../base/instant.js";
import { endOfDay } from "../../../base/zone.js";
import { companyRole } from "../roles.js";
import type { RowWriter } from "../rows.js";
import type { CompanyPerson, CompanyWorld } from "../world.js";

/** Employment, positions, payroll's own list of leavers, and training. */
export function people(world: CompanyWorld, writer: RowWriter): void {
  for (const person of world.people) {
    writer.add("employment", employment(person, world));
    positions(person, writer);
    training(person, world, writer);
    if (person.endDay !== null) {
      writer.add("payroll_end", { id: `payroll ${person.no}`, employee_no: person.no, end_day: person.endDay });
    }
  }
}

function employment(person: CompanyPerson, { plan }: CompanyWorld) {
  const { no, personId, type, startDay, startAt, isInvoluntary } = person;
  // A contract names its end; that of who stays lies years ahead.
  const endDay = person.endDay ?? (type === "contractor" ? addDays(plan.exportedOn, 700) : null);
  const endAt = endDay === null ? null : endOfDay(endDay, plan.zone);
  return {
    id: `spell ${no}`,
    person_id: personId,
    employee_no: no,
    work_email: person.address,
    display_name: person.name,
    worker_type: type,
    start_day: startDay,
    start_at: startAt,
    end_day: endDay,
    end_at: endAt,
    end_recorded_at: endAt === null ? null : person.endAt === null ? startAt : endAt - 5 * DAY_MS,
    end_reason: person.endAt === null ? "unknown" : isInvoluntary ? "involuntary" : "voluntary",
    access_end_at: null,
    access_end_recorded_at: null,
    approved_at: startAt - 20 * DAY_MS,
    zone: plan.zone,
    is_cancelled: false,
  };
}

function positions({ no, personId, role, managerNo, startAt, move }: CompanyPerson, writer: RowWriter): void {
  const base = { person_id: personId, manager_employee_no: managerNo };
  const { title, department } = companyRole(role);
  writer.add("position", {
    ...base,
    id: `position ${no}`,
    title,
    department,
    role_code: role,
    from_at: startAt,
    to_at: move?.at ?? null,
    recorded_at: startAt - 10 * DAY_MS,
    is_first: true,
  });
  if (move === null) return;
  const next = companyRole(move.role);
  writer.add("position", {
    ...base,
    id: `position ${no} 2`,
    title: next.title,
    department: next.department,
    role_code: move.role,
    from_at: move.at,
    to_at: null,
    recorded_at: move.at - 7 * DAY_MS,
    is_first: false,
  });
}

/** Ten days after the start, and then every 340 days. */
function training({ no, startAt, endAt }: CompanyPerson, { covered }: CompanyWorld, writer: RowWriter): void {
  const until = endAt ?? covered.end;
  for (let at = startAt + 10 * DAY_MS + 9 * HOUR_MS; at < until; at += 340 * DAY_MS) {
    writer.add("training_completion", {
      id: `training ${no} ${at}`,
      employee_no: no,
      email: null,
      course: "Security awareness",
      assigned_at: at - 9 * DAY_MS,
      completed_at: at,
      status: "completed",
    });
  }
}
