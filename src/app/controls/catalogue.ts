import type { AnyControl } from "../../assess/control.js";
import type { Json } from "../../base/canonical-json.js";
import { dayAt } from "../../base/zone.js";
import { type PromisedControl, promisedControls } from "../test-period/control-plans.js";
import type { Workspace } from "../workspace/schema.js";
import { isDeclared } from "./own-controls.js";

/** One control as the workspace promises it, as `lookback controls` shows and an engagement pins it. */
export interface CatalogueEntry {
  readonly id: string;
  readonly title: string;
  readonly revision: number;
  /** The file of a control that the workspace declares; `null`: built in. */
  readonly file: string | null;
  /** Digest of what the workspace declares; `null`: built in. */
  readonly digest: string | null;
  /** Why it is left out; `null`: it is tested. */
  readonly not_applicable: string | null;
  /** As of the period's last day. */
  readonly criteria: { readonly key: readonly string[]; readonly supporting: readonly string[] };
  readonly risk: string;
  readonly tolerable: string | null;
  /** First and last day on which it was in place, `null` on either side: without a limit; `null`: all of the period. */
  readonly in_place: { readonly from: string | null; readonly to: string | null } | null;
  /** Controls declared to stand in for it, and on which day. */
  readonly redundant_with: readonly string[];
  readonly redundant_declared_on: string | null;
  readonly nature: string;
  readonly type: string;
  readonly frequency: string;
  readonly population: string;
  readonly attributes: readonly { readonly id: string; readonly title: string; readonly is_key: boolean }[];
  /** What was promised, from each day on which it changed, in order; the first holds since ever. */
  readonly promises: readonly CataloguePromise[];
}

export interface CataloguePromise {
  /** First day; `null`: since ever. */
  readonly from: string | null;
  readonly statement: string;
  /** Parameters as JSON, each under its name: fractions keep their digits. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** Every control of the workspace, those left out included, in order of id. */
export function catalogueOf(controls: readonly AnyControl[], workspace: Workspace): readonly CatalogueEntry[] {
  const entries = Object.entries(workspace.controls);
  const all = Object.fromEntries(entries.map(([id, { not_applicable: _, ...entry }]) => [id, entry]));
  return promisedControls(controls, { ...workspace, controls: all }).map((promise) => entryOf(promise, workspace));
}

/** A catalogue as JSON. */
export function catalogueJson(entries: readonly CatalogueEntry[]): string {
  return `${JSON.stringify(entries, null, 2)}\n`;
}

/** The promises of an entry as plain data, for records. */
export function promisesAsJson({ promises }: Pick<CatalogueEntry, "promises">): readonly Json[] {
  return promises.map(({ from, statement, parameters }) => ({ from, statement, parameters: { ...parameters } }));
}

function entryOf(promise: PromisedControl, workspace: Workspace): CatalogueEntry {
  const { control, tolerable } = promise;
  const own = isDeclared(control) ? control.declaration : undefined;
  const { in_place, redundant_with, redundant_declared_on, not_applicable } = workspace.controls[control.id] ?? {};
  return {
    id: control.id,
    title: control.title,
    revision: control.revision,
    file: own?.file ?? null,
    digest: own?.digest ?? null,
    not_applicable: not_applicable ?? null,
    criteria: { key: [...control.criteria.key], supporting: [...control.criteria.supporting] },
    risk: control.risk,
    tolerable,
    in_place: in_place === undefined ? null : { from: in_place.from ?? null, to: in_place.to ?? null },
    redundant_with: [...(redundant_with ?? [])].sort(),
    redundant_declared_on: redundant_declared_on ?? null,
    nature: control.nature,
    type: control.type,
    frequency: control.frequency,
    population: control.population.name,
    attributes: control.attributes.map(({ id, title, isKey }) => ({ id, title, is_key: isKey })),
    promises: promisesOf(promise, workspace.organisation.time_zone),
  };
}

function promisesOf({ statements, versions, statementAt }: PromisedControl, zone: string): readonly CataloguePromise[] {
  const moments = [...new Set([...statements, ...versions].map(({ from }) => from))].sort((a, b) => a - b);
  return moments.map((from) => {
    const parameters = versions.findLast((version) => version.from <= from)?.parameters ?? {};
    return {
      from: from === 0 ? null : dayAt(from, zone),
      statement: statementAt(from),
      parameters: Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, JSON.stringify(value)])),
    };
  });
}
