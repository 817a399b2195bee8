import type { AnyControl } from "../../assess/control.js";
import { DAY_MS, type EpochMs, instantOf } from "../../base/instant.js";
import { type Interval, union } from "../../base/interval.js";
import { STREAMS, type StreamName } from "../../model/streams.js";
import { gapFix } from "../audit/gap-fix.js";
import { type ScopedNeed, scopedNeeds, seenPart } from "../audit/scoped-needs.js";
import { promisedControls } from "../test-period/control-plans.js";
import { readCoverage } from "../test-period/read-coverage.js";
import type { TestPeriodInput } from "../test-period/test-period.js";
import { periodOf } from "../workspace/calendar.js";
import type { Workspace } from "../workspace/schema.js";
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
  const coverage = await readCoverage(engine, tables);
  const streams = neededStreams({ workspace, controls, during: seenPart(period, asOf) }).map(
    ({ durings, ...need }): StreamDiagnosis => ({
      ...need,
      title: STREAMS[need.stream].title,
      gaps: durings
        .flatMap(({ start, end }) => coverage.gapsIn({ ...need, from: start, to: end }))
        .map((gap) => ({
          from: instantOf(gap.from),
          to: instantOf(gap.to),
          reason: gap.reason,
          fix: gapFix({ ...need, reason: gap.reason }),
        })),
    }),
  );
  return {
    asOf: instantOf(asOf),
    period: { start: instantOf(period.start), end: instantOf(period.end) },
    sources: workspace.sources.map(({ id }) => sourceDiagnosis(id, tables)),
    streams,
    horizons: HORIZONS.map((horizon) => horizonDiagnosis(horizon, { asOf, start: period.start })),
  };
}

interface NeededStream {
  readonly stream: StreamName;
  readonly scope: string;
  readonly controls: readonly string[];
  readonly role: "list" | "fact";
  /** When the scope entry was valid. */
  readonly durings: readonly Interval[];
}

/** What the controls that the workspace tests need, in order of stream and scope. */
function neededStreams({
  workspace,
  controls,
  during,
}: {
  readonly workspace: Workspace;
  readonly controls: readonly AnyControl[];
  readonly during: Interval;
}): readonly NeededStream[] {
  const needed = new Map<string, NeededStream>();
  const note = (control: string, role: NeededStream["role"], need: ScopedNeed) => {
    const { stream, scope } = need;
    const key = `${stream} ${scope}`;
    const known = needed.get(key) ?? { stream, scope, controls: [], role, durings: [] };
    needed.set(key, {
      ...known,
      controls: known.controls.includes(control) ? known.controls : [...known.controls, control],
      role: known.role === "list" ? "list" : role,
      durings: union([...known.durings, need.during]),
    });
  };
  for (const { control } of promisedControls(controls, workspace)) {
    const { triggers, facts } = control.population;
    for (const need of scopedNeeds(triggers, { workspace, during })) note(control.id, "list", need);
    for (const need of scopedNeeds(facts, { workspace, during })) note(control.id, "fact", need);
  }
  return [...needed].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
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
