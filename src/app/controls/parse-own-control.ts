import type { z } from "zod";
import { didYouMean } from "../../base/did-you-mean.js";
import { CRITERION_IDS } from "../../criteria/criteria.js";
import { STREAMS } from "../../model/streams.js";
import { TABLES } from "../../model/tables.js";
import { type ConfigProblem, configError, issueText, readYaml, type YamlPath } from "../workspace/yaml-text.js";
import { OwnControl } from "./own-control-schema.js";

/** A file of the workspace's `controls/` folder. */
export interface ControlFile {
  /** Path for messages. */
  readonly file: string;
  readonly text: string;
}

/** A control file that its schema accepts, with the places of its parts for what is checked later. */
export interface ParsedControl extends ControlFile {
  readonly control: OwnControl;
  placeOf(path: YamlPath): { readonly line: number; readonly column: number };
}

/**
 * Reads a control file. Whether its columns, streams and parameters exist is checked when it is bound.
 *
 * @throws AppError `bad-config` that lists every problem with file, line and column.
 */
export function parseOwnControl({ file, text }: ControlFile): ParsedControl {
  const yaml = readYaml(text, { file, reference: OWN_CONTROLS_GUIDE });
  const parsed = OwnControl.safeParse(yaml.value);
  if (parsed.success) return { file, text, control: parsed.data, placeOf: yaml.placeOf };
  const issues = parsed.error.issues.flatMap((issue) => settled(issue, []));
  // A misspelt key is also a missing one: what was written comes first.
  issues.sort((a, b) => Number(b.code === "unrecognized_keys") - Number(a.code === "unrecognized_keys"));
  throw controlError(
    { file, placeOf: yaml.placeOf },
    issues.map((issue) => ({ path: pathOf(issue), message: messageOf(issue, yaml.value) })),
  );
}

/** Every problem of a control file as one error with file, line and column. */
export function controlError(
  { file, placeOf }: Pick<ParsedControl, "file" | "placeOf">,
  problems: readonly { readonly path: YamlPath; readonly message: string }[],
) {
  const placed: ConfigProblem[] = problems.map(({ path, message }) => ({
    ...placeOf(path),
    path: path.map(String).join("."),
    message,
  }));
  return configError(placed, { file, reference: OWN_CONTROLS_GUIDE });
}

const OWN_CONTROLS_GUIDE = "docs/guides/own-controls.md";

type Issue = z.core.$ZodIssue;

/** Of a value that may be one of several things, the problems of the one it is meant to be; unknown keys one by one. */
function settled(issue: Issue, prefix: YamlPath): Issue[] {
  const path = [...prefix, ...issue.path];
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => ({ ...issue, path, keys: [key] }));
  if (issue.code !== "invalid_union") return [{ ...issue, path }];
  const meant = issue.errors
    .filter((branch) => !branch.some((each) => each.code === "invalid_type" && each.path.length === 0))
    .sort((a, b) => a.length - b.length)[0];
  return meant === undefined ? [{ ...issue, path }] : meant.flatMap((each) => settled(each, path));
}

function pathOf(issue: Issue): YamlPath {
  return issue.code === "unrecognized_keys" ? [...issue.path, ...issue.keys] : issue.path;
}

function messageOf(issue: Issue, value: unknown): string {
  const given = valueAt(value, issue.path);
  switch (issue.code) {
    case "unrecognized_keys":
      return `unknown key${didYouMean(issue.keys[0] ?? "", KEYS)}`;
    case "invalid_key":
      return `${issue.issues[0]?.message ?? issue.message}${didYouMean(String(issue.path.at(-1)), Object.keys(TABLES))}`;
    case "invalid_union":
      if (!("options" in issue) || !Array.isArray(issue.options)) return issue.message;
      return `expected one of ${issue.options.join(", ")}${didYouMean(String(given), issue.options.map(String))}`;
    case "invalid_value":
      return `${issue.message}${didYouMean(String(given), issue.values.map(String))}`;
    case "custom":
      return `${issue.message}${typeof given === "string" ? didYouMean(given, vocabularyOf(issue.path)) : ""}`;
    default:
      return issueText(issue);
  }
}

function vocabularyOf(path: YamlPath): readonly string[] {
  if (path.at(-1) === "stream") return Object.keys(STREAMS);
  return path.includes("criteria") ? CRITERION_IDS : [];
}

function valueAt(value: unknown, path: YamlPath): unknown {
  let found = value;
  for (const key of path) {
    if (typeof found !== "object" || found === null) return undefined;
    found = Reflect.get(found, key);
  }
  return found;
}

/** Every key that a control file can have somewhere, for suggestions. */
const KEYS =
  "version id revision title statement criteria key supporting risk nature type frequency parameters default doc population name shape columns kind nullable reads triggers facts stream per attribute carries_in sql attributes family not_applicable when proof unclear question cause from within due minutes hours days business_days column plus parameter what end trigger ended earliest latest seen silence watch scope done undated matched explanation holds detail min_approvals clock_skew_seconds kept broken exempt unseen life to grace max_gap words approved_exceptions is is_not at_least at_most is_recorded all any not evidence edge_cases causes compensating remediation limits".split(
    " ",
  );
