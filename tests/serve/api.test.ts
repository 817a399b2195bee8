import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { Problem } from "../../src/api/kit/problem.js";
import { ROUTES } from "../../src/api/registry.js";
import { AppError } from "../../src/base/app-error.js";
import { MATRIX } from "./authorisation-matrix.js";
import { AUDIT, type ServedWorld, servedWorld } from "./served-world.js";
import { personOf } from "./sessions.js";

let served: ServedWorld;
let item = { id: "", sha256: "" };
beforeAll(async () => {
  served = await servedWorld();
  const run = await served.world.audits.latest(AUDIT);
  const [first] = (await run?.population("changes"))?.items ?? [];
  item = { id: first?.id ?? "", sha256: first?.evidence[0]?.sha256 ?? "" };
});
afterAll(() => served.close());

const OWNER = personOf("owner");
const AUDITOR = personOf("fieldworker");
const BASE = "http://localhost/api/v1";
const RUNS = `${BASE}/audits/${AUDIT}/runs`;
const OWN = { origin: "http://localhost", "content-type": "application/json" };
const get = (path: string, headers: Record<string, string> = {}) =>
  served.ask(OWNER, new Request(`${BASE}${path}`, { headers }));
const post = (url: string, body: string, headers: Record<string, string> = OWN) =>
  served.ask(OWNER, new Request(url, { method: "POST", body, headers }));

describe("what the API answers", () => {
  it("is what it describes, for every route that answers in JSON", async () => {
    let checked = 0;
    for (const [name, route] of Object.entries(ROUTES)) {
      const { path, may } = MATRIX[name as keyof typeof MATRIX];
      if (route.method !== "get" || !(route.answer instanceof z.ZodType)) continue;
      const filled = path.replace("{sha256}", item.sha256).replace("{item}", encodeURIComponent(item.id));
      const asked = new Request(`${BASE}${filled}`);
      const response = await served.ask(may.includes("owner") ? OWNER : AUDITOR, asked);
      const answer: unknown = await response.json();
      expect({ name, issues: route.answer.safeParse(answer).error?.issues ?? [] }).toEqual({ name, issues: [] });
      checked += 1;
    }
    expect(checked).toBeGreaterThan(15);
  });

  it("names itself by its bytes: asking again for the same costs a line", async () => {
    const first = await get(`/audits/${AUDIT}/map`);
    const etag = first.headers.get("etag") ?? "";
    expect(etag).toMatch(/^"[0-9a-f]{32}"$/);
    const again = await get(`/audits/${AUDIT}/map`, { "if-none-match": `"other", ${etag}` });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    expect((await get(`/audits/${AUDIT}/map`, { "if-none-match": '"other"' })).status).toBe(200);
  });

  it("comes in pieces that together are everything, in order", async () => {
    const seen: string[] = [];
    let cursor = "";
    for (let page = 0; page < 20; page += 1) {
      const answer = await json(await get(`/audits/${AUDIT}/populations/changes/items?limit=7${cursor}`));
      const { items, next_cursor: next, total } = Page.parse(answer);
      seen.push(...items.map(({ id }) => id));
      if (next === null) {
        expect(seen).toHaveLength(total);
        break;
      }
      cursor = `&cursor=${next}`;
    }
    expect(new Set(seen).size).toBe(84);
  });

  it("filters by state and by text, and says how many there are", async () => {
    const of = async (query: string) =>
      Page.parse(await json(await get(`/audits/${AUDIT}/populations/changes/items?${query}`))).total;
    expect([await of("state=deviation"), await of("state=pass"), await of("state=indeterminate")]).toEqual([24, 60, 0]);
    expect(await of("q=no-such-text-anywhere")).toBe(0);
    expect(await of("from=2026-01-01&to=2026-06-30")).toBe(84);
    expect((await of("from=2026-04-01")) + (await of("to=2026-03-31"))).toBe(84);
  });

  it("hands evidence out as it was received, never as a page", async () => {
    const response = await get(`/audits/${AUDIT}/evidence/${item.sha256}/raw`);
    expect(response.headers.get("content-type")).toBe("application/octet-stream");
    expect(response.headers.get("content-disposition")).toBe(`attachment; filename="${item.sha256}"`);
    const bytes = new Uint8Array(await response.arrayBuffer());
    const digest = Buffer.from(await crypto.subtle.digest("SHA-256", bytes)).toString("hex");
    expect(digest).toBe(item.sha256);
  });

  it("shows evidence of this audit's items only", async () => {
    const response = await get(`/audits/${AUDIT}/evidence/${"0".repeat(64)}`);
    expect(await problemOf(response)).toMatchObject({ status: 404, code: "not-found" });
  });

  it("notes who saw what, after it was answered", async () => {
    served.acts.length = 0;
    await get(`/audits/${AUDIT}/controls/CHG-01`);
    await get(`/audits/${AUDIT}/controls/NO-99`);
    expect(served.acts).toEqual([
      {
        at: "2026-07-06T08:00:00.000Z",
        requestId: expect.stringMatching(/^request-\d+$/),
        user: "user-owner",
        session: "session-owner",
        role: "owner",
        route: "showControl",
        what: "saw a control",
        audit: AUDIT,
        subject: "CHG-01",
      },
    ]);
  });
});

