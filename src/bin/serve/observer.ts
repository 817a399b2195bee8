import { randomUUID } from "node:crypto";
import type { Metrics } from "./metrics.js";
import type { ServerLog } from "./server-log.js";
import type { Traces } from "./traces.js";

/** What a request turned out to be. */
export interface Recognised {
  /** Name of the route, as the API's description has it. */
  readonly route: string;
  readonly requestId: string;
}

/**
 * Watches requests from outside: each is counted, timed, logged and, where asked for, traced, by the name of its route.
 * Paths, queries and bodies are not looked at: they may name people.
 */
export class Observer {
  readonly #log: ServerLog;
  readonly #metrics: Metrics;
  readonly #traces: Traces | undefined;
  readonly #recognised = new WeakMap<Request, Recognised>();

  constructor({ log, metrics, traces }: { log: ServerLog; metrics: Metrics; traces: Traces | undefined }) {
    this.#log = log;
    this.#metrics = metrics;
    this.#traces = traces;
  }

  /** Says which route answers a request that is being answered. */
  recognise(request: Request, as: Recognised): void {
    this.#recognised.set(request, as);
  }

  async answer(request: Request, answer: (request: Request) => Promise<Response> | Response): Promise<Response> {
    const start = { at: Date.now(), tick: performance.now() };
    let status = 500;
    try {
      const response = await answer(request);
      status = response.status;
      return response;
    } finally {
      this.#note(request, { status, start });
    }
  }

  #note(request: Request, { status, start }: { status: number; start: { at: number; tick: number } }): void {
    const seconds = (performance.now() - start.tick) / 1_000;
    const { route, requestId } = this.#recognised.get(request) ?? { route: groupOf(request), requestId: randomUUID() };
    this.#metrics.answered({ route, status, seconds });
    const event = { what: "answered", request: requestId, method: request.method, route, status };
    const timed = { ...event, ms: Math.round(seconds * 10_000) / 10 };
    // Files of the application and questions after health come all the time and say little.
    if (route === "web" || route === "health") this.#log.debug(timed);
    else this.#log.info(timed);
    this.#traces?.request({
      ...{ route, status, method: request.method, requestId, startMs: start.at, seconds },
      parent: request.headers.get("traceparent"),
    });
  }
}

/** Requests that no route of the API claimed, in few words however many addresses there are. */
function groupOf(request: Request): string {
  const { pathname } = new URL(request.url);
  if (pathname === "/healthz" || pathname === "/readyz" || pathname === "/metrics") return "health";
  if (pathname.startsWith("/api/auth/")) return "auth";
  if (pathname.startsWith("/scim/")) return "unknown";
  return pathname.startsWith("/api/") ? "unknown" : "web";
}
