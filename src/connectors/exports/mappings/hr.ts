/** BambooHR: a report or the employee API, as CSV or JSON. Leavers are in it only if the report says "All". */
export const bamboohrEmployees = `
title: BambooHR employees
doc: A custom report over all employees (not the directory, which leaves out leavers), or GET /employees with its fields.
covers: [hr.workers]
rows: [employees]
skip:
  - name: totals row
    when: { column: ["Employee #", "Employee ID", employeeNumber], is: [Total, Totals, Grand Total] }
    reason: a row of sums, not a person
refuse:
  - when: { all: [{ column: [Status, status], is: [Inactive, Terminated] }, { column: ["Termination Date", terminationDate], present: false }] }
    reason: the person is inactive, but no termination date is given
    fix: Enter the termination date in BambooHR, or add the column to the report.
tables:
  - table: employment
    system: hr
    key: [employee_no, start_day]
    columns:
      person_id: { from: ["Employee #", "Employee Number", "Employee ID", EEID, employeeNumber], as: entity-id, kind: person, system: hr }
      employee_no: { from: ["Employee #", "Employee Number", "Employee ID", EEID, employeeNumber], required: true }
      work_email: { from: ["Work Email", "Email", workEmail], as: lower }
      display_name: ["Display Name", "Name", "Last Name, First Name", displayName, fullName1]
      worker_type:
        from: ["Employment Status", "Employment Type", "Worker Type", employmentHistoryStatus, employmentStatus]
        default: employee
        map: { Full-Time: employee, Full Time: employee, Part-Time: employee, Part Time: employee, Employee: employee, Regular: employee, Permanent: employee, Fixed-Term: employee, Temporary: employee, Terminated: employee, Furloughed: employee, Contractor: contractor, Consultant: contractor, Freelancer: contractor, Vendor: contractor, Intern: intern, Internship: intern, Working Student: intern, Apprentice: intern }
      start_day: { from: ["Hire Date", hireDate], as: day, format: [excel], required: true }
      start_at: { from: ["Hire Date", hireDate], as: day-start, format: [excel], zone: { from: ["Location Time Zone", "Time Zone", timezone], else: organisation } }
      end_day: { from: ["Termination Date", terminationDate], as: day, format: [excel] }
      end_at: { from: ["Termination Date", terminationDate], as: day-end, format: [excel], zone: { from: ["Location Time Zone", "Time Zone", timezone], else: organisation } }
      end_recorded_at: { from: ["Termination Recorded At", "Termination Entered", terminationRecordedAt], date: end, zone: { else: organisation } }
      end_reason: { from: ["Termination Type", terminationType], default: unknown, else: unknown, map: { Voluntary: voluntary, Resignation: voluntary, Resignation (Voluntary): voluntary, Involuntary: involuntary, Termination (Involuntary): involuntary, End of Contract: end_of_contract } }
      zone: { from: ["Location Time Zone", "Time Zone", timezone, "@zone"], as: zone }
      is_cancelled: { const: false }
  - table: position
    system: hr
    when: { column: ["Job Information: Date", "Job Effective Date", jobEffectiveDate], present: true }
    key: [person_id, from_at]
    columns:
      person_id: { from: ["Employee #", "Employee Number", "Employee ID", EEID, employeeNumber], as: entity-id, kind: person, system: hr }
      title: ["Job Title", jobTitle]
      department: [Department, department]
      manager_employee_no: ["Supervisor EID", "Supervisor Employee #", "Reports To Employee #", supervisorEId]
      from_at: { from: ["Job Information: Date", "Job Effective Date", jobEffectiveDate], as: day-start, format: [excel], zone: { else: organisation } }
      is_first: { const: false }
`;

