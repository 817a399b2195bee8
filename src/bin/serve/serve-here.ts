import type { ServeOptions } from "../../app/serving/serve-options.js";
import { VERSION } from "../version.js";
import { serveCommand } from "./serve-command.js";
import { serverLog } from "./server-log.js";
import { signInOf } from "./sign-in-of.js";

/** Serves a workspace as this process's environment has it: database, traces, secrets. */
export function serveHere(
  root: string,
  { options, signal }: { readonly options: ServeOptions; readonly signal: AbortSignal },
): Promise<void> {
  const { env } = process;
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_EXPORTER_OTLP_HEADERS: headers } = env;
  return serveCommand({
    ...{ root, options, signal, env, signInOf },
    databaseUrl: env.DATABASE_URL,
    traces: endpoint === undefined ? undefined : { endpoint, headers, service: "lookback", version: VERSION },
    log: serverLog(options.logLevel, (line) => void process.stderr.write(line)),
    out: (text) => void process.stdout.write(text),
  });
}
