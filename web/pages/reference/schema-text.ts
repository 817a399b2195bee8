/** As much of JSON Schema as the API's description uses. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly description?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly $ref?: string;
}

/** A schema as people read types: one field a line, `?` where it may be left out, and what is said of it behind it. */
export function schemaText(schema: Schema, depth = 0): string {
  const options = schema.anyOf ?? schema.oneOf;
  if (options !== undefined) return options.map((each) => schemaText(each, depth)).join(" | ");
  if (schema.allOf !== undefined) return schema.allOf.map((each) => schemaText(each, depth)).join(" & ");
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.$ref !== undefined) return schema.$ref.split("/").at(-1) ?? "any";
  const types = typeof schema.type === "string" ? [schema.type] : (schema.type ?? ["any"]);
  return types.map((type) => ofType(schema, type, depth)).join(" | ");
}

function ofType(schema: Schema, type: string, depth: number): string {
  if (type === "array") return listText(schema.items, depth);
  if (type !== "object") return type;
  const { properties = {}, required = [], additionalProperties: rest } = schema;
  const indent = "  ".repeat(depth + 1);
  const fields = Object.entries(properties).map(([name, field]) => {
    const mark = required.includes(name) ? "" : "?";
    const note = notesOf(field);
    return `${indent}${name}${mark}: ${schemaText(field, depth + 1)}${note === "" ? "" : `  // ${note}`}`;
  });
  const others = typeof rest === "object" ? [`${indent}[name]: ${schemaText(rest, depth + 1)}`] : [];
  const lines = [...fields, ...others];
  return lines.length === 0 ? "{}" : `{\n${lines.join("\n")}\n${"  ".repeat(depth)}}`;
}

function listText(items: Schema | undefined, depth: number): string {
  const text = items === undefined ? "any" : schemaText(items, depth);
  return text.includes(" | ") && !text.startsWith("{") ? `(${text})[]` : `${text}[]`;
}

/** What is said of a value beside its type. */
export function notesOf(schema: Schema): string {
  const { description, format, pattern, minimum, maximum, minLength, maxLength } = schema;
  return [
    ...(description === undefined ? [] : [description.replace(/\.$/, "")]),
    ...(format === undefined ? [] : [format]),
    ...(pattern === undefined ? [] : [pattern]),
    ...within(minimum, maximum, ""),
    ...within(minLength, maxLength, " characters"),
    ...(schema.default === undefined ? [] : [`${JSON.stringify(schema.default)} if left out`]),
  ].join("; ");
}

function within(least: number | undefined, most: number | undefined, unit: string): readonly string[] {
  // The largest whole number that is exact is no limit anybody meant.
  const end = most === Number.MAX_SAFE_INTEGER ? undefined : most;
  if (least === undefined && end === undefined) return [];
  if (least === undefined) return [`at most ${end}${unit}`];
  return [end === undefined ? `at least ${least}${unit}` : `${least} to ${end}${unit}`];
}

/** A value that has the shape of a schema: a place to begin, with every field that is needed. */
export function exampleOf(schema: Schema): unknown {
  if (schema.default !== undefined) return schema.default;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const [first] = schema.anyOf ?? schema.oneOf ?? schema.allOf ?? [];
  if (first !== undefined) return exampleOf(first);
  const type = typeof schema.type === "string" ? schema.type : schema.type?.[0];
  switch (type) {
    case "object": {
      const required = Object.entries(schema.properties ?? {}).filter(([name]) => schema.required?.includes(name));
      return Object.fromEntries(required.map(([name, field]) => [name, exampleOf(field)]));
    }
    case "array":
      return schema.items === undefined ? [] : [exampleOf(schema.items)];
    case "integer":
    case "number":
      return Math.max(schema.minimum ?? 1, 1);
    case "boolean":
      return false;
    case "null":
      return null;
    default:
      return schema.format === "date" ? "2026-12-31" : "...";
  }
}
