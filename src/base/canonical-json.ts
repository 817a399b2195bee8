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
  const members = Object.keys(value)
    .sort()
    .flatMap((key) => {
      const member = value[key];
      return member === undefined ? [] : [`${canonicalString(key)}:${canonicalJson(member)}`];
    });
  return `{${members.join(",")}}`;
}

function canonicalString(text: string): string {
  assert(text.isWellFormed(), "a lone surrogate in canonical JSON");
  return JSON.stringify(text);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
