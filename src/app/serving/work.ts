import { AppError } from "../../base/app-error.js";
import type { Instant } from "../../base/instant.js";
import type { AuditRunRow, RunFailure, RunStore } from "../../store/state/run-store.js";
import type { AuditRunResult } from "./run-audit.js";

/** What a worker needs of the world. */
export interface WorkParts {
  readonly runs: Pick<RunStore, "take" | "beat" | "finish" | "fail" | "release">;
  /** This worker, as others know it. */
  readonly worker: string;
  now(): Instant;
  /** The moment so many milliseconds ago. */
  ago(milliseconds: number): Instant;
  /** Performs a run elsewhere (a thread), reporting what it does; rejects with `cancelled` once the signal says so. */
  perform(
    run: AuditRunRow,
    tools: { readonly signal: AbortSignal; progress(what: string): void },
  ): Promise<AuditRunResult>;
  /** Throws away what a run left behind that is not ours any more. */
  discard(run: AuditRunRow): Promise<void>;
  /** Calls every so many milliseconds until the returned function is called. */
  every(milliseconds: number, act: () => void): () => void;
  report(event: { readonly what: string; readonly run: string; readonly error?: unknown }): void;
}

const BEAT_MS = 1_000;
/** A worker that was silent for so long is taken to be dead: its run is given to another. */
export const SILENT_MS = 15_000;

/**
 * Takes one run, if there is one, and brings it to its end. `false`: there was nothing to do.
 *
 * @throws what the database throws. A run whose end could not be stored stays running and silent: whoever works next
 * takes it up again, and should it have been stored all the same, what it made is still there.
 */
export async function workOnce(parts: WorkParts): Promise<boolean> {
  const { runs, worker } = parts;
  const run = await runs.take({ worker, at: parts.now(), silentSince: parts.ago(SILENT_MS) });
  if (run === undefined) return false;
  parts.report({ what: "run begun", run: run.id });
  const lost = new AbortController();
  let progress = "starting";
  const stopBeating = parts.every(BEAT_MS, () => {
    runs.beat(run.id, { worker, at: parts.now(), progress }).then(
      (isOurs) => isOurs || lost.abort(),
      (error: unknown) => parts.report({ what: "beat failed", run: run.id, error }),
    );
  });
  const says = (what: string) => {
    progress = what;
  };
  try {
    const ended = await performed(parts, run, { signal: lost.signal, progress: says });
    await settle(parts, run, ended);
  } finally {
    stopBeating();
  }
  return true;
}

type Ended = { readonly result: AuditRunResult } | { readonly error: unknown };

async function performed(
  parts: WorkParts,
  run: AuditRunRow,
  tools: Parameters<WorkParts["perform"]>[1],
): Promise<Ended> {
  try {
    return { result: await parts.perform(run, tools) };
  } catch (error) {
    return { error };
  }
}

async function settle(parts: WorkParts, run: AuditRunRow, ended: Ended): Promise<void> {
  const { runs, worker } = parts;
  if ("result" in ended) {
    const isOurs = await runs.finish(run.id, { worker, at: parts.now(), ...ended.result });
    if (!isOurs) await parts.discard(run);
    return parts.report({ what: isOurs ? "run done" : "run lost to another worker", run: run.id });
  }
  const { error } = ended;
  if (error instanceof AppError && error.code === "cancelled") {
    const isOurs = await runs.release(run.id, { worker });
    parts.report({ what: isOurs ? "run given back" : "run lost to another worker", run: run.id });
  } else {
    await runs.fail(run.id, { worker, at: parts.now(), failure: failureOf(error) });
    parts.report({ what: "run failed", run: run.id, error });
  }
  await parts.discard(run);
}

/** What people are told of a failed run; an error that is not ours says nothing of itself. */
export function failureOf(error: unknown): RunFailure {
  if (error instanceof AppError) return { code: error.code, message: error.message, fix: error.fix };
  return {
    code: "internal",
    message: "the run ended in an error of this program",
    fix: "Look for the run's id in the server's log, and report what you find there. Nothing stored is lost.",
  };
}
