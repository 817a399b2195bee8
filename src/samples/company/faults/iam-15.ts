import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import { type DataSession, dataSessions } from "../areas/applications.js";
import { type Fault, faultsOf, found, nth } from "../fault.js";
import { addRows, type CompanyRows, changeRows, removeRows, rowAt } from "../rows.js";

type Draft = Omit<Fault, "control">;

/** Ways in which people look at production data without a reason, without an end, or without a trace. */
export const iam15Faults: readonly Fault[] = faultsOf("IAM-15", [
  ...approvals(),
  ...tickets(),
  ...ends(),
  ...logs(),
  ...strayLogs(),
]);

function approvals(): readonly Draft[] {
  return [
    session(
      {
        attribute: "A",
        reason: "approval",
        id: "unapproved",
        title: "Somebody looked at production data, and nobody had approved it",
        kind: "not-performed",
      },
      (rows, each) => {
        removeRows(rows, "duty_step", isStep(each, "approved"));
      },
    ),
    session(
      {
        attribute: "A",
        reason: "approval",
        id: "approved-by-oneself",
        title: "Somebody approved their own session",
        kind: "unauthorised",
      },
      (rows, each) => {
        changeRows(rows, "duty_step", { where: isStep(each, "approved"), to: { actor: each.ownerNo } });
      },
    ),
    session(
      {
        attribute: "A",
        reason: "approval",
        id: "approved-afterwards",
        title: "A session was approved half an hour after it began",
        kind: "late",
      },
      (rows, each) => {
        changeRows(rows, "duty_step", { where: isStep(each, "approved"), to: { done_at: each.at + 30 * MINUTE_MS } });
      },
    ),
  ];
}

function tickets(): readonly Draft[] {
  return [
    session(
      {
        attribute: "A",
        reason: "ticket",
        id: "ticket-nobody-knows",
        title: "The ticket that a session names does not exist",
        kind: "evidence-missing",
      },
      (rows, each) => {
        removeRows(rows, "ticket", ({ key }) => key === `DATA-${each.key}`);
      },
    ),
    session(
      {
        attribute: "A",
        reason: "ticket",
        id: "ticket-afterwards",
        title: "The ticket of a session was made the next day",
        kind: "late",
      },
      (rows, each) => {
        changeRows(rows, "ticket", {
          where: ({ key }) => key === `DATA-${each.key}`,
          to: { created_at: each.at + DAY_MS },
        });
      },
    ),
    session(
      {
        attribute: "A",
        reason: "emergency",
        id: "emergency-ticket-late",
        title: "The ticket of an emergency was made two hours after the session began",
        kind: "late",
      },
      (rows, each) => {
        changeRows(rows, "ticket", {
          where: ({ key }) => key === `DATA-${each.key}`,
          to: { created_at: each.at + 2 * HOUR_MS },
        });
      },
    ),
    session(
      {
        attribute: "A",
        reason: "emergency",
        id: "no-emergency",
        title: "A session with a ticket from afterwards was no emergency",
        kind: "late",
      },
      (rows, each) => {
        changeSession(rows, each, { outcome: "closed" });
      },
    ),
  ];
}

function ends(): readonly Draft[] {
  return [
    session(
      { attribute: "B", reason: "ticket", id: "an-hour-over", title: "A session lasted nine hours", kind: "late" },
      (rows, each) => {
        changeSession(rows, each, { closed_at: each.at + 9 * HOUR_MS });
      },
    ),
    session(
      {
        attribute: "B",
        reason: "approval",
        id: "a-minute-over",
        title: "A session lasted a minute longer than promised",
        kind: "late",
      },
      (rows, each) => {
        changeSession(rows, each, { closed_at: each.at + 8 * HOUR_MS + MINUTE_MS });
      },
    ),
    session(
      {
        attribute: "B",
        reason: "emergency",
        id: "over-the-weekend",
        title: "An emergency session was left open for three days",
        kind: "late",
      },
      (rows, each) => {
        changeSession(rows, each, { closed_at: each.at + 3 * DAY_MS });
      },
    ),
    session(
      { attribute: "B", reason: "approval", id: "never-ended", title: "A session has no end", kind: "not-performed" },
      (rows, each) => {
        changeSession(rows, each, { closed_at: null });
      },
    ),
    {
      attribute: "B",
      id: "standing-access",
      title: "Somebody's access to production data has been standing since before the period",
      plant: (rows, world, at) => {
        const each = nth(dataSessions(world), at);
        const key = `DS-OLD-${at + 1}`;
        const opened_at = world.period.start - 40 * DAY_MS;
        addRows(rows, "duty", { ...dutyOf(rows, each), id: `data-session ${key}`, key, opened_at, closed_at: null });
        return found("IAM-15", "B", `session ${key}`, "not-performed");
      },
    },
  ];
}

