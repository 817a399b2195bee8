import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** Looks at what is measured when somebody asks, and not before. */
export interface MeasuredState {
  runsByState(): Promise<Readonly<Record<string, number>>>;
  unloggedActivity(): Promise<number>;
  /** Milliseconds since the newest finished run ended; `undefined` before the first. */
  newestRunAgeMs(): Promise<number | undefined>;
  /** Milliseconds since each source was last read to its end. */
  collectionAgesMs(): Promise<ReadonlyMap<string, number>>;
}

/** One request that was answered. */
export interface MeasuredRequest {
  /** Name of the route in the API, or what else was asked for; never a path. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 10];

/** The server in figures, as Prometheus reads them. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests: Counter<"route" | "status">;
  readonly #durations: Histogram<"route">;
  #state: MeasuredState | undefined;

  constructor() {
    const registers = [this.#registry];
    collectDefaultMetrics({ register: this.#registry });
    this.#requests = new Counter({
      ...{ name: "lookback_requests_total", help: "Requests that were answered.", registers },
      labelNames: ["route", "status"],
    });
    this.#durations = new Histogram({
      ...{ name: "lookback_request_seconds", help: "How long answers took.", registers },
      ...{ labelNames: ["route"], buckets: SECONDS },
    });
    this.#gauge("lookback_runs", "Runs of audits by state.", "state", async (state) =>
      Object.entries(await state.runsByState()),
    );
    this.#gauge("lookback_activity_unlogged", "Acts of people that are not in the ledger yet.", "", async (state) => [
      ["", await state.unloggedActivity()],
    ]);
    this.#gauge("lookback_newest_run_age_seconds", "Since the newest finished run ended.", "", async (state) => {
      const age = await state.newestRunAgeMs();
      return age === undefined ? [] : [["", age / 1_000]];
    });
    this.#gauge(
      "lookback_collection_age_seconds",
      "Since a source was last read to its end: a collector that fell silent grows old here.",
      "source",
      async (state) => [...(await state.collectionAgesMs())].map(([source, age]) => [source, age / 1_000]),
    );
  }

  /** Everything is open now and can be looked at. */
  watch(state: MeasuredState): void {
    this.#state = state;
  }

  answered({ route, status, seconds }: MeasuredRequest): void {
    this.#requests.inc({ route, status: `${Math.floor(status / 100)}xx` });
    this.#durations.observe({ route }, seconds);
  }

  async page(): Promise<{ readonly type: string; readonly text: string }> {
    return { type: this.#registry.contentType, text: await this.#registry.metrics() };
  }

  /** What cannot be looked at right now is left out: absent is what an alarm can be set on. */
  #gauge(
    name: string,
    help: string,
    label: string,
    look: (state: MeasuredState) => Promise<readonly (readonly [string, number])[]>,
  ): void {
    const state = () => this.#state;
    const gauge = new Gauge({
      ...{ name, help, labelNames: label === "" ? [] : [label], registers: [this.#registry] },
      async collect() {
        gauge.reset();
        if (label === "") gauge.remove();
        const watched = state();
        const values = watched === undefined ? [] : await look(watched).catch(() => []);
        for (const [value, figure] of values) gauge.set(label === "" ? {} : { [label]: value }, figure);
      },
    });
  }
}
