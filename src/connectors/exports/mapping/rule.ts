import type { ColumnKind } from "../../../model/table.js";
import { entityId } from "../../kit/entity-id.js";
import { type Bound, bind, type Cursor, type Shape } from "./bind.js";
import { emptyTest } from "./empty.js";
import type { FileFacts } from "./facts.js";
import type { Rule, Transform } from "./schema.js";
import { type ConvertOptions, convert, patternsOf } from "./transform.js";

/** What a rule gives for one record. */
type RuleResult =
  | { readonly kind: "value"; readonly value: string | number | boolean }
  | { readonly kind: "absent" }
  | { readonly kind: "bad"; readonly column: string; readonly reason: string; readonly fix: string };

/** A rule compiled for one file. */
export interface CompiledRule {
  read(cursor: Cursor): RuleResult;
  /** Titles that the rule reads, as bound to this file. */
  readonly bounds: readonly Bound[];
}

/** What compiling needs to know of the file and the column. */
export interface RuleScope {
  readonly shape: Shape;
  readonly facts: FileFacts;
  readonly empty: readonly string[];
  /** Kind of the column, which decides how a value is read when the rule does not say. */
  readonly kind: ColumnKind;
}

type PlainRule = Omit<Rule, "first" | "parts">;

const ABSENT: RuleResult = { kind: "absent" };
const YES = ["true", "yes", "y", "1", "t"];
const NO = ["false", "no", "n", "0", "f"];
const BY_KIND: Readonly<Record<ColumnKind, Exclude<Transform, "entity-id">>> = {
  text: "text",
  instant: "instant",
  day: "day",
  integer: "integer",
  boolean: "boolean",
};

/** Compiles the rule of one column for one file. */
export function compileRule(rule: Rule, scope: RuleScope): CompiledRule {
  if (rule.first !== undefined) return compileFirst(rule.first, scope);
  if (rule.parts !== undefined) return compileParts(rule, rule.parts, scope);
  return rule.as === "entity-id" ? compileEntity(rule, [{ ...rule, as: "text" }], scope) : compilePlain(rule, scope);
}

function compileFirst(rules: readonly PlainRule[], scope: RuleScope): CompiledRule {
  const compiled = rules.map((rule) => compileRule(rule, scope));
  return {
    bounds: compiled.flatMap(({ bounds }) => bounds),
    read: (cursor) => {
      for (const rule of compiled) {
        const result = rule.read(cursor);
        if (result.kind !== "absent") return result;
      }
      return ABSENT;
    },
  };
}

function compileParts(rule: Rule, parts: readonly PlainRule[], scope: RuleScope): CompiledRule {
  return compileEntity(rule, parts, scope);
}

/** The id of a thing from the texts of its parts; absent when any part is. */
function compileEntity(rule: Rule, parts: readonly PlainRule[], scope: RuleScope): CompiledRule {
  const compiled = parts.map((part) => compileRule(part, { ...scope, kind: "text" }));
  const system = systemOf(rule, scope);
  const kind = rule.kind ?? "";
  return {
    bounds: [...compiled.flatMap(({ bounds }) => bounds), ...system.bounds],
    read: (cursor) => {
      const keys: string[] = [];
      for (const part of compiled) {
        const result = part.read(cursor);
        if (result.kind !== "value") return result;
        keys.push(String(result.value));
      }
      const of = system.read(cursor);
      if (of.kind !== "value") return of.kind === "bad" ? of : noSystem(compiled[0]?.bounds[0]?.title ?? "");
      return { kind: "value", value: entityId({ system: String(of.value), kind, key: keys.join("/") }) };
    },
  };
}

function systemOf(rule: Rule, scope: RuleScope): CompiledRule {
  if (typeof rule.system === "string") {
    const value = rule.system;
    return { bounds: [], read: () => ({ kind: "value", value }) };
  }
  return compilePlain({ from: [...(rule.system?.from ?? []), "@system"] }, { ...scope, kind: "text" });
}

function noSystem(column: string): RuleResult {
  return {
    kind: "bad",
    column,
    reason: "belongs to no system",
    fix: "Name the `system` on the source in lookback.yaml.",
  };
}

