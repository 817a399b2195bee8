import { own, parsePath, valueAt } from "../readers/path.js";

/** One setting of a resource that controls look at. */
export interface Setting {
  readonly attribute: string;
  readonly value: string;
}

/** What stands where JSON inside text could not be read. */
export const BROKEN = Symbol("not JSON");

/** A setting that is true or false. */
export function flag(attribute: string, value: boolean): readonly Setting[] {
  return [{ attribute, value: String(value) }];
}

/** The value at a path; `undefined` when there is none. */
export function at(value: unknown, path: string): unknown {
  return valueAt(value, parsePath(path) ?? []);
}

/** The elements of a list, which AWS writes as a list or as `{quantity, items}`; nothing for anything else. */
export function elements(value: unknown): readonly unknown[] {
  const list = Array.isArray(value) ? value : own(value, "items");
  return Array.isArray(list) ? list : [];
}

/** JSON inside text, at any of the places AWS puts it; members of the supplementary part are text one by one. */
export function tree(value: unknown): unknown {
  if (typeof value === "string") {
    try {
      const parsed: unknown = JSON.parse(value);
      return parsed;
    } catch (error) {
      if (error instanceof SyntaxError) return BROKEN;
      throw error;
    }
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      typeof member === "string" && /^[[{]/.test(member) ? tree(member) : member,
    ]),
  );
}

/** Whether a policy lets anybody in without a condition. */
export function isPublicPolicy(policy: unknown): boolean {
  const statements = own(policy, "Statement");
  const list: readonly unknown[] = Array.isArray(statements) ? statements : [statements];
  return list.some((statement) => {
    const principal = own(statement, "Principal");
    const isAnyone = principal === "*" || [own(principal, "AWS")].flat().includes("*");
    return own(statement, "Effect") === "Allow" && isAnyone && own(statement, "Condition") === undefined;
  });
}
