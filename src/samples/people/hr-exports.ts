import { addDays, day, instantOf } from "../../base/instant.js";
import { emailOf } from "../access/account.js";
import { csv } from "../files.js";
import { at } from "../moments.js";
import { ARCHIVED_SINCE, COMPANY, COVERED } from "../plan.js";
import { roleOf } from "../roles.js";
import type { SampleSource } from "../source.js";
import { endIn, lastSpell, type Person, type Spell } from "./person.js";

const SINCE = { from: ARCHIVED_SINCE, to: COVERED.to };

/** What HR, the register of contractors and payroll say. */
export function hrSources(people: readonly Person[]): readonly SampleSource[] {
  return [employees(people), contractors(people), positions(people), leaves(people), payroll(people)];
}

function employees(people: readonly Person[]): SampleSource {
  const rows = people.filter(({ type }) => type === "employee").map(employeeRow);
  const header = [
    "Employee #",
    "Display Name",
    "Work Email",
    "Employment Status",
    "Status",
    "Hire Date",
    "Termination Date",
    "Termination Recorded At",
    "Termination Type",
    "Location Time Zone",
  ];
  return {
    entry: {
      id: "bamboohr-employees",
      mapping: "bamboohr-employees",
      files: "hr/bamboohr-employees.csv",
      covers: SINCE,
      query: 'Custom report "All employees, inactive included"',
      count: rows.length,
    },
    files: [csv("hr/bamboohr-employees.csv", header, rows)],
  };
}

function employeeRow(person: Person): readonly (string | null)[] {
  const { startDay, end } = lastSpell(person);
  const hasLeft = end !== undefined && end.lastDay <= COVERED.to;
  return [
    person.no,
    person.name,
    emailOf(person),
    "Full-Time",
    hasLeft ? "Inactive" : "Active",
    startDay,
    end?.lastDay ?? null,
    end === undefined ? null : instantOf(end.recordedAt),
    end === undefined ? null : TERMINATION[end.reason],
    person.zone,
  ];
}

const TERMINATION = {
  voluntary: "Resignation (Voluntary)",
  involuntary: "Termination (Involuntary)",
  end_of_contract: "End of Contract",
};

/** Contractors are not in BambooHR: procurement keeps their contracts, each on a line of its own. */
function contractors(people: readonly Person[]): SampleSource {
  const rows = people
    .filter(({ type }) => type === "contractor")
    .flatMap((person) => person.spells.map((spell) => contractRow(person, spell)));
  const header = [
    "employee_no",
    "display_name",
    "work_email",
    "worker_type",
    "start_day",
    "end_day",
    "end_recorded_at",
    "end_reason",
    "approved_at",
    "zone",
  ];
  return {
    entry: {
      id: "contractor-register",
      mapping: "lookback-employment",
      files: "hr/contractor-register.csv",
      covers: SINCE,
      query: "Procurement: all contracts for services, ended ones included",
      count: rows.length,
    },
    files: [csv("hr/contractor-register.csv", header, rows)],
    comment: "Contractors are not in BambooHR; procurement keeps them, one line a contract.",
  };
}

/** Contracts run to the end of the year unless another day was agreed: none is without an end. */
function contractRow(person: Person, { startDay, end, approvedAt }: Spell): readonly string[] {
  const approved = instantOf(approvedAt ?? at(addDays(day(startDay), -10), "16:00", COMPANY.zone));
  return [
    person.no,
    person.name,
    emailOf(person),
    "contractor",
    startDay,
    end?.lastDay ?? "2026-12-31",
    end === undefined ? approved : instantOf(end.recordedAt),
    "end_of_contract",
    approved,
    person.zone,
  ];
}

function positions(people: readonly Person[]): SampleSource {
  const rows = people.flatMap((person) =>
    person.spells.flatMap(({ startDay, end }) => {
      const first = { day: startDay, role: person.role, title: roleOf(person.role).title, managerNo: person.managerNo };
      const steps = [first, ...person.moves];
      return steps.map((step, index) => {
        const from = at(step.day, "00:00", person.zone);
        const next = steps[index + 1]?.day ?? (end === undefined ? undefined : addDays(day(end.lastDay), 1));
        const until = next === undefined ? null : instantOf(at(next, "00:00", person.zone));
        const recorded = instantOf(at(addDays(day(step.day), -8), "15:00", COMPANY.zone));
        const { department } = roleOf(step.role);
        return [
          person.no,
          step.title,
          department,
          step.role,
          step.managerNo,
          instantOf(from),
          until,
          recorded,
          index === 0,
        ];
      });
    }),
  );
  const header = [
    "employee_no",
    "title",
    "department",
    "role_code",
    "manager_employee_no",
    "from_at",
    "to_at",
    "recorded_at",
    "is_first",
  ];
  return {
    entry: {
      id: "hr-positions",
      mapping: "lookback-position",
      files: "hr/positions.csv",
      covers: SINCE,
      query: "Job information history of all workers",
      count: rows.length,
    },
    files: [csv("hr/positions.csv", header, rows)],
  };
}

function leaves(people: readonly Person[]): SampleSource {
  const rows = people.flatMap(({ no, zone, leave }) =>
    leave === undefined
      ? []
      : [[no, instantOf(at(leave.from, "00:00", zone)), instantOf(at(addDays(day(leave.to), 1), "00:00", zone))]],
  );
  return {
    entry: {
      id: "hr-leaves",
      mapping: "lookback-leave",
      files: "hr/leaves.csv",
      covers: SINCE,
      query: "Time off of 10 days or more, type leave of absence",
      count: rows.length,
    },
    files: [csv("hr/leaves.csv", ["employee_no", "from_at", "to_at"], rows)],
  };
}

/** Payroll ends for employees; contractors are paid by invoice. */
function payroll(people: readonly Person[]): SampleSource {
  const rows = people
    .filter(({ type }) => type === "employee")
    .flatMap((person) => {
      const end = endIn(person, COVERED);
      return end === undefined ? [] : [[person.no, end.lastDay]];
    })
    .sort((a, b) => (`${a[1]} ${a[0]}` < `${b[1]} ${b[0]}` ? -1 : 1));
  return {
    entry: {
      id: "payroll-leavers",
      mapping: "lookback-payroll_end",
      files: "hr/payroll-last-paid-day.csv",
      query: "Payroll: last paid day of everybody who left the payroll",
      count: rows.length,
    },
    files: [csv("hr/payroll-last-paid-day.csv", ["employee_no", "end_day"], rows)],
  };
}
