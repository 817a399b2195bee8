import { addDays, DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "../../../base/instant.js";
import { dayAt, startOfDay } from "../../../base/zone.js";
import type { TableRow } from "../../../model/tables.js";
import { type Fault, found, nth } from "../fault.js";
import { addRows, type CompanyRows, changeRows, removeRows, rowsWhere } from "../rows.js";
import type { CompanyWorld } from "../world.js";

type Alert = TableRow<"alert">;
type Step = TableRow<"alert_state">;
type Outcomes = ReturnType<Fault["plant"]>;

/** An alert that a fault hits, and the label of its item. */
export interface HitAlert {
  readonly alert: Alert;
  readonly item: string;
}

/** Hits the `at`-th alert that was none of an incident. `on`: days of the week it was raised on, 0 is Sunday. */
export function ofAlert(
  plant: (rows: CompanyRows, hit: HitAlert, world: CompanyWorld) => Outcomes,
  on: readonly number[] = [0, 1, 2, 3, 4, 5, 6],
): Fault["plant"] {
  return (rows, world, at) => {
    const { period, plan } = world;
    const named = new Set(rows.incident.flatMap(({ alert_keys }) => alert_keys.split("|")));
    const raised = rowsWhere(
      rows,
      "alert",
      ({ id, key, created_at }) =>
        /^alert \d+$/.test(id) &&
        !named.has(key ?? id) &&
        created_at < period.end &&
        on.includes(weekdayOf(created_at, plan.zone)),
    );
    const alert = nth(raised, at);
    return plant(rows, { alert, item: `alert ${alert.key ?? alert.id}` }, world);
  };
}

/** Changes how an alert was acknowledged. */
export function acknowledged(rows: CompanyRows, { alert }: HitAlert, to: Partial<Step>): void {
  changeRows(rows, "alert_state", { where: ({ id }) => id === `${alert.id} ack`, to });
}

/** Changes how an alert was closed. */
export function closed(rows: CompanyRows, { alert }: HitAlert, to: Partial<Step>): void {
  changeRows(rows, "alert_state", { where: ({ id }) => id === `${alert.id} closed`, to });
}

/** Changes what the alert system says of an alert. */
export function alertIs(rows: CompanyRows, { alert }: HitAlert, to: Partial<Alert>): void {
  changeRows(rows, "alert", { where: ({ id }) => id === alert.id, to });
}

/** Takes one step away: `ack` or `closed`. */
export function without(rows: CompanyRows, { alert }: HitAlert, step: "ack" | "closed"): void {
  removeRows(rows, "alert_state", ({ id }) => id === `${alert.id} ${step}`);
}

/** Nobody did anything about an alert; returns what follows as long as a ticket is linked with it. */
export function untouched(rows: CompanyRows, { alert, item }: HitAlert): Outcomes {
  removeRows(rows, "alert_state", ({ alert_id }) => alert_id === alert.id);
  return found("MON-01", "A B E", item, "not-performed");
}

/** One more step, so long after the alert, by a person unless told otherwise. */
export function addStep(
  rows: CompanyRows,
  { alert }: HitAlert,
  { step, after, ...more }: Partial<Step> & { readonly step: string; readonly after: number },
): void {
  addRows(rows, "alert_state", {
    id: `${alert.id} ${step} ${after}`,
    alert_id: alert.id,
    alert_created_at: alert.created_at,
    step,
    ...atOnce(alert.created_at + after),
    actor: "second shift",
    actor_kind: "human",
    disposition: null,
    evidence: null,
    bulk_key: null,
    bulk_note: null,
    ...more,
  });
}

/** A playbook, approved then or never, so long after the alert it acts on. */
export function addPlaybook(
  rows: CompanyRows,
  { alert }: HitAlert,
  { approved, retired = null }: { readonly approved: number | null; readonly retired?: number | null },
): string {
  const id = `playbook of ${alert.id}`;
  const moment = (after: number | null) => (after === null ? null : alert.created_at + after);
  addRows(rows, "playbook", { id, approved_at: moment(approved), retired_at: moment(retired) });
  return id;
}

/** One more alert beside another one, so long after it. */
export function addAlert(
  rows: CompanyRows,
  { alert }: HitAlert,
  { name, after, ...more }: Partial<Alert> & { readonly name: string; readonly after: number },
): HitAlert {
  const id = `${alert.id} ${name}`;
  const added = { ...alert, id, key: `${alert.key}-${name}`, created_at: alert.created_at + after, ...more };
  addRows(rows, "alert", added);
  return { alert: added, item: `alert ${added.key ?? id}` };
}

/** Twenty-five alerts of one rule within five minutes, each looked at; how they are closed is the fault's. */
export function storm(
  rows: CompanyRows,
  hit: HitAlert,
  close: (index: number) => Partial<Step>,
  more: Partial<Alert> = {},
): readonly HitAlert[] {
  return Array.from({ length: 25 }, (_, index) => {
    const each = addAlert(rows, hit, { name: `storm-${index + 1}`, after: HOUR_MS + index * 12_000, ...more });
    const since = (moment: number) => hit.alert.created_at + moment - each.alert.created_at;
    addStep(rows, each, { step: "acknowledged", after: since(90 * MINUTE_MS) });
    addStep(rows, each, { step: "closed", after: since(4 * HOUR_MS + index * 1_000), ...close(index) });
    return each;
  });
}

/** At one moment, known exactly. */
export function atOnce(at: EpochMs): { readonly at_lo: EpochMs; readonly at_hi: EpochMs } {
  return { at_lo: at, at_hi: at };
}

/** Nine in the morning of the first such day of the week after an alert; 0 is Sunday. */
export function nextMorning({ alert }: HitAlert, weekday: number, { plan }: CompanyWorld): EpochMs {
  const today = dayAt(alert.created_at, plan.zone);
  const days = (weekday - weekdayOf(alert.created_at, plan.zone) + 6) % 7;
  return startOfDay(addDays(today, days + 1), plan.zone) + 9 * HOUR_MS;
}

function weekdayOf(at: EpochMs, zone: string): number {
  const days = Math.round(startOfDay(dayAt(at, zone), "UTC") / DAY_MS);
  return (days + 4) % 7;
}
