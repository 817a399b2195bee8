import { addDays, DAY_MS, type Day, HOUR_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import { daysBetween } from "../../moments.js";
import { type Fault, faultsOf, found, nth } from "../fault.js";
import { addRows, type CompanyRows, changeRows, removeRows, rowAt } from "../rows.js";
import type { CompanyWorld } from "../world.js";

type Run = TableRow<"backup_run">;
const STORES = ["main-db", "documents"];

/** Ways in which a backup is missing, weak, short-lived or fails unseen. */
export const bcp01Faults: readonly Fault[] = faultsOf("BCP-01", [
  ...[
    { id: "not-run", title: "a night without a backup", change: removed },
    {
      id: "failed",
      title: "a backup failed, and its ticket did not bring it back",
      change: changed({ outcome: "failure", ticket_key: "OPS-9" }),
    },
  ].map(({ id, title, change }) => ({
    attribute: "A",
    id,
    title: `There was ${title}`,
    plant: missedNight(change),
  })),
  {
    attribute: "A",
    id: "two-nights",
    title: "Two nights in a row had no backup",
    plant: (rows, world, at) => {
      const { day, store } = night(world, at);
      removed(rows, runOf(rows, store, day));
      removed(rows, runOf(rows, store, addDays(day, 1)));
      return [
        ...found("BCP-01", "A", label(store, day), "not-performed"),
        ...found("BCP-01", "A", label(store, addDays(day, 1)), "not-performed"),
      ];
    },
  },
  {
    attribute: "A",
    id: "hours-late",
    title: "A backup ran in the evening instead of the night",
    plant: (rows, world, at) => {
      const { day, store } = night(world, at);
      shifted(rows, runOf(rows, store, day), 18 * HOUR_MS);
      return found("BCP-01", "A", label(store, day), "late");
    },
  },
  {
    attribute: "A",
    id: "an-hour-over",
    title: "A backup ended three hours after the night's, so that 27 hours lay between two",
    plant: (rows, world, at) => {
      const { day, store } = night(world, at);
      shifted(rows, runOf(rows, store, day), 3 * HOUR_MS);
      return found("BCP-01", "A", label(store, day), "late");
    },
  },
  ...[
    { id: "documents-night", store: "documents" },
    { id: "main-night", store: "main-db" },
  ].map(({ id, store }) => ({
    attribute: "B",
    id,
    title: `A backup of ${store} was not encrypted`,
    plant: ofNights([0], store, { is_encrypted: false }, "B"),
  })),
  {
    attribute: "B",
    id: "a-week",
    title: "Encryption of backups was off for a week",
    plant: ofNights([0, 1, 2, 3, 4, 5, 6], "main-db", { is_encrypted: false }, "B"),
  },
  {
    attribute: "B",
    id: "two-nights",
    title: "Encryption was off on two nights",
    plant: ofNights([0, 3], "documents", { is_encrypted: false }, "B"),
  },
  {
    attribute: "B",
    id: "second-run",
    title: "A second backup of a night was not encrypted",
    plant: (rows, world, at) => {
      const { day, store } = night(world, at);
      const run = runOf(rows, store, day);
      addRows(rows, "backup_run", {
        ...run,
        id: `${run.id} again`,
        started_at: run.started_at + HOUR_MS,
        completed_at: run.started_at + 2 * HOUR_MS,
        is_encrypted: false,
      });
      return found("BCP-01", "B", label(store, day), "wrong-result");
    },
  },
  ...[
    { id: "a-week-kept", days: 7 },
    { id: "a-day-short", days: 34 },
    { id: "a-month-kept", days: 30 },
    { id: "a-night-kept", days: 1 },
  ].map(({ id, days }) => ({
    attribute: "C",
    id,
    title: `A backup was kept ${days} days only`,
    plant: kept(days * DAY_MS, null),
  })),
  {
    attribute: "C",
    id: "deleted",
    title: "A recovery point was deleted after two weeks",
    plant: kept(36 * DAY_MS, 14 * DAY_MS),
  },
  ...[
    { id: "one-failure", count: 1 },
    { id: "two-failures", count: 2 },
    { id: "three-failures", count: 3 },
  ].map(({ id, count }) => ({
    attribute: "D",
    id,
    title: `${count} failed runs of a night without a backup had no ticket`,
    plant: unticketed(count),
  })),
  {
    attribute: "D",
    id: "retried-too-late",
    title: "A failed backup without a ticket was repeated in the evening only",
    plant: (rows, world, at) => {
      const { day, store } = night(world, at);
      const run = runOf(rows, store, day);
      addRows(rows, "backup_run", failed(run, 0));
      shifted(rows, run, 18 * HOUR_MS);
      return [
        ...found("BCP-01", "A", label(store, day), "late"),
        ...found("BCP-01", "D", label(store, day), "not-performed"),
      ];
    },
  },
  {
    attribute: "D",
    id: "half-ticketed",
    title: "Of two failures of a night without a backup one had a ticket",
    plant: (rows, world, at) => {
      const { day, store } = night(world, at);
      const run = runOf(rows, store, day);
      removed(rows, run);
      addRows(rows, "backup_run", failed(run, 0), { ...failed(run, 1), ticket_key: "OPS-9" });
      return [
        ...found("BCP-01", "A", label(store, day), "not-performed"),
        ...found("BCP-01", "D", label(store, day), "not-performed"),
      ];
    },
  },
]);

/** Nights well inside the period, ten days apart. */
function night({ plan }: CompanyWorld, at: number): { readonly day: Day; readonly store: string } {
  const days = daysBetween(addDays(plan.period.from, 9), addDays(plan.period.to, -9));
  return { day: nth(days, at, 10), store: STORES[at % 2] ?? "main-db" };
}

function label(store: string, day: string): string {
  return `store ${store}, ${day}`;
}

function runOf(rows: CompanyRows, store: string, day: string): Run {
  return rowAt(rows, "backup_run", { where: ({ id }) => id === `backup ${store} ${day}`, at: 0 });
}

function removed(rows: CompanyRows, run: Run): void {
  removeRows(rows, "backup_run", ({ id }) => id === run.id);
}

function changed(to: Partial<Run>): (rows: CompanyRows, run: Run) => void {
  return (rows, run) => changeRows(rows, "backup_run", { where: ({ id }) => id === run.id, to });
}

function shifted(rows: CompanyRows, run: Run, ms: number): void {
  changed({ started_at: run.started_at + ms, completed_at: (run.completed_at ?? run.started_at) + ms })(rows, run);
}

function missedNight(change: (rows: CompanyRows, run: Run) => void): Fault["plant"] {
  return (rows, world, at) => {
    const { day, store } = night(world, at);
    change(rows, runOf(rows, store, day));
    return found("BCP-01", "A", label(store, day), "not-performed");
  };
}

function ofNights(offsets: readonly number[], store: string, to: Partial<Run>, attribute: string): Fault["plant"] {
  return (rows, world, at) =>
    offsets.flatMap((offset) => {
      const day = addDays(night(world, at).day, offset);
      changed(to)(rows, runOf(rows, store, day));
      return found("BCP-01", attribute, label(store, day), "wrong-result");
    });
}

function kept(keptMs: number, deletedMs: number | null): Fault["plant"] {
  return (rows, world, at) => {
    const { day, store } = night(world, at);
    const run = runOf(rows, store, day);
    const done = run.completed_at ?? run.started_at;
    changed({ retained_until: done + keptMs, deleted_at: deletedMs === null ? done + keptMs : done + deletedMs })(
      rows,
      run,
    );
    return found("BCP-01", "C", label(store, day), "wrong-result");
  };
}

function failed(run: Run, index: number): Run {
  const at = run.started_at + index * HOUR_MS;
  return {
    ...run,
    id: `${run.id} failed ${index}`,
    started_at: at,
    completed_at: at,
    outcome: "failure",
    is_encrypted: null,
    retained_until: null,
    deleted_at: null,
  };
}

function unticketed(count: number): Fault["plant"] {
  return (rows, world, at) => {
    const { day, store } = night(world, at);
    const run = runOf(rows, store, day);
    removed(rows, run);
    addRows(rows, "backup_run", ...Array.from({ length: count }, (_, index) => failed(run, index)));
    return [
      ...found("BCP-01", "A", label(store, day), "not-performed"),
      ...found("BCP-01", "D", label(store, day), "not-performed"),
    ];
  };
}
