import { z } from "zod";
import type { AnyControl } from "../../assess/control.js";
import type { ControlPlan } from "../../assess/run-procedure.js";
import { AppError } from "../../base/app-error.js";
import type { Json } from "../../base/canonical-json.js";
import type { EpochMs } from "../../base/instant.js";
import { startOfDay } from "../../base/zone.js";
import { isDeclared } from "../controls/own-controls.js";
import type { Workspace } from "../workspace/schema.js";

/** A control with the parameters a workspace promised, and since when. */
export interface PromisedControl extends ControlPlan {
  /** In order of time; the first is valid since ever. */
  readonly versions: readonly { readonly from: EpochMs; readonly parameters: Readonly<Record<string, unknown>> }[];
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
  const entry = workspace.controls[control.id];
  const listed = (entry?.parameters ?? []).map(({ from, ...values }) => ({
    from: from === undefined ? 0 : startOfDay(from, zone),
    values,
  }));
  const changes = listed.some(({ from }) => from === 0) ? listed : [{ from: 0, values: {} }, ...listed];
  let promisedSoFar: Readonly<Record<string, unknown>> = {};
  const versions = [...changes]
    .sort((a, b) => a.from - b.from)
    .map(({ from, values }) => {
      promisedSoFar = { ...promisedSoFar, ...values };
      return { from, parameters: parametersOf(control, promisedSoFar, workspace) };
    });
  const parametersAt = (at: EpochMs) =>
    (versions.length === 1 ? versions[0] : versions.findLast(({ from }) => from <= at))?.parameters;
  return {
    control,
    versions,
    parametersAt,
    statementAt: (at) => filled(entry?.statement ?? control.statement, parametersAt(at) ?? {}),
  };
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
