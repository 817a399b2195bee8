import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Instant } from "../../src/base/instant.js";
import { STAMP_MEDIA } from "../../src/ledger/timestamp/request.js";
import type { FakeAuthority } from "./time-stamp-authority.js";

/** A time-stamp authority that is asked over HTTP, on this machine. */
export interface TimeStampServer {
  readonly url: string;
  /** Answers nobody while it is set. */
  isDown: boolean;
  close(): void;
}

/** Starts it. @param now what its clock shows when it is asked. */
export async function timeStampServer(
  authority: FakeAuthority,
  now: () => Instant | Promise<Instant>,
): Promise<TimeStampServer> {
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on("data", (piece) => pieces.push(piece));
    request.on("end", async () => {
      if (started.isDown) return void response.writeHead(503).end();
      const genTime = await now();
      response.setHeader("content-type", STAMP_MEDIA.reply);
      response.end(authority.reply(Buffer.concat(pieces), { genTime }));
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const started = { url: `http://127.0.0.1:${port}/tsr`, isDown: false, close: () => void server.close() };
  return started;
}
