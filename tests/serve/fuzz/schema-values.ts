import fc from "fast-check";
import { z } from "zod";
import { HOSTILE_TEXTS, HOSTILE_VALUES } from "./hostile-values.js";

/** As much of JSON Schema as the description of the API uses. */
export interface Schema {
  readonly type?: string | readonly string[] | undefined;
  readonly enum?: readonly unknown[] | undefined;
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[] | undefined;
  readonly oneOf?: readonly Schema[] | undefined;
  readonly properties?: Readonly<Record<string, Schema>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly items?: Schema | undefined;
  readonly minItems?: number | undefined;
  readonly maxItems?: number | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
  readonly pattern?: string | undefined;
  readonly format?: string | undefined;
}

export const Schema: z.ZodType<Schema> = z.lazy(() =>
  z.object({
    type: z.union([z.string(), z.array(z.string())]).optional(),
    enum: z.array(z.unknown()).optional(),
    const: z.unknown().optional(),
    anyOf: z.array(Schema).optional(),
    oneOf: z.array(Schema).optional(),
    properties: z.record(z.string(), Schema).optional(),
    required: z.array(z.string()).optional(),
    items: Schema.optional(),
    minItems: z.number().optional(),
    maxItems: z.number().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    minLength: z.number().optional(),
    maxLength: z.number().optional(),
    pattern: z.string().optional(),
    format: z.string().optional(),
  }),
);

/** Chance, the same for the same seed. */
export class Chance {
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** Whether something happens that happens so often. */
  happens(share: number): boolean {
    return this.#random() < share;
  }

  /** A whole number from 0 to below `end`. */
  below(end: number): number {
    return Math.floor(this.#random() * end);
  }

  one<T>(all: readonly T[]): T {
    const picked = all[this.below(all.length)];
    if (picked === undefined && all.length === 0) throw new Error("nothing to choose from");
    // Within the list by construction; the list may hold undefined itself.
    return picked as T;
  }
}

/** How values are made: what the world knows under a name, and how often something is spoilt on purpose. */
export interface Making {
  readonly chance: Chance;
  readonly known: Readonly<Record<string, readonly unknown[]>>;
  readonly spoilt: number;
}

/** A value of a schema, or one that nearly is. */
export function madeOf(schema: Schema, name: string, making: Making): unknown {
  const { chance, known, spoilt } = making;
  if (chance.happens(spoilt)) return hostileFor(schema, chance);
  const named = Object.hasOwn(known, name) && schema.type !== "array" ? known[name] : undefined;
  if (named !== undefined && chance.happens(0.8)) return chance.one(named);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return chance.one(schema.enum);
  const options = schema.anyOf ?? schema.oneOf;
  if (options !== undefined) return madeOf(chance.one(options), name, making);
  const { type } = schema;
  return ofType(schema, { type: typeof type === "string" ? type : chance.one(type ?? ["string"]), name }, making);
}

function ofType(schema: Schema, { type, name }: { type: string; name: string }, making: Making): unknown {
  const { chance } = making;
  switch (type) {
    case "object":
      return objectOf(schema, making);
    case "array": {
      const { items = {}, minItems = 0, maxItems = 4 } = schema;
      const length = minItems + chance.below(Math.min(4, maxItems) - Math.min(4, minItems) + 1);
      return Array.from({ length }, () => madeOf(items, name, making));
    }
    case "integer":
    case "number": {
      const { minimum = 0, maximum = 1_000 } = schema;
      if (chance.happens(0.1)) return schema.maximum ?? Number.MAX_SAFE_INTEGER;
      return minimum + chance.below(Math.min(maximum, minimum + 2_000) - minimum + 1);
    }
    case "boolean":
      return chance.happens(0.5);
    case "null":
      return null;
    default:
      return textOf(schema, chance);
  }
}

function objectOf({ properties = {}, required = [] }: Schema, making: Making): Record<string, unknown> {
  const { chance, spoilt } = making;
  const fields = Object.entries(properties).filter(([name]) => required.includes(name) || chance.happens(0.5));
  const kept = fields.filter(() => !chance.happens(spoilt / 4));
  const extra = chance.happens(spoilt / 4) ? [[chance.one(HOSTILE_TEXTS), 1] as const] : [];
  return Object.fromEntries([...kept.map(([name, schema]) => [name, madeOf(schema, name, making)] as const), ...extra]);
}

const DATES: Readonly<Record<string, readonly string[]>> = {
  date: ["2026-01-01", "2026-06-30", "2026-12-31", "2026-08-01"],
  "date-time": ["2026-12-31T00:00:00.000Z", "2026-07-07T08:00:00.000Z"],
  email: ["someone@example.org", "Else@Example.com"],
};

const samples = new Map<string, readonly string[]>();

function textOf({ format, pattern, minLength = 0, maxLength = 200 }: Schema, chance: Chance): string {
  const dates = format === undefined ? undefined : DATES[format];
  if (dates !== undefined) return chance.one(dates);
  if (pattern !== undefined) return chance.one(matching(pattern));
  // Within its limits a text may still hold anything.
  const text = chance.happens(0.1) ? chance.one(HOSTILE_TEXTS) : `text ${chance.below(1_000)}`;
  return text.slice(0, maxLength).padEnd(minLength, "x");
}

function matching(pattern: string): readonly string[] {
  const found = samples.get(pattern);
  if (found !== undefined) return found;
  const made = fc.sample(fc.stringMatching(new RegExp(pattern, "u")), { seed: 1, numRuns: 12 });
  samples.set(pattern, made);
  return made;
}

function hostileFor({ type }: Schema, chance: Chance): unknown {
  if (type === "string" && chance.happens(0.8)) return chance.one(HOSTILE_TEXTS);
  return chance.happens(0.7) ? chance.one(HOSTILE_VALUES) : chance.one(HOSTILE_TEXTS);
}