/** Workday: a custom report as JSON (Report-as-a-Service) or CSV. Column names are the tenant's; these are usual ones. */
export const workdayWorkers = `
title: Workday workers
doc: A Report-as-a-Service over all workers, terminated ones included. Rename your report's columns to these, or copy this mapping.
covers: [hr.workers]
rows: [Report_Entry]
skip:
  - name: totals row
    when: { column: [Employee_ID, Employee ID, Worker ID], is: [Total, Totals] }
    reason: a row of sums, not a person
refuse:
  - when: { all: [{ column: [Worker_Status, Worker Status, Active_Status], is: [Terminated, Inactive] }, { column: [Termination_Date, Termination Date], present: false }] }
    reason: the worker is terminated, but no termination date is given
    fix: Add Termination_Date to the report.
tables:
  - table: employment
    system: hr
    key: [employee_no, start_day]
    columns:
      person_id: { from: [Employee_ID, Employee ID, Worker_ID, Worker ID], as: entity-id, kind: person, system: hr }
      employee_no: { from: [Employee_ID, Employee ID, Worker_ID, Worker ID], required: true }
      work_email: { from: [Email_-_Work, Email - Work, Work_Email, primaryWorkEmail], as: lower }
      display_name: [Worker, Full_Name, Full Name, Legal_Name]
      worker_type:
        from: [Worker_Type, Worker Type, Employee_Type, Employee Type]
        default: employee
        map: { Employee: employee, Regular: employee, Fixed Term: employee, Fixed Term (Fixed Term): employee, Temporary: employee, Contingent Worker: contractor, Contractor: contractor, Consultant: contractor, Intern: intern, Intern (Fixed Term): intern, Apprentice: intern }
      start_day: { from: [Hire_Date, Hire Date, Contract_Start_Date], as: day, format: [excel], required: true }
      start_at: { from: [Hire_Date, Hire Date, Contract_Start_Date], as: day-start, format: [excel], zone: { from: [Location_Time_Zone, Location Time Zone], else: organisation } }
      end_day: { from: [Termination_Date, Termination Date, Contract_End_Date], as: day, format: [excel] }
      end_at: { from: [Termination_Date, Termination Date, Contract_End_Date], as: day-end, format: [excel], zone: { from: [Location_Time_Zone, Location Time Zone], else: organisation } }
      end_recorded_at: { from: [Termination_Completed_On, Termination_Entered_On, Termination Completed On], date: end, zone: { else: organisation } }
      end_reason: { from: [Termination_Category, Termination Category, Termination_Reason_Category], default: unknown, else: unknown, map: { Voluntary: voluntary, Terminate Employee > Voluntary: voluntary, Involuntary: involuntary, Terminate Employee > Involuntary: involuntary, End of Contract: end_of_contract } }
      access_end_at: { from: [Access_End_Date, Garden_Leave_Start], date: end, zone: { else: organisation } }
      zone: { from: [Location_Time_Zone, Location Time Zone, "@zone"], as: zone }
      is_cancelled: { from: [Hire_Rescinded, Rescinded], default: false }
  - table: position
    system: hr
    when: { column: [Position_Effective_Date, Position Effective Date, Job_Effective_Date], present: true }
    key: [person_id, from_at]
    columns:
      person_id: { from: [Employee_ID, Employee ID, Worker_ID, Worker ID], as: entity-id, kind: person, system: hr }
      title: [Business_Title, Business Title, Job_Title]
      department: [Supervisory_Organization, Supervisory Organization, Cost_Center, Department]
      role_code: [Job_Code, Job Code, Job_Profile]
      manager_employee_no: ["Worker_s_Manager_group[0].Manager_ID", Manager_ID, Manager ID]
      from_at: { from: [Position_Effective_Date, Position Effective Date, Job_Effective_Date], as: day-start, format: [excel], zone: { else: organisation } }
      is_first: { const: false }
`;

