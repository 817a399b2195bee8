import type { PinCheck } from "./engagement-pins.js";

/** What to say of an engagement's pins, on standard error; empty when what runs is what was pinned. */
export function pinWarning(check: PinCheck | undefined): string {
  if (check === undefined) return "";
  if (!check.isPinned)
    return `note: nothing is pinned for engagement ${check.engagement} yet. Pin what runs with: lookback controls pin\n`;
  const { differences } = check;
  if (differences.length === 0) return "";
  return [
    `WARNING: engagement ${check.engagement} is judged by other revisions or promises than those that run here:`,
    ...differences.map((each) => `  - ${each}`),
    "  What follows is not what the engagement agreed on. See what flips with: lookback replay --against REPORT.json",
    "  Agree on what runs with: lookback controls pin",
    "",
  ].join("\n");
}

/** Whether something runs that the engagement did not pin: a gate must not let it through. */
export function isDrifted(check: PinCheck | undefined): boolean {
  return check !== undefined && check.differences.length > 0;
}
