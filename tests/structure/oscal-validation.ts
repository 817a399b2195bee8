import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { validator } from "@exodus/schemasafe";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";

const SCHEMA_FILE = "../shared/specs/oscal/oscal_complete_schema-1-2-2.json.gz";

/** Problems that a document has; none when it is valid. */
export type Check = (document: unknown) => readonly string[];

/** NIST's schema through two validators that share no code, or `undefined` where the schema's file is not at hand. */
export function schemaChecks(): readonly (readonly [string, Check])[] | undefined {
  if (!existsSync(SCHEMA_FILE)) return undefined;
  const text = gunzipSync(readFileSync(SCHEMA_FILE)).toString("utf8");
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const byAjv = ajv.compile(JSON.parse(text));
  const bySafe = validator(JSON.parse(text, plainNumbers), {
    mode: "default",
    includeErrors: true,
    allErrors: true,
    allowUnusedKeywords: true,
    requireStringValidation: false,
  });
  return [
    ["ajv", (document) => (byAjv(document) ? [] : (byAjv.errors ?? []).map((each) => JSON.stringify(each)))],
    [
      "schemasafe",
      (document) =>
        bySafe(JSON.parse(JSON.stringify(document))) ? [] : (bySafe.errors ?? []).map((each) => JSON.stringify(each)),
    ],
  ];
}

/** The schema gives numbers a pattern and calls integers numbers too: both mean nothing, and this validator refuses them. */
function plainNumbers(_: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("type" in value) || value.type !== "number") return value;
  const { pattern: __, ...rest } = { pattern: undefined, ...value };
  return "minimum" in rest ? { ...rest, type: "integer" } : rest;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;
const TOKEN = /^(\p{L}|_)(\p{L}|\p{N}|[.\-_])*$/u;
const LINE = /^\S(.*\S)?$/u;
const TOKENS = new Set(["id", "control-id", "param-id", "target-id", "name", "class", "status"]);
const LINES = new Set(["title", "value", "label", "version", "system-name"]);
const INSTANTS = new Set(["last-modified", "collected", "start", "end"]);

/** The rules of OSCAL that a schema shows and that can be told without one, and that every reference has a target. */
export const structuralProblems: Check = (document) => {
  const problems: string[] = [];
  const ids: string[] = [];
  const references: string[] = [];
  const look = (value: unknown, path: string, key: string): void => {
    if (Array.isArray(value)) {
      if (value.length === 0) problems.push(`${path} is an empty list`);
      for (const [index, each] of value.entries()) look(each, `${path}/${index}`, key);
    } else if (typeof value === "object" && value !== null) {
      for (const [name, each] of Object.entries(value)) look(each, `${path}/${name}`, name);
    } else if (typeof value === "string") {
      problems.push(...textProblems(key, value, path));
      if (key === "uuid") ids.push(value);
      if (REFERENCES.has(key)) references.push(value);
      if (key === "href" && value.startsWith("#")) references.push(value.slice(1));
    } else if (value === null || value === undefined) {
      problems.push(`${path} is ${value}`);
    }
  };
  look(document, "", "");
  const known = new Set(ids);
  if (known.size !== ids.length) problems.push(`${ids.length - known.size} ids are used twice`);
  return [...problems, ...references.filter((id) => !known.has(id)).map((id) => `nothing has the id ${id}`)];
};

/** Members that name something of the same document. */
const REFERENCES = new Set(["observation-uuid", "risk-uuid", "finding-uuid", "activity-uuid", "actor-uuid"]);

function textProblems(key: string, value: string, path: string): readonly string[] {
  const problems: string[] = [];
  const isUuid = key === "uuid" || key.endsWith("-uuid") || key.endsWith("-uuids");
  if (isUuid && !UUID.test(value)) problems.push(`${path} is no UUID of version 5`);
  if (INSTANTS.has(key) && !INSTANT.test(value)) problems.push(`${path} is no moment with its offset`);
  if (TOKENS.has(key) && !path.includes("system-id") && !path.includes("parties") && !TOKEN.test(value)) {
    problems.push(`${path} is no token`);
  }
  if (LINES.has(key) && !LINE.test(value)) problems.push(`${path} is not one line`);
  if (value === "" || !value.isWellFormed()) problems.push(`${path} is empty or broken text`);
  return problems;
}
