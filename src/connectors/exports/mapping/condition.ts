import { bind, type Cursor, type Lookup, type Shape } from "./bind.js";
import type { FileFacts } from "./facts.js";
import type { Condition } from "./schema.js";

type Test = Exclude<Condition, { readonly all: unknown } | { readonly any: unknown }>;

/** Compiles a condition for one file; a column that the file does not have is a column without a value. */
export function conditionOf(
  condition: Condition | undefined,
  shape: Shape,
  facts: FileFacts,
): (cursor: Cursor) => boolean {
  if (condition === undefined) return () => true;
  if ("all" in condition) {
    const tests = condition.all.map((test) => testOf(test, shape, facts));
    return (cursor) => tests.every((test) => test(cursor));
  }
  if ("any" in condition) {
    const tests = condition.any.map((test) => testOf(test, shape, facts));
    return (cursor) => tests.some((test) => test(cursor));
  }
  return testOf(condition, shape, facts);
}

function testOf(test: Test, shape: Shape, facts: FileFacts): (cursor: Cursor) => boolean {
  const lookups = test.column.flatMap((title): readonly Lookup[] => {
    const bound = bind(title, shape, facts);
    return bound.kind === "found" ? [bound.lookup] : [];
  });
  const is = test.is === undefined ? undefined : new Set(test.is.map(word));
  const isNot = test.is_not === undefined ? undefined : new Set(test.is_not.map(word));
  return (cursor) => {
    const value = word(lookups.map((lookup) => lookup(cursor)).find((each) => word(each) !== ""));
    if (test.present !== undefined && test.present !== (value !== "")) return false;
    if (is !== undefined && !is.has(value)) return false;
    return isNot === undefined || !isNot.has(value);
  };
}

function word(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value).trim().toLowerCase();
}
