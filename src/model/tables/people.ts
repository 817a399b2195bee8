import { boolean, boundedEnd, boundedStart, day, defineTable, instant, nullable, text } from "../table.js";

export const employment = defineTable({
  name: "employment",
  doc: "One spell of work of one person: employees and contractors, active and ended. A rehire is a second row.",
  month: null,
  columns: {
    id: text("spell id"),
    person_id: text("stable person id: the same for every spell of one person at one employer"),
    employee_no: text("the HR system's own number"),
    work_email: nullable(text("normalised to lower case")),
    display_name: nullable(text("for people to read; never joined on")),
    worker_type: text("employee | contractor | intern"),
    start_day: day("first day of the spell"),
    start_at: instant("start of start_day in the work location's zone"),
    end_day: nullable(day("last day of employment or contract; null: none known")),
    end_at: nullable(instant("effective termination: end of end_day in the zone, or the exact time HR states")),
    end_recorded_at: nullable(instant("when HR entered the end; null: the source does not say")),
    end_reason: text("voluntary | involuntary | end_of_contract | unknown; `unknown` where nothing ended"),
    access_end_at: nullable(
      instant("end of access entitlement where HR states one in writing beforehand (garden leave)"),
    ),
    access_end_recorded_at: nullable(instant("when that statement was recorded")),
    approved_at: nullable(instant("when this spell was approved; used to judge a rehire before a deadline")),
    zone: text("IANA zone of the work location; the organisation's where HR has none"),
    is_cancelled: boolean("the spell never took effect"),
  },
});

export const position = defineTable({
  name: "position",
  doc: "What a person was, and for whom, over time: every change of role, department or manager starts a new row.",
  month: null,
  columns: {
    id: text("position id"),
    person_id: text("employment.person_id"),
    title: nullable(text("job title")),
    department: nullable(text("department")),
    role_code: nullable(text("role profile; equal codes mean equal entitlements")),
    manager_employee_no: nullable(text("employee number of the manager")),
    from_at: instant("when it took effect"),
    to_at: nullable(instant("when the next one took effect; null: still true")),
    recorded_at: nullable(instant("when HR entered it")),
    is_first: boolean("the person's first position of the spell: a joiner, not a mover"),
  },
});

export const leave = defineTable({
  name: "leave",
  doc: "A leave of absence: not a termination.",
  month: null,
  columns: {
    id: text("leave id"),
    person_id: text("employment.person_id"),
    from_at: instant("first moment of the leave"),
    to_at: nullable(instant("first moment back; null: still away")),
  },
});

export const payrollEnd = defineTable({
  name: "payroll_end",
  doc: "A person leaving according to payroll or finance: the second source for leavers.",
  month: null,
  columns: {
    id: text("row id"),
    employee_no: text("the HR system's number"),
    end_day: day("last paid day"),
  },
});

export const trainingCompletion = defineTable({
  name: "training_completion",
  doc: "One assignment of a security-awareness course, completed or not.",
  month: null,
  columns: {
    id: text("enrolment id"),
    employee_no: nullable(text("the HR system's number")),
    email: nullable(text("learner's address, lower case")),
    course: text("course name as the training system prints it"),
    assigned_at: nullable(instant("when it was assigned")),
    completed_at: nullable(instant("when it was completed; null: not completed, or no time given")),
    status: text("completed | incomplete | unknown; `completed` without completed_at proves no timeliness"),
  },
});

export const account = defineTable({
  name: "account",
  doc: "One account in one system, disabled and deleted ones included.",
  month: null,
  columns: {
    id: text("account id"),
    system: text("the system's id in lookback.yaml, for example okta, github, aws-prod"),
    external_id: text("the vendor's immutable id"),
    username: text("login name"),
    email: nullable(text("lower case")),
    employee_no: nullable(text("employee number stored in that system")),
    account_type: text("human | service | shared | break_glass | guest | bot"),
    owner_employee_no: nullable(text("owner of a non-human account")),
    is_tagged_test: boolean("tagged as a test account when it was created"),
    created_at: nullable(instant("when it was created")),
    deleted_at: nullable(instant("when it was deleted; null: not known to be")),
  },
});

export const accountState = defineTable({
  name: "account_state",
  doc: "What an account could do, over time. Only active and can_recover can sign in; locked is no revocation.",
  month: null,
  columns: {
    id: text("row id"),
    account_id: text("account.id"),
    state: text("active | can_recover | locked | suspended | disabled | deleted | staged | unknown"),
    vendor_status: text("the vendor's word"),
    ...boundedStart(),
    ...boundedEnd(),
  },
});

export const identityDecision = defineTable({
  name: "identity_decision",
  doc: "A person's decision that an account belongs to somebody, or to nobody with a reason. It wins over every rule.",
  month: null,
  columns: {
    id: text("decision id"),
    system: text("account.system"),
    username: text("account.username"),
    employee_no: nullable(text("whose it is; null: nobody's, see reason")),
    reason: text("why"),
    decided_at: instant("when"),
    decided_by: text("role or id of who decided"),
  },
});

export const accountPerson = defineTable({
  name: "account_person",
  doc: "Derived: which person an account belongs to, and on what basis (connectors section 6.6). One row per account.",
  month: null,
  columns: {
    id: text("account.id"),
    person_id: nullable(text("employment.person_id; null: unmatched")),
    basis: text("decision | employee_no | email | not-human | none"),
  },
});
