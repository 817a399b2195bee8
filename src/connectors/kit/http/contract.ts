/** One request to the outside. Secrets stand in `headers` only and are never part of a message. */
export interface HttpRequest {
  readonly method: "GET" | "HEAD" | "POST" | "PUT" | "DELETE";
  /** `https:`, or `http:` to a loopback address only. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** The answer's body may be no longer, and the whole exchange take no longer, than this. */
  readonly limits: { readonly bytes: number; readonly milliseconds: number };
  readonly signal?: AbortSignal;
}

/** What came back, whatever its status: a redirect is an answer like any other and is never followed. */
export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case; several of one name joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/**
 * The one way out: every request of the product goes through a function of this shape, which `bin` hands in.
 *
 * @throws AppError `source-failed` when no whole answer came (refused, cut off, too slow), `limit-reached` when its
 * body is longer than allowed, `bad-config` when the address is neither https nor loopback, `cancelled` on `signal`.
 */
export type SendHttp = (request: HttpRequest) => Promise<HttpAnswer>;
