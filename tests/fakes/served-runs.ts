import { setTimeout as sleep } from "node:timers/promises";

/** The audit of the little company, as a server names it. */
export const SERVED_AUDIT = "2026-01-01--2026-03-31";

export interface ServedRunAnswer {
  readonly id: string;
  readonly state: "queued" | "running" | "done" | "failed";
  readonly attempts: number;
  readonly progress: string;
}

/** An answer with the id under which the server says that it gave it. */
export interface Answered<T> {
  readonly request: string;
  readonly body: T;
}

/** Asks a server; throws where it does not answer well. */
export async function ask<T>(origin: string, path: string, body?: unknown): Promise<Answered<T>> {
  const response = await fetch(`${origin}/api/v1${path}`, {
    ...(body === undefined
      ? {}
      : { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json", origin } }),
  });
  const request = response.headers.get("x-request-id");
  if (!response.ok || request === null) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return { request, body: await response.json() };
}

export function startRun(origin: string, collects: boolean): Promise<Answered<ServedRunAnswer>> {
  return ask(origin, `/audits/${SERVED_AUDIT}/runs`, { collects });
}

/** All runs, newest first. */
export async function runsOf(origin: string): Promise<readonly ServedRunAnswer[]> {
  return (await ask<{ runs: ServedRunAnswer[] }>(origin, `/audits/${SERVED_AUDIT}/runs?limit=200`)).body.runs;
}

/** Looks again and again until all runs fit, and gives them. */
export async function untilRuns(
  origin: string,
  fits: (runs: readonly ServedRunAnswer[]) => boolean,
  withinMs = 240_000,
): Promise<readonly ServedRunAnswer[]> {
  for (let waited = 0; ; waited += 200) {
    const runs = await runsOf(origin);
    if (fits(runs)) return runs;
    if (waited >= withinMs) throw new Error(`still: ${JSON.stringify(runs)}`);
    await sleep(200);
  }
}
