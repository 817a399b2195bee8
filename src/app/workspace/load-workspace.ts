import { isMap, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { AppError } from "../../base/app-error.js";
import { Workspace } from "./schema.js";

/** One thing wrong with lookback.yaml. */
export interface ConfigProblem {
  readonly line: number;
  readonly column: number;
  /** Where in the document, for example `audit.period.from`. */
  readonly path: string;
  readonly message: string;
}

/**
 * Reads the text of a lookback.yaml.
 *
 * @param file what to call it in messages.
 * @throws AppError `bad-config` that lists every problem with file, line and column.
 */
export function parseWorkspace(text: string, file: string): Workspace {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  if (document.errors.length > 0) {
    throw configError(
      file,
      document.errors.map((error) => ({
        ...position(lines, error.pos[0]),
        path: "",
        message: error.message.split("\n")[0] ?? "",
      })),
    );
  }
  const parsed = Workspace.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  throw configError(
    file,
    parsed.error.issues.map((issue) => ({
      ...positionOf(issue),
      path: issue.path.join("."),
      message: messageOf(issue),
    })),
  );

  function positionOf(issue: z.core.$ZodIssue): { line: number; column: number } {
    const keys = issue.code === "unrecognized_keys" ? [...issue.path, issue.keys[0] ?? ""] : [...issue.path];
    for (let depth = keys.length; depth >= 0; depth -= 1) {
      const path = keys.slice(0, depth);
      const parent = depth === 0 ? document.contents : document.getIn(path.slice(0, -1), true);
      const pair = isMap(parent) ? parent.items.find(({ key }) => String(key) === String(path.at(-1))) : undefined;
      const node: unknown = pair?.key ?? document.getIn(path, true);
      const start = rangeStart(node);
      if (start !== undefined) return position(lines, start);
    }
    return { line: 1, column: 1 };
  }
}

function configError(file: string, problems: readonly ConfigProblem[]): AppError {
  const list = problems.map(
    ({ line, column, path, message }) => `${file}:${line}:${column} ${path === "" ? "" : `${path}: `}${message}`,
  );
  return new AppError({
    code: "bad-config",
    message: list.join("\n"),
    fix: `Mend ${problems.length === 1 ? "this line" : "these lines"} and run the command again; docs/reference/lookback-yaml.md lists every key.`,
  });
}

function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_type" && issue.message.endsWith("received undefined")) {
    return `this key is missing (expected ${issue.expected})`;
  }
  if (issue.code !== "unrecognized_keys") return issue.message;
  return `unknown key ${issue.keys.map((key) => `"${key}"`).join(", ")}`;
}

function position(lines: LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

function rangeStart(node: unknown): number | undefined {
  if (typeof node !== "object" || node === null || !("range" in node)) return undefined;
  const { range } = node;
  return Array.isArray(range) && typeof range[0] === "number" ? range[0] : undefined;
}
