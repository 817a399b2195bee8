import { z } from "zod";
import { ControlConclusionWord, OpinionProjection, ProjectedControl } from "../../assess/opinion/projection.js";
import type { ControlTally } from "../../assess/tally.js";
import { canonicalJson, type Json } from "../../base/canonical-json.js";
import { type Sha256, sha256 } from "../../base/digest.js";
import { type Instant, instantOf } from "../../base/instant.js";
import { Completeness } from "../../reports/audit/model.js";
import type { AuditedPeriod } from "../audit/audit.js";
import { catalogueOf } from "../controls/catalogue.js";
import { PinnedEngagement, pinnedFacts } from "../controls/engagement-pins.js";
import type { OpenWorkspace } from "../workspace/open-workspace.js";
import type { PopulationFile, RowFile } from "./population-files.js";

const Count = z.int().min(0);
const Hex = z.string().regex(/^[0-9a-f]{64}$/);
const FilePath = z.string().regex(/^populations\/[A-Za-z0-9][A-Za-z0-9._-]*\.ndjson$/);
const At = z.iso.datetime({ precision: 3 });

const LoggedRows = { file: FilePath, sha256: Hex, rows: Count };

/** What stands behind one `result` record: what was judged, by which definition, and what came out. Canonical JSON. */
export const ResultDetails = z.strictObject({
  schema: z.literal("lookback/result/1"),
  control: z.string(),
  definition: PinnedEngagement.shape.controls.valueType,
  as_of: At,
  /** Blob with the files in which the workspace promised it. */
  workspace: Hex,
  /** Places of the captures it rests on, as pairs `[first, last]`. */
  inputs: z.array(z.tuple([Count, Count])),
  population: z.strictObject({
    name: z.string(),
    ...LoggedRows,
    parts: z.array(
      z.strictObject({
        month: z.string().nullable(),
        is_carry_in: z.boolean(),
        from: At,
        to: At,
        rows: Count,
      }),
    ),
  }),
  coverage: z.strictObject(LoggedRows),
  completeness: Completeness,
  /** Counts, days and every item that did not simply pass. */
  tally: z.looseObject({}),
  conclusion: ProjectedControl.nullable(),
});
export type ResultDetails = z.infer<typeof ResultDetails>;

/** What stands behind the `result` record of the projected opinion. */
export const OpinionDetails = z.strictObject({
  schema: z.literal("lookback/opinion/1"),
  as_of: At,
  workspace: Hex,
  opinion: OpinionProjection,
});
export type OpinionDetails = z.infer<typeof OpinionDetails>;

/** A result before the log has it. */
export interface PerformedTest {
  /** Id of the control, or of the opinion rules. */
  readonly test: string;
  readonly version: number;
  /** Names the definition by which it was judged. */
  readonly digest: Sha256;
  /** Places of the evidence it rests on. */
  readonly inputs: readonly number[];
  readonly asOf: Instant;
  readonly outcome: string;
  /** Canonical JSON. */
  readonly details: string;
}

export interface PerformedParts {
  readonly open: Pick<OpenWorkspace, "controls" | "workspace">;
  readonly audited: Pick<AuditedPeriod, "tested" | "completeness" | "opinion">;
  readonly workspace: string;
  /** By name. */
  readonly populations: ReadonlyMap<string, PopulationFile>;
  readonly coverage: RowFile;
  /** Places of the evidence that a population rests on, in order, by its name. */
  inputsOf(population: string): readonly number[];
}

/** Most inputs that a record names itself; all of them stand in its details. */
const INPUTS_MAX = 5_000;

/** Every control of an audited period as a performed test, in order of id, and the projected opinion as the last. */
export function performedTests(parts: PerformedParts): readonly PerformedTest[] {
  const { tested, opinion, completeness } = parts.audited;
  const definitions = new Map(
    catalogueOf(parts.open.controls, parts.open.workspace).map((entry) => [entry.id, pinnedFacts(entry)]),
  );
  const asOf = instantOf(tested.asOf);
  const tests = tested.controls.map(({ promise: { control }, tally }): PerformedTest => {
    const { name } = control.population;
    const [population, definition] = [parts.populations.get(name), definitions.get(control.id)];
    const inputs = parts.inputsOf(name);
    const conclusion = opinion.controls[control.id] ?? null;
    const details = canonicalJson({
      schema: "lookback/result/1",
      control: control.id,
      definition: definition ?? null,
      as_of: asOf,
      workspace: parts.workspace,
      inputs: rangesOf(inputs),
      population: population === undefined ? null : { name, ...population, parts: population.parts.map(plain) },
      coverage: { ...parts.coverage },
      completeness: completeness.get(name) ?? null,
      tally: plainTally(tally),
      conclusion,
    });
    return {
      test: control.id,
      version: control.revision,
      digest: sha256(canonicalJson(definition ?? null)),
      inputs: inputs.slice(0, INPUTS_MAX),
      asOf,
      outcome: conclusion?.conclusion ?? ControlConclusionWord.enum.NOT_APPLICABLE,
      details,
    };
  });
  return [...tests, performedOpinion(parts, asOf)];
}

function performedOpinion({ audited: { opinion }, workspace }: PerformedParts, asOf: Instant): PerformedTest {
  return {
    test: opinion.rules,
    version: 1,
    digest: sha256(opinion.rules),
    inputs: [],
    asOf,
    outcome: opinion.overall.projected,
    details: canonicalJson({ schema: "lookback/opinion/1", as_of: asOf, workspace, opinion }),
  };
}

/** A tally without what only the cache needs. */
export function plainTally({ isVolatile: _, ...tally }: ControlTally): Json {
  return plain(tally);
}

/** Ascending numbers as pairs of the first and last of each run. */
export function rangesOf(numbers: readonly number[]): readonly (readonly [number, number])[] {
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === number - 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges;
}

/** The same value as JSON sees it. */
function plain(value: unknown): Json {
  return JSON.parse(JSON.stringify(value));
}
