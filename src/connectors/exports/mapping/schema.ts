import { z } from "zod";
import { didYouMean } from "../../../base/did-you-mean.js";
import { isZone } from "../../../base/zone.js";
import { STREAMS, type StreamName } from "../../../model/streams.js";
import { isTableName, TABLES, type TableName } from "../../../model/tables.js";
import { isNormaliserName, type NormaliserName, normaliserNames } from "../normalisers/names.js";
import { parsePath } from "../readers/path.js";

/** The closed list of what a column can be read as. Without `as`, the kind of the table's column decides. */
const TRANSFORMS = [
  "text",
  "lower",
  "instant",
  "epoch-ms",
  "epoch-s",
  "day",
  "day-start",
  "day-end",
  "excel-date",
  "boolean",
  "integer",
  "zone",
  "join",
  "entity-id",
] as const;
export type Transform = (typeof TRANSFORMS)[number];

const streamNames = Object.keys(STREAMS).filter((name): name is StreamName => Object.hasOwn(STREAMS, name));
const Scalar = z.union([z.string(), z.number(), z.boolean()]);
const From = z.preprocess((value) => (typeof value === "string" ? [value] : value), z.array(z.string().min(1)).min(1));

const Zone = z.preprocess(
  (value) => (typeof value === "string" ? { from: undefined, else: value } : value),
  z.strictObject({
    from: From.optional(),
    /** The zone where the row names none: an IANA name, or `organisation`. */
    else: z
      .string()
      .refine((zone) => zone === "organisation" || isZone(zone), "expected an IANA zone or `organisation`")
      .optional(),
  }),
);

const ruleShape = {
  /** Titles, or paths in JSON, tried in order; the first that has a value wins. */
  from: From.optional(),
  /** The same value for every row. */
  const: z.union([Scalar, z.null()]).optional(),
  as: z
    .enum(TRANSFORMS, {
      error: ({ input }) => `unknown transform "${String(input)}"${didYouMean(String(input), TRANSFORMS)}`,
    })
    .optional(),
  /** How dates and local times are written, for example `MM/DD/YYYY`; several are tried in order. */
  format: From.optional(),
  /** For `instant`: what a date without a time means. */
  date: z.enum(["start", "end"]).optional(),
  /** For dates and times that name no zone. */
  zone: Zone.optional(),
  /** Words of the source and what they mean here; letter case does not matter. */
  map: z.record(z.string(), z.union([Scalar, z.null()])).optional(),
  /** What a value that is absent becomes. */
  default: Scalar.optional(),
  /** What a word becomes that `map` does not name; without it the row is rejected. */
  else: z.union([Scalar, z.null()]).optional(),
  /** Further texts that mean "no value". */
  empty: z.array(z.string()).optional(),
  required: z.boolean().optional(),
  /** Separator inside a value, for `join`. */
  split: z.string().min(1).optional(),
  /** Separator between the values of a list, for `join`. */
  with: z.string().optional(),
  /** Kind of thing, for `entity-id`. */
  kind: z.string().min(1).optional(),
  /** System of the thing, for `entity-id`: a fixed id, or `from` a column. Without it the source's system. */
  system: z.union([z.string().min(1), z.strictObject({ from: From })]).optional(),
  /** Words for `boolean`, besides true/yes/1 and false/no/0. */
  yes: z.array(z.string()).optional(),
  no: z.array(z.string()).optional(),
};

const PlainRule = z.preprocess(shorthand, z.strictObject(ruleShape));

const Rule = z.preprocess(
  shorthand,
  z.strictObject({
    ...ruleShape,
    /** Rules tried in order: the first that gives a value wins. */
    first: z.array(PlainRule).min(1).optional(),
    /** Parts joined by `/`, for `entity-id` over several columns. */
    parts: z.array(PlainRule).min(1).optional(),
  }),
);
export type Rule = z.infer<typeof Rule>;

const Test = z.strictObject({
  column: From,
  is: z.array(Scalar).optional(),
  is_not: z.array(Scalar).optional(),
  present: z.boolean().optional(),
});
const Condition = z.union([
  z.strictObject({ all: z.array(Test).min(1) }),
  z.strictObject({ any: z.array(Test).min(1) }),
  Test,
]);
export type Condition = z.infer<typeof Condition>;

const TableRule = z.strictObject({
  table: z.string().transform((name, context): TableName => {
    if (isTableName(name) && name !== "coverage") return name;
    context.addIssue({ code: "custom", message: `unknown table "${name}"${didYouMean(name, Object.keys(TABLES))}` });
    return z.NEVER;
  }),
  /** Rows of this table only for source rows that fulfil this. */
  when: Condition.optional(),
  /** One row for each element of this list inside the source row; the row itself is then `@parent`. */
  each: z.string().optional(),
  /** Kind of the row's id; by default the table's name. */
  kind: z.string().min(1).optional(),
  /** System of the row's id; by default its column `system`, else the source's system. */
  system: z.string().min(1).optional(),
  /** Columns of this row whose values make its id, unless `id` is a column rule. */
  key: z.array(z.string()).min(1).optional(),
  columns: z.record(z.string(), Rule),
});
export type TableRule = z.infer<typeof TableRule>;

