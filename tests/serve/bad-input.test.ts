import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openApiDocument } from "../../src/api/kit/openapi.js";
import { Problem } from "../../src/api/kit/problem.js";
import { ROUTES } from "../../src/api/registry.js";
import { WebFiles } from "../../src/bin/serve/web-files.js";
import { MATRIX, TERMS } from "./authorisation-matrix.js";
import { AUDIT, type ServedWorld, servedWorld } from "./served-world.js";
import { personOf } from "./sessions.js";

const OWNER = personOf("owner");
const BASE = "http://localhost/api/v1";
const OWN = { origin: "http://localhost", "content-type": "application/json" };

let served: ServedWorld;
beforeAll(async () => {
  served = await servedWorld();
});
afterAll(() => served.close());

describe("a page of another site", () => {
  it("changes nothing through the cookie of whoever looks at it, by any route that writes", async () => {
    const writes = Object.entries(MATRIX).filter(([name]) => ROUTES[name as keyof typeof MATRIX].method !== "get");
    expect(writes.length).toBeGreaterThan(20);
    for (const [name, { path, may }] of writes) {
      const [who] = may;
      // The names of the matrix are those of the routes: that is its type.
      const method = ROUTES[name as keyof typeof MATRIX].method.toUpperCase();
      const headers = { ...OWN, origin: "https://evil.example", cookie: "lookback.session_token=held" };
      const request = new Request(`${BASE}${path}`, { method, headers });
      const answer = await served.ask(who === undefined || who === "nobody" ? OWNER : personOf(who), request);
      expect([name, answer.status, codeOf(await answer.json())]).toEqual([name, 403, "foreign-origin"]);
    }
  });

  it("changes nothing either by a form, whose content type is none that is taken", async () => {
    const form = { ...OWN, "content-type": "application/x-www-form-urlencoded" };
    const answer = await served.ask(
      OWNER,
      new Request(`${BASE}/audits/${AUDIT}/runs`, { method: "POST", headers: form, body: '{"collects":true}' }),
    );
    expect([answer.status, codeOf(await answer.json())]).toEqual([400, "bad-usage"]);
  });
});

describe("where the server asks others", () => {
  it("is said by lookback.yaml alone: no route takes an address", () => {
    const { paths = {} } = openApiDocument(ROUTES, "0.0.0");
    const taken = Object.entries(paths).flatMap(([path, methods]) =>
      Object.values(methods ?? {})
        .flatMap((operation) => [
          ...namesIn(operation.requestBody),
          ...(operation.parameters ?? []).flatMap((each: unknown) => namesIn(each)),
        ])
        .map((name) => `${path} ${name}`),
    );
    expect(taken.length).toBeGreaterThan(50);
    expect(taken.filter((each) => / .*(url|uri|href|host|endpoint|webhook|address|callback)/i.test(each))).toEqual([]);
  });
});

describe("what is too large", () => {
  const sent = (body: BodyInit, headers: Record<string, string> = {}) =>
    served.ask(
      OWNER,
      // A stream has no length that its sender would say.
      new Request(`${BASE}/audits/${AUDIT}/runs`, {
        ...{ method: "POST", body, headers: { ...OWN, ...headers } },
        ...HALF,
      }),
    );

  it("is refused by what it says of its length, and by its length where it says nothing", async () => {
    const large = "x".repeat(1024 * 1024 + 1);
    const streamed = new ReadableStream({
      start(controller) {
        for (let n = 0; n < 20; n += 1) controller.enqueue(new TextEncoder().encode(large.slice(0, 60_000)));
        controller.close();
      },
    });
    for (const answer of [
      await sent(large),
      await sent(large, { "content-length": "1048577" }),
      await sent(streamed),
    ]) {
      expect([answer.status, codeOf(await answer.json())]).toEqual([413, "too-large"]);
    }
  });
});

describe("names that look like a page", () => {
  const HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)">';

  it("come back as JSON that no browser takes for a page", async () => {
    const body = JSON.stringify({
      key: "create-hostile",
      id: "hostile",
      terms: { ...TERMS, title: HOSTILE, firm: HOSTILE },
    });
    const made = await served.ask(OWNER, new Request(`${BASE}/audits`, { method: "POST", headers: OWN, body }));
    expect(made.status).toBe(200);
    const answer = await served.ask(OWNER, new Request(`${BASE}/audits`, { headers: { accept: "text/html" } }));
    expect(answer.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect(answer.headers.get("content-security-policy")).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(await answer.text()).toContain(JSON.stringify(HOSTILE).slice(1, -1));
  });

  it("stand in no problem as anything but text", async () => {
    const answer = await served.ask(OWNER, new Request(`${BASE}/audits/${encodeURIComponent(HOSTILE)}/map`));
    expect(answer.status).toBe(404);
    expect(answer.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  });
});

describe("files of the application", () => {
  let folder: string;
  let files: WebFiles;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "lookback-web-"));
    await mkdir(join(folder, "web", "assets"), { recursive: true });
    await writeFile(join(folder, "secret.txt"), "a secret");
    await writeFile(join(folder, "web", "index.html"), "<html>the page</html>");
    await writeFile(join(folder, "web", "assets", "a.js"), "the script");
    files = await WebFiles.read(join(folder, "web"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const text = async (path: string, method = "GET") =>
    files.answer(new Request(`http://localhost${path}`, { method })).text();

  it("are those of their folder and no others, however the way out of it is spelt", async () => {
    expect(await text("/assets/a.js")).toBe("the script");
    const OUT = [
      "/../secret.txt",
      "/assets/../../secret.txt",
      "/%2e%2e/secret.txt",
      "/%2e%2e%2fsecret.txt",
      "/..%2fsecret.txt",
      "/..%5csecret.txt",
      "/..\\secret.txt",
      "/%252e%252e%252fsecret.txt",
      "/assets/%2e%2e/%2e%2e/secret.txt",
      "/assets/..%c0%af..%c0%afsecret.txt",
      "/assets/....//....//secret.txt",
      "//secret.txt",
      `/${encodeURIComponent(join(folder, "secret.txt"))}`,
      "/assets/a.js%00.txt",
      "/secret.txt;a.js",
    ];
    for (const path of OUT) expect([path, await text(path)]).toEqual([path, "not found\n"]);
  });

  it("come with headers by which nothing else runs, and never by another method", async () => {
    const page = files.answer(new Request("http://localhost/anywhere"));
    expect(page.headers.get("content-security-policy")).toMatch(/^default-src 'none'; script-src 'self'; /);
    expect(page.headers.get("x-content-type-options")).toBe("nosniff");
    expect(await text("/assets/a.js", "POST")).toBe("only GET\n");
  });
});

/** A request whose body is a stream has to say that it is sent before the answer comes. */
const HALF = { duplex: "half" } as const;

function codeOf(said: unknown): string {
  return Problem.parse(said).code;
}

/** Names of fields and parameters, however deep. */
function namesIn(described: unknown): readonly string[] {
  if (typeof described !== "object" || described === null) return [];
  const own =
    "properties" in described && typeof described.properties === "object" && described.properties !== null
      ? Object.keys(described.properties)
      : [];
  const named = "in" in described && "name" in described ? [String(described.name)] : [];
  return [...own, ...named, ...Object.values(described).flatMap(namesIn)];
}
