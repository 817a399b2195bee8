import { isUtf8 } from "node:buffer";
import { assert } from "../base/assert.js";
import { canonicalJson, isCanonicalJson, type Json } from "../base/canonical-json.js";
import { type LedgerRecord, recordSchema } from "./record.js";
import { LEAF_BYTES_MAX } from "./tiles.js";

/** Why bytes are not a leaf of ours. Stable codes. */
export type LeafProblem =
  | "LEAF_TOO_LONG"
  | "LEAF_NOT_JSON"
  | "LEAF_NOT_CANONICAL"
  | "LEAF_PERSONAL_DATA"
  | "RECORD_UNKNOWN_TYPE"
  | "RECORD_INVALID";

export type ParsedLeaf =
  | { readonly ok: true; readonly record: LedgerRecord }
  | { readonly ok: false; readonly problem: LeafProblem; readonly message: string };

/** The bytes of a record: RFC 8785 canonical JSON. @throws on a record that `parseLeaf` would refuse: a bug of the caller. */
export function leafBytes(record: LedgerRecord): Uint8Array {
  const text = canonicalJson(jsonOf(record));
  const bytes = Buffer.from(text, "utf8");
  const checked = bytes.length > LEAF_BYTES_MAX ? tooLong(bytes) : checkRecord(record, text);
  assert(checked.ok, checked.ok ? "" : `not a ledger record: ${checked.problem}: ${checked.message}`);
  return bytes;
}

/** Reads a leaf. Unknown types and fields, second spellings, duplicate keys and addresses are refused, never ignored. */
export function parseLeaf(bytes: Uint8Array): ParsedLeaf {
  if (bytes.length > LEAF_BYTES_MAX) return tooLong(bytes);
  const text = Buffer.from(bytes).toString("utf8");
  const value = parseJson(text);
  if (value === undefined) return refused("LEAF_NOT_JSON", "the leaf is no JSON object");
  const checked = checkRecord(value, text);
  if (checked.ok && !(isUtf8(bytes) && isCanonicalJson(text, value))) {
    return refused("LEAF_NOT_CANONICAL", "the bytes are not the canonical JSON of the record");
  }
  return checked;
}

/** Whether text holds what looks like an e-mail address: such text stands in blobs, never in a leaf. */
export function mayNamePerson(text: string): boolean {
  return text.includes("@") && /[^\s"@/:]@[^\s"@/]+\.[^\s"@/]/.test(text);
}

function checkRecord(value: { readonly type?: unknown }, text: string): ParsedLeaf {
  const schema = recordSchema(value.type);
  if (schema === undefined) return refused("RECORD_UNKNOWN_TYPE", "the record type is not known to this version");
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const places = parsed.error.issues.map((issue) => `${issue.path.join(".") || "record"}: ${issue.code}`);
    return refused("RECORD_INVALID", places.join(", "));
  }
  if (mayNamePerson(text)) return refused("LEAF_PERSONAL_DATA", "the record holds what looks like an e-mail address");
  return { ok: true, record: parsed.data };
}

function tooLong(bytes: Uint8Array): ParsedLeaf {
  return refused("LEAF_TOO_LONG", `${bytes.length} bytes`);
}

function refused(problem: LeafProblem, message: string): ParsedLeaf {
  return { ok: false, problem, message };
}

function parseJson(text: string): JsonObject | undefined {
  try {
    const value: Json = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

type JsonObject = Extract<Json, { readonly [key: string]: Json | undefined }>;

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A record holds nothing but JSON: its schema names every field. */
function jsonOf(record: LedgerRecord): Json {
  return record;
}
