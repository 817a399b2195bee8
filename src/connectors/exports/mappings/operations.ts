/** Jira issues: the search answer with its changelog, or the CSV export. */
export const jiraIssues = `
title: Jira issues
doc: "GET /rest/api/3/search/jql with fields and expand=changelog, or the CSV export of a filter. The CSV has no changelog, so no approvals. Jira names people by account id: list them under people on the source."
covers: [tickets]
rows: [issues]
normaliser: jira-issue
tables:
  - table: ticket
    key: [key]
    columns:
      key: { from: ["Issue key", Issue Key, Key], required: true }
      kind: { from: ["Issue Type"], default: unknown }
      summary: { from: [Summary], default: "" }
      created_at: { from: [Created], format: ["DD/MMM/YY h:mm A", "DD/MMM/YYYY h:mm A", "YYYY-MM-DD HH:mm"], zone: { else: organisation }, required: true }
      resolved_at: { from: [Resolved], format: ["DD/MMM/YY h:mm A", "DD/MMM/YYYY h:mm A", "YYYY-MM-DD HH:mm"], zone: { else: organisation } }
      status: { from: [Status], default: unknown }
      reporter_employee_no: ["Reporter Employee Number"]
      beneficiary_employee_no: ["Custom field (Beneficiary Employee Number)", "Beneficiary Employee Number"]
      system: ["Custom field (System)", System]
      entitlements: { from: ["Custom field (Entitlements)", Entitlements], as: join, split: "," }
      labels: { from: ["Labels#1", Labels], as: join, split: " ", default: "" }
      links: { from: ["Outward issue link (Relates)#1", "Outward issue link (Relates)", Links], as: join, split: ",", default: "" }
`;

/** PagerDuty incidents as alerts. */
export const pagerdutyIncidents = `
title: PagerDuty incidents
doc: "GET /incidents with date_range=all or the window. Each is an alert that somebody was, or was not, paged for; what was done with it comes from the log entries. Low urgency does not page."
covers: [alerts]
rows: [incidents]
tables:
  - table: alert
    columns:
      id: { from: id, as: entity-id, kind: alert }
      system: "@system"
      rule_id: { from: [service.id, service.summary], default: unknown }
      severity: { first: [{ from: priority.summary, else: null, map: { P1: 5, P2: 4, P3: 3, P4: 2, P5: 1, SEV-1: 5, SEV-2: 4, SEV-3: 3, SEV-4: 2, SEV-5: 1, SEV1: 5, SEV2: 4, SEV3: 3 } }, { from: urgency, map: { high: 4, low: 2 } }] }
      vendor_severity: { from: [priority.summary, urgency], default: unknown }
      title: { from: [title, summary], default: untitled }
      created_at: created_at
      key: id
      dedupe_key: incident_key
      is_tagged_test: { const: false }
      ticket_key: "external_references[0].external_id"
`;

/** PagerDuty incidents that are themselves the declared security incidents. */
export const pagerdutySecurityIncidents = `
title: PagerDuty security incidents
doc: "The same answer, for teams whose declared security incidents live in PagerDuty: filter the export to them. PagerDuty states no containment or recovery."
covers: [incidents]
rows: [incidents]
tables:
  - table: incident
    system: workspace
    key: [key]
    columns:
      key: { from: [incident_number, id] }
      opened_at: created_at
      classified_at: priority_set_at
      severity: { from: priority.summary, else: null, map: { P1: 1, P2: 2, P3: 3, P4: 4, P5: 5, SEV-1: 1, SEV-2: 2, SEV-3: 3, SEV-4: 4, SEV-5: 5, SEV1: 1, SEV2: 2, SEV3: 3 } }
      was_lowered: { const: false }
      commander: "assignments[0].assignee.id"
      has_timeline: { const: true }
      is_communication_due: { const: false }
      closed_at: resolved_at
      is_tagged_test: { const: false }
      alert_keys: id
      source_kind: { const: declared }
`;

/** PagerDuty log entries. */
export const pagerdutyLogEntries = `
title: PagerDuty log entries
doc: "GET /log_entries with is_overview=false and include[]=incidents. An incident loses its acknowledgements once it is resolved; they are only here."
covers: [alert-states]
rows: [log_entries]
normaliser: pagerduty-log-entry
unique: true
`;

/** Datadog Cloud SIEM signals. */
export const datadogSignals = `
title: Datadog security signals
doc: "POST /api/v2/security_monitoring/signals/search. A signal carries only its present triage state; suppressed signals were never made."
covers: [alerts, alert-states]
rows: [data]
normaliser: datadog-signal
`;

/** Panther alerts. */
export const pantherAlerts = `
title: Panther alerts
doc: "The alerts query (GraphQL) or GET /alerts. Only the present status and the last update are known: a step lies between creation and that update."
covers: [alerts, alert-states]
rows: [data.alerts.edges, alerts.edges, results]
normaliser: panther-alert
`;

/** KnowBe4 enrolments, or any training system's CSV with these columns. */
export const knowbe4Enrollments = `
title: KnowBe4 enrolments
doc: "GET /v1/training/enrollments with include_employee_number=true and archived users included, or a training export with these columns."
covers: [training.completions]
tables:
  - table: training_completion
    columns:
      id:
        first:
          - { from: [enrollment_id, Enrollment ID], as: entity-id, kind: training, system: training }
          - { from: [email, Email], as: entity-id, kind: training, system: training }
      employee_no: [user.employee_number, employee_number, employee_id, Employee Number, Employee ID]
      email: { from: [user.email, email, Email], as: lower }
      course: { from: [module_name, campaign_name, course, Course, Content], default: unknown }
      assigned_at: { from: [enrollment_date, assigned_at, Enrollment Date, Assigned At], date: start, zone: { else: organisation } }
      completed_at: { from: [completion_date, completed_at, Completion Date, Completed At], date: end, zone: { else: organisation } }
      status: { from: [status, Status], default: unknown, else: unknown, map: { Passed: completed, Completed: completed, Complete: completed, Not Started: incomplete, In Progress: incomplete, Past Due: incomplete, Incomplete: incomplete, Failed: incomplete, Overdue: incomplete } }
`;
