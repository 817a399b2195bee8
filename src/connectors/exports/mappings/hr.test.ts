import { describe, expect, test } from "vitest";
import { entityId } from "../../kit/entity-id.js";
import { readFixture } from "../fixture.js";

const person = (key: string) => entityId({ system: "hr", kind: "person", key });
const berlin = (text: string) => Date.parse(text);

describe("bamboohr-employees", () => {
  const header =
    "Employee #,Work Email,Display Name,Employment Status,Hire Date,Termination Date,Termination Type,Job Title,Department,Supervisor EID,Job Information: Date,Status";

  test("a leaver ends at the end of the last day in the zone of the organisation", async () => {
    const file = await readFixture(
      "bamboohr-employees",
      `${header}\n1001,Ada@Example.com,Ada Example,Full-Time,2024-03-01,2026-03-31,Resignation (Voluntary),Engineer,Platform,1000,2025-06-01,Inactive\n`,
    );
    expect(file.rejects).toEqual([]);
    expect(file.rows("employment")).toEqual([
      {
        id: entityId({ system: "hr", kind: "employment", key: "1001/2024-03-01" }),
        person_id: person("1001"),
        employee_no: "1001",
        work_email: "ada@example.com",
        display_name: "Ada Example",
        worker_type: "employee",
        start_day: "2024-03-01",
        start_at: berlin("2024-02-29T23:00:00Z"),
        end_day: "2026-03-31",
        end_at: berlin("2026-03-31T22:00:00Z"),
        end_recorded_at: null,
        end_reason: "voluntary",
        access_end_at: null,
        access_end_recorded_at: null,
        approved_at: null,
        zone: "Europe/Berlin",
        is_cancelled: false,
      },
    ]);
    expect(file.rows("position")).toEqual([
      {
        id: entityId({ system: "hr", kind: "position", key: `${person("1001")}/${berlin("2025-05-31T22:00:00Z")}` }),
        person_id: person("1001"),
        title: "Engineer",
        department: "Platform",
        role_code: null,
        manager_employee_no: "1000",
        from_at: berlin("2025-05-31T22:00:00Z"),
        to_at: null,
        recorded_at: null,
        is_first: false,
      },
    ]);
  });

  test("an inactive person without a termination date is refused, not kept as active", async () => {
    const file = await readFixture(
      "bamboohr-employees",
      `${header}\n1001,a@example.com,A,Full-Time,2024-03-01,0000-00-00,,,,,,Inactive\n`,
    );
    expect(file.rejects.map(({ pointer, reason }) => [pointer, reason])).toEqual([
      ["row 2", "the person is inactive, but no termination date is given"],
    ]);
    expect(file.coverage.map(({ is_complete, reason }) => [is_complete, reason])).toEqual([[false, "rejects"]]);
  });

  test("the API's own names, inside its answer", async () => {
    const file = await readFixture("bamboohr-employees", {
      employees: [
        {
          employeeNumber: "7",
          hireDate: "2026-01-15",
          workEmail: "b@example.com",
          employmentHistoryStatus: "Contractor",
          status: "Active",
          terminationDate: null,
        },
      ],
    });
    expect(
      file.rows("employment").map(({ employee_no, worker_type, end_at }) => [employee_no, worker_type, end_at]),
    ).toEqual([["7", "contractor", null]]);
  });
});

test("workday-workers reads a report with names as Workday writes them", async () => {
  const file = await readFixture("workday-workers", {
    Report_Entry: [
      {
        Employee_ID: "21001",
        "Email_-_Work": "lmc@example.com",
        Worker: "L. Mc",
        Worker_Type: "Contingent Worker",
        Hire_Date: "2025-02-03-08:00",
        Contract_End_Date: "2026-05-31-07:00",
        Termination_Category: "End of Contract",
        Location_Time_Zone: "America/Los_Angeles",
        Worker_s_Manager_group: [{ Manager_ID: "20999" }],
        Position_Effective_Date: "2025-02-03",
      },
    ],
  });
  expect(file.rejects).toEqual([]);
  expect(file.rows("employment")[0]).toMatchObject({
    worker_type: "contractor",
    start_day: "2025-02-03",
    end_day: "2026-05-31",
    end_at: Date.parse("2026-06-01T07:00:00Z"),
    end_reason: "end_of_contract",
    zone: "America/Los_Angeles",
  });
  expect(file.rows("position")[0]).toMatchObject({ manager_employee_no: "20999", is_first: false });
});

test("rippling-employees keeps a terminated person of a CSV report", async () => {
  const file = await readFixture(
    "rippling-employees",
    'Employee number,Work email,Full name,Employment type,Start date,End date,Termination type,Employment status\n44,r@example.com,R,"Salaried, full-time",2025-01-06,2026-02-27,INVOLUNTARY,Terminated\n',
  );
  expect(file.rejects).toEqual([]);
  expect(file.rows("employment")[0]).toMatchObject({
    employee_no: "44",
    end_day: "2026-02-27",
    end_reason: "involuntary",
  });
});

test("hibob-people reads nested names of a search", async () => {
  const file = await readFixture("hibob-people", {
    employees: [
      {
        id: "3332883884017713938",
        email: "h@example.com",
        displayName: "H",
        work: {
          employeeIdInCompany: "12",
          startDate: "2024-09-01",
          title: "Analyst",
          department: "Risk",
          activeEffectiveDate: "2026-02-01",
          reportsTo: { employeeIdInCompany: "3" },
        },
        internal: { status: "Active", terminationDate: null },
        payroll: { employment: { contract: "Permanent" } },
      },
    ],
  });
  expect(file.rejects).toEqual([]);
  expect(file.rows("employment")[0]).toMatchObject({ employee_no: "12", worker_type: "employee", end_day: null });
  expect(file.rows("position")[0]).toMatchObject({ title: "Analyst", department: "Risk", manager_employee_no: "3" });
});

test("hr-positions: the next row of a person ends the one before, in whatever order they come", async () => {
  const rows = [
    "1001,2026-02-01,Senior Engineer,Platform,1000,false",
    "1001,2024-03-01,Engineer,Platform,1000,true",
    "1002,2025-01-01,Analyst,Risk,1000,true",
  ];
  const read = (lines: readonly string[]) =>
    readFixture(
      "hr-positions",
      `Employee #,Effective Date,Job Title,Department,Supervisor EID,First Position\n${lines.join("\n")}\n`,
    );
  const file = await read(rows);
  const spans = file.rows("position").map(({ title, from_at, to_at, is_first }) => [title, from_at, to_at, is_first]);
  expect(spans).toEqual([
    ["Senior Engineer", Date.parse("2026-01-31T23:00:00Z"), null, false],
    ["Engineer", Date.parse("2024-02-29T23:00:00Z"), Date.parse("2026-01-31T23:00:00Z"), true],
    ["Analyst", Date.parse("2024-12-31T23:00:00Z"), null, true],
  ]);
  const turned = await read([...rows].reverse());
  expect([...turned.rows("position")].reverse()).toEqual(file.rows("position"));
});
