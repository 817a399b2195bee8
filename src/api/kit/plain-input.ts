import { z } from "zod";
import type { RawCall } from "./route.js";

/** Nothing that routes take is half as deep. */
const DEPTH_MAX = 64;
/** Whoever sends more of them has seen the point. */
const ISSUES_MAX = 20;

interface Place {
  readonly path: readonly string[];
  readonly value: unknown;
}

/**
 * Refuses what no route takes and storage stumbles over: texts with NUL, which databases cannot keep, or with half a
 * character, which the ledger cannot spell; and values so deep that reading them costs more than they say. It does not
 * call itself: what comes may be as deep as it is long.
 *
 * @throws z.ZodError that names the places.
 */
export function assertPlain({ params, query, body }: RawCall): void {
  const issues: z.core.$ZodIssue[] = [];
  const waiting: Place[] = [{ path: [], value: { params, query, body } }];
  for (let place = waiting.pop(); place !== undefined && issues.length < ISSUES_MAX; place = waiting.pop()) {
    const { path, value } = place;
    const message = path.length > DEPTH_MAX ? "too many values within each other" : unplain(value);
    if (message !== undefined) issues.push({ code: "custom", path: path.slice(0, 3), message, input: undefined });
    else if (typeof value === "object" && value !== null) waiting.push(...partsOf(path, value));
  }
  if (issues.length > 0) throw new z.ZodError(issues);
}

/** What is wrong with a text, or with the name of a field. */
function unplain(value: unknown): string | undefined {
  if (typeof value === "string") return unplainText(value);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.keys(value)
    .map(unplainText)
    .find((message) => message !== undefined);
}

function unplainText(text: string): string | undefined {
  if (text.includes("\u0000")) return "holds the character NUL";
  return text.isWellFormed() ? undefined : "holds half a character: a surrogate without its other half";
}

function* partsOf(path: readonly string[], value: object): Iterable<Place> {
  for (const [name, part] of Object.entries(value)) yield { path: [...path, name], value: part };
}
