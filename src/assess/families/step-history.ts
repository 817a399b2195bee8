import type { EpochMs } from "../../base/instant.js";

/** One dated record of a step. */
export interface HistoryLine {
  readonly at: EpochMs;
  /** Who acted, seen from the owner of the duty. */
  readonly by: "own" | "other" | "nobody" | "unknown";
  /** What it says; "": nothing. */
  readonly value: string;
}

/** Reads the history of a step as `withStepHistory` writes it: `<ms>;<who>;<relation>;<value>` joined by `|`. */
export function readHistory(history: string | null): readonly HistoryLine[] {
  if (history === null || history === "") return [];
  return history.split("|").map((line) => {
    const [at = "", , by = "", ...value] = line.split(";");
    const isKnown = by === "own" || by === "other" || by === "nobody";
    return { at: Number(at), by: isKnown ? by : "unknown", value: value.join(";") };
  });
}
