import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "kysely";
import type { StateDatabase } from "../../store/state/state-database.js";
import type { Metrics } from "./metrics.js";

/** Why nobody should be sent here at the moment. */
export type UnreadyReason = "starting" | "stopping" | "database" | "ledger";

/** What is asked about the server itself. */
export interface HealthParts {
  /** `starting` until everything is open, `stopping` from the word to stop on. */
  phase(): "starting" | "open" | "stopping";
  /** Looks at what answers need; empty when all of it answers. Called only while everything is open. */
  broken(): Promise<readonly UnreadyReason[]>;
  /** `undefined` where they are not to be shown to this request. */
  metricsFor(request: Request): Metrics | undefined;
}

/**
 * Answers `/healthz` (the process lives), `/readyz` (requests are answered here) and `/metrics`. They need no session
 * and say nothing of people or of the company. `undefined`: something else was asked for.
 */
export async function answerHealth(request: Request, parts: HealthParts): Promise<Response | undefined> {
  const { pathname } = new URL(request.url);
  switch (pathname) {
    case "/healthz":
      return said(200, { status: "up" });
    case "/readyz": {
      const phase = parts.phase();
      const reasons = phase === "open" ? await parts.broken() : [phase];
      return reasons.length === 0 ? said(200, { status: "ready" }) : said(503, { status: "not ready", reasons });
    }
    case "/metrics": {
      const metrics = parts.metricsFor(request);
      if (metrics === undefined) return said(404, { status: "not shown here" });
      const { type, text } = await metrics.page();
      return new Response(text, { headers: { "content-type": type, "cache-control": "no-store" } });
    }
    default:
      return undefined;
  }
}

function said(status: number, what: Readonly<Record<string, unknown>>): Response {
  const headers = { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" };
  return new Response(`${JSON.stringify(what)}\n`, { status, headers });
}

const DATABASE_MS = 2_000;

/** Whether the database answers and the ledger can be read. A ledger that was never begun breaks nothing. */
export async function brokenParts(root: string, { db }: Pick<StateDatabase, "db">): Promise<readonly UnreadyReason[]> {
  const [database, ledger] = await Promise.all([answersInTime(sql`select 1`.execute(db)), isReadable(root)]);
  return [...(database ? [] : ["database" as const]), ...(ledger ? [] : ["ledger" as const])];
}

async function answersInTime(asked: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), DATABASE_MS);
  });
  try {
    return await Promise.race([
      asked.then(
        () => true,
        () => false,
      ),
      late,
    ]);
  } finally {
    clearTimeout(timer);
  }
}

async function isReadable(root: string): Promise<boolean> {
  try {
    await access(join(root, "lookback.yaml"), constants.R_OK);
    await access(join(root, ".lookback", "evidence"), constants.R_OK | constants.X_OK);
    return true;
  } catch (error) {
    const path = error instanceof Error && "path" in error ? error.path : undefined;
    const isNotThere = error instanceof Error && "code" in error && error.code === "ENOENT";
    return isNotThere && typeof path === "string" && path.endsWith("evidence");
  }
}
