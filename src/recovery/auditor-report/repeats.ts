import type { RowReading } from "./row-reading.js";

/**
 * Rows that tell an exception a second time: reports print it where it was tested and again, in the same numbers,
 * beside management's response. Returns the id of the first telling by the id of the second.
 */
export function repeatedRows(
  rows: readonly { readonly id: string; readonly reading: RowReading }[],
): ReadonlyMap<string, string> {
  const tested = new Map<string, string>();
  for (const { id, reading } of rows) {
    const key = keyOf(reading);
    if (key !== undefined && !reading.hasResponse && !tested.has(key)) tested.set(key, id);
  }
  const repeats = new Map<string, string>();
  for (const { id, reading } of rows) {
    const first = reading.hasResponse ? tested.get(keyOf(reading) ?? "") : undefined;
    if (first !== undefined) repeats.set(id, first);
  }
  return repeats;
}

function keyOf({ controlNo, state, counted }: RowReading): string | undefined {
  if (controlNo === null) return undefined;
  const counts = counted.map(({ deviating, examined }) => `${deviating}/${examined}`);
  return [controlNo.toLowerCase(), state, ...counts].join("\n");
}
