import { z } from "zod";
import { FREQUENCIES } from "../../assess/control.js";
import { DeclaredAttribute } from "../../assess/families/declared/attribute.js";
import { CRITERIA, type CriterionId } from "../../criteria/criteria.js";
import { STREAMS, type StreamName } from "../../model/streams.js";
import { isTableName } from "../../model/tables.js";

const Words = z.string().min(1);
const Name = z.string().regex(/^[a-z][a-z0-9_]*$/, "expected small letters, digits and _");
const Criterion = z.custom<CriterionId>(isAmong(CRITERIA), "expected a criterion such as CC6.3");
const Stream = z.custom<StreamName>(isAmong(STREAMS), "expected a stream of docs/reference/tables.md");

/** Types of parameters, and the default of each type. */
const OwnParameter = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("number"), default: z.number().min(0), doc: Words }),
  z.strictObject({ type: z.literal("integer"), default: z.number().int().min(0), doc: Words }),
  z.strictObject({ type: z.literal("text"), default: z.string(), doc: Words }),
  z.strictObject({ type: z.literal("boolean"), default: z.boolean(), doc: Words }),
  z.strictObject({ type: z.literal("texts"), default: z.array(z.string()), doc: Words }),
]);
export type OwnParameter = z.infer<typeof OwnParameter>;

const Need = z.strictObject({
  stream: Stream,
  per: z.enum(["*", "system", "repository", "cloud_account"]).default("*"),
  attribute: z.string().optional(),
});

const OwnColumn = z.strictObject({
  kind: z.enum(["text", "instant", "day", "integer", "boolean"]),
  /** Whether the source may be silent. */
  nullable: z.boolean().default(false),
  doc: Words,
});

/** A population of a workspace: a query over the documented tables, with all that built-in ones declare. */
const OwnPopulation = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]*$/, "expected small letters, digits and -"),
  title: Words,
  doc: Words,
  shape: z.enum(["events", "segments"]).default("events"),
  columns: z.record(Name, OwnColumn).default({}),
  reads: z.record(
    z.string().refine(isTableName, "expected a table of docs/reference/tables.md"),
    z.enum(["month", "upto", "from", "whole"]),
  ),
  triggers: z.array(Need).default([]),
  facts: z.array(Need).default([]),
  /** Whether duties from before the period that were still unmet belong to it; the query then returns them. */
  carries_in: z.boolean().default(false),
  sql: Words,
});
export type OwnPopulation = z.infer<typeof OwnPopulation>;

/** One file of `controls/`: a control as a workspace declares it. */
export const OwnControl = z.strictObject({
  version: z.literal(1),
  id: z.string().regex(/^[A-Z][A-Z0-9]*-\d+$/, "expected capital letters, a hyphen and digits, such as OWN-01"),
  /** Rises with any change that can alter a past outcome. */
  revision: z.number().int().min(1),
  title: Words,
  statement: Words,
  criteria: z.strictObject({ key: z.array(Criterion).default([]), supporting: z.array(Criterion).default([]) }),
  risk: z.enum(["high", "moderate", "low"]),
  nature: z.enum(["manual", "automated", "it-dependent"]),
  type: z.enum(["preventive", "detective", "corrective"]),
  frequency: z.enum(FREQUENCIES),
  parameters: z.record(Name, OwnParameter).default({}),
  population: z.union([Words, OwnPopulation], {
    error: "expected the name of a population, or a population of its own",
  }),
  attributes: z.array(DeclaredAttribute).min(1),
  evidence: z.array(Words).default([]),
  edge_cases: z.array(Words).default([]),
  causes: z.array(Words).default([]),
  compensating: z.array(Words).default([]),
  remediation: z.string().default(""),
  limits: z.array(Words).default([]),
});
export type OwnControl = z.infer<typeof OwnControl>;

function isAmong(known: object): (value: unknown) => boolean {
  return (value) => typeof value === "string" && Object.hasOwn(known, value);
}
