import { bind, type Cursor, type Lookup, type Shape } from "./bind.js";
import { emptyTest } from "./empty.js";
import type { FileFacts } from "./facts.js";
import type { Condition } from "./schema.js";

type Test = Exclude<Condition, { readonly all: unknown } | { readonly any: unknown }>;

/** What compiling needs to know of the file. */
export interface ConditionScope {
  readonly shape: Shape;
  readonly facts: FileFacts;
  /** Further texts that mean "no value". */
  readonly empty: readonly string[];
}

/** Compiles a condition for one file; a column that the file does not have is a column without a value. */
export function conditionOf(condition: Condition | undefined, scope: ConditionScope): (cursor: Cursor) => boolean {
  if (condition === undefined) return () => true;
  if ("all" in condition) {
    const tests = condition.all.map((test) => testOf(test, scope));
    return (cursor) => tests.every((test) => test(cursor));
  }
  if ("any" in condition) {
    const tests = condition.any.map((test) => testOf(test, scope));
    return (cursor) => tests.some((test) => test(cursor));
  }
  return testOf(condition, scope);
}

function testOf(test: Test, { shape, facts, empty }: ConditionScope): (cursor: Cursor) => boolean {
  const lookups = test.column.flatMap((title): readonly Lookup[] => {
    const bound = bind(title, shape, facts);
    return bound.kind === "found" ? [bound.lookup] : [];
  });
  const isEmpty = emptyTest(empty);
  const is = test.is === undefined ? undefined : new Set(test.is.map(word));
  const isNot = test.is_not === undefined ? undefined : new Set(test.is_not.map(word));
  return (cursor) => {
    const value = word(lookups.map((lookup) => lookup(cursor)).find((each) => !isEmpty(each)));
    if (test.present !== undefined && test.present !== (value !== "")) return false;
    if (is !== undefined && !is.has(value)) return false;
    return isNot === undefined || !isNot.has(value);
  };
}

function word(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value).trim().toLowerCase();
}