function logs(): readonly Draft[] {
  return [
    session(
      {
        attribute: "C",
        reason: "approval",
        id: "unlogged",
        title: "What was done in a session is in no log",
        kind: "evidence-missing",
      },
      (rows, each) => {
        removeRows(rows, "duty_step", isStep(each, "logged"));
      },
    ),
    session(
      {
        attribute: "C",
        reason: "ticket",
        id: "recorded-not-logged",
        title: "A session was filmed, and its commands are in no log",
        kind: "evidence-missing",
      },
      (rows, each) => {
        changeRows(rows, "duty_step", { where: isStep(each, "logged"), to: { step: "recorded" } });
      },
    ),
    session(
      {
        attribute: "C",
        reason: "emergency",
        id: "emergency-unlogged",
        title: "Logging was off in an emergency",
        kind: "evidence-missing",
      },
      (rows, each) => {
        removeRows(rows, "duty_step", isStep(each, "logged"));
      },
    ),
  ];
}

function strayLogs(): readonly Draft[] {
  return [
    {
      attribute: "C",
      id: "log-of-another",
      title: "The log of a session was filed under another one",
      plant: (rows, world, at) => {
        const each = nth(of(dataSessions(world), "ticket"), at);
        const other = nth(of(dataSessions(world), "approval"), at);
        changeRows(rows, "duty_step", { where: isStep(each, "logged"), to: { duty_id: `data-session ${other.key}` } });
        return found("IAM-15", "C", label(each), "evidence-missing");
      },
    },
    {
      attribute: "C",
      id: "another-console",
      title: "A session on another console, ticketed and short, is in no log",
      plant: (rows, world, at) => {
        const each = nth(of(dataSessions(world), "ticket"), at);
        const key = `DS-CONSOLE-${at + 1}`;
        addRows(rows, "duty", { ...dutyOf(rows, each), id: `data-session ${key}`, key, subject: "support-console" });
        return found("IAM-15", "C", `session ${key}`, "evidence-missing");
      },
    },
  ];
}

interface SessionDraft extends Omit<Draft, "plant"> {
  readonly reason: DataSession["reason"];
  readonly kind: string;
}

/** One session that goes wrong in one respect. */
function session(
  { attribute, reason, id, title, kind }: SessionDraft,
  change: (rows: CompanyRows, session: DataSession) => void,
): Draft {
  return {
    attribute,
    id,
    title,
    plant: (rows, world, at) => {
      const each = nth(of(dataSessions(world), reason), at);
      change(rows, each);
      return found("IAM-15", attribute, label(each), kind);
    },
  };
}

function of(sessions: readonly DataSession[], wanted: DataSession["reason"]): readonly DataSession[] {
  return sessions.filter(({ reason }) => reason === wanted);
}

function label({ key }: DataSession): string {
  return `session ${key}`;
}

function dutyOf(rows: CompanyRows, each: DataSession): TableRow<"duty"> {
  return rowAt(rows, "duty", { where: ({ kind, key }) => kind === "data-session" && key === each.key, at: 0 });
}

function changeSession(rows: CompanyRows, each: DataSession, to: Partial<TableRow<"duty">>): void {
  const { id } = dutyOf(rows, each);
  changeRows(rows, "duty", { where: (row) => row.id === id, to });
}

function isStep({ key }: DataSession, step: string) {
  return (row: TableRow<"duty_step">) => row.duty_id === `data-session ${key}` && row.step === step;
}
