import type { AnyControl } from "../../assess/control.js";
import { AppError } from "../../base/app-error.js";
import { type Day, day, isDay } from "../../base/instant.js";
import { startOfDay } from "../../base/zone.js";
import { type DeclaredControl, isDeclared, ownControls } from "../controls/own-controls.js";
import type { ControlFile } from "../controls/parse-own-control.js";
import { Workspace } from "../workspace/schema.js";
import { configError, issueText, readYaml } from "../workspace/yaml-text.js";
import { changeover, parametersAcross } from "./changeover.js";

/** What a replay runs instead of what the workspace says. */
export interface Candidate {
  readonly controls: readonly AnyControl[];
  readonly workspace: Workspace;
  /** The workspace's own controls among them whose queries were not checked yet. */
  readonly unchecked: readonly DeclaredControl[];
}

type Entry = Workspace["controls"][string];

/**
 * The workspace with the promises and own controls of other files, as if these had been in force since a day.
 *
 * @param files each either a control file, or YAML with `controls:` as in lookback.yaml, of which nothing else is read.
 * @param from first day; without it, since ever.
 * @throws AppError `bad-config` with file, line and column.
 */
export function candidateOf(
  files: readonly ControlFile[],
  { controls, workspace, from }: { controls: readonly AnyControl[]; workspace: Workspace; from: Day | undefined },
): Candidate {
  const read = files.map((file) => ({ file, kind: kindOf(file) }));
  const declared = read.flatMap(({ file, kind }) => (kind === "control" ? [file] : []));
  const promises = read.flatMap(({ kind }) => (typeof kind === "object" ? [kind.promises] : []));
  const ids = new Set(declared.map(idOf));
  const kept = controls.filter((control) => !isDeclared(control) || !ids.has(control.id));
  const own = ownControls(declared, kept);
  const entries = { ...workspace.controls };
  for (const changes of promises) {
    for (const [id, change] of Object.entries(changes)) entries[id] = overlaid(entries[id] ?? {}, change, from);
  }
  if (from === undefined)
    return { controls: [...kept, ...own], workspace: { ...workspace, controls: entries }, unchecked: own };
  const at = startOfDay(from, workspace.organisation.time_zone);
  const changed = own.map((after) => {
    const before = controls.find(({ id }) => id === after.id);
    if (before !== undefined)
      entries[after.id] = {
        ...entries[after.id],
        parameters: parametersAcross(before, after, { from, entry: entries[after.id] }),
      };
    return changeover(before, after, { at, day: from });
  });
  return { controls: [...kept, ...changed], workspace: { ...workspace, controls: entries }, unchecked: own };
}

/**
 * Reads `--from`.
 *
 * @throws AppError `bad-usage` for anything but an existing day.
 */
export function replayDay(text: string | undefined): Day | undefined {
  if (text === undefined) return undefined;
  if (isDay(text)) return day(text);
  throw new AppError({ code: "bad-usage", message: `--from ${text} is no day`, fix: "Give it as 2026-01-31." });
}

type Kind = "control" | { readonly promises: Workspace["controls"] };

function kindOf({ file, text }: ControlFile): Kind {
  const reference = "docs/concepts/promises.md";
  const yaml = readYaml(text, { file, reference });
  const { value } = yaml;
  if (typeof value === "object" && value !== null && "id" in value) return "control";
  if (typeof value !== "object" || value === null || !("controls" in value)) {
    const message = "expected a control file (with id), or promises under controls: as in lookback.yaml";
    throw configError([{ line: 1, column: 1, path: "", message }], { file, reference });
  }
  const parsed = Workspace.shape.controls.safeParse(value.controls);
  if (parsed.success) return { promises: parsed.data };
  const problems = parsed.error.issues.map((issue) => {
    const path = ["controls", ...issue.path];
    return { ...yaml.placeOf(path), path: path.map(String).join("."), message: issueText(issue) };
  });
  throw configError(problems, { file, reference });
}

function idOf({ file, text }: ControlFile): string {
  const { value } = readYaml(text, { file, reference: "docs/guides/own-controls.md" });
  return typeof value === "object" && value !== null && "id" in value ? String(value.id) : "";
}

/** What the candidate names takes effect on the day; all that it does not name stays as it was. */
function overlaid(now: Entry, change: Entry, from: Day | undefined): Entry {
  const { parameters, statement, criteria, risk, tolerable, ...rest } = change;
  return {
    ...now,
    ...rest,
    ...(parameters === undefined ? {} : { parameters: overlaidParameters(now.parameters ?? [], parameters, from) }),
    ...(statement === undefined ? {} : { statement: overlaidList(texts(now.statement), texts(statement), from) }),
    ...(criteria === undefined ? {} : { criteria: overlaidList(now.criteria ?? [], criteria, from) }),
    ...(risk === undefined ? {} : { risk: overlaidList(now.risk ?? [], risk, from) }),
    ...(tolerable === undefined ? {} : { tolerable: overlaidList(now.tolerable ?? [], tolerable, from) }),
  };
}

type ParameterEntries = NonNullable<Entry["parameters"]>;

function overlaidParameters(now: ParameterEntries, change: ParameterEntries, from: Day | undefined): ParameterEntries {
  const named = new Set(change.flatMap((entry) => Object.keys(entry)).filter((name) => name !== "from"));
  const kept = now.map((entry) => {
    if (isBefore(entry, from)) return entry;
    return { ...Object.fromEntries(Object.entries(entry).filter(([name]) => !named.has(name))), ...fromOf(entry.from) };
  });
  return [...kept, ...change.map((entry) => ({ ...entry, ...fromOf(later(entry.from, from)) }))];
}

function overlaidList<E extends { readonly from?: Day | undefined }>(
  now: readonly E[],
  change: readonly E[],
  from: Day | undefined,
): E[] {
  return [
    ...now.filter((entry) => isBefore(entry, from)),
    ...change.map((entry) => ({ ...entry, ...fromOf(later(entry.from, from)) })),
  ];
}

function isBefore(entry: { readonly from?: Day | undefined }, from: Day | undefined): boolean {
  return from !== undefined && (entry.from === undefined || entry.from < from);
}

function later(own: Day | undefined, from: Day | undefined): Day | undefined {
  if (own === undefined || from === undefined) return own ?? from;
  return own > from ? own : from;
}

function fromOf(from: Day | undefined): { from?: Day } {
  return from === undefined ? {} : { from };
}

function texts(statement: Entry["statement"]): { from?: Day | undefined; text: string }[] {
  return typeof statement === "string" ? [{ text: statement }] : [...(statement ?? [])];
}
