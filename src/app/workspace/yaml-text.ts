import { isMap, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { AppError } from "../../base/app-error.js";

/** One thing wrong with a file of the workspace. */
export interface ConfigProblem {
  readonly line: number;
  readonly column: number;
  /** Where in the document, for example `audit.period.from`. */
  readonly path: string;
  readonly message: string;
}

/** Keys and list positions from the document's root. */
export type YamlPath = readonly PropertyKey[];

/** A YAML file that parsed: what it holds, and where each part of it stands. */
export interface YamlText {
  readonly value: unknown;
  /** The place of the key, or of the list's item, at a path; of the nearest part around it that there is. */
  placeOf(path: YamlPath): { readonly line: number; readonly column: number };
}

/**
 * Reads the text of a YAML file.
 *
 * @param file what to call it in messages.
 * @param reference the page that lists its keys, for the fix.
 * @throws AppError `bad-config` that lists every syntax error with file, line and column.
 */
export function readYaml(text: string, { file, reference }: { file: string; reference: string }): YamlText {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => ({
      ...position(lines, error.pos[0]),
      path: "",
      message: error.message.split("\n")[0] ?? "",
    }));
    throw configError(problems, { file, reference });
  }
  const placeOf = (keys: YamlPath) => {
    for (let depth = keys.length; depth >= 0; depth -= 1) {
      const path = keys.slice(0, depth);
      const parent = depth === 0 ? document.contents : document.getIn(path.slice(0, -1), true);
      const pair = isMap(parent) ? parent.items.find(({ key }) => String(key) === String(path.at(-1))) : undefined;
      const node: unknown = pair?.key ?? document.getIn(path, true);
      const start = rangeStart(node);
      if (start !== undefined) return position(lines, start);
    }
    return { line: 1, column: 1 };
  };
  return { value: document.toJS(), placeOf };
}

/** Every problem of a file as one error: `file:line:column path: message`, one a line. */
export function configError(
  problems: readonly ConfigProblem[],
  { file, reference }: { readonly file: string; readonly reference: string },
): AppError {
  const list = problems.map(
    ({ line, column, path, message }) => `${file}:${line}:${column} ${path === "" ? "" : `${path}: `}${message}`,
  );
  return new AppError({
    code: "bad-config",
    message: list.join("\n"),
    fix: `Mend ${problems.length === 1 ? "this line" : "these lines"} and run the command again; ${reference} lists every key.`,
  });
}

/** What a schema says of a value, in words for a person. */
export function issueText(issue: z.core.$ZodIssue): string {
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
