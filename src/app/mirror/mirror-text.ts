import { HOUR_MS, msOf } from "../../base/instant.js";
import type { MirrorCheck } from "../../store/mirror/check-mirror.js";
import type { Restored } from "../../store/mirror/restore-mirror.js";
import type { MirrorRunReport } from "./commands.js";
import type { MirrorStatus } from "./mirror-status.js";

const NONE = "Mirror: none is configured; the evidence has one copy, on this machine\n";

/** Whoever may write to a bucket can put any number of things into it. */
const ALARMS_MAX = 100;

/** What a run stored. */
export function mirrorRunText({ mirror, stored, bytes, found }: MirrorRunReport): string {
  const was = found === 0 ? "" : `; ${found} were there already, with the same bytes`;
  return `Mirrored to ${mirror}: ${stored} objects (${bytes} bytes)${was}\n`;
}

/** How far the mirror is; `undefined`: there is none. */
export function mirrorStatusText(status: MirrorStatus | undefined): string {
  if (status === undefined) return NONE;
  const { mirror, objects, waiting, lastRun, isAlert, asOf } = status;
  const failure = lastRun?.failure === undefined ? [] : [`  failed at ${lastRun.at}: ${lastRun.failure.message}`];
  const state =
    waiting === undefined
      ? `  everything is mirrored: ${objects} objects`
      : `  ${isAlert ? "ALERT: " : ""}${waiting.count} files are not mirrored since ${waiting.since} (${hoursBetween(waiting.since, asOf)} h); ${objects} objects are. Run: lookback mirror`;
  return [`Mirror ${mirror}`, state, ...failure, ""].join("\n");
}

/** What a check found: alarms first, by code. */
export function mirrorCheckText({ objects, alarms }: MirrorCheck): string {
  if (alarms.length === 0) return `The mirror holds what was stored in it: ${objects} objects, each in one version.\n`;
  return [
    `ALARM: ${alarms.length} things in the mirror are not as they were stored`,
    ...alarms.map(({ code, key, message }) => `  ${code} ${key}: ${message}`),
    "  fix: Find out who did it. The versions that were stored are read by their ids: lookback mirror --restore DIR",
    "",
  ].join("\n");
}

/** What was restored, and what to do next. */
export function restoredText({ size, files, destroyed, alarms }: Restored, target: string): string {
  return [
    `Restored ${size} records, ${files} files, into ${target}`,
    ...(destroyed === 0 ? [] : [`  ${destroyed} blobs that were destroyed on purpose stay out`]),
    ...alarms.slice(0, ALARMS_MAX).map(({ code, key, message }) => `  ${code} ${key}: ${message}`),
    ...(alarms.length > ALARMS_MAX ? [`  and ${alarms.length - ALARMS_MAX} more of these`] : []),
    `Now: lookback verify ${target}`,
    "Keys are never mirrored: put .lookback/evidence/keys back from its own copy before going on with this log.",
    "",
  ].join("\n");
}

function hoursBetween(from: MirrorStatus["asOf"], to: MirrorStatus["asOf"]): string {
  return ((msOf(to) - msOf(from)) / HOUR_MS).toFixed(1);
}
