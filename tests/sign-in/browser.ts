import { expect } from "vitest";
import { Problem } from "../../src/api/kit/problem.js";
import type { SignInWorld } from "./sign-in-world.js";

/** A browser as far as signing in sees it: it keeps cookies, and says from which page it asks. */
export class Browser {
  readonly cookies = new Map<string, string>();
  /** Every cookie that was set, as it was set. */
  readonly set: string[] = [];
  readonly #world: SignInWorld;
  readonly #peer: string;

  constructor(world: SignInWorld, peer = "192.0.2.1") {
    this.#world = world;
    this.#peer = peer;
  }

  async post(path: string, body?: object, headers: Record<string, string> = {}): Promise<Response> {
    return this.ask("POST", path, { body, headers });
  }

  async get(path: string): Promise<Response> {
    return this.ask("GET", path, {});
  }

  async ask(
    method: string,
    path: string,
    { body, headers = {} }: { body?: object | undefined; headers?: Record<string, string> },
  ): Promise<Response> {
    const { origin, signIn } = this.#world;
    const request = new Request(`${origin}/api/auth${path}`, {
      method,
      redirect: "manual",
      headers: {
        origin,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(this.cookies.size === 0 ? {} : { cookie: this.cookieHeader() }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const response = await signIn.identity.answer(request, this.#peer);
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie);
    return response;
  }

  cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  /** Who the server says this browser is. */
  async session() {
    return this.#world.signIn.identity.sessionOf(new Headers({ cookie: this.cookieHeader() }));
  }

  #keep(cookie: string): void {
    this.set.push(cookie);
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (/;\s*max-age=0\b/i.test(cookie)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

/** What went wrong, in the one shape that the API has for it. */
export async function problemOf(response: Response): Promise<Problem> {
  expect(response.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
  const said = Problem.parse(await response.json());
  expect(said.status).toBe(response.status);
  return said;
}
