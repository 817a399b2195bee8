/** Every operating error Lookback can report. Decide by code, never by message text. */
export type ErrorCode =
  | "bad-usage"
  | "bad-config"
  | "bad-input"
  | "bad-mapping"
  | "not-found"
  | "refused"
  | "taken"
  | "access-denied"
  | "limit-reached"
  | "off-host-link"
  | "cursor-loop"
  | "source-failed"
  | "store-locked"
  | "store-damaged"
  | "ledger-fork"
  | "disk-failed"
  | "engine-failed"
  | "state-failed"
  | "cancelled";

export interface AppErrorInit {
  readonly code: ErrorCode;
  /** Names the thing and the cause; ids and counts only, never a secret or a person. */
  readonly message: string;
  /** What the reader can do about it. */
  readonly fix: string;
  readonly cause?: unknown;
}

/** An operating error (denied, disk full, bad file): thrown, wrapped once per layer, printed with its fix. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly fix: string;

  constructor({ code, message, fix, cause }: AppErrorInit) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "AppError";
    this.code = code;
    this.fix = fix;
  }
}

/** Exit codes of every verb: architecture section 8. */
export const EXIT = { clean: 0, exceptions: 1, badUse: 2, couldNotTell: 3, internal: 4 } as const;

const EXIT_BY_CODE: Readonly<Record<ErrorCode, number>> = {
  "bad-usage": EXIT.badUse,
  "bad-config": EXIT.badUse,
  "bad-input": EXIT.badUse,
  "bad-mapping": EXIT.badUse,
  "not-found": EXIT.badUse,
  refused: EXIT.badUse,
  taken: EXIT.badUse,
  "access-denied": EXIT.couldNotTell,
  "limit-reached": EXIT.couldNotTell,
  "off-host-link": EXIT.couldNotTell,
  "cursor-loop": EXIT.couldNotTell,
  "source-failed": EXIT.couldNotTell,
  "store-locked": EXIT.internal,
  "store-damaged": EXIT.internal,
  "ledger-fork": EXIT.internal,
  "disk-failed": EXIT.internal,
  "engine-failed": EXIT.internal,
  "state-failed": EXIT.internal,
  cancelled: EXIT.internal,
};

/** The exit code of a failed verb. An error that is not ours is a bug: internal. */
export function exitCodeOf(error: unknown): number {
  return error instanceof AppError ? EXIT_BY_CODE[error.code] : EXIT.internal;
}
