import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { DocumentPort } from "../app/pdf/document-port.js";
import { instantOf } from "../base/instant.js";
import { sendHttp } from "../connectors/kit/http/send-http.js";
import { openSealKey } from "../store/ledger/seal-key.js";
import { documentFonts } from "./document-fonts.js";

/** What sealing the documents of a workspace needs of this machine. */
export function documentPort(root: string, signal: AbortSignal): DocumentPort {
  return {
    fonts: documentFonts(),
    send: sendHttp,
    signal,
    now: () => instantOf(Date.now()),
    nonce: () => BigInt(`0x01${randomBytes(15).toString("hex")}`),
    sealKey: (at) => openSealKey(join(root, ".lookback", "evidence"), { at }),
  };
}
