import { DAY_MS, type EpochMs, HOUR_MS, instantOf, MINUTE_MS } from "../../base/instant.js";
import { type Cell, csv } from "../files.js";
import { at, daysBetween } from "../moments.js";
import { leadNo } from "../people/staff.js";
import { COVERED } from "../plan.js";
import type { SampleSource } from "../source.js";
import type { Ticket } from "../tickets.js";

const STORES = ["billing", "ledger", "accounts", "reporting", "search-meta", "uploads"];
const KEPT_MS = 40 * DAY_MS;
/** One job failed in the night and was repeated before a day without a backup had passed. */
const FAILED = { store: "reporting", day: "2026-04-22", ticket: "OPS-901" };
const COVERS = { from: "2025-12-20", to: COVERED.to };

/** Nightly backups of the six stores with production data, kept in another account. */
export function backupSources(): readonly SampleSource[] {
  return [stores(), runs()];
}

/** The ticket of the job that failed. */
export function backupTickets(): readonly Ticket[] {
  const createdAt = at(FAILED.day, "02:40");
  return [
    {
      key: FAILED.ticket,
      kind: "Operations",
      summary: "Backup job failed and was repeated",
      createdAt,
      reporterNo: leadNo("ENG-PLAT"),
      resolvedAt: createdAt + 3 * HOUR_MS,
      labels: ["backup"],
    },
  ];
}

function stores(): SampleSource {
  const rows = STORES.map((name) => [name, name, instantOf(at("2024-01-01", "00:00")), false]);
  return {
    entry: {
      id: "data-stores",
      mapping: "lookback-data_store",
      files: "backups/stores.csv",
      covers: COVERS,
      query: "Catalogue of stores with production data",
      count: rows.length,
    },
    files: [csv("backups/stores.csv", ["key", "name", "from_at", "has_continuous_recovery"], rows)],
  };
}

function runs(): SampleSource {
  const rows = daysBetween(COVERS.from, COVERS.to).flatMap((day, index) =>
    STORES.flatMap((store, place) => {
      const started = at(day, "02:00") + (place * 7 + (index % 5)) * MINUTE_MS;
      if (store !== FAILED.store || day !== FAILED.day) return [success(store, started)];
      return [failure(store, started), success(store, started + 95 * MINUTE_MS)];
    }),
  );
  const header = [
    "data_store",
    "started_at",
    "completed_at",
    "outcome",
    "is_encrypted",
    "retained_until",
    "ticket_key",
  ];
  return {
    entry: {
      id: "backup-runs",
      mapping: "lookback-backup_run",
      files: "backups/runs.csv",
      covers: COVERS,
      query: "Job log of the backup service with the recovery points",
      count: rows.length,
    },
    files: [csv("backups/runs.csv", header, rows)],
  };
}

function success(store: string, started: EpochMs): readonly Cell[] {
  const done = started + 14 * MINUTE_MS;
  return [store, instantOf(started), instantOf(done), "success", true, instantOf(done + KEPT_MS), null];
}

function failure(store: string, started: EpochMs): readonly Cell[] {
  return [store, instantOf(started), null, "failure", null, null, FAILED.ticket];
}
