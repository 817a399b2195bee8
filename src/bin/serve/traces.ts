import { randomBytes } from "node:crypto";

/** One request as a span. */
export interface RequestSpan {
  readonly route: string;
  readonly method: string;
  readonly status: number;
  readonly requestId: string;
  /** Milliseconds since 1970. */
  readonly startMs: number;
  readonly seconds: number;
  /** The header `traceparent`: the trace that whoever asked is in. */
  readonly parent: string | null;
}

/** Where spans are sent, as the OpenTelemetry variables say. */
export interface TraceSettings {
  /** Base address of an OTLP/HTTP receiver. */
  readonly endpoint: string;
  /** `name=value` pairs, separated by commas. */
  readonly headers: string | undefined;
  /** Name of the service in the traces. */
  readonly service: string;
  readonly version: string;
}

const SEND_EVERY_MS = 5_000;
const SEND_WITHIN_MS = 10_000;
const AT_ONCE = 512;
/** While the receiver does not answer, so many spans wait; more are dropped: traces are worth less than memory. */
const WAITING_MAX = 2_048;
const SERVER_SPAN = 2;
const STATUS_ERROR = 2;

/**
 * Sends spans to an OpenTelemetry receiver as OTLP/HTTP in JSON (https://opentelemetry.io/docs/specs/otlp/). Ours are
 * one kind of span with five attributes; the packages of OpenTelemetry would be a dozen for it.
 */
export class Traces {
  readonly #settings: TraceSettings;
  readonly #report: (error: unknown) => void;
  readonly #waiting: unknown[] = [];
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<void> = Promise.resolve();

  /** @param report is told once for each time that spans could not be sent. */
  constructor(settings: TraceSettings, report: (error: unknown) => void) {
    this.#settings = settings;
    this.#report = report;
  }

  start(): void {
    this.#timer = setInterval(() => void this.#flush(), SEND_EVERY_MS);
    this.#timer.unref();
  }

  request(span: RequestSpan): void {
    if (this.#waiting.length >= WAITING_MAX) return;
    this.#waiting.push(spanOf(span));
    if (this.#waiting.length === AT_ONCE) void this.#flush();
  }

  /** Sends what waits, once, and ends. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#flush();
  }

  #flush(): Promise<void> {
    this.#sending = this.#sending.then(() => this.#send());
    return this.#sending;
  }

  async #send(): Promise<void> {
    const spans = this.#waiting.slice(0, AT_ONCE);
    if (spans.length === 0) return;
    const { endpoint, headers, service, version } = this.#settings;
    try {
      const response = await fetch(`${endpoint.replace(/\/$/, "")}/v1/traces`, {
        method: "POST",
        headers: { ...headersOf(headers), "content-type": "application/json" },
        body: JSON.stringify({
          resourceSpans: [
            {
              resource: { attributes: [text("service.name", service), text("service.version", version)] },
              scopeSpans: [{ scope: { name: "lookback", version }, spans }],
            },
          ],
        }),
        signal: AbortSignal.timeout(SEND_WITHIN_MS),
        redirect: "error",
      });
      if (!response.ok) throw new Error(`the receiver of traces answered with ${response.status}`);
      this.#waiting.splice(0, spans.length);
    } catch (error) {
      this.#report(error);
    }
  }
}

/** RFC 9110 trace context: version, trace, span, flags. */
const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}/;

function spanOf({ route, method, status, requestId, startMs, seconds, parent }: RequestSpan) {
  const [, trace, parentSpan] = TRACEPARENT.exec(parent ?? "") ?? [];
  return {
    traceId: trace ?? randomBytes(16).toString("hex"),
    spanId: randomBytes(8).toString("hex"),
    ...(parentSpan === undefined ? {} : { parentSpanId: parentSpan }),
    name: `${method} ${route}`,
    kind: SERVER_SPAN,
    startTimeUnixNano: nanoseconds(startMs),
    endTimeUnixNano: nanoseconds(startMs + seconds * 1_000),
    attributes: [
      text("http.request.method", method),
      text("http.route", route),
      { key: "http.response.status_code", value: { intValue: String(status) } },
      text("lookback.request_id", requestId),
    ],
    status: status >= 500 ? { code: STATUS_ERROR } : {},
  };
}

function nanoseconds(milliseconds: number): string {
  return `${BigInt(Math.round(milliseconds * 1_000)) * 1_000n}`;
}

function text(key: string, value: string) {
  return { key, value: { stringValue: value } };
}

function headersOf(pairs: string | undefined): Record<string, string> {
  return Object.fromEntries(
    (pairs ?? "").split(",").flatMap((pair) => {
      const at = pair.indexOf("=");
      return at <= 0 ? [] : [[pair.slice(0, at).trim(), decodeURIComponent(pair.slice(at + 1).trim())]];
    }),
  );
}