function compilePlain(rule: PlainRule, scope: RuleScope): CompiledRule {
  if (rule.const !== undefined) {
    const result: RuleResult = rule.const === null ? ABSENT : { kind: "value", value: rule.const };
    return { bounds: [], read: () => result };
  }
  const bounds = unshadowed((rule.from ?? []).map((title) => bind(title, scope.shape, scope.facts)));
  const lookups = bounds.flatMap((bound) => (bound.kind === "found" ? [bound] : []));
  const isEmpty = emptyTest([...scope.empty, ...(rule.empty ?? [])]);
  const read = readerOf(rule, scope);
  const fallback: RuleResult = rule.default === undefined ? ABSENT : { kind: "value", value: rule.default };
  return {
    bounds,
    read: (cursor) => {
      for (const { title, lookup } of lookups) {
        const raw = lookup(cursor);
        if (!isEmpty(raw)) return read(raw, { title, cursor });
      }
      return fallback;
    },
  };
}

/** A title that the header has twice is no question once a title before it was found, such as its first position. */
function unshadowed(bounds: readonly Bound[]): readonly Bound[] {
  const first = bounds.findIndex(({ kind }) => kind === "found");
  return bounds.map((bound, index) =>
    bound.kind === "ambiguous" && first >= 0 && first < index ? { kind: "missing", title: bound.title } : bound,
  );
}

function readerOf(
  rule: PlainRule,
  scope: RuleScope,
): (raw: unknown, at: { readonly title: string; readonly cursor: Cursor }) => RuleResult {
  const as = rule.as === undefined || rule.as === "entity-id" ? BY_KIND[scope.kind] : rule.as;
  const words = wordsOf(rule);
  const zoneOf = zoneLookup(rule, scope);
  const fixed: Omit<ConvertOptions, "zone"> = {
    patterns: patternsOf([...scope.facts.dateFormats, ...(rule.format ?? [])]),
    yes: new Set([...YES, ...(rule.yes ?? []).map((word) => word.toLowerCase())]),
    no: new Set([...NO, ...(rule.no ?? []).map((word) => word.toLowerCase())]),
    date: rule.date,
    split: rule.split,
    with: rule.with ?? "|",
  };
  return (raw, { title, cursor }) => {
    if (words !== undefined) return words(raw, title);
    if (as === "instant" && title === "@observed" && typeof raw === "number") return { kind: "value", value: raw };
    const zone = zoneOf(cursor);
    if (zone.kind === "bad") return zone;
    const converted = convert(as, raw, { ...fixed, zone: zone.kind === "value" ? String(zone.value) : undefined });
    return converted.ok
      ? { kind: "value", value: converted.value }
      : { kind: "bad", column: title, reason: `the value of "${title}" ${converted.reason}`, fix: converted.fix };
  };
}

function wordsOf(rule: PlainRule): ((raw: unknown, title: string) => RuleResult) | undefined {
  if (rule.map === undefined) return undefined;
  const map = new Map(Object.entries(rule.map).map(([word, value]) => [word.trim().toLowerCase(), value]));
  const other = rule.else;
  return (raw, title) => {
    const word = String(raw).trim();
    const value = map.get(word.toLowerCase());
    if (value !== undefined) return value === null ? ABSENT : { kind: "value", value };
    if (other !== undefined) return other === null ? ABSENT : { kind: "value", value: other };
    return {
      kind: "bad",
      column: title,
      reason: `"${word.slice(0, 60)}" in "${title}" is no word that this mapping knows`,
      fix: "Add the word to `map` in a mapping of your own, or correct the row.",
    };
  };
}

function zoneLookup(rule: PlainRule, { shape, facts, empty }: RuleScope): (cursor: Cursor) => RuleResult {
  if (rule.zone === undefined) return () => ABSENT;
  const other = rule.zone.else === "organisation" ? facts.zone : rule.zone.else;
  const fallback: RuleResult = other === undefined ? ABSENT : { kind: "value", value: other };
  if (rule.zone.from === undefined) return () => fallback;
  const named = compilePlain({ from: rule.zone.from, as: "zone" }, { shape, facts, empty, kind: "text" });
  return (cursor) => {
    const zone = named.read(cursor);
    return zone.kind === "absent" ? fallback : zone;
  };
}
