import { isMap, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { didYouMean } from "../../../base/did-you-mean.js";
import { Mapping } from "./schema.js";

/** One thing wrong with a mapping's text. */
interface MappingProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Where in the document, for example `tables.0.columns.start_at`. */
  readonly path: string;
  readonly message: string;
}

/** A mapping, or everything that is wrong with its text. */
export type ParsedMapping =
  | { readonly ok: true; readonly mapping: Mapping }
  | { readonly ok: false; readonly problems: readonly MappingProblem[] };

/** Reads the YAML text of a mapping. Pure; `file` is what to call it in problems. */
export function parseMapping(text: string, file: string): ParsedMapping {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  if (document.errors.length > 0) {
    return {
      ok: false,
      problems: document.errors.map((error) => ({
        file,
        ...place(lines, error.pos[0]),
        path: "",
        message: error.message.split("\n")[0] ?? "not YAML",
      })),
    };
  }
  const parsed = Mapping.safeParse(document.toJS());
  if (parsed.success) return { ok: true, mapping: parsed.data };
  return {
    ok: false,
    problems: parsed.error.issues.map((issue) => ({
      file,
      ...positionOf(issue),
      path: issue.path.join("."),
      message: messageOf(issue),
    })),
  };

  function positionOf(issue: z.core.$ZodIssue): { line: number; column: number } {
    const keys = issue.code === "unrecognized_keys" ? [...issue.path, issue.keys[0] ?? ""] : [...issue.path];
    for (let depth = keys.length; depth > 0; depth -= 1) {
      const parent: unknown = depth === 1 ? document.contents : document.getIn(keys.slice(0, depth - 1), true);
      const pair = isMap(parent) ? parent.items.find(({ key }) => String(key) === String(keys[depth - 1])) : undefined;
      const start = rangeStart(pair?.key) ?? rangeStart(document.getIn(keys.slice(0, depth), true));
      if (start !== undefined) return place(lines, start);
    }
    return { line: 1, column: 1 };
  }
}

/** Every key that a mapping can have somewhere, for suggestions. */
const KEYS =
  "title doc covers rows single file_name empty skip name when reason refuse fix tables normaliser unique settle by table each kind system key columns from const as format date zone map default else required split with yes no first parts column is is_not present all any".split(
    " ",
  );

function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code !== "unrecognized_keys") return issue.message;
  return issue.keys.map((key) => `unknown key "${key}"${didYouMean(key, KEYS)}`).join("; ");
}

function place(lines: LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

function rangeStart(node: unknown): number | undefined {
  if (typeof node !== "object" || node === null || !("range" in node) || !Array.isArray(node.range)) return undefined;
  const start: unknown = node.range[0];
  return typeof start === "number" ? start : undefined;
}
