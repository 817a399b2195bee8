/** Where a server says what it does; ids and counts alone. */
export interface ServerLog {
  info(event: Readonly<Record<string, unknown>>): void;
  error(event: Readonly<Record<string, unknown>>): void;
}

/** For the server's own log; what a person sees says nothing of an unforeseen error. */
export function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
