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
  ["a comment between /* and */", /\/\*/],
  ["a text with escapes or between dollar signs", /\be''|\$/],
  ["two-argument lead", /\blead\s*\(\s*[^,()]+(?:,\s*\d+)?\s*\)/],
  ["a cast to something else than text, bigint or boolean", /\bcast\s*\([^()]*\bas\s+(?!text\b|bigint\b|boolean\b)\w+/],
];

/** What a query uses that is not in the portable subset, in words; empty when it keeps to it. */
export function portabilityBreaks(sql: string): readonly string[] {
  const code = codeOf(sql);
  return BANNED.flatMap(([what, pattern]) => (pattern.test(code) ? [what] : []));
}

/**
 * What the query of a workspace's own population does beyond reading the tables it declares: a query that comes with a
 * folder of files must not open another file, call the engine's own functions or be more than one `select`.
 *
 * @param tables names it may read besides its own `with` parts.
 */
export function reachBreaks(sql: string, tables: ReadonlySet<string>): readonly string[] {
  const code = codeOf(sql);
  const words = [...code.matchAll(/[a-z_][a-z0-9_]*|"[^"]*"|\d+|''|\S/g)].map(([word]) => word);
  const parts = new Set(words.filter((_, at) => words[at + 1] === "as" && words[at + 2] === "("));
  return [
    ...(words[0] === "select" || words[0] === "with" ? [] : ["something else than one select"]),
    ...(words.includes(";") ? ["a semicolon: it must be one select"] : []),
    ...(words.some((word) => word.startsWith('"')) ? ["a name in double quotes"] : []),
    ...words.flatMap((word, at) => foreignFunction(word, words[at + 1], words[at - 1])),
    ...words.flatMap((word, at) =>
      isTablePlace(words, at) ? foreignTable(words, at + 1, { word, parts, tables }) : [],
    ),
  ].filter((each, at, all) => all.indexOf(each) === at);
}

/** The query in lower case without comments and without what stands in texts; a text may hold what begins a comment. */
function codeOf(sql: string): string {
  return sql.toLowerCase().replace(/--[^\n]*|'[^']*'/g, (found) => (found.startsWith("'") ? "''" : ""));
}

const FUNCTIONS: ReadonlySet<string> = new Set(
  "count sum min max coalesce nullif abs lower upper trim substr length replace position cast row_number rank dense_rank lead lag first_value exists".split(
    " ",
  ),
);

/** Words of the language that a bracket may follow. */
const KEYWORDS: ReadonlySet<string> = new Set(
  "in and or not as on when then else over from join select where having by union all except intersect distinct with between case using values filter is limit".split(
    " ",
  ),
);

function foreignFunction(word: string, next: string | undefined, before: string | undefined): string[] {
  if (next !== "(" || !/^[a-z_]/.test(word)) return [];
  if (before !== "." && (FUNCTIONS.has(word) || KEYWORDS.has(word))) return [];
  return [`the function ${word}`];
}

/** `from` and `join` name a table; `is distinct from` compares. */
function isTablePlace(words: readonly string[], at: number): boolean {
  return words[at] === "join" || (words[at] === "from" && !isComparison(words, at));
}

function isComparison(words: readonly string[], at: number): boolean {
  return words[at - 1] === "distinct" && (words[at - 2] === "is" || words[at - 2] === "not");
}

function foreignTable(
  words: readonly string[],
  at: number,
  { word, parts, tables }: { word: string; parts: ReadonlySet<string>; tables: ReadonlySet<string> },
): string[] {
  const name = words[at] ?? "";
  const end = name === "(" ? closingBracket(words, at) : at;
  const alias = words[end + 1] === "as" ? end + 2 : end + 1;
  const after = /^[a-z_]/.test(words[alias] ?? "") && !ENDS_TABLE.has(words[alias] ?? "") ? alias + 1 : alias;
  const comma = words[after] === "," ? [`a comma after ${word}: write join`] : [];
  if (name === "(")
    return words[at + 1] === "select" || words[at + 1] === "with" ? comma : ["a bracket that holds no select"];
  const isKnown = words[at + 1] !== "." && (parts.has(name) || tables.has(name));
  return isKnown ? comma : [`the table ${name}, which "reads" does not list`, ...comma];
}

const ENDS_TABLE: ReadonlySet<string> = new Set(
  "where join left right inner full cross on group order having union except intersect limit".split(" "),
);

function closingBracket(words: readonly string[], from: number): number {
  let depth = 0;
  for (let at = from; at < words.length; at += 1) {
    if (words[at] === "(") depth += 1;
    if (words[at] === ")") depth -= 1;
    if (depth === 0) return at;
  }
  return words.length;
}
