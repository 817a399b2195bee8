import { z } from "zod";
import type { AnyControl } from "../../assess/control.js";
import type { ControlPlan } from "../../assess/control-run.js";
import { AppError } from "../../base/app-error.js";
import type { Json } from "../../base/canonical-json.js";
import type { EpochMs } from "../../base/instant.js";
import { dayAt } from "../../base/zone.js";
import { isDeclared } from "../controls/own-controls.js";
import { periodOf } from "../workspace/calendar.js";
import type { Workspace } from "../workspace/schema.js";
import { inForce, inOrder, type Since, termsAtEnd, wordings } from "./dated-terms.js";

/**
 * A control with what a workspace promised, and since when. Its criteria, risk and tolerable rate are those in force on
 * the period's last day; its limits say so, and what the promise was before.
 */
export interface PromisedControl extends ControlPlan {
  readonly versions: readonly { readonly from: EpochMs; readonly parameters: Readonly<Record<string, unknown>> }[];
  /** The parameters in force at a moment. */
  parametersAt(at: EpochMs): unknown;
  /** The control's own tolerable rate; `null`: that of its risk. */
  readonly tolerable: string | null;
  /** Every wording of the promise with its parameters filled in, in order of time; the first holds since ever. */
  readonly statements: readonly Since<string>[];
  /** The statement with the parameters in force at `at` filled in. */
  statementAt(at: EpochMs): string;
}

/**
 * The controls a workspace tests, in order of id, with their promises.
 *
 * @throws AppError `bad-config` naming the control and parameter when one is unknown or has a wrong value.
 */
export function promisedControls(controls: readonly AnyControl[], workspace: Workspace): readonly PromisedControl[] {
  const known = new Set(controls.map(({ id }) => id));
  for (const id of Object.keys(workspace.controls)) {
    if (!known.has(id)) throw unknownControl(id, known);
  }
  return [...controls]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .filter(({ id }) => workspace.controls[id]?.not_applicable === undefined)
    .map((control) => promised(control, workspace));
}

/** Names the promises of a control, for cache keys: canonical JSON. */
export function promiseFacts({ control, versions }: PromisedControl): Json {
  return {
    id: control.id,
    revision: control.revision,
    declaration: isDeclared(control) ? control.declaration.digest : undefined,
    versions: versions.map(({ from, parameters }) => ({ from, parameters: JSON.stringify(parameters) })),
  };
}

function promised(control: AnyControl, workspace: Workspace): PromisedControl {
  const zone = workspace.organisation.time_zone;
  const entries = workspace.controls[control.id]?.parameters ?? [];
  const listed = inOrder(entries, { id: control.id, key: "parameters", zone }).map(
    ({ from, entry: { from: _, ...values } }) => ({ from, values }),
  );
  const changes = listed[0]?.from === 0 ? listed : [{ from: 0, values: {} }, ...listed];
  let promisedSoFar: Readonly<Record<string, unknown>> = {};
  const versions = changes.map(({ from, values }) => {
    promisedSoFar = { ...promisedSoFar, ...values };
    return { from, parameters: parametersOf(control, promisedSoFar, workspace) };
  });
  const parametersAt = (at: EpochMs) =>
    (versions.length === 1 ? versions[0] : versions.findLast(({ from }) => from <= at))?.parameters;
  const statements = statementsOf(wordings(control, workspace), versions);
  const terms = termsAtEnd(control, workspace);
  const limits = [...terms.control.limits, ...terms.notes, ...earlierPromises(statements, workspace)];
  return {
    control: limits.length === control.limits.length ? terms.control : { ...terms.control, limits },
    versions,
    tolerable: terms.tolerable,
    parametersAt,
    statements,
    statementAt: (at) => inForce(statements, at) ?? "",
  };
}

/** Each text that stood, from the day on which its wording or one of its parameters changed it. */
function statementsOf(
  texts: readonly Since<string>[],
  versions: PromisedControl["versions"],
): readonly Since<string>[] {
  const moments = [...new Set([...texts, ...versions].map(({ from }) => from))].sort((a, b) => a - b);
  const all = moments.map((from) => {
    const parameters = versions.findLast((version) => version.from <= from)?.parameters ?? {};
    return { from, value: filled(inForce(texts, from) ?? "", parameters) };
  });
  return all.filter(({ value }, at) => value !== all[at - 1]?.value);
}

/** What was promised in the period before the promise in force at its end: items of that time were judged by it. */
function earlierPromises(statements: readonly Since<string>[], workspace: Workspace): readonly string[] {
  const zone = workspace.organisation.time_zone;
  const { start, end } = periodOf(workspace.audit.period, zone);
  return statements.flatMap(({ value }, at) => {
    const until = statements[at + 1]?.from;
    if (until === undefined || until <= start || until >= end) return [];
    const lastDay = dayAt(until - 1, zone);
    return [`Until ${lastDay} the promise read: "${value}" Items up to that day are judged by it, and prove no more.`];
  });
}

function parametersOf(
  control: AnyControl,
  values: Readonly<Record<string, unknown>>,
  workspace: Workspace,
): Readonly<Record<string, unknown>> {
  for (const name of Object.keys(values)) {
    if (!Object.hasOwn(control.parameters, name)) throw unknownParameter(control, name);
  }
  const fromOrganisation: Readonly<Record<string, unknown>> = {
    zone: workspace.organisation.time_zone,
    holidays: workspace.organisation.holidays,
  };
  return Object.fromEntries(
    Object.entries(control.parameters).map(([name, { schema, default: standard }]) => {
      const value = values[name] ?? (Object.hasOwn(fromOrganisation, name) ? fromOrganisation[name] : standard);
      const parsed = schema.safeParse(value);
      if (parsed.success) return [name, parsed.data];
      throw new AppError({
        code: "bad-config",
        message: `lookback.yaml: controls.${control.id}.parameters.${name}: ${z.prettifyError(parsed.error)}`,
        fix: `Give ${name} a value of the kind that docs/reference/controls.md states.`,
      });
    }),
  );
}

function filled(statement: string, parameters: Readonly<Record<string, unknown>>): string {
  return statement.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = parameters[name];
    if (value === undefined) return whole;
    return Array.isArray(value) ? value.join(", ") : String(value);
  });
}

function unknownControl(id: string, known: ReadonlySet<string>): AppError {
  return new AppError({
    code: "bad-config",
    message: `lookback.yaml: controls.${id}: there is no control of that id`,
    fix: `Use one of ${[...known].sort().join(", ")}.`,
  });
}

function unknownParameter(control: AnyControl, name: string): AppError {
  return new AppError({
    code: "bad-config",
    message: `lookback.yaml: controls.${control.id}.parameters.${name}: this control has no such parameter`,
    fix: `Its parameters are ${Object.keys(control.parameters).join(", ") || "none"}.`,
  });
}
