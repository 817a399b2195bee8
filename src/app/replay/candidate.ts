import type { AnyControl } from "../../assess/control.js";
import { AppError } from "../../base/app-error.js";
import { type Day, day, isDay } from "../../base/instant.js";
import { startOfDay } from "../../base/zone.js";
import { type DeclaredControl, isDeclared, ownControls } from "../controls/own-controls.js";
import type { ControlFile } from "../controls/parse-own-control.js";
import { Workspace } from "../workspace/schema.js";
import { configError, issueText, readYaml } from "../workspace/yaml-text.js";
import { changeover, parametersAcross } from "./changeover.js";
import { overlaid } from "./overlay.js";

/** What a replay runs instead of what the workspace says. */
export interface Candidate {
  readonly controls: readonly AnyControl[];
  readonly workspace: Workspace;
  /** The workspace's own controls among them whose queries were not checked yet. */
  readonly unchecked: readonly DeclaredControl[];
}

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
  const zone = workspace.organisation.time_zone;
  const entries = { ...workspace.controls };
  for (const { file, kind } of read) {
    if (kind === "control") continue;
    for (const [id, change] of Object.entries(kind.promises))
      entries[id] = overlaid(entries[id] ?? {}, change, { id, file: file.file, from, zone });
  }
  const { kept, changed } = withDeclared(declared, controls);
  if (from === undefined)
    return { controls: [...kept, ...changed], workspace: { ...workspace, controls: entries }, unchecked: changed };
  const at = startOfDay(from, zone);
  const divided = changed.map((after) => {
    const before = controls.find(({ id }) => id === after.id);
    if (before !== undefined)
      entries[after.id] = {
        ...entries[after.id],
        parameters: parametersAcross(before, after, { from, entry: entries[after.id] }),
      };
    return changeover(before, after, { at, day: from });
  });
  return { controls: [...kept, ...divided], workspace: { ...workspace, controls: entries }, unchecked: changed };
}

/**
 * The controls with those of other files in place of those of their ids. Own controls are declared anew: the population
 * of one may be that of another, and is then the other file's.
 */
function withDeclared(
  files: readonly ControlFile[],
  controls: readonly AnyControl[],
): { readonly kept: readonly AnyControl[]; readonly changed: readonly DeclaredControl[] } {
  const ids = new Set(files.map(idOf));
  const running = controls.filter(isDeclared);
  const rest = running.filter(({ id }) => !ids.has(id)).map(({ declaration: { file, text } }) => ({ file, text }));
  const builtIn = controls.filter((control) => !isDeclared(control));
  const own = ownControls([...files, ...rest], builtIn);
  const isSame = ({ id, declaration: { digest } }: DeclaredControl) =>
    !ids.has(id) && running.some((each) => each.id === id && each.declaration.digest === digest);
  return { kept: [...builtIn, ...own.filter(isSame)], changed: own.filter((control) => !isSame(control)) };
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
