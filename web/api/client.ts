import type { Routes } from "../../src/api/registry.js";
import { ROUTE_ADDRESSES } from "./routes";

export type RouteName = keyof Routes;

type Takes<K extends RouteName> = NonNullable<Routes[K]["takes"]>;

/** What a route is asked with: only the parts it has. */
export type Asked<K extends RouteName> = Part<"params", Takes<K>["params"]> &
  Part<"query", Takes<K>["query"]> &
  Part<"body", Takes<K>["body"]>;

type Part<Name extends string, T> = T extends undefined
  ? unknown
  : Record<string, never> extends T
    ? { readonly [P in Name]?: T }
    : { readonly [P in Name]: T };

/** What a route answers. */
export type Answer<K extends RouteName> = NonNullable<Routes[K]["gives"]>;

/** A request that was not answered: what happened, and what to do. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly fix: string;

  constructor({ status, code, detail, fix }: { status: number; code: string; detail: string; fix: string }) {
    super(detail);
    this.status = status;
    this.code = code;
    this.fix = fix;
  }
}

/** Asks the server. @throws ApiError when it does not answer, or answers with a problem. */
export async function call<K extends RouteName>(name: K, asked: Asked<K>, signal?: AbortSignal): Promise<Answer<K>> {
  const { method, path } = placeOf(name);
  const parts: { params?: object; query?: object; body?: unknown } = asked;
  const response = await answered(address(path, parts), {
    method,
    headers: {
      ...(parts.body === undefined ? {} : { "content-type": "application/json" }),
      // What is sent twice on its way is done once.
      ...(method === "GET" ? {} : { "idempotency-key": newKey() }),
    },
    ...(signal === undefined ? {} : { signal }),
    ...(parts.body === undefined ? {} : { body: JSON.stringify(parts.body) }),
  });
  return response.json();
}

/** Browsers make UUIDs by themselves only where nobody can listen; random numbers they make everywhere. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The description of the API that this server gives of itself. @throws ApiError as every question does. */
export async function apiDescription(signal: AbortSignal) {
  const response = await answered("/api/v1/openapi.json", { signal });
  return response.json();
}

/** Where a route is, filled in: for links to files. */
export function addressOf<K extends RouteName>(name: K, asked: Asked<K>): string {
  return address(placeOf(name).path, asked);
}

/** A route that the server has and this build does not know is a build that is not of one piece. */
function placeOf(name: RouteName): { readonly method: string; readonly path: string } {
  return ROUTE_ADDRESSES[name];
}

function address(path: string, { params, query }: { params?: object; query?: object }): string {
  const values = new Map<string, unknown>(Object.entries(params ?? {}));
  const filled = path.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(String(values.get(key))));
  const search = new URLSearchParams(
    Object.entries(query ?? {}).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
  );
  return `/api/v1${filled}${search.size === 0 ? "" : `?${search}`}`;
}

async function answered(url: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiError({
      status: 0,
      code: "no-answer",
      detail: "The server does not answer.",
      fix: "See whether it runs and whether this device reaches it, then try again.",
    });
  }
  if (response.ok) return response;
  throw new ApiError({ status: response.status, ...UNKNOWN, ...(await problemIn(response)) });
}

const UNKNOWN = {
  code: "unknown",
  detail: "The server answered with something that this page does not understand.",
  fix: "Load the page again; if it stays, look into the server's log.",
};

async function problemIn(response: Response): Promise<Partial<typeof UNKNOWN>> {
  const type = response.headers.get("content-type") ?? "";
  return type.startsWith("application/problem+json") ? response.json() : {};
}