const Settle = z.strictObject({
  table: z.enum([
    "account_state",
    "position",
    "resource_config",
    "auth_policy",
    "access_grant",
    "credential",
    "auth_factor",
    "cloud_resource",
    "review",
  ]),
  by: z.array(z.string()).min(1),
});
export type SettleRule = z.infer<typeof Settle>;

/** A mapping from the rows of an export to rows of the normalised tables. */
export const Mapping = z
  .strictObject({
    title: z.string().min(1),
    doc: z.string().optional(),
    covers: z.array(
      z.enum(streamNames, {
        error: ({ input }) => `unknown stream "${String(input)}"${didYouMean(String(input), streamNames)}`,
      }),
    ),
    rows: From.optional(),
    single: z.boolean().optional(),
    /** Regular expression over the file's path; its named groups are `@file.name`. */
    file_name: z.string().refine(isRegex, "not a regular expression").optional(),
    empty: z.array(z.string()).optional(),
    /** Rows that are read and kept, but are about nothing here, with the reason. */
    skip: z.array(z.strictObject({ name: z.string().min(1), when: Condition, reason: z.string().min(1) })).optional(),
    /** Rows that contradict themselves: each is a reject with this reason. */
    refuse: z.array(z.strictObject({ when: Condition, reason: z.string().min(1), fix: z.string().min(1) })).optional(),
    tables: z.array(TableRule).min(1).optional(),
    /** A built-in function for JSON records that the language cannot express; `tables` then serve tabular files. */
    normaliser: z
      .string()
      .transform((name, context): NormaliserName => {
        if (isNormaliserName(name)) return name;
        context.addIssue({
          code: "custom",
          message: `unknown normaliser "${name}"${didYouMean(name, normaliserNames())}`,
        });
        return z.NEVER;
      })
      .optional(),
    /** A record whose rows were all seen before in the same file is a repeat. */
    unique: z.boolean().optional(),
    /** Closes intervals within one file: the next row of the same thing ends the one before. */
    settle: z.array(Settle).optional(),
  })
  .check(({ value, issues }) => {
    if (value.tables === undefined && value.normaliser === undefined) {
      issues.push({ code: "custom", message: "give `tables`, or a `normaliser`", input: value, path: [] });
    }
    for (const [index, table] of (value.tables ?? []).entries()) {
      for (const { path, message } of tableProblems(table)) {
        issues.push({ code: "custom", message, input: value, path: ["tables", index, ...path] });
      }
    }
  });
export type Mapping = z.infer<typeof Mapping>;

/** A title, or several, is a rule that reads it. */
function shorthand(value: unknown): unknown {
  return typeof value === "string" || Array.isArray(value) ? { from: value } : value;
}

interface Problem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

function tableProblems(rule: TableRule): readonly Problem[] {
  const columns = TABLES[rule.table].columns;
  const known = Object.keys(columns);
  const problems: Problem[] = [];
  for (const [name, column] of Object.entries(rule.columns)) {
    if (!known.includes(name)) {
      const message = `table ${rule.table} has no column "${name}"${didYouMean(name, known)}`;
      problems.push({ path: ["columns", name], message });
    } else {
      problems.push(...ruleProblems(column).map((message) => ({ path: ["columns", name], message })));
    }
  }
  for (const [name, column] of Object.entries(columns)) {
    if (name === "id" || column.nullable || Object.hasOwn(rule.columns, name)) continue;
    problems.push({
      path: ["columns"],
      message: `table ${rule.table} needs column "${name}": give it a from or a const`,
    });
  }
  if (!Object.hasOwn(rule.columns, "id") && rule.key === undefined) {
    problems.push({ path: [], message: "give `key`, the columns that make a row's id, or a rule for `id`" });
  }
  for (const name of rule.key ?? []) {
    if (!Object.hasOwn(rule.columns, name)) {
      problems.push({ path: ["key"], message: `key names "${name}", which is no column of this table rule` });
    }
  }
  return problems;
}

function ruleProblems(rule: Rule): readonly string[] {
  const sources = [rule.from, rule.const, rule.first, rule.parts].filter((each) => each !== undefined).length;
  const problems = sources === 1 ? [] : ["give exactly one of from, const, first and parts"];
  for (const path of rule.from ?? []) {
    if (path.startsWith("@") && parsePath(path.slice(1)) === undefined) problems.push(`"${path}" is no path`);
  }
  if (rule.as === "entity-id" && rule.kind === undefined) problems.push("entity-id needs a kind");
  return problems;
}

function isRegex(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
