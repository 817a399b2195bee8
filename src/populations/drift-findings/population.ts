import { definePopulation, type ItemOf } from "../../assess/population.js";
import { boolean, instant, nullable, text } from "../../model/table.js";
import sql from "./population.sql";

const columns = {
  kind: text("finding | run"),
  began_at: nullable(instant("findings: when the drift began; null: unknown")),
  run_before_at: nullable(
    instant("findings: the successful drift run before the last one; drift found now was not there then"),
  ),
  closed_at: nullable(instant("findings: when it was reverted or codified; null: open")),
  accepted_at: nullable(instant("findings: when a named person accepted it")),
  unnamed_accepted_at: nullable(instant("findings: when it was accepted by nobody in particular")),
  exception_at: nullable(instant("findings: since when an approved exception with an expiry covers the resource")),
  ticket_key: nullable(text("findings: ticket")),
  due_at: nullable(instant("runs: last moment of the day it was due on")),
  ran_at: nullable(instant("runs: when it first succeeded; null: it did not")),
  has_failed: boolean("runs: it ran and failed at least once"),
  is_unclear: boolean("runs: it ran with an outcome that nobody knows"),
} as const;

/** Differences between the baseline and what runs, and the daily runs that look for them. */
export const driftFindings = definePopulation({
  name: "drift-findings",
  title: "Drift findings and drift runs",
  doc: `Two kinds of item: every drift finding opened in the period, with those still open on its first day; and every
day of the period, on which one drift run was due. A finding whose beginning nobody recorded began after the last but one
successful run before it, or that run would have found it.`,
  shape: "events",
  columns,
  sql,
  reads: {
    drift_finding: "month",
    scheduled_run: "whole",
    approved_exception: "whole",
    cloud_resource: "whole",
    calendar: "whole",
  },
  triggers: [{ stream: "drift.findings", per: "*" }],
  facts: [
    { stream: "drift.runs", per: "*" },
    { stream: "exceptions.approved", per: "*" },
  ],
});

/** A finding or a due run. */
export type DriftItem = ItemOf<typeof columns>;
