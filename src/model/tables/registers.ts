import { boolean, boundedEnd, defineTable, instant, nullable, text } from "../table.js";

export const registerEntry = defineTable({
  name: "register_entry",
  doc: "One thing on a register that the company keeps, or that a discovery found, for the time it was in force or in use.",
  month: null,
  columns: {
    id: text("entry id"),
    register: text("which register, for example policy, vendor, application, device, repository, security-role"),
    key: text("what people call the thing; other tables name it as their subject"),
    owner: nullable(text("employee number of the owner, holder or user; null: nobody")),
    class: nullable(text("its class there: data class, tier, environment, kind of store, purpose of an account")),
    is_critical: nullable(boolean("critical or production; null: not stated")),
    listed_at: nullable(instant("when it was entered in the register; null: it was discovered, and is not on it")),
    from_at: instant("in force or in use since"),
    to_at: nullable(instant("until; null: still")),
  },
});

export const entryState = defineTable({
  name: "entry_state",
  doc: "One setting or condition of a thing on a register over time, as its source saw it.",
  month: null,
  columns: {
    id: text("row id"),
    entry_id: text("register_entry.id"),
    aspect: text("what is said of it, for example disk_encrypted, required_approvals, retention_days"),
    value: text("true, false, a number or a word"),
    from_at: instant("when the source saw it begin"),
    ...boundedEnd(),
    changed_by: nullable(text("login or role of who changed it, where the source tells")),
    change_key: nullable(text("ticket or change that asked for it; null: none named")),
  },
});

export const activity = defineTable({
  name: "activity",
  doc: "One act of a periodic or one-time duty as recorded: a review, a meeting, a test, a check, a signature, a run.",
  month: null,
  columns: {
    id: text("record id"),
    kind: text("which duty, for example oversight-meeting, policy-approval, restore-test, background-check"),
    subject: nullable(
      text("whom or what it is about: register_entry.key or an employee number; null: the organisation"),
    ),
    period_key: nullable(
      text("the interval it is for: 2026-03-04, 2026-W10, 2026-03, 2026-Q1, 2026-H1; null: the one it was done in"),
    ),
    performed_at: nullable(instant("when it was done or completed; null: undated")),
    performed_by: nullable(text("employee number or technical identity")),
    approved_at: nullable(instant("when its result was approved; null: not, or not needed")),
    approved_by: nullable(text("employee number of who approved")),
    recorded_at: nullable(instant("when the record was made; null: not stated")),
    result: nullable(text("what came out, in the word of the record: pass, fail, success, failure, clear ...")),
    reference: nullable(text("document, version or ticket it is about or recorded in")),
  },
});

export const activityPart = defineTable({
  name: "activity_part",
  doc: "One thing that an act had to contain: an agenda point, minutes, coverage, a verification.",
  month: null,
  columns: {
    id: text("row id"),
    activity_id: text("activity.id"),
    part: text("which part, for example minutes, fraud, coverage"),
    is_done: nullable(boolean("it was done or is contained; null: not stated")),
    done_at: nullable(instant("when; null: undated")),
    value: nullable(text("what was measured, as text")),
  },
});

export const duty = defineTable({
  name: "duty",
  doc: "Something that happened and obliges to act: a vulnerability, a request, a failure, a finding, a session, an end of contract.",
  month: null,
  columns: {
    id: text("duty id"),
    kind: text("which, for example vulnerability, privacy-request, risk-treatment, data-session"),
    key: text("number or name people use"),
    subject: nullable(text("what it is about: asset, person's number, vendor, job, database")),
    unit: nullable(text("system, team or repository")),
    severity: nullable(text("critical | high | medium | low or a word of the source; null: not rated")),
    owner: nullable(text("employee number of who must act, or who acted; null: nobody")),
    opened_at: instant("when it began or was detected: the clock's start"),
    due_at: nullable(instant("a due moment that the record itself states; null: by the promise")),
    closed_at: nullable(instant("when it ended or was settled; null: open")),
    outcome: nullable(
      text("how it ended, in the word of the record: fixed, accepted, false_positive, decommissioned ..."),
    ),
    ticket_key: nullable(text("ticket it is handled in; null: none")),
    is_tagged_test: boolean("a drill, canary or test, tagged when it was made"),
  },
});

export const dutyStep = defineTable({
  name: "duty_step",
  doc: "One thing done on the way: acknowledged, approved, verified, notified, reviewed, rescored, accepted.",
  month: null,
  columns: {
    id: text("row id"),
    duty_id: text("duty.id"),
    step: text("which step"),
    done_at: nullable(instant("when; null: undated")),
    actor: nullable(text("employee number, role or technical identity")),
    value: nullable(text("what it says: a new severity, an expiry, a digest, a reason")),
  },
});
