import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { AppError } from "../../../base/app-error.js";
import { isLoopback } from "../../../base/loopback.js";
import { sendHttp } from "./send-http.js";

const open: Server[] = [];
const LIMITS = { bytes: 1_000, milliseconds: 5_000 };

afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  open.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function refusal(request: Parameters<typeof sendHttp>[0]): Promise<string> {
  const error = await sendHttp(request).catch((thrown: unknown) => thrown);
  return error instanceof AppError ? error.code : "no AppError";
}

describe("a request", () => {
  it("carries method, headers and body, and brings back status, headers and bytes", async () => {
    const url = await serve((request, response) => {
      const pieces: Buffer[] = [];
      request.on("data", (piece) => pieces.push(piece));
      request.on("end", () => {
        const got = `${request.method} ${request.headers["content-type"]} ${Buffer.concat(pieces).toString("hex")}`;
        response.writeHead(418, { "X-Two": ["a", "b"], "Content-Type": "text/plain" }).end(got);
      });
    });
    const headers = { "content-type": "application/x" };
    const answer = await sendHttp({ method: "POST", url, headers, body: Buffer.of(0, 255), limits: LIMITS });
    expect([answer.status, answer.headers["x-two"], Buffer.from(answer.body).toString()]).toEqual([
      418,
      "a, b",
      "POST application/x 00ff",
    ]);
  });

  it("never follows a redirect", async () => {
    let asked = 0;
    const url = await serve((_, response) => {
      asked += 1;
      response.writeHead(302, { location: "/elsewhere" }).end();
    });
    expect((await sendHttp({ method: "GET", url, limits: LIMITS })).status).toBe(302);
    expect(asked).toBe(1);
  });

  it("takes a body of exactly the limit and refuses one byte more, announced or not", async () => {
    const url = await serve((request, response) => {
      const size = Number(request.url?.slice(2));
      if (request.url?.startsWith("/c")) response.setHeader("content-length", size);
      response.write(Buffer.alloc(size));
      response.end();
    });
    const sizeOf = async (path: string) =>
      (await sendHttp({ method: "GET", url: `${url}/${path}`, limits: LIMITS })).body.length;
    expect([await sizeOf("c1000"), await sizeOf("x1000")]).toEqual([1_000, 1_000]);
    const codes = ["c1001", "x1001", "x1000000"].map((path) =>
      refusal({ method: "GET", url: `${url}/${path}`, limits: LIMITS }),
    );
    expect(await Promise.all(codes)).toEqual(["limit-reached", "limit-reached", "limit-reached"]);
  });

  it("gives up on a server that stalls, before its answer or within it", async () => {
    const url = await serve((request, response) => {
      if (request.url === "/within") response.write("a");
    });
    const limits = { bytes: 1_000, milliseconds: 50 };
    expect(await refusal({ method: "GET", url, limits })).toBe("source-failed");
    expect(await refusal({ method: "GET", url: `${url}/within`, limits })).toBe("source-failed");
  });

  it("fails when the answer is cut off, or nobody listens", async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("part", () => response.destroy());
    });
    expect(await refusal({ method: "GET", url, limits: LIMITS })).toBe("source-failed");
    for (const server of open.splice(0)) await new Promise((done) => server.close(done));
    expect(await refusal({ method: "GET", url, limits: LIMITS })).toBe("source-failed");
  });

  it("stops when it is told to", async () => {
    const url = await serve(() => undefined);
    const abort = new AbortController();
    const waiting = refusal({ method: "GET", url, limits: LIMITS, signal: abort.signal });
    abort.abort();
    expect(await waiting).toBe("cancelled");
    expect(await refusal({ method: "GET", url, limits: LIMITS, signal: abort.signal })).toBe("cancelled");
  });

  it("goes to https or to this machine only", async () => {
    const refused = [
      "http://tsa.example/",
      "ftp://127.0.0.1/",
      "no address",
      "http://127.0.0.1.example/",
      "http://localhost.example/",
    ];
    const codes = await Promise.all(refused.map((url) => refusal({ method: "GET", url, limits: LIMITS })));
    expect(codes).toEqual(refused.map(() => "bad-config"));
    expect(["localhost", "127.0.0.1", "[::1]", "127.1.2.3"].every(isLoopback)).toBe(true);
    expect(["tsa.example", "128.0.0.1", "0.0.0.0", "[::2]"].some(isLoopback)).toBe(false);
  });
});
