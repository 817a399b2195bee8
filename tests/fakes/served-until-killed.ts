import { instantOf } from "../../src/base/instant.js";
import { serveCommand } from "../../src/bin/serve/serve-command.js";
import { serverLog } from "../../src/bin/serve/server-log.js";
import { signInOf } from "../../src/bin/serve/sign-in-of.js";

/**
 * Serves a workspace to an owner who is always signed in, until it is told to stop or killed. Prints one line of JSON
 * for each thing that it logs. Run with: folder, port and what it does (`all`, `serve` or `work`).
 */
const [root = "", port = "0", does = "all"] = process.argv.slice(2);
const stop = new AbortController();
process.once("SIGTERM", () => stop.abort());
const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_EXPORTER_OTLP_HEADERS: headers } = process.env;
await serveCommand({
  root,
  options: {
    port: Number(port),
    host: "127.0.0.1",
    work: does !== "serve",
    onlyWork: does === "work",
    logLevel: "info",
  },
  databaseUrl: process.env.DATABASE_URL,
  signal: stop.signal,
  traces: endpoint === undefined ? undefined : { endpoint, headers, service: "lookback", version: "0" },
  log: serverLog("info", (line) => void process.stdout.write(line)),
  out: () => undefined,
  env: {},
  signInOf: async (setting, stores) => ({
    ...(await signInOf(setting, stores)),
    identity: {
      answer: async () => new Response("not found", { status: 404 }),
      sessionOf: async () => ({
        id: "s1",
        user: { id: "u1", name: "Owner", email: "owner@example.org" },
        role: "owner",
        audits: "all",
        isFieldworker: false,
        scopes: undefined,
        expiresAt: instantOf(Date.now() + 3_600_000),
      }),
    },
  }),
});
