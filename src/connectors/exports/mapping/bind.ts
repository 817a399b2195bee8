import { own, parsePath, valueAt } from "../readers/path.js";
import type { Header } from "../readers/record.js";
import type { FileFacts } from "./facts.js";

/** One place in the source that a rule looks at: a row, or an element of a list inside it. */
export interface Cursor {
  /** Cells of a tabular row, or the tree of a record. */
  readonly value: unknown;
  readonly parent: unknown;
  readonly root: unknown;
}

/** Tabular with a header, or trees. */
export type Shape = { readonly kind: "table"; readonly header: Header } | { readonly kind: "tree" };

export type Lookup = (cursor: Cursor) => unknown;

/** A title as it was asked for, with where to find it; `ambiguous` when the header has it more than once. */
export type Bound =
  | { readonly kind: "found"; readonly title: string; readonly lookup: Lookup }
  | { readonly kind: "missing"; readonly title: string }
  | { readonly kind: "ambiguous"; readonly title: string; readonly positions: readonly number[] };

/**
 * Finds what a `from` names. Titles match without regard to case, blanks and underscores; `Status#2` is the second
 * column of that title. `@observed`, `@system`, `@repository`, `@cloud_account`, `@branch`, `@zone` and `@file.x` are facts
 * of the file, `@parent.x` and `@root.x` lie around the record.
 */
export function bind(title: string, shape: Shape, facts: FileFacts): Bound {
  if (title.startsWith("@")) return { kind: "found", title, lookup: factLookup(title, facts) };
  if (shape.kind === "table") return bindTitle(title, shape.header);
  const path = parsePath(title);
  return {
    kind: "found",
    title,
    lookup: ({ value }) => own(value, title) ?? (path === undefined ? undefined : valueAt(value, path)),
  };
}

/** A title as it is compared: case, blanks, underscores and a byte order mark do not count. */
export function foldedTitle(title: string): string {
  return title
    .replace(/^\uFEFF/, "")
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, " ");
}

function bindTitle(title: string, header: Header): Bound {
  const exact = positionsOf(title, header);
  if (exact.length === 1) return { kind: "found", title, lookup: cellAt(exact[0] ?? 0) };
  if (exact.length > 1) return { kind: "ambiguous", title, positions: exact.map((index) => index + 1) };
  const [, name = "", ordinal] = /^(.+)#(\d+)$/.exec(title) ?? [];
  const index = ordinal === undefined ? undefined : positionsOf(name, header)[Number(ordinal) - 1];
  return index === undefined ? { kind: "missing", title } : { kind: "found", title, lookup: cellAt(index) };
}

function positionsOf(title: string, { titles }: Header): readonly number[] {
  const wanted = foldedTitle(title);
  return titles.flatMap((each, index) => (foldedTitle(each) === wanted ? [index] : []));
}

function cellAt(index: number): Lookup {
  return ({ value }) => (Array.isArray(value) ? value[index] : undefined);
}

function factLookup(title: string, facts: FileFacts): Lookup {
  const [name = "", ...rest] = title.slice(1).split(".");
  const path = parsePath(rest.join(".")) ?? [];
  switch (name) {
    case "observed":
      return () => facts.observedAt;
    case "system":
      return () => facts.system;
    case "repository":
      return () => facts.repository;
    case "cloud_account":
      return () => facts.cloudAccount;
    case "branch":
      return () => facts.branch;
    case "zone":
      return () => facts.zone;
    case "file":
      return () => facts.fromPath[rest.join(".")];
    case "parent":
      return ({ parent }) => valueAt(parent, path);
    case "root":
      return ({ root }) => valueAt(root, path);
    default:
      return () => undefined;
  }
}
