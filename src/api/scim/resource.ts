/** Attributes of a resource by name, in the case of their schema. */
export type ScimFields = Readonly<Record<string, unknown>>;

/** Whether a value has parts with names. */
export function isFields(value: unknown): value is ScimFields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
