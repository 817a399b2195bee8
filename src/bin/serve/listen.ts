import type { AddressInfo } from "node:net";
import { setImmediate as turn, setTimeout as wait } from "node:timers/promises";
import { type Http2Bindings, type HttpBindings, type ServerType, serve } from "@hono/node-server";
import { AppError } from "../../base/app-error.js";

/** A port that requests come in by. */
export interface Listening {
  /** How this machine reaches it. */
  readonly origin: string;
  /** Whether only this machine reaches it. */
  readonly isLoopback: boolean;
  /** Answers what is under way and what came in meanwhile, then takes nothing more. */
  close(): Promise<void>;
}

/** Slow senders are cut off, so that they cannot hold all connections. */
const LIMITS = { headersTimeout: 15_000, requestTimeout: 60_000, keepAliveTimeout: 10_000, maxHeaderSize: 16_384 };
/** After the word to stop requests are taken until none came for so long: those on their way would break off. */
const QUIET_MS = 500;
/** Nobody keeps a server from stopping by asking on and on. */
const LINGER_MS = 5_000;
/** Requests that go on after that are waited for so long. */
const DRAIN_MS = 10_000;

/**
 * Takes a port. Whoever asks is answered by `answer` from the first moment on, which is told
 * from which address the connection came.
 *
 * @throws AppError `bad-usage` when the port is not to be had.
 */
export async function listen(
  { host, port }: { readonly host: string; readonly port: number },
  answer: (request: Request, connection: string | undefined) => Promise<Response> | Response,
): Promise<Listening> {
  let isStopping = false;
  let askedAt = 0;
  const fetch = async (request: Request, env: HttpBindings | Http2Bindings) => {
    askedAt = performance.now();
    const response = await answer(request, env.incoming.socket.remoteAddress);
    // A connection that is kept would be asked again after we are gone.
    if (isStopping) response.headers.set("connection", "close");
    return response;
  };
  let server: ServerType | undefined;
  const address = await new Promise<AddressInfo>((resolve, reject) => {
    server = serve({ fetch, hostname: host, port, serverOptions: LIMITS }, resolve);
    server.on("error", (cause: NodeJS.ErrnoException) => reject(cannotListen({ host, port }, cause)));
  });
  const name = address.address.includes(":") ? `[${address.address}]` : address.address;
  const shown = name === "0.0.0.0" || name === "[::]" || name === "127.0.0.1" ? "localhost" : name;
  return {
    origin: `http://${shown}:${address.port}`,
    isLoopback: address.address === "::1" || address.address.startsWith("127."),
    async close() {
      isStopping = true;
      await untilQuiet(() => askedAt);
      await closed(server);
    },
  };
}

async function untilQuiet(askedAt: () => number): Promise<void> {
  const start = performance.now();
  for (let now = start; now - Math.max(start, askedAt()) < QUIET_MS; now = performance.now()) {
    if (now - start > LINGER_MS) return;
    await wait(QUIET_MS / 4);
    // Timers come before what arrived meanwhile: without this a busy process would not see who is waiting.
    await turn();
  }
}

function closed(server: ServerType | undefined): Promise<void> {
  return new Promise((resolve) => {
    server?.close(() => resolve());
    setTimeout(() => {
      if (server !== undefined && "closeAllConnections" in server) server.closeAllConnections();
    }, DRAIN_MS).unref();
  });
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
