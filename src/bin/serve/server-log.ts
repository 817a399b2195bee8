import { pino } from "pino";

/** Where a server says what it does; ids and counts alone. */
export interface ServerLog {
  debug(event: Readonly<Record<string, unknown>>): void;
  info(event: Readonly<Record<string, unknown>>): void;
  error(event: Readonly<Record<string, unknown>>): void;
}

export type LogLevel = "debug" | "info" | "error" | "silent";

/** One line of JSON for each event: `time`, `level`, `what` happened, and what it is about. */
export function serverLog(level: LogLevel, write: (line: string) => void): ServerLog {
  const log = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write },
  );
  return {
    debug: (event) => log.debug(event),
    info: (event) => log.info(event),
    error: (event) => log.error(event),
  };
}

const ADDRESS = /[^\s@<>"'()=,:;]+@[^\s@<>"'()=,:;]+\.[a-z]{2,}/gi;
const QUERY = /(\/[^\s?"']*)\?[^\s"')]+/g;

/**
 * An unforeseen error for the server's own log, without what might name a person: e-mail addresses and the queries of
 * addresses are taken out. What a person sees says nothing of such an error at all.
 */
export function stackOf(error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return text.replace(ADDRESS, "[e-mail]").replace(QUERY, "$1?[query]");
}
