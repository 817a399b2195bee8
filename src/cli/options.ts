import { InvalidArgumentError } from "commander";
import { type Instant, instantOf, isDay } from "../base/instant.js";

/** Reads `--as-of`: a full instant with zone, or a day, meaning its end in UTC. */
export function asOfOption(text: string): Instant {
  const at = isDay(text) ? Date.parse(`${text}T23:59:59.999Z`) : Date.parse(text);
  const hasZone = isDay(text) || /(?:Z|[+-]\d{2}:?\d{2})$/.test(text);
  if (Number.isNaN(at) || !hasZone)
    throw new InvalidArgumentError("expected 2026-06-30 or 2026-06-30T18:00:00Z (with a zone).");
  return instantOf(at);
}

/** Gathers an option that may be given several times; one that takes a list would swallow the folder behind it. */
export function repeated(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

export const WORKSPACE_ARGUMENT = "folder of the workspace (with lookback.yaml)";
