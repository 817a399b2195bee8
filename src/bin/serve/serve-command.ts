import type { AddressInfo } from "node:net";
import { type Http2Bindings, type HttpBindings, type ServerType, serve } from "@hono/node-server";
import type { ServeOptions } from "../../app/serving/serve-options.js";
import { AppError } from "../../base/app-error.js";
import { type OpenServer, openServer } from "./open-server.js";
import type { ServerLog } from "./server-log.js";

export interface ServeCommand {
  readonly root: string;
  readonly options: ServeOptions;
  readonly databaseUrl: string | undefined;
  readonly signal: AbortSignal;
  readonly log: ServerLog;
  readonly env: Readonly<Record<string, string | undefined>>;
  out(text: string): void;
}

/** Slow senders are cut off, so that they cannot hold all connections. */
const LIMITS = { headersTimeout: 15_000, requestTimeout: 60_000, keepAliveTimeout: 10_000, maxHeaderSize: 16_384 };
/** Requests that go on when the server is told to stop are waited for so long. */
const DRAIN_MS = 10_000;

/** Serves until the signal comes, then lets what goes on end, gives running audits back, and closes. */
export async function serveCommand(command: ServeCommand): Promise<void> {
  const { root, options, databaseUrl, signal, log } = command;
  const listening = await listen(options, () => open);
  const origin = options.publicUrl ?? listening.origin;
  let open: OpenServer | undefined;
  try {
    open = await openServer({
      ...{ root, databaseUrl, log, env: command.env },
      origin,
      works: options.work,
      serves: options.onlyWork !== true,
      link: options.link === true,
      tell: (text) => command.out(text),
    });
    command.out(`Lookback is at ${origin}\n`);
    log.info({ what: "serving", origin, works: options.work });
    await until(signal);
    log.info({ what: "stopping" });
  } finally {
    await listening.close();
    await open?.close();
  }
}

/** The port is taken first, so that links carry the right one; until all is open, whoever asks is told to wait. */
async function listen({ host, port, publicUrl }: ServeOptions, opened: () => OpenServer | undefined) {
  let server: ServerType | undefined;
  const address = await new Promise<AddressInfo>((resolve, reject) => {
    server = serve(
      {
        fetch: (request, env) => {
          const peer = peerOf(request, { connection: addressOf(env), isBehindProxy: publicUrl !== undefined });
          return opened()?.answer(request, { peer }) ?? starting();
        },
        hostname: host,
        port,
        serverOptions: LIMITS,
      },
      resolve,
    );
    server.on("error", (cause: NodeJS.ErrnoException) => reject(cannotListen({ host, port }, cause)));
  });
  const name = address.address.includes(":") ? `[${address.address}]` : address.address;
  const shown = name === "0.0.0.0" || name === "[::]" || name === "127.0.0.1" ? "localhost" : name;
  return {
    origin: `http://${shown}:${address.port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server?.close(() => resolve());
        setTimeout(() => {
          if (server !== undefined && "closeAllConnections" in server) server.closeAllConnections();
        }, DRAIN_MS).unref();
      }),
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

function addressOf(env: HttpBindings | Http2Bindings): string | undefined {
  return env.incoming.socket.remoteAddress;
}

function starting(): Response {
  return new Response("Lookback is starting\n", { status: 503, headers: { "retry-after": "2" } });
}

function cannotListen({ host, port }: { host: string; port: number }, cause: NodeJS.ErrnoException): AppError {
  const why = cause.code === "EADDRINUSE" ? "it is taken" : (cause.code ?? "unknown");
  return new AppError({
    code: "bad-usage",
    message: `cannot listen on ${host} port ${port}: ${why}`,
    fix: "Choose another with --port, or --port 0 for any that is free.",
    cause,
  });
}

function until(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