/** Rippling: the people report as CSV, or the workers API as JSON. */
export const ripplingEmployees = `
title: Rippling employees
doc: A people report with terminated employees included, or GET /workers.
covers: [hr.workers]
rows: [results]
skip:
  - name: totals row
    when: { column: ["Employee number", "Employee ID", employeeNumber, number], is: [Total, Totals] }
    reason: a row of sums, not a person
refuse:
  - when: { all: [{ column: ["Employment status", Status, status, roleState], is: [Terminated, TERMINATED] }, { column: ["End date", "Termination date", end_date, endDate], present: false }] }
    reason: the person is terminated, but no end date is given
    fix: Add the end date to the report.
tables:
  - table: employment
    system: hr
    key: [employee_no, start_day]
    columns:
      person_id: { from: ["Employee number", "Employee ID", employeeNumber, number], as: entity-id, kind: person, system: hr }
      employee_no: { from: ["Employee number", "Employee ID", employeeNumber, number], required: true }
      work_email: { from: ["Work email", workEmail, work_email], as: lower }
      display_name: ["Full name", Employee, name, displayName]
      worker_type:
        from: ["Employment type", "Worker type", employmentType, "employment_type.type"]
        default: employee
        map: { Salaried full-time: employee, "Salaried, full-time": employee, SALARIED_FT: employee, SALARIED_PT: employee, HOURLY_FT: employee, HOURLY_PT: employee, "Hourly, full-time": employee, "Hourly, part-time": employee, "Salaried, part-time": employee, Employee: employee, EMPLOYEE: employee, TEMP: employee, Temporary: employee, Contractor: contractor, CONTRACTOR: contractor, Intern: intern, INTERN: intern }
      start_day: { from: ["Start date", start_date, startDate], as: day, format: [excel], required: true }
      start_at: { from: ["Start date", start_date, startDate], as: day-start, format: [excel], zone: { from: ["Work location time zone", timezone], else: organisation } }
      end_day: { from: ["End date", "Termination date", end_date, endDate], as: day, format: [excel] }
      end_at: { from: ["End date", "Termination date", end_date, endDate], as: day-end, format: [excel], zone: { from: ["Work location time zone", timezone], else: organisation } }
      end_recorded_at: { from: ["Termination initiated at", "Termination recorded at", terminationRecordedAt], date: end, zone: { else: organisation } }
      end_reason: { from: ["Termination type", termination_type, terminationType], default: unknown, else: unknown, map: { Voluntary: voluntary, VOLUNTARY: voluntary, Resignation: voluntary, Involuntary: involuntary, INVOLUNTARY: involuntary, End of contract: end_of_contract } }
      zone: { from: ["Work location time zone", timezone, "@zone"], as: zone }
      is_cancelled: { const: false }
  - table: position
    system: hr
    when: { column: ["Title effective date", "Job effective date", title_effective_date], present: true }
    key: [person_id, from_at]
    columns:
      person_id: { from: ["Employee number", "Employee ID", employeeNumber, number], as: entity-id, kind: person, system: hr }
      title: [Title, "Job title", title]
      department: [Department, "department.name", department]
      manager_employee_no: ["Manager employee number", "manager.number", managerEmployeeNumber]
      from_at: { from: ["Title effective date", "Job effective date", title_effective_date], as: day-start, format: [excel], zone: { else: organisation } }
      is_first: { const: false }
`;

