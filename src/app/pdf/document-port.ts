import type { Instant } from "../../base/instant.js";
import type { SendHttp } from "../../connectors/kit/http/contract.js";
import type { SealKey } from "../../ledger/pdf/cades.js";
import type { FontSource } from "../../reports/pdf/kit/fonts.js";

/** What sealing documents needs of the world besides a workspace. */
export interface DocumentPort {
  readonly fonts: FontSource;
  readonly send: SendHttp;
  readonly signal: AbortSignal;
  now(): Instant;
  /** A random number of 64 bits or more. */
  nonce(): bigint;
  /** The key of the workspace, made on first use, and the name of its log. The ledger must be open for writing. */
  sealKey(at: Instant): Promise<{ readonly key: SealKey; readonly origin: string }>;
}
