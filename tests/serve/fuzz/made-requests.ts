import { z } from "zod";
import { HOSTILE_BODIES, HOSTILE_PATHS, HOSTILE_TEXTS } from "./hostile-values.js";
import { Chance, madeOf, Schema } from "./schema-values.js";

const Operation = z.object({
  operationId: z.string(),
  parameters: z.array(z.object({ name: z.string(), in: z.string(), schema: Schema })).default([]),
  requestBody: z.object({ content: z.object({ "application/json": z.object({ schema: Schema }) }) }).optional(),
});
type Operation = z.infer<typeof Operation>;

/** Of a description of the API, what requests are made from. */
export const Description = z.object({ paths: z.record(z.string(), z.record(z.string(), Operation)) });

/** One route as its description has it. */
export interface Described extends Operation {
  readonly method: string;
  readonly path: string;
}

/** A request, and which route it was made for. */
export interface MadeRequest {
  readonly route: string;
  /** Audit that the path names, where it names one that is there. */
  readonly audit: string | undefined;
  readonly request: Request;
}

const ORIGIN = "http://localhost:8484";
/** Ends what reaches as far as it was meant to: larger ones cost time and find nothing else. */
const OVERSIZED = `{"key":"${"x".repeat(1024 * 1024)}"}`;

export function describedRoutes(description: unknown): readonly Described[] {
  const { paths } = Description.parse(description);
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
  );
}

/** Makes requests of the routes, ever others: some proper, most nearly so, some nothing of the kind. */
export class RequestMaker {
  readonly #chance: Chance;
  readonly #known: Readonly<Record<string, readonly unknown[]>>;
  #made = 0;

  constructor(random: () => number, known: Readonly<Record<string, readonly unknown[]>>) {
    this.#chance = new Chance(random);
    this.#known = known;
  }

  make(route: Described, cookie: string | undefined): MadeRequest {
    const chance = this.#chance;
    this.#made += 1;
    const spoilt = chance.one([0, 0, 0.1, 0.4]);
    const { pathname, audit } = this.#path(route, spoilt);
    const method = chance.happens(0.02) ? chance.one(["PUT", "DELETE", "OPTIONS", "PATCH", "POST"]) : route.method;
    const headers = this.#headers(cookie);
    const body = method === "GET" || method === "OPTIONS" ? undefined : this.#body(route, { spoilt, headers });
    const address = `${ORIGIN}${pathname}${this.#search(route, spoilt)}`;
    return { route: route.operationId, audit, request: new Request(address, { method, headers, body: body ?? null }) };
  }

  #path({ path, parameters }: Described, spoilt: number): { pathname: string; audit: string | undefined } {
    const chance = this.#chance;
    let audit: string | undefined;
    const pathname = path.replace(/\{(\w+)\}/g, (_, name: string) => {
      if (chance.happens(spoilt / 2)) return chance.one(HOSTILE_PATHS);
      const schema = parameters.find((each) => each.in === "path" && each.name === name)?.schema ?? {};
      const value = String(madeOf(schema, name, this.#making(spoilt / 2)));
      if (name === "audit") audit = value;
      return encodeURIComponent(value.toWellFormed());
    });
    return { pathname, audit };
  }

  #search({ parameters }: Described, spoilt: number): string {
    const chance = this.#chance;
    const search = new URLSearchParams();
    for (const { name, schema } of parameters.filter((each) => each.in === "query")) {
      if (chance.happens(name === "id" ? 0.9 : 0.4))
        search.append(name, String(madeOf(schema, name, this.#making(spoilt))));
      if (chance.happens(spoilt / 10)) search.append(name, chance.one(HOSTILE_TEXTS));
    }
    if (chance.happens(spoilt / 10)) search.append(chance.one(HOSTILE_TEXTS), "1");
    if (chance.happens(spoilt / 10)) return `?${chance.one(HOSTILE_PATHS)}=${chance.one(HOSTILE_PATHS)}`;
    return search.size === 0 ? "" : `?${search}`;
  }

  #headers(cookie: string | undefined): Headers {
    const chance = this.#chance;
    const headers = new Headers({ origin: ORIGIN });
    if (cookie !== undefined) headers.set("cookie", cookie);
    if (chance.happens(0.02)) headers.set("origin", chance.one(["null", "http://evil.example", "http://localhost"]));
    if (chance.happens(0.02))
      headers.set("cookie", `${cookie}; ${chance.one(["=", "a=\u00e9", "lookback.session_token=%ff"])}`);
    if (chance.happens(0.02))
      headers.set("authorization", chance.one(["Bearer lbk_", "Basic YTpi", `Bearer lbk_${"x".repeat(60)}`]));
    if (chance.happens(0.1))
      headers.set("idempotency-key", chance.one(["k1", "k2", `k${this.#made}`, "x".repeat(300), "\u00ff"]));
    if (chance.happens(0.05)) headers.set("last-event-id", chance.one(["1", "x".repeat(3_000), "\u00e4"]));
    if (chance.happens(0.05)) headers.set("if-none-match", chance.one(["*", '"a", W/"b"', ",,,,"]));
    return headers;
  }

  #body({ requestBody }: Described, { spoilt, headers }: { spoilt: number; headers: Headers }): string | undefined {
    const chance = this.#chance;
    const schema = requestBody?.content["application/json"].schema;
    if (schema === undefined && chance.happens(0.8)) return undefined;
    headers.set("content-type", "application/json");
    if (chance.happens(0.04)) {
      headers.set(
        "content-type",
        chance.one([
          "text/plain",
          "multipart/form-data; boundary=x",
          "application/json; charset=utf-16",
          "",
          "application/xml",
        ]),
      );
    }
    if (chance.happens(0.005)) return OVERSIZED;
    if (chance.happens(spoilt / 4)) return chance.one(HOSTILE_BODIES);
    return JSON.stringify(madeOf(schema ?? {}, "", this.#making(spoilt)));
  }

  #making(spoilt: number) {
    return { chance: this.#chance, spoilt, known: { ...this.#known, key: [`key-${this.#made}`] } };
  }
}
