import { randomBytes, randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { join } from "node:path";
import { type Activity, makeApp, type Surroundings } from "../../api/make-app.js";
import type { World } from "../../api/world.js";
import { servedAudits } from "../../app/fieldwork/audit-terms.js";
import { LedgerDesk } from "../../app/fieldwork/ledger-desk.js";
import type { ServedAudit, WorkspaceReader } from "../../app/serving/audits.js";
import { DEFAULT_RATE_LIMITS } from "../../app/serving/rate-limits.js";
import { RunFeed } from "../../app/serving/run-feed.js";
import { type RunDesk, runId } from "../../app/serving/runs.js";
import { Shelf } from "../../app/serving/shelf.js";
import { WriteTogether } from "../../app/serving/write-together.js";
import type { Workspace } from "../../app/workspace/schema.js";
import { type Instant, instantOf } from "../../base/instant.js";
import { WorkspaceFiles } from "../../store/files.js";
import { zipStream } from "../../store/pack/write-zip.js";
import { ActivityStore, type NotedActivity } from "../../store/state/activity-store.js";
import { KeyedWriteStore } from "../../store/state/keyed-write-store.js";
import { RunStore } from "../../store/state/run-store.js";
import { openEmbeddedState, openPostgresState, type StateDatabase } from "../../store/state/state-database.js";
import { documentFonts } from "../document-fonts.js";
import { lockOwner } from "../lock-owner.js";
import { openWorkspace } from "../open-workspace.js";
import type { SignIn } from "../sign-in/open-sign-in.js";
import { VERSION } from "../version.js";
import { ActivityLogger } from "./activity-logger.js";
import { brokenParts, type UnreadyReason } from "./health.js";
import { KeySweep } from "./key-sweep.js";
import { LastCollections } from "./last-collections.js";
import { ledgerPorts } from "./ledger-ports.js";
import type { MeasuredState } from "./metrics.js";
import type { Observer } from "./observer.js";
import { Reperformer } from "./reperform-process.js";
import { ScheduleLoop } from "./schedule-loop.js";
import { workspaceAudit } from "./served-audits.js";
import { ServedConfig } from "./served-config.js";
import { ServedFolder } from "./served-folder.js";
import { type ServerLog, stackOf } from "./server-log.js";
import { SharedOpen } from "./shared-open.js";
import type { SignInSetting, SignInStores } from "./sign-in-of.js";
import { WebFiles } from "./web-files.js";
import { WorkLoop, type WorkLoopParts } from "./work-loop.js";

export interface ServerOptions {
  readonly root: string;
  /** A PostgreSQL that processes share; without it the database is embedded and belongs to this process. */
  readonly databaseUrl: string | undefined;
  /** Whether this process also runs audits; one that does not leaves them to others on the same database. */
  readonly works: boolean;
  /** Whether people and the schedule are answered by this process; one that does not only works. */
  readonly serves: boolean;
  readonly log: ServerLog;
  /** How people reach this server: links and cookies are made for it. */
  readonly origin: string;
  /** Whether a new one-time link is to be printed, also where there are owners already. */
  readonly link: boolean;
  /** What the environment says: the server's own secret, and the client's for single sign-on. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Says something to whoever started the server. */
  tell(text: string): void;
  readonly observer: Pick<Observer, "recognise">;
  /** Who may come in, and how. */
  signInOf(options: SignInSetting, parts: SignInStores): Promise<SignIn>;
}

/** So many of an audit's last runs are followed. */
const FOLLOWED_MAX = 20;

/** A server that is up, short of listening. */
export interface OpenServer {
  answer(request: Request, surroundings: Surroundings): Promise<Response>;
  /** What does not answer at the moment of all that answers need. */
  broken(): Promise<readonly UnreadyReason[]>;
  readonly measured: MeasuredState;
  /** Ends answers that would go on for as long as somebody listens. */
  endStreams(): void;
  close(): Promise<void>;
}

/**
 * Opens everything that a server of one workspace is made of.
 *
 * @throws AppError `bad-config`, `not-found` without a workspace, `store-locked`, `state-failed`.
 */
export async function openServer(options: ServerOptions): Promise<OpenServer> {
  const config = new ServedConfig(options.root);
  const workspace = await config.read();
  const state = await openState(options);
  try {
    return await serverOver(state, options, { config, workspace });
  } catch (error) {
    await state.close();
    throw error;
  }
}

async function serverOver(
  state: StateDatabase,
  options: ServerOptions,
  { config, workspace }: { readonly config: ServedConfig; readonly workspace: Workspace },
): Promise<OpenServer> {
  const { root, log } = options;
  const stopping = new AbortController();
  const [runs, activity] = [new RunStore(state), new ActivityStore(state)];
  const writes = new KeyedWriteStore(state);
  const reader = new SharedOpen({ open: () => openWorkspace(root, "read") });
  const ledger = ledgerPorts(root, config);
  const fieldwork = new LedgerDesk(ledger);
  const served = new ServedFolder(root);
  const shelf = shelfOf({ config, fieldwork, runs, served });
  const scopeOf = (audit: string) => shelf.named(audit);
  const background = backgroundOf(options, { config, served, runs, activity, writes, scopeOf });
  const desk = runDesk({ runs, log, asked: () => background.wake() });
  const acts = new WriteTogether<NotedActivity>((together) => activity.note(together));
  const { identity, people, account, provisioning, ...signIn } = await options.signInOf(options, {
    workspace,
    state,
    activity,
  });
  const reperformer = new Reperformer(root);
  const app = makeApp({
    world: {
      ...{ audits: shelf, runs: desk, activity, people, account, provisioning, workspace: reader, fieldwork },
      reperform: (asked) => reperformer.perform(asked),
      paperwork: { fonts: documentFonts(), zip: zipStream },
      about: aboutOf(workspace),
    },
    limits: workspace.server?.rate_limits ?? DEFAULT_RATE_LIMITS,
    ...{ identity, writes, now, every, stopping: stopping.signal, requestId: randomUUID },
    recognise: (request, as) => options.observer.recognise(request, as),
    noteActivity: (act) => acts.add(rowOf(act)),
    reportError: (error, request) => log.error({ what: "request failed", request, error: stackOf(error) }),
  });
  const web = await WebFiles.read(join(import.meta.dirname, "web"));
  // What an embedded database calls running belonged to a process that is gone: nobody else can have it.
  if (options.databaseUrl === undefined) await runs.orphan();
  await askForFirstRun(await shelf.list(), desk);
  if (options.serves && (options.link || (await signIn.isUnowned()))) options.tell(linkText(await signIn.ownerLink()));
  background.start();
  return {
    async answer(request, surroundings) {
      if (!options.serves) return new Response("this process only works\n", { status: 404 });
      const { pathname } = new URL(request.url);
      return /^\/(?:api|scim)\//.test(pathname) ? app.fetch(request, surroundings) : web.answer(request);
    },
    broken: () => brokenParts(root, state),
    measured: measuredState({ runs, activity, reader }),
    endStreams: () => stopping.abort(),
    async close() {
      await background.stop();
      await reader.close();
      await ledger.close();
      await state.close();
    },
  };
}

/** Audits as the workspace and the decisions about them name them, and the newest finished run of each. */
function shelfOf(parts: { config: ServedConfig; fieldwork: LedgerDesk; runs: RunStore; served: ServedFolder }): Shelf {
  const { config, fieldwork, runs, served } = parts;
  return new Shelf({
    audits: async () => servedAudits(workspaceAudit(await config.read()), (await fieldwork.log()).audits),
    latestDone: (audit) => runs.latestDone(audit),
    filesOf: (run) => new WorkspaceFiles(served.of(run)),
  });
}

/** What a server does while nobody asks: runs audits where it works, asks for them in time, logs who saw what, forgets keys. */
function backgroundOf(
  { root, log, works }: ServerOptions,
  {
    config,
    served,
    runs,
    activity,
    writes,
    scopeOf,
  }: {
    config: ServedConfig;
    served: ServedFolder;
    runs: RunStore;
    activity: ActivityStore;
    writes: KeyedWriteStore;
    scopeOf: WorkLoopParts["scopeOf"];
  },
) {
  const logger = new ActivityLogger({ root, config, activity, log });
  const sweep = new KeySweep({ writes, log });
  const work = works ? new WorkLoop({ root, runs, served, log, scopeOf, worker: workerName() }) : undefined;
  const wake = () => work?.wake();
  const schedule = works ? new ScheduleLoop({ config, runs, log, asked: wake }) : undefined;
  return {
    wake,
    start() {
      work?.start();
      schedule?.start();
      logger.start();
      sweep.start();
    },
    async stop() {
      await schedule?.stop();
      await work?.stop();
      await logger.stop();
      await sweep.stop();
    },
  };
}

function linkText(url: string): string {
  return `Sign in once, within 15 minutes, as an owner:\n  ${url}\n`;
}

function measuredState(parts: { runs: RunStore; activity: ActivityStore; reader: WorkspaceReader }): MeasuredState {
  const { runs, activity, reader } = parts;
  const collections = new LastCollections(reader);
  return {
    runsByState: () => runs.counts(),
    unloggedActivity: () => activity.unloggedCount(),
    async newestRunAgeMs() {
      const ended = await runs.newestEnd();
      return ended === undefined ? undefined : Date.now() - Date.parse(ended);
    },
    collectionAgesMs: () => collections.ages(Date.now()),
  };
}

function runDesk({ runs, log, asked }: { runs: RunStore; log: ServerLog; asked(): void }): RunDesk {
  const feed = new RunFeed({
    ...{ read: (audit) => runs.ofAudit(audit, FOLLOWED_MAX), every },
    report: (error) => log.error({ what: "runs not followed", error: stackOf(error) }),
  });
  return {
    async request(wanted) {
      const run = await runs.request({ ...wanted, id: runId(wanted.at, randomBytes(3).toString("hex")) });
      asked();
      feed.look();
      return run;
    },
    follow: (audit, listener) => feed.follow(audit, listener),
    byId: (id) => runs.byId(id),
    ofAudit: (audit, limit) => runs.ofAudit(audit, limit),
  };
}

function aboutOf({ organisation, sample }: Workspace): World["about"] {
  return {
    organisation: organisation.name,
    timeZone: organisation.time_zone,
    isSample: sample,
    version: VERSION,
  };
}

function openState({ root, databaseUrl }: ServerOptions): Promise<StateDatabase> {
  if (databaseUrl !== undefined) return openPostgresState(databaseUrl);
  return openEmbeddedState({
    folder: join(root, ".lookback", "state"),
    owner: lockOwner(),
    worker: new URL("./state-worker.js", import.meta.url),
  });
}

/** Nobody should have to find out that nothing was audited yet. */
async function askForFirstRun(audits: readonly ServedAudit[], desk: RunDesk): Promise<void> {
  for (const { id } of audits) {
    const [newest] = await desk.ofAudit(id, 1);
    if (newest === undefined) await desk.request({ audit: id, collects: true, by: "first-start", at: now() });
  }
}

function rowOf({ at, requestId, user, session, role, route, what, audit, subject }: Activity) {
  return { at, request_id: requestId, user_id: user, session_id: session, role, route, what, audit, subject };
}

function every(milliseconds: number, act: () => void): () => void {
  const timer = setInterval(act, milliseconds);
  return () => clearInterval(timer);
}

function now(): Instant {
  return instantOf(Date.now());
}

function workerName(): string {
  return `${hostname()}:${process.pid}:${randomBytes(4).toString("hex")}`;
}
