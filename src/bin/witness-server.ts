import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { WitnessRequest, WitnessResponse } from "../app/witness/witness.js";

/** Far more than a request with 63 hashes and a checkpoint with a hundred signatures needs. */
const BODY_BYTES_MAX = 65_536;
const CONNECTIONS_MAX = 200;

/** An HTTP server in front of a witness: small bodies, short waits, few connections. It listens when it is told to. */
export function witnessServer(
  answer: (request: WitnessRequest) => Promise<WitnessResponse>,
  report: (text: string) => void,
): Server {
  const server = createServer(
    {
      headersTimeout: 5_000,
      requestTimeout: 10_000,
      keepAliveTimeout: 5_000,
      connectionsCheckingInterval: 2_000,
      maxHeaderSize: 8_192,
    },
    (request, response) => {
      respond(request, response, answer).catch((error: unknown) => {
        report(`error: ${error instanceof Error ? error.message : "unknown"}`);
        send(response, { status: 500, media: "text/plain; charset=utf-8", body: "the witness failed\n" });
      });
    },
  );
  server.maxConnections = CONNECTIONS_MAX;
  return server;
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (request: WitnessRequest) => Promise<WitnessResponse>,
): Promise<void> {
  const body = await readBody(request);
  if (body === undefined) {
    // The rest of the body is not read, so the connection cannot be used again.
    response.shouldKeepAlive = false;
    send(response, { status: 413, media: "text/plain; charset=utf-8", body: `more than ${BODY_BYTES_MAX} bytes\n` });
    return;
  }
  const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
  send(response, await answer({ method: request.method ?? "GET", path, body }));
}

/** The body; `undefined` when it is longer than allowed. */
async function readBody(request: IncomingMessage): Promise<Uint8Array | undefined> {
  if (Number(request.headers["content-length"] ?? 0) > BODY_BYTES_MAX) return undefined;
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    const bytes = Buffer.from(part);
    size += bytes.length;
    if (size > BODY_BYTES_MAX) return undefined;
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}

function send(response: ServerResponse, { status, media, body }: WitnessResponse): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, { "content-type": media, "content-length": Buffer.byteLength(body) });
  response.end(body);
}
