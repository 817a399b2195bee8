import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { askWitnesses } from "../app/witness/ask-witnesses.js";
import type { WitnessCommands } from "../app/witness/commands.js";
import { Witness } from "../app/witness/witness.js";
import { policyText } from "../app/witness/witness-config.js";
import { AppError } from "../base/app-error.js";
import { sendHttp } from "../connectors/kit/http/send-http.js";
import { PublishedLog } from "../store/ledger/published-log.js";
import { createWitness, openWitness, trustLog } from "../store/witness/witness-folder.js";
import { lockOwner } from "./lock-owner.js";
import { readWorkspace } from "./open-workspace.js";
import { witnessServer } from "./witness-server.js";

/** Witnesses on this machine and elsewhere. @param place finds the workspace that a person means. */
export function witnessCommands(place: (folder: string) => string, signal: AbortSignal): WitnessCommands {
  const processId = process.pid;
  return {
    create: (folder, name) => createWitness(folder, { name, processId }),
    trust: (folder, logKey) => trustLog(folder, { logKey, processId }),
    serve: (folder, listen, report) => serve(folder, { ...listen, report, signal }),
    async ask(folder) {
      const root = place(folder);
      const { witnesses, witness_quorum: quorum } = await readWorkspace(root);
      if (witnesses.length === 0) return [];
      const log = await PublishedLog.open(join(root, ".lookback", "evidence"), { processId });
      await log.writePolicy(policyText(witnesses, { quorum, logKey: log.logKey }));
      return askWitnesses({ log, witnesses, send: sendHttp, now: Date.now, signal });
    },
  };
}

async function serve(
  folder: string,
  {
    host,
    port,
    report,
    signal,
  }: {
    readonly host: string;
    readonly port: number;
    readonly report: (text: string) => void;
    readonly signal: AbortSignal;
  },
): Promise<void> {
  const memory = await openWitness(folder, lockOwner());
  try {
    const origins = await memory.origins();
    const witness = new Witness({ signer: memory.signer, memory, now: Date.now, report });
    const server = witnessServer((request) => witness.answer(request), report);
    server.listen(port, host);
    await once(server, "listening").catch((cause: unknown) => {
      throw cannotListen(host, port, cause);
    });
    const address = server.address() as AddressInfo;
    report(`witness    ${memory.verifierKey}`);
    report(`logs       ${origins.length === 0 ? "none yet: lookback witness trust" : origins.join(", ")}`);
    report(`listening  http://${host.includes(":") ? `[${host}]` : host}:${address.port}/`);
    await new Promise<void>((stopped) => {
      const stop = () => {
        server.close(() => stopped());
        server.closeIdleConnections();
      };
      if (signal.aborted) stop();
      else signal.addEventListener("abort", stop, { once: true });
    });
  } finally {
    await memory.close();
  }
}

function cannotListen(host: string, port: number, cause: unknown): AppError {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown";
  return new AppError({
    code: "bad-usage",
    message: `cannot listen at ${host}:${port} (${code})`,
    fix: "Name an address of this machine and a port that is free: --listen 127.0.0.1:8477",
    cause,
  });
}
