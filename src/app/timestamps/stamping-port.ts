import type { Instant } from "../../base/instant.js";
import type { SendHttp } from "../../connectors/kit/http/contract.js";
import type { StampFiles } from "../../store/ledger/stamp-files.js";

/** What time-stamping needs of the world besides a workspace: the way out, clock, randomness, files of the evidence. */
export interface StampingPort {
  readonly send: SendHttp;
  now(): Instant;
  /** A random number of 64 bits or more. */
  nonce(): bigint;
  readonly files: Pick<StampFiles, "list" | "read" | "checkpoint" | "put" | "readTrust" | "writeTrust">;
}