/** HiBob: POST /people/search with showInactive, or the people list as CSV. */
export const hibobPeople = `
title: HiBob people
doc: POST /v1/people/search with showInactive true and humanReadable off, or the people directory with inactive people as CSV.
covers: [hr.workers]
rows: [employees]
skip:
  - name: totals row
    when: { column: ["Employee ID", work.employeeIdInCompany], is: [Total, Totals] }
    reason: a row of sums, not a person
refuse:
  - when: { all: [{ column: [internal.status, "Lifecycle status", Status], is: [Inactive, Terminated] }, { column: [internal.terminationDate, "Termination date"], present: false }] }
    reason: the person is inactive, but no termination date is given
    fix: Add the termination date to the fields of the search or the report.
tables:
  - table: employment
    system: hr
    key: [employee_no, start_day]
    columns:
      person_id: { from: [work.employeeIdInCompany, "Employee ID", "Employee ID in company"], as: entity-id, kind: person, system: hr }
      employee_no: { from: [work.employeeIdInCompany, "Employee ID", "Employee ID in company"], required: true }
      work_email: { from: [email, "Email", "Work email"], as: lower }
      display_name: [displayName, fullName, "Display name"]
      worker_type:
        from: [payroll.employment.contract, payroll.employment.type, "Employment contract", "Employment type"]
        default: employee
        map: { Permanent: employee, Full time: employee, Full-time: employee, Part time: employee, Part-time: employee, Employee: employee, Fixed term: employee, Temporary: employee, Contractor: contractor, Freelancer: contractor, Consultant: contractor, Intern: intern, Internship: intern, Working student: intern, Apprentice: intern }
      start_day: { from: [work.startDate, "Start date"], as: day, format: [excel], required: true }
      start_at: { from: [work.startDate, "Start date"], as: day-start, format: [excel], zone: { from: [work.siteTimezone, "Site time zone"], else: organisation } }
      end_day: { from: [internal.terminationDate, "Termination date"], as: day, format: [excel] }
      end_at: { from: [internal.terminationDate, "Termination date"], as: day-end, format: [excel], zone: { from: [work.siteTimezone, "Site time zone"], else: organisation } }
      end_recorded_at: { from: [internal.terminationRecordedAt, "Termination recorded at", "Notice date"], date: end, zone: { else: organisation } }
      end_reason: { from: [internal.terminationType, internal.terminationReasonType, "Termination type"], default: unknown, else: unknown, map: { Voluntary: voluntary, Resignation: voluntary, Involuntary: involuntary, Dismissal: involuntary, End of contract: end_of_contract } }
      zone: { from: [work.siteTimezone, "Site time zone", "@zone"], as: zone }
      is_cancelled: { const: false }
  - table: position
    system: hr
    when: { column: [work.activeEffectiveDate, "Work effective date", "Job effective date"], present: true }
    key: [person_id, from_at]
    columns:
      person_id: { from: [work.employeeIdInCompany, "Employee ID", "Employee ID in company"], as: entity-id, kind: person, system: hr }
      title: [work.title, "Job title"]
      department: [work.department, Department]
      manager_employee_no: [work.reportsTo.employeeIdInCompany, work.manager, "Manager ID"]
      from_at: { from: [work.activeEffectiveDate, "Work effective date", "Job effective date"], as: day-start, format: [excel], zone: { else: organisation } }
      is_first: { const: false }
`;

/** Position history in one form for every HR system: one row per person and effective date. */
export const hrPositions = `
title: Position history
doc: "One row per person and change: employee number, effective date, title, department, manager's employee number. The next row of a person ends the one before."
covers: [hr.positions]
settle: [{ table: position, by: [person_id] }]
tables:
  - table: position
    system: hr
    key: [person_id, from_at]
    columns:
      person_id: { from: ["Employee #", "Employee Number", "Employee ID", employee_no, employee_id, employeeNumber], as: entity-id, kind: person, system: hr }
      title: ["Job Title", Title, title, jobTitle]
      department: [Department, department]
      role_code: ["Role Code", "Job Code", role_code]
      manager_employee_no: ["Manager Employee #", "Manager Employee Number", "Supervisor EID", "Manager ID", manager_employee_no, manager_employee_id]
      from_at: { from: ["Effective Date", "Job Information: Date", Date, effective_date, from_at], date: start, format: [excel], zone: { from: ["Location Time Zone", "Time Zone"], else: organisation } }
      to_at: { from: ["Effective Until", effective_until, to_at], date: start, format: [excel], zone: { from: ["Location Time Zone", "Time Zone"], else: organisation } }
      recorded_at: { from: ["Recorded At", "Entered On", recorded_at], date: end, zone: { else: organisation } }
      is_first: { from: ["First Position", is_first], default: false }
`;
