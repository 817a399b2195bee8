import { HOUR_MS, msOf, SECOND_MS } from "../../base/instant.js";
import { isClockOff, type StampOutcome, type StampReport } from "./stamp-ledger.js";
import type { StampStatus } from "./stamp-status.js";
import { stampPath } from "./stamped-log.js";

const NONE = "no time-stamp authority is configured; every time in the ledger is the claim of this machine's clock";

/** What asking the authorities brought, one line each. */
export function stampReportText({ authorities, waiting, unbelieved, clockAheadMs }: StampReport): string {
  if (authorities.length === 0) return `Time-stamps: ${NONE}\n`;
  return lines([
    "Time-stamps",
    ...authorities.flatMap(({ name, outcome }) => outcomeLines(name, outcome)),
    ...(waiting === undefined ? [] : [`  not yet time-stamped since ${waiting.since}: ${waiting.count} records`]),
    ...unbelievedLines(unbelieved.map(stampPath)),
    ...clockLines(clockAheadMs),
  ]);
}

/** Only what went wrong, for standard error; empty when nothing did. */
export function stampProblems({ authorities, unbelieved, clockAheadMs }: StampReport): string {
  const failed = authorities.flatMap(({ name, outcome }) =>
    outcome.kind === "failed" ? [`no time-stamp of ${name}: ${outcome.message}`, `  fix: ${outcome.fix}`] : [],
  );
  const alerts = [...unbelievedLines(unbelieved.map(stampPath)), ...clockLines(clockAheadMs)];
  const all = [...failed, ...alerts.map((line) => line.trimStart())];
  return all.length === 0 ? "" : lines(all);
}

/** How far the log is time-stamped. */
export function stampStatusText(status: StampStatus): string {
  if (status.authorities.length === 0) return `Time-stamps: ${NONE}\n`;
  return lines([
    `Time-stamps, every ${status.every} while the log grows`,
    ...status.authorities.flatMap(({ name, stamped, failure, heldBackUntil }) => [
      stamped === undefined
        ? `  ${name}: none yet`
        : `  ${name}: ${stamped.size} records were there at ${stamped.genTime}`,
      ...(failure === undefined ? [] : [`    failed at ${failure.at}: ${failure.message}`]),
      ...(heldBackUntil === undefined ? [] : [`    asked often enough this hour; again from ${heldBackUntil}`]),
    ]),
    ...waitingLines(status),
    ...unbelievedLines(status.unbelieved),
    ...clockLines(status.isClockOff ? status.clockAheadMs : undefined),
  ]);
}

/** The same in one line, for the end of an audit. */
export function stampLine({ authorities, waiting }: StampStatus): string {
  if (authorities.length === 0) return NONE;
  if (waiting !== undefined) return `${waiting.count} records are not yet time-stamped since ${waiting.since}`;
  const newest = authorities
    .flatMap(({ stamped }) => (stamped === undefined ? [] : [stamped.genTime]))
    .sort()
    .at(-1);
  return newest === undefined ? "nothing is time-stamped yet" : `evidence is time-stamped by outsiders up to ${newest}`;
}

function waitingLines({ waiting, asOf }: StampStatus): readonly string[] {
  if (waiting === undefined) return ["  every record is time-stamped"];
  const hours = (msOf(asOf) - msOf(waiting.since)) / HOUR_MS;
  const late = hours >= 6 ? "ALERT: " : "";
  const limit = late === "" ? "" : "; after 36 h lookback verify reports it for good. Run: lookback timestamp";
  return [
    `  ${late}not yet time-stamped since ${waiting.since} (${hours.toFixed(1)} h): ${waiting.count} records${limit}`,
  ];
}

function unbelievedLines(paths: readonly string[]): readonly string[] {
  return paths.map((path) => `  ALERT: ${path} holds no time-stamp that can be believed. Run: lookback verify`);
}

function clockLines(aheadMs: number | undefined): readonly string[] {
  if (aheadMs === undefined || !isClockOff(aheadMs)) return [];
  const seconds = Math.round(Math.abs(aheadMs) / SECOND_MS);
  const side = aheadMs > 0 ? "ahead of" : "behind";
  return [`  ALERT: the clock of this machine is ${seconds} s ${side} the time-stamp authority: set it right`];
}

function outcomeLines(name: string, outcome: StampOutcome): readonly string[] {
  switch (outcome.kind) {
    case "stamped":
      return [`  ${name}: ${outcome.size} records were there at ${outcome.genTime}`];
    case "nothing-new":
      return [`  ${name}: nothing new since its last time-stamp`];
    case "not-due":
      return [`  ${name}: next from ${outcome.dueAt}`];
    case "held-back":
      return [`  ${name}: asked often enough this hour; again from ${outcome.until}`];
    case "failed":
      return [`  ${name}: FAILED: ${outcome.message}`, `    fix: ${outcome.fix}`];
  }
}

function lines(all: readonly string[]): string {
  return `${all.join("\n")}\n`;
}