describe("what the API refuses", () => {
  it("names every place that does not fit", async () => {
    const said = await problemOf(
      await get(`/audits/${AUDIT}/populations/changes/items?limit=0&state=fine&from=2026-02-30`),
    );
    expect([said.status, said.code]).toEqual([422, "bad-request"]);
    expect(said.errors?.map(({ at }) => at).sort()).toEqual(["query.from", "query.limit", "query.state"]);
  });

  it("does not take what nobody described", async () => {
    expect((await get(`/audits/${AUDIT}/map?verbose=1`)).status).toBe(422);
    expect((await post(RUNS, '{"collects":true,"as":"owner"}')).status).toBe(422);
  });

  it("says what is wrong with a body", async () => {
    expect(await problemOf(await post(RUNS, "{"))).toMatchObject({ status: 400, code: "bad-usage" });
    expect(await problemOf(await post(RUNS, "[]"))).toMatchObject({ status: 422 });
    const plain = { ...OWN, "content-type": "text/plain" };
    expect(await problemOf(await post(RUNS, "{}", plain))).toMatchObject({ status: 400, code: "bad-usage" });
    const large = JSON.stringify({ collects: true, filler: "x".repeat(1024 * 1024) });
    expect(await problemOf(await post(RUNS, large))).toMatchObject({ status: 413, code: "too-large" });
  });

  it("takes changes from its own pages and from tokens, and from no other site", async () => {
    const from = async (headers: Record<string, string>) =>
      (await post(RUNS, "{}", { "content-type": "application/json", ...headers })).status;
    expect(await from({ origin: "http://localhost" })).toBe(200);
    expect(await from({ "sec-fetch-site": "same-origin" })).toBe(200);
    expect(await from({ authorization: "Bearer something" })).toBe(200);
    expect(await from({ origin: "http://evil.example" })).toBe(403);
    expect(await from({ origin: "null" })).toBe(403);
    expect(await from({ "sec-fetch-site": "cross-site" })).toBe(403);
    expect(await from({})).toBe(403);
  });

  it("has a problem for every address it does not know", async () => {
    expect(await problemOf(await get("/no/such/route"))).toMatchObject({ status: 404, code: "no-such-route" });
    expect(await problemOf(await get("/audits/none/map"))).toMatchObject({ status: 404, code: "not-found" });
    expect(await problemOf(await get(`/audits/${AUDIT}/populations/..%2f..%2fetc/csv`))).toMatchObject({ status: 422 });
  });

  it("says of an error of its own nothing but where to look for it", async () => {
    const broken = { ...served.world.runs, byId: () => Promise.reject(new Error("password=hunter2")) };
    const before = served.world.runs;
    Object.assign(served.world, { runs: broken });
    const said = await problemOf(await get(`/audits/${AUDIT}/runs/run`));
    Object.assign(served.world, { runs: before });
    expect(said).toMatchObject({ status: 500, code: "internal", request_id: expect.stringMatching(/^request-/) });
    expect(JSON.stringify(said)).not.toContain("hunter2");
    expect(served.errors.at(-1)).toMatchObject({ message: "password=hunter2" });
  });

  it("gives an operating error its own status and its fix", async () => {
    const busy = new AppError({ code: "store-locked", message: "process 1 is writing", fix: "Wait." });
    const before = served.world.workspace;
    Object.assign(served.world, { workspace: { read: () => Promise.reject(busy) } });
    const said = await problemOf(await get("/sources"));
    Object.assign(served.world, { workspace: before });
    expect(said).toMatchObject({ status: 503, code: "store-locked", detail: "Process 1 is writing.", fix: "Wait." });
  });
});

const Page = z.object({
  items: z.array(z.object({ id: z.string() })),
  total: z.number(),
  next_cursor: z.string().nullable(),
});

async function json(response: Response): Promise<unknown> {
  expect(response.status).toBe(200);
  return response.json();
}

async function problemOf(response: Response): Promise<Problem> {
  expect(response.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
  const said = Problem.parse(await response.json());
  expect(said.status).toBe(response.status);
  return said;
}
