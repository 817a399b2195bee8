import { definePopulation, type ItemOf } from "../../assess/population.js";
import { instant, integer, nullable, text } from "../../model/table.js";
import days from "./population.sql";
import recovery from "./recovery.sql";

const columns = {
  period_key: text("the day, in the organisation's zone"),
  day_to: instant("first moment after the day, or when the store went out of scope on it"),
  opening_from_at: nullable(instant("last recovery point before the day; null: the day begins with one")),
  opening_to_at: nullable(instant("the recovery point after that one; null: none on record")),
  inner_from_at: nullable(instant("where the longest time without a recovery point that begins on the day begins")),
  inner_to_at: nullable(instant("the recovery point after that one; null: none on record")),
  backups: integer("successful jobs of the day, and windows of continuous recovery that touch it"),
  unencrypted: integer("of these: not encrypted"),
  unstated_encryption: integer("of these: the source does not say"),
  kept_ms: nullable(integer("how long the longest kept of these is kept, deletion considered; null: not stated")),
  unstated_retention: integer("of these: the source does not say how long"),
  failures: integer("failed jobs of the day"),
  unticketed_failures: integer("of these: without a ticket"),
  unclear_runs: integer("jobs of the day with an outcome that nobody knows"),
  failed_gap_ms: nullable(
    integer("longest time between two recovery points around such a failure; null: none after it"),
  ),
  failed_gap_from_at: nullable(
    instant("where that time begins; null: every such failure lies inside continuous recovery"),
  ),
} as const;

/** Every store of production data on every day it was in scope. */
export const backupDays = definePopulation({
  name: "backup-days",
  title: "Days of data stores",
  doc: `One item per data store and day of the organisation's calendar on which it was in scope, whether or not a backup
ran. Recovery points are jobs that succeeded, by the moment they completed, and every moment inside a window of continuous
recovery. Where no earlier recovery point is on record the clock starts with the period, or with the store.`,
  shape: "events",
  columns,
  sql: `with ${recovery},\n${days}`,
  reads: { calendar: "whole", data_store: "whole", backup_run: "whole" },
  carriesIn: false,
  triggers: [{ stream: "backup.runs", per: "*" }],
  facts: [],
});

/** One store on one day. */
export type BackupDayItem = ItemOf<typeof columns>;
