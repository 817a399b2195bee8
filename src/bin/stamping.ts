import { randomBytes } from "node:crypto";
import type { StampingPort } from "../app/timestamps/stamping-port.js";
import { instantOf } from "../base/instant.js";
import { sendHttp } from "../connectors/kit/http/send-http.js";
import { StampFiles } from "../store/ledger/stamp-files.js";

/** The real way to time-stamp an evidence folder. Writing needs the folder's lock. */
export function stampingOf(evidence: string): StampingPort {
  return {
    send: sendHttp,
    now: () => instantOf(Date.now()),
    nonce: () => BigInt(`0x${randomBytes(16).toString("hex")}`),
    files: new StampFiles(evidence),
  };
}
