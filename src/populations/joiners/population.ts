import { definePopulation, type ItemOf } from "../../assess/population.js";
import type { StreamName } from "../../model/streams.js";
import { boolean, instant, integer, nullable, text } from "../../model/table.js";
import { withScopedSystems } from "../kit/system-list.js";
import sql from "./joiners.sql";

const columns = {
  worker_type: text("employee | contractor | intern"),
  zone: text("zone of the work location"),
  end_at: nullable(instant("end of the spell; null: none known")),
  is_rehire: boolean("the person worked here before, and was away in between"),
  account_count: integer("their accounts in systems in scope during the spell"),
  access_lo: nullable(instant("earliest moment at which one of these may first have been usable; null: none was")),
  access_hi: nullable(instant("latest such moment; never before the first day of work")),
  before_at: nullable(instant("the last completed act up to the first day of work")),
  next_at: nullable(instant("the first completed act after it")),
  last_result: nullable(text("what the newest completed act came out with, in the word of the record")),
  has_open: boolean("there is a record that was only ordered or begun"),
  has_undated: boolean("there is a record of a completed act without a date"),
  exception_id: nullable(
    text("approved exception for the person, or for the zone they work in, valid on the first day"),
  ),
  exception_approved_at: nullable(instant("when that was approved")),
} as const;

/** Somebody who began to work, with an act that was due before they got access. */
export type Joiner = ItemOf<(typeof backgroundCheckDues)["columns"]>;

interface JoinersWith {
  readonly name: string;
  readonly title: string;
  /** Says which records are read. */
  readonly records: string;
  /** `activity.kind`, and `approved_exception.kind`. */
  readonly kind: string;
  readonly stream: StreamName;
}

/** Joiners and their background checks. */
export const backgroundCheckDues = joinersWith({
  name: "background-check-dues",
  title: "Joiners due for a background check",
  records: `activity kind \`background-check\` (subject: employee number; performed_at: completed; result: ordered, clear,
consider, adjudicated), approved exceptions of kind \`background-check\` (subject: an employee number, or the zone of a place of
work where checks are unlawful)`,
  kind: "background-check",
  stream: "hr.background-checks",
});

/** Joiners and their confidentiality agreements. */
export const agreementDues = joinersWith({
  name: "agreement-dues",
  title: "Joiners due for a confidentiality agreement",
  records: `activity kind \`confidentiality-agreement\` (subject: employee number; performed_at: signed; reference: the
document), approved exceptions of kind \`confidentiality-agreement\` (subject: an employee number)`,
  kind: "confidentiality-agreement",
  stream: "hr.agreements",
});

/** One item per spell of work that began in the period, with the act of one kind that was due before access. */
function joinersWith({ name, title, records, kind, stream }: JoinersWith) {
  return withScopedSystems(
    definePopulation<typeof columns, "events">({
      name,
      title,
      doc: `One item per spell of work, of employees, interns and contractors, that began in the period according to HR, and of
those that began in the 90 days before if their access began only in it. A change from contractor to employee is no joining; a
return is. First access is the moment from which an account of theirs in a system in scope could be used, and never before the
first day of work. Records: ${records}.`,
      shape: "events",
      columns,
      sql: `with ${sql.replaceAll("'act-kind'", `'${kind}'`)}`,
      reads: {
        employment: "whole",
        position: "whole",
        scope: "whole",
        account: "whole",
        account_person: "whole",
        account_state: "whole",
        activity: "whole",
        approved_exception: "whole",
      },
      triggers: [{ stream: "hr.workers", per: "*" }],
      facts: [
        { stream, per: "*" },
        { stream: "accounts", per: "system" },
        { stream: "exceptions.approved", per: "*" },
      ],
    }),
  );
}
