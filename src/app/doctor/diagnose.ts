import type { AnyControl } from "../../assess/control.js";
import type { StreamNeed } from "../../assess/population.js";
import { DAY_MS, type EpochMs, instantOf } from "../../base/instant.js";
import { STREAMS, type StreamName } from "../../model/streams.js";
import { gapFix } from "../audit/gap-fix.js";
import { readCoverage } from "../test-period/read-coverage.js";
import type { TestPeriodInput } from "../test-period/test-period.js";
import { periodOf } from "../workspace/calendar.js";
import type { Workspace } from "../workspace/schema.js";
import { scopeRows } from "../workspace/scope-rows.js";
import { HORIZONS } from "./horizons.js";

/** One stream for one scope: what is needed, what was seen. */
export interface StreamDiagnosis {
  readonly stream: string;
  readonly title: string;
  readonly scope: string;
  readonly controls: readonly string[];
  /** `list`: without it no population can be proven. `fact`: without it single items stay open. */
  readonly role: "list" | "fact";
  readonly gaps: readonly {
    readonly from: string;
    readonly to: string;
    readonly reason: string;
    readonly fix: string;
  }[];
}

export interface SourceDiagnosis {
  readonly id: string;
  readonly files: number;
  readonly kept: number;
  readonly rejected: number;
}

/** How long a kind of system usually keeps what we need, and what that means for this period. */
export interface HorizonDiagnosis {
  readonly source: string;
  readonly keeps: string;
  readonly days: number;
  /** Moments before this can no longer be asked for. */
  readonly reachesBackTo: string;
  readonly isPeriodStartLost: boolean;
}

export interface Diagnosis {
  readonly asOf: string;
  readonly period: { readonly start: string; readonly end: string };
  readonly sources: readonly SourceDiagnosis[];
  readonly streams: readonly StreamDiagnosis[];
  readonly horizons: readonly HorizonDiagnosis[];
}

export type DiagnoseInput = Pick<TestPeriodInput, "workspace" | "controls" | "engine" | "tables" | "asOf">;

/** What a workspace can and cannot prove with what it holds. */
export async function diagnose({ workspace, controls, engine, tables, asOf }: DiagnoseInput): Promise<Diagnosis> {
  const period = periodOf(workspace.audit.period, workspace.organisation.time_zone);
  const to = Math.max(period.start, Math.min(period.end, asOf));
  const coverage = await readCoverage(engine, tables);
  const streams = neededStreams(controls, workspace).map((need) => ({
    ...need,
    title: STREAMS[need.stream].title,
    gaps: coverage.gapsIn({ ...need, from: period.start, to }).map((gap) => ({
      from: instantOf(gap.from),
      to: instantOf(gap.to),
      reason: gap.reason,
      fix: gapFix({ ...need, reason: gap.reason }),
    })),
  }));
  return {
    asOf: instantOf(asOf),
    period: { start: instantOf(period.start), end: instantOf(period.end) },
    sources: workspace.sources.map(({ id }) => sourceDiagnosis(id, tables)),
    streams,
    horizons: HORIZONS.map((horizon) => horizonDiagnosis(horizon, { asOf, start: period.start })),
  };
}

function neededStreams(controls: readonly AnyControl[], workspace: Workspace) {
  const rows = scopeRows(workspace);
  const needed = new Map<string, { stream: StreamName; scope: string; controls: string[]; role: "list" | "fact" }>();
  const note = (control: AnyControl, need: StreamNeed, role: "list" | "fact") => {
    const scopes =
      need.per === "*"
        ? ["*"]
        : rows
            .filter(({ kind, attribute }) => kind === need.per && (need.attribute ?? attribute) === attribute)
            .map(({ key }) => key);
    for (const scope of scopes) {
      const key = `${need.stream}\0${scope}`;
      const known = needed.get(key) ?? { stream: need.stream, scope, controls: [], role };
      if (!known.controls.includes(control.id)) known.controls.push(control.id);
      needed.set(key, { ...known, role: known.role === "list" ? "list" : role });
    }
  };
  for (const control of controls) {
    for (const need of control.population.triggers) note(control, need, "list");
    for (const need of control.population.facts) note(control, need, "fact");
  }
  return [...needed.values()].sort((a, b) => (`${a.stream} ${a.scope}` < `${b.stream} ${b.scope}` ? -1 : 1));
}

function sourceDiagnosis(id: string, tables: DiagnoseInput["tables"]): SourceDiagnosis {
  const entries = tables.entries().filter(({ source }) => source === id);
  return {
    id,
    files: entries.length,
    kept: entries.reduce((sum, { kept }) => sum + kept, 0),
    rejected: entries.reduce((sum, { rejected }) => sum + rejected, 0),
  };
}

function horizonDiagnosis(
  { source, keeps, days }: (typeof HORIZONS)[number],
  { asOf, start }: { asOf: EpochMs; start: EpochMs },
): HorizonDiagnosis {
  const reachesBackTo = asOf - days * DAY_MS;
  return { source, keeps, days, reachesBackTo: instantOf(reachesBackTo), isPeriodStartLost: reachesBackTo > start };
}
