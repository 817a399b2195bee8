import { definePopulation } from "../../assess/population.js";
import { instant, nullable } from "../../model/table.js";
import { changeChecks, shared } from "../change-checks/population.js";
import { FOREVER } from "../kit/columns.js";
import { duties } from "../kit/duties.js";
import { type BothItem, statesWith } from "../kit/states-with.js";
import waiver from "./population.sql";

const ABOUT = {
  name: "scanned-changes",
  title: "Changes to protected branches with their scans, and secrets found in code",
  doc: `The same items as the population of changes, found by the same query, each with one row per check that had ended by the
merge, and one item per alert of a secret in the code of a repository, in scope at some moment while it was open, that was raised
in the period or was still open on its first day. Records: checks, changes and pushes as for CHG-02; duty \`secret-alert\` with unit (the repository), opened_at,
closed_at, outcome (revoked, rotated, false_positive, used_in_tests; wont_fix and ignored end nothing). Approved exceptions of
kind \`scan\` with subject owner/name#number waive the findings of that change.`,
} as const;

const COLUMNS = {
  ...changeChecks.columns,
  waiver_approved_at: nullable(instant("when its findings were first waived; null: never")),
} as const;

const changes = definePopulation({
  ...changeChecks,
  ...ABOUT,
  columns: COLUMNS,
  shared: [...shared, "waiver_approved_at"],
  sql: `with base as (${changeChecks.sql}),
${waiver}
select b.item_id as item_id, b.occurred_at as occurred_at, b.label as label, b.unit as unit, b.actor as actor,
  b.evidence || coalesce('|' || w.evidence, '') as evidence,
  ${Object.keys(changeChecks.columns)
    .map((name) => `b.${name} as ${name}`)
    .join(", ")}, w.approved_at as waiver_approved_at
from base b
left join waiver w on w.item_id = b.item_id`,
  reads: { ...changeChecks.reads, approved_exception: "whole" },
  facts: [...changeChecks.facts, { stream: "exceptions.approved", per: "*" }],
});

const alerts = duties({
  ...ABOUT,
  kinds: { "secret-alert": "secret alert" },
  steps: [],
  stream: "repo.secrets",
});

const alertsInScope = definePopulation({
  ...alerts,
  sql: `select a.*
from (${alerts.sql}) as a
left join (
  select key as key, min(from_at) as from_at, max(coalesce(to_at, ${FOREVER})) as to_at from scope where kind = 'repository' group by key
) as o on o.key = a.unit
where a.unit is null or (o.to_at > a.occurred_at
  and (o.from_at <= a.occurred_at or o.from_at < coalesce(a.closed_at, ${FOREVER})))`,
  reads: { ...alerts.reads, scope: "whole" },
  triggers: [{ stream: "repo.secrets", per: "repository" }],
});

/** Changes with their scans (`item_kind` state) and alerts of secrets (`item_kind` secret). */
export const scannedChanges = statesWith({ ...ABOUT, states: changes, events: alertsInScope, eventKind: "secret" });

/** A change with the last run of each check, or an alert. */
export type ScannedChange = BothItem<typeof scannedChanges>;
