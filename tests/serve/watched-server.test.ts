import { rename } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type BundledServer, bundleServer } from "../fakes/bundled-server.js";
import { changeCompany } from "../fakes/change-company.js";
import { ask, SERVED_AUDIT, untilRuns } from "../fakes/served-runs.js";
import { workspaceFolder } from "../fakes/workspace-folder.js";

let server: BundledServer;
beforeAll(async () => {
  server = await bundleServer("watched-server");
});
afterAll(() => server.remove());

it("a server says how it is to whoever watches it, and nothing of people or the company", {
  timeout: 240_000,
}, async () => {
  const spans: string[] = [];
  const receiver = createServer(async (request, response) => {
    for await (const part of request) spans.push(String(part));
    response.end("{}");
  });
  await new Promise<void>((done) => receiver.listen(0, "127.0.0.1", done));
  const address = receiver.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const root = await workspaceFolder(changeCompany({ changes: 3 }));
  const up = await server.start({ root, env: { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` } });
  const text = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(up.origin + path, { headers });
    return { status: response.status, text: await response.text() };
  };

  await untilRuns(up.origin, ([first]) => first?.state === "done");
  const { request } = await ask(up.origin, `/audits/${SERVED_AUDIT}/exceptions?control=CHG-01`);
  expect([(await text("/healthz")).status, await text("/readyz")]).toEqual([
    200,
    { status: 200, text: '{"status":"ready"}\n' },
  ]);
  const metrics = await text("/metrics");
  expect(metrics.text).toContain('lookback_requests_total{route="listExceptions",status="2xx"} 1');
  expect(metrics.text).toContain('lookback_runs{state="done"} 1');
  for (const source of ["hr", "accounts", "changes"]) {
    expect(metrics.text).toMatch(new RegExp(`lookback_collection_age_seconds\\{source="${source}"\\} \\d`));
  }
  expect((await text("/metrics", { "x-forwarded-for": "203.0.113.7" })).status).toBe(404);
  await rename(join(root, "lookback.yaml"), join(root, "away.yaml"));
  expect(await text("/readyz")).toEqual({ status: 503, text: '{"status":"not ready","reasons":["ledger"]}\n' });
  await rename(join(root, "away.yaml"), join(root, "lookback.yaml"));
  expect([await up.end("SIGTERM"), up.stderr]).toEqual([0, []]);
  receiver.close();

  const answered = up.log.find((line) => line.request === request);
  expect(answered).toEqual({
    ...{ level: "info", time: expect.any(String), what: "answered", request },
    ...{ method: "GET", route: "listExceptions", status: 200, ms: expect.any(Number) },
  });
  expect(spans.join("")).toContain("GET listExceptions");
  const all = [JSON.stringify(up.log.filter(({ what }) => what !== "serving")), metrics.text, spans.join("")].join(
    "\n",
  );
  expect(all).not.toMatch(/example\.(org|com)|Little Ltd|owner@|CHG-01|\?/i);
});
