import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const FOLDER = "src/populations";
const FILES = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".sql"))
  .sort();

/** What differs between engines, or is missing in one: docs/guides/add-a-population.md. */
const BANNED: readonly (readonly [what: string, pattern: RegExp])[] = [
  ["a cast with ::", /::/],
  ["division", /[^/*-]\/[^/*]/],
  ["an interval", /\binterval\b/],
  ["a date function", /\b(?:date_\w+|epoch_ms|to_timestamp|extract|now|current_\w+)\s*\(?/],
  ["qualify", /\bqualify\b/],
  ["an as-of or lateral join", /\b(?:asof|lateral)\b/],
  ["a list or text aggregate", /\b(?:string_agg|array_agg|list_\w+|group_concat|unnest)\b/],
  ["a percentile", /\b(?:percentile\w*|quantile\w*|median)\b/],
  ["ilike or a regular expression", /\bilike\b|\bsimilar to\b|regexp|~/],
  ["two-argument lead", /\blead\s*\(\s*[^,()]+(?:,\s*\d+)?\s*\)/],
  ["a cast to something else than text, bigint or boolean", /\bcast\s*\([^()]*\bas\s+(?!text\b|bigint\b|boolean\b)\w+/],
];

function codeOf(file: string): string {
  const text = readFileSync(join(FOLDER, file), "utf8").toLowerCase();
  return text.replace(/--[^\n]*/g, "").replace(/'[^']*'/g, "''");
}

it("finds the queries", () => {
  expect(FILES.length).toBeGreaterThan(20);
});

it.each(FILES)("%s keeps to the portable subset", (file) => {
  const code = codeOf(file);
  expect(BANNED.flatMap(([what, pattern]) => (pattern.test(code) ? [what] : []))).toEqual([]);
});
