import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { answerHealth, brokenParts, type HealthParts, type UnreadyReason } from "./health.js";
import { Metrics } from "./metrics.js";

const READY: HealthParts = { phase: () => "open", broken: async () => [], metricsFor: () => undefined };

async function asked(path: string, changes: Partial<HealthParts> = {}) {
  const response = await answerHealth(new Request(`http://localhost${path}`), { ...READY, ...changes });
  return response === undefined ? undefined : { status: response.status, text: await response.text() };
}

describe("health", () => {
  it("is up from the first moment to the last", async () => {
    for (const phase of ["starting", "open", "stopping"] as const) {
      expect(await asked("/healthz", { phase: () => phase })).toEqual({ status: 200, text: '{"status":"up"}\n' });
    }
  });

  it("is ready once everything is open and answers", async () => {
    expect(await asked("/readyz")).toEqual({ status: 200, text: '{"status":"ready"}\n' });
    for (const phase of ["starting", "stopping"] as const) {
      expect(await asked("/readyz", { phase: () => phase, broken: () => Promise.reject(new Error()) })).toEqual({
        status: 503,
        text: `{"status":"not ready","reasons":["${phase}"]}\n`,
      });
    }
    const broken = async (): Promise<UnreadyReason[]> => ["database", "ledger"];
    expect((await asked("/readyz", { broken }))?.text).toBe('{"status":"not ready","reasons":["database","ledger"]}\n');
  });

  it("leaves every other question to others", async () => {
    expect([await asked("/"), await asked("/healthz/x"), (await asked("/metrics"))?.status]).toEqual([
      undefined,
      undefined,
      404,
    ]);
  });
});

describe("readiness", () => {
  /** Of a database only what is asked of it: an executor that answers or does not. */
  const database = (answers: boolean) => ({
    db: {
      getExecutor: () => ({
        transformQuery: (node: unknown) => node,
        compileQuery: () => ({ sql: "select 1", parameters: [], query: {} }),
        executeQuery: () => (answers ? Promise.resolve({ rows: [] }) : Promise.reject(new Error("gone"))),
      }),
    },
  });

  it("needs the configuration and a ledger that can be read, but not one that was begun", async () => {
    const root = await mkdtemp(join(tmpdir(), "lookback-health-"));
    const broken = (answers: boolean) => Reflect.apply(brokenParts, undefined, [root, database(answers)]);
    expect(await broken(true)).toEqual(["ledger"]);
    await writeFile(join(root, "lookback.yaml"), "");
    expect(await broken(true)).toEqual([]);
    await mkdir(join(root, ".lookback", "evidence"), { recursive: true });
    expect([await broken(true), await broken(false)]).toEqual([[], ["database"]]);
    await rm(join(root, "lookback.yaml"));
    expect(await broken(false)).toEqual(["database", "ledger"]);
  });
});

describe("metrics", () => {
  it("count requests by route and class, and what is looked at when somebody asks", async () => {
    const metrics = new Metrics();
    for (const status of [200, 204, 404]) metrics.answered({ route: "showAudit", status, seconds: 0.02 });
    const before = await metrics.page();
    expect(before.text).toContain('lookback_requests_total{route="showAudit",status="2xx"} 2\n');
    expect(before.text).toContain('lookback_requests_total{route="showAudit",status="4xx"} 1\n');
    expect(before.text).toContain('lookback_request_seconds_bucket{le="0.025",route="showAudit"} 3\n');
    expect(before.text).toMatch(/^nodejs_eventloop_lag_seconds /m);
    expect(before.text).not.toMatch(/^lookback_(runs|activity|newest|collection)[^ ]* \d/m);
    metrics.watch({
      runsByState: async () => ({ queued: 1, done: 4 }),
      unloggedActivity: async () => 7,
      newestRunAgeMs: async () => 90_000,
      collectionAgesMs: async () => new Map([["okta-users", 3_600_000]]),
    });
    const { text } = await metrics.page();
    const lines = text.split("\n").filter((line) => /^lookback_(runs|activity|newest|collection)/.test(line));
    expect(lines).toEqual([
      'lookback_runs{state="queued"} 1',
      'lookback_runs{state="done"} 4',
      "lookback_activity_unlogged 7",
      "lookback_newest_run_age_seconds 90",
      'lookback_collection_age_seconds{source="okta-users"} 3600',
    ]);
  });

  it("leave out what cannot be looked at", async () => {
    const metrics = new Metrics();
    const gone = () => Promise.reject(new Error("gone"));
    metrics.watch({ runsByState: gone, unloggedActivity: gone, newestRunAgeMs: gone, collectionAgesMs: gone });
    expect((await metrics.page()).text).not.toMatch(/^lookback_(runs|activity|newest|collection)[^ ]* \d/m);
  });
});
