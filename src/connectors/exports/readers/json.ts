import { parseJson } from "../../../base/parse-json.js";
import { denialOf, exchangeOf } from "./answer.js";
import { BadBytes } from "./bad-bytes.js";
import { own, type Path, parsePath, pointerOf, pointerTo, valueAt } from "./path.js";
import type { ReadItem } from "./record.js";

const DEPTH_MAX = 4;
const LINE_CHARS_MAX = 64 * 1_048_576;

/** Where lists usually are in vendors' answers, tried after the mapping's own paths. */
const USUAL = ["Records", "value", "results.data", "data", "items", "results"].map(pathOf);

/** How a mapping finds its rows in a tree. */
export interface RowsRule {
  readonly paths: readonly string[];
  /** An object without the mapping's list is itself a row, even if it has a list where answers usually have one. */
  readonly isSingle: boolean;
}

/** Rows of one JSON document: a list, a list in an answer, answers in a list, or stored exchanges. */
export function* readJson(text: string, rule: RowsRule): Generator<ReadItem> {
  if (text.trim() === "") throw new BadBytes("the file is empty", "Export it again; an empty list is written as [].");
  let tree: unknown;
  try {
    tree = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const looksLikePage = /^\s*</.test(text);
    throw new BadBytes(
      looksLikePage ? "the file is a web page, not JSON" : "the file is not JSON, or it is cut off",
      "Export it again, and check that the request was signed in.",
    );
  }
  const paths = compiled(rule);
  yield* rowsIn({ tree, pointer: "", depth: 0 }, paths);
  if (hasMore(lastPage(tree), paths)) yield { kind: "more" };
}

/** Rows of newline-delimited JSON; a line may also be a whole answer or exchange. Lines are numbered from 1. */
export async function* readNdjson(lines: AsyncIterable<string>, rule: RowsRule): AsyncGenerator<ReadItem> {
  const { paths } = compiled(rule);
  let line = 0;
  let count = 0;
  for await (const text of lines) {
    line += 1;
    if (text.trim() === "") continue;
    count += 1;
    const pointer = `row ${line}`;
    const tree = parseJson(text);
    if (tree === undefined) yield badLine(pointer);
    else yield* rowsIn({ tree, pointer, depth: 1 }, { paths, usual: [] });
  }
  if (count === 0) throw new BadBytes("the file is empty", "Export it again, or leave the file out of the source.");
}

/** The longest line that is read, in characters. */
export const lineCharsMax: number = LINE_CHARS_MAX;

interface Place {
  readonly tree: unknown;
  readonly pointer: string;
  readonly depth: number;
}

interface CompiledRule {
  readonly paths: readonly Path[];
  readonly usual: readonly Path[];
}

function* rowsIn(place: Place, rule: CompiledRule): Generator<ReadItem> {
  const { tree, pointer, depth } = place;
  const exchange = exchangeOf(tree);
  if (exchange !== undefined) {
    const denial = denialOf(exchange.body, exchange.status);
    if (denial !== undefined) yield { kind: "denied", ...denial };
    else yield* rowsIn({ tree: exchange.body, pointer: pointerTo(pointer, exchange.bodyKey), depth: 0 }, rule);
    return;
  }
  if (Array.isArray(tree)) yield* rowsOfList(tree, { ...place, root: tree }, rule);
  else if (typeof tree !== "object" || tree === null) yield notAnObject(pointer);
  else yield* rowsOfObject(tree, { pointer, depth }, rule);
}

function* rowsOfObject(
  tree: object,
  { pointer, depth }: { pointer: string; depth: number },
  rule: CompiledRule,
): Generator<ReadItem> {
  const list = listIn(tree, rule.paths);
  if (list !== undefined) {
    yield* rowsOfList(list.rows, { pointer: pointerOf(pointer, list.path), depth, root: tree }, rule);
    return;
  }
  const denial = denialOf(tree);
  if (denial !== undefined) {
    yield { kind: "denied", ...denial };
    return;
  }
  const usual = listIn(tree, rule.usual);
  if (usual === undefined) yield { kind: "tree", pointer: pointer === "" ? "/" : pointer, value: tree, root: tree };
  else yield* rowsOfList(usual.rows, { pointer: pointerOf(pointer, usual.path), depth, root: tree }, rule);
}

function* rowsOfList(
  list: readonly unknown[],
  { pointer, depth, root }: { pointer: string; depth: number; root: unknown },
  rule: CompiledRule,
): Generator<ReadItem> {
  for (const [index, value] of list.entries()) {
    const at = pointerTo(pointer, index);
    const isPage =
      Array.isArray(value) ||
      exchangeOf(value) !== undefined ||
      (depth === 0 && listIn(value, rule.paths) !== undefined);
    if (isPage && depth < DEPTH_MAX) yield* rowsIn({ tree: value, pointer: at, depth: depth + 1 }, rule);
    else if (typeof value !== "object" || value === null) yield notAnObject(at);
    else yield { kind: "tree", pointer: at, value, root };
  }
}

function listIn(tree: unknown, paths: readonly Path[]): { rows: readonly unknown[]; path: Path } | undefined {
  if (typeof tree !== "object" || tree === null || Array.isArray(tree)) return undefined;
  for (const path of paths) {
    const value = valueAt(tree, path);
    if (Array.isArray(value)) return { rows: value, path };
  }
  return undefined;
}

function lastPage(tree: unknown): unknown {
  const last: unknown = Array.isArray(tree) ? tree.at(-1) : tree;
  return exchangeOf(last)?.body ?? last;
}

/** Where vendors say that a page is not the last one. */
const CONTINUED = [
  "more",
  "incomplete_results",
  "hasMore",
  "has_more",
  "pageInfo.hasNextPage",
  "results.pageInfo.hasNextPage",
]
  .concat("data.alerts.pageInfo.hasNextPage", "data.pageInfo.hasNextPage")
  .map(pathOf);
const NEXT = ["nextPageToken", "next_cursor", "next", "meta.page.after"].map(pathOf);

function hasMore(page: unknown, { paths, usual }: CompiledRule): boolean {
  if (listIn(page, [...paths, ...usual]) === undefined) return false;
  if (CONTINUED.some((path) => valueAt(page, path) === true) || own(page, "isLast") === false) return true;
  const links = [own(page, "@odata.nextLink"), ...NEXT.map((path) => valueAt(page, path))];
  return links.some((link) => typeof link === "string" && link !== "");
}

function compiled({ paths, isSingle }: RowsRule): CompiledRule {
  return { paths: paths.map(pathOf), usual: isSingle ? [] : USUAL };
}

function pathOf(text: string): Path {
  return parsePath(text) ?? [];
}

function badLine(pointer: string): ReadItem {
  return { kind: "bad", pointer, reason: "the line is not JSON", fix: "Mend or export the line again." };
}

function notAnObject(pointer: string): ReadItem {
  return {
    kind: "bad",
    pointer: pointer === "" ? "/" : pointer,
    reason: "there is no object here to read a row from",
    fix: "Check that the file is the export this mapping is for.",
  };
}

/** Whether the first line of a file is a JSON object of its own with more behind it. */
export function looksLikeNdjson(head: string): boolean {
  const [first = "", ...rest] = head.trimStart().split(/\r\n|\n|\r/);
  const tree = parseJson(first);
  const isRow = typeof tree === "object" && tree !== null && !Array.isArray(tree);
  return isRow && rest.join("").trim() !== "" && own(tree, "") === undefined;
}
