import type { ServeOptions } from "../../app/serving/serve-options.js";
import { answerHealth, type HealthParts } from "./health.js";
import { type Listening, listen } from "./listen.js";
import { Metrics } from "./metrics.js";
import { Observer } from "./observer.js";
import { type OpenServer, openServer, type ServerOptions } from "./open-server.js";
import { type ServerLog, stackOf } from "./server-log.js";
import { type TraceSettings, Traces } from "./traces.js";

export interface ServeCommand {
  readonly root: string;
  readonly options: ServeOptions;
  readonly databaseUrl: string | undefined;
  /** Where traces go; `undefined`: nowhere. */
  readonly traces: TraceSettings | undefined;
  readonly signal: AbortSignal;
  readonly log: ServerLog;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signInOf: ServerOptions["signInOf"];
  out(text: string): void;
}

/** Serves until the signal comes, then lets what goes on end, gives running audits back, and closes. */
export async function serveCommand(command: ServeCommand): Promise<void> {
  const { root, options, signal, log } = command;
  const metrics = new Metrics();
  const traces = tracesOf(command);
  const observer = new Observer({ log, metrics, traces });
  let open: OpenServer | undefined;
  let listening: Listening | undefined;
  const health: HealthParts = {
    phase: () => (signal.aborted ? "stopping" : open === undefined ? "starting" : "open"),
    broken: async () => (await open?.broken()) ?? [],
    metricsFor: (request) => {
      const isShown = options.metrics === true || (listening?.isLoopback === true && !isForwarded(request.headers));
      return isShown ? metrics : undefined;
    },
  };
  const answer = async (request: Request, peer: string | undefined) =>
    (await answerHealth(request, health)) ?? (await open?.answer(request, { peer })) ?? starting();
  listening = await listen(options, (request, connection) => {
    const peer = peerOf(request, { connection, isBehindProxy: options.publicUrl !== undefined });
    return observer.answer(request, (each) => answer(each, peer));
  });
  const origin = options.publicUrl ?? listening.origin;
  try {
    open = await openServer({ ...openingOf(command), origin, observer });
    metrics.watch(open.measured);
    traces?.start();
    command.out(`Lookback is at ${origin}\n`);
    log.info({ what: "serving", origin: listening.origin, root, works: options.work });
    await until(signal);
    log.info({ what: "stopping" });
  } finally {
    open?.endStreams();
    await listening.close();
    await open?.close();
    await traces?.stop();
  }
}

function openingOf({ root, databaseUrl, log, options, env, signInOf, out }: ServeCommand) {
  return {
    ...{ root, databaseUrl, log, env, signInOf },
    works: options.work,
    serves: options.onlyWork !== true,
    link: options.link === true,
    tell: (text: string) => out(text),
  };
}

/** Where a request came from. A proxy appends what it saw, so the last address is the one that nobody made up. */
function peerOf(
  request: Request,
  { connection, isBehindProxy }: { readonly connection: string | undefined; readonly isBehindProxy: boolean },
): string | undefined {
  if (!isBehindProxy) return connection;
  return request.headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? connection;
}

function tracesOf({ traces, log }: ServeCommand): Traces | undefined {
  if (traces === undefined) return undefined;
  return new Traces(traces, (error) => log.error({ what: "traces not sent", error: stackOf(error) }));
}

/** Whether a proxy passed the request on: what only this machine may see it must not hand out to others. */
function isForwarded(headers: Headers): boolean {
  return ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"].some((name) => headers.has(name));
}

function starting(): Response {
  return new Response("Lookback is starting\n", { status: 503, headers: { "retry-after": "2" } });
}

function until(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
