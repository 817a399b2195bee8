import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Traces } from "./traces.js";

interface Received {
  readonly path: string | undefined;
  readonly token: string | string[] | undefined;
  readonly body: unknown;
}

const received: Received[] = [];
let status = 200;
let receiver: Server;
let endpoint: string;
beforeAll(async () => {
  receiver = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const body: unknown = JSON.parse(Buffer.concat(parts).toString());
    received.push({ path: request.url, token: request.headers["x-token"], body });
    response.writeHead(status).end("{}");
  });
  await new Promise<void>((done) => receiver.listen(0, "127.0.0.1", done));
  const address = receiver.address();
  endpoint = typeof address === "object" && address !== null ? `http://127.0.0.1:${address.port}/` : "";
});
afterAll(() => receiver.close());

const SPAN = { route: "showAudit", method: "GET", status: 200, requestId: "r1", startMs: 1_000.5, seconds: 0.25 };
const TRACE = "0af7651916cd43dd8448eb211c80319c";

function newTraces(errors: unknown[]) {
  const settings = { endpoint, headers: "x-token=a%20b,broken", service: "lookback", version: "1" };
  return new Traces(settings, (error) => errors.push(error));
}

describe("traces", () => {
  it("arrive as OTLP, in the trace of whoever asked", async () => {
    const errors: unknown[] = [];
    const traces = newTraces(errors);
    traces.request({ ...SPAN, parent: `00-${TRACE}-b7ad6b7169203331-01` });
    traces.request({ ...SPAN, status: 503, parent: "made up" });
    await traces.stop();
    expect([errors, received.map(({ path, token }) => [path, token])]).toEqual([[], [["/v1/traces", "a b"]]]);
    expect(received.pop()?.body).toMatchObject({
      resourceSpans: [
        {
          resource: { attributes: [{ key: "service.name", value: { stringValue: "lookback" } }, {}] },
          scopeSpans: [
            {
              spans: [
                {
                  traceId: TRACE,
                  parentSpanId: "b7ad6b7169203331",
                  name: "GET showAudit",
                  kind: 2,
                  startTimeUnixNano: "1000500000",
                  endTimeUnixNano: "1250500000",
                  status: {},
                },
                { traceId: expect.stringMatching(/^[0-9a-f]{32}$/), status: { code: 2 } },
              ],
            },
          ],
        },
      ],
    });
  });

  it("wait while the receiver does not take them, up to a limit, and are said once each time", async () => {
    const errors: unknown[] = [];
    const traces = newTraces(errors);
    status = 503;
    for (let n = 0; n < 3_000; n += 1) traces.request({ ...SPAN, parent: null });
    await traces.stop();
    status = 200;
    received.length = 0;
    for (let n = 0; n < 5; n += 1) await traces.stop();
    const sizes = received.map(({ body }) => JSON.stringify(body).match(/"spanId"/g)?.length);
    expect([errors.length, sizes]).toEqual([2, [512, 512, 512, 512]]);
  });
});
