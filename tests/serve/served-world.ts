import { rm } from "node:fs/promises";
import type { Session } from "../../src/api/access/session.js";
import type { Activity, AppParts, Surroundings } from "../../src/api/make-app.js";
import { makeApp } from "../../src/api/make-app.js";
import type { World } from "../../src/api/world.js";
import { servedAudits } from "../../src/app/fieldwork/audit-terms.js";
import { LedgerDesk } from "../../src/app/fieldwork/ledger-desk.js";
import { performItems } from "../../src/app/fieldwork/perform-items.js";
import type { ServedAudit } from "../../src/app/serving/audits.js";
import { runAudit } from "../../src/app/serving/run-audit.js";
import { Shelf } from "../../src/app/serving/shelf.js";
import { type Instant, instant, msOf } from "../../src/base/instant.js";
import { documentFonts } from "../../src/bin/document-fonts.js";
import { openWorkspace } from "../../src/bin/open-workspace.js";
import { workspaceAudit } from "../../src/bin/serve/served-audits.js";
import { WorkspaceFiles } from "../../src/store/files.js";
import { zipStream } from "../../src/store/pack/write-zip.js";
import type { AuditRunRow } from "../../src/store/state/run-store.js";
import { BOUNDLESS, FORGETFUL } from "../fakes/served-nothing.js";
import { smallWorkspace } from "../fakes/small-workspace.js";
import { ACCOUNT, PEOPLE, PROVISIONING } from "./some-people.js";

export const AUDIT = "2026-01-01--2026-06-30";
export const OTHER_AUDIT = "2025-07-01--2025-12-31";
export const NOW = instant("2026-07-06T08:00:00.000Z");

/** Sends a request as somebody, from an address. */
export type Ask = (session: Session | undefined, request: Request, from?: Surroundings) => Promise<Response>;

/** The API over a small audited workspace, asked as whoever a test says: everything but sign-in and database is real. */
export interface ServedWorld {
  readonly root: string;
  readonly world: World;
  /** What was noted of requests that were answered. */
  readonly acts: Activity[];
  readonly errors: unknown[];
  /** What its clock says; a test may move it. */
  readonly clock: { now: Instant };
  /** What its app is made of. */
  readonly parts: Omit<AppParts, "identity">;
  readonly ask: Ask;
  /** Asks another app over the same world, made of other parts: another process, as it were. */
  asking(parts: Partial<AppParts>): Ask;
  close(): Promise<void>;
}

export async function servedWorld(): Promise<ServedWorld> {
  const root = await smallWorkspace();
  const files = new WorkspaceFiles(`${root}/.lookback/served/run.1`);
  const open = await openWorkspace(root, "write");
  const result = await runAudit({
    ...{ open, files, collects: true },
    signal: new AbortController().signal,
    now: () => NOW,
    asOf: () => msOf(NOW),
    progress: () => undefined,
  });
  const done: AuditRunRow = { ...RUN, state: "done", as_of: result.asOf, report_sha256: result.reportSha256 };
  const own = workspaceAudit(open.workspace);
  const fieldwork = new LedgerDesk({
    read: (use) => use(open.evidence),
    write: (use) => use(open.evidence),
  });
  const audits = async (): Promise<readonly ServedAudit[]> => [
    ...servedAudits(own, (await fieldwork.log()).audits),
    { ...own, id: OTHER_AUDIT, title: OTHER_AUDIT, isOwn: false },
  ];
  const clock = { now: NOW };
  const world: World = {
    audits: new Shelf({ audits, latestDone: async () => done, filesOf: () => files }),
    runs: oneRun(done),
    activity: { list: async () => [] },
    ...{ people: PEOPLE, account: ACCOUNT, provisioning: PROVISIONING },
    workspace: { read: (use) => use(open) },
    fieldwork,
    reperform: async (asked) => ({ items: await performItems(open, asked), logSize: 0, lookback: "0.0.0" }),
    paperwork: { fonts: documentFonts(), zip: zipStream },
    about: { organisation: "Tinwhistle", timeZone: "UTC", isSample: true, version: "0.0.0" },
  };
  const acts: Activity[] = [];
  const errors: unknown[] = [];
  let requests = 0;
  const parts: Omit<AppParts, "identity"> = {
    world,
    writes: FORGETFUL,
    limits: BOUNDLESS,
    now: () => clock.now,
    every: () => () => undefined,
    stopping: new AbortController().signal,
    requestId: () => {
      requests += 1;
      return `request-${requests}`;
    },
    noteActivity: async (act) => void acts.push(act),
    reportError: (error) => void errors.push(error),
  };
  return {
    ...{ root, world, acts, errors, clock, parts },
    ask: askingApp(parts),
    asking: (changes) => askingApp({ ...parts, ...changes }),
    async close() {
      await open.close();
      await rm(root, { recursive: true });
    },
  };
}

/** One API for all requests: making it anew for each takes longer than the request. */
function askingApp(parts: Omit<AppParts, "identity">): Ask {
  const sessions = new Map<string, Session>();
  const app = makeApp({
    ...parts,
    identity: {
      sessionOf: async (headers) => sessions.get(headers.get(ASKED_BY) ?? ""),
      answer: async () => new Response(null, { status: 404 }),
    },
  });
  return async (session, request, from = {}) => {
    const headers = new Headers(request.headers);
    if (session !== undefined) {
      const name = String(sessions.size);
      sessions.set(name, session);
      headers.set(ASKED_BY, name);
    }
    return app.fetch(new Request(request, { headers }), from);
  };
}

/** Says which session asks. */
const ASKED_BY = "x-asked-by";

/** A desk that knows one finished run. */
function oneRun(done: AuditRunRow): World["runs"] {
  return {
    request: async (asked) => ({ ...RUN, ...asked, requested_by: asked.by, requested_at: asked.at }),
    byId: async (id) => (id === done.id ? done : undefined),
    ofAudit: async () => [done],
    follow: (_, { tell }) => {
      tell([done], "seen");
      return () => undefined;
    },
  };
}

const RUN: AuditRunRow = {
  id: "run",
  audit: AUDIT,
  state: "queued",
  collects: true,
  requested_by: "u1",
  requested_at: NOW,
  worker: null,
  attempts: 1,
  started_at: null,
  beat_at: null,
  ended_at: null,
  as_of: null,
  progress: "",
  report_sha256: null,
  failure_code: null,
  failure_message: null,
  failure_fix: null,
};
