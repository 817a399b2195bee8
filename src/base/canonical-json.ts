import { assert } from "./assert.js";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * RFC 8785 canonical JSON: keys in UTF-16 order, no blanks, one spelling per value. Properties that are `undefined`
 * are left out. Numbers must be safe integers: rates and shares travel as decimal text, so that no machine rounds
 * them differently.
 *
 * @throws on a fraction, an unsafe integer or a lone surrogate: each is a bug of the caller.
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") {
    assert(Number.isSafeInteger(value), `not a safe integer in canonical JSON: ${value}`);
    return Object.is(value, -0) ? "0" : String(value);
  }
  if (typeof value === "string") return canonicalString(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(",")}]`;
  // One string that grows, without lists on the way: every record of the log comes through here.
  let members = "";
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member === undefined) continue;
    members += members === "" ? "{" : ",";
    members += canonicalName(key);
    members += canonicalJson(member);
  }
  return members === "" ? "{}" : `${members}}`;
}

/**
 * Whether `text` is the canonical JSON of `value`, which was parsed from it: the same answer as comparing with
 * {@link canonicalJson}, without spelling it out again where nothing is wrong.
 */
export function isCanonicalJson(text: string, value: Json): boolean {
  return JSON.stringify(value) === text && isInOrder(value);
}

/** Keys in order, numbers and strings that have a spelling: what `JSON.stringify` does not see to. */
function isInOrder(value: Json | undefined): boolean {
  if (typeof value === "string") return value.isWellFormed();
  if (typeof value === "number") return Number.isSafeInteger(value);
  if (typeof value !== "object" || value === null) return value !== undefined;
  if (isList(value)) return value.every(isInOrder);
  let before: string | undefined;
  for (const key of Object.keys(value)) {
    if ((before !== undefined && before >= key) || !key.isWellFormed() || !isInOrder(value[key])) return false;
    before = key;
  }
  return true;
}

/** Spelling the same few names again took half the time of a record. */
const NAMES_MAX = 1_000;
const names = new Map<string, string>();

/** A key as it stands before its value. */
function canonicalName(key: string): string {
  const known = names.get(key);
  if (known !== undefined) return known;
  const name = `${canonicalString(key)}:`;
  if (names.size < NAMES_MAX) names.set(key, name);
  return name;
}

/** What stands between quotes as it is: most strings of most records. */
const PLAIN = /^[ !#-[\]-~]*$/;

function canonicalString(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  assert(text.isWellFormed(), "a lone surrogate in canonical JSON");
  return JSON.stringify(text);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
