import { instantOf } from "../../base/instant.js";
import { type Cell, csv } from "../files.js";
import { at } from "../moments.js";
import { COLLECTOR_OUTAGE } from "../plan.js";
import type { SampleSource } from "../source.js";

const SOURCES = [
  "cloudtrail-production",
  "okta-system-log",
  "github-audit-log",
  "kubernetes-audit",
  "database-audit",
  "edge-access",
];
const ASPECTS = ["enabled", "arriving", "immutable", "alert_on_stop"];
const SINCE = at("2024-02-01", "00:00");
const COVERS = { from: "2024-02-01", to: "2026-07-01" };

/** Log sources with their health: all well, but for the days in which the collector of the cloud's log was down. */
export function loggingSources(): readonly SampleSource[] {
  return [sources(), states()];
}

function sources(): SampleSource {
  const rows = SOURCES.map((name) => [name, name, instantOf(SINCE)]);
  return {
    entry: {
      id: "log-sources",
      mapping: "lookback-log_source",
      files: "logs/sources.csv",
      covers: COVERS,
      query: "Catalogue of log sources",
      count: rows.length,
    },
    files: [csv("logs/sources.csv", ["key", "name", "from_at"], rows)],
  };
}

function states(): SampleSource {
  const rows = SOURCES.flatMap((source) => ASPECTS.flatMap((aspect) => history(source, aspect)));
  return {
    entry: {
      id: "log-source-health",
      mapping: "lookback-log_source_state",
      files: "logs/health.csv",
      covers: COVERS,
      query: "Settings history of every source, and heartbeats counted by the hour",
      count: rows.length,
    },
    files: [csv("logs/health.csv", ["log_source", "aspect", "value", "reason", "from_at", "to_at"], rows)],
  };
}

function history(source: string, aspect: string): readonly (readonly Cell[])[] {
  const since = instantOf(SINCE);
  if (source !== "cloudtrail-production" || aspect !== "arriving") return [[source, aspect, true, null, since, null]];
  const from = instantOf(Date.parse(COLLECTOR_OUTAGE.from));
  const to = instantOf(Date.parse(COLLECTOR_OUTAGE.to));
  return [
    [source, aspect, true, null, since, from],
    [source, aspect, false, null, from, to],
    [source, aspect, true, null, to, null],
  ];
}
