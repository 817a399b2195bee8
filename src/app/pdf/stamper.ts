import { AppError } from "../../base/app-error.js";
import { assert } from "../../base/assert.js";
import type { Stamper } from "../../ledger/pdf/cades.js";
import type { SealRules } from "../../ledger/pdf/verify-sealed-pdf.js";
import { readResponse } from "../../ledger/timestamp/token-info.js";
import { askAuthority } from "../timestamps/ask-authority.js";
import type { Authority } from "../timestamps/authorities.js";
import type { DocumentPort } from "./document-port.js";

/** What time-stamps on documents are judged by: all that the configuration says of its authorities. */
export function stampTrust(authorities: readonly Authority[]): Pick<SealRules, "roots" | "certificates"> {
  return {
    roots: authorities.flatMap(({ roots }) => roots),
    certificates: authorities.flatMap(({ certificates }) => certificates),
  };
}

/** Asks the authorities one after the other until one gives a time-stamp that holds. */
export function stamperOf(
  authorities: readonly Authority[],
  { send, nonce, signal }: Pick<DocumentPort, "send" | "nonce" | "signal">,
): Stamper {
  return async (message) => {
    const failures: AppError[] = [];
    for (const authority of authorities) {
      try {
        const { response } = await askAuthority(authority, { send, message, nonce: nonce(), signal });
        const { token } = readResponse(response);
        assert(token !== undefined, "an answer that was judged holds a token");
        return token;
      } catch (error) {
        if (!(error instanceof AppError) || error.code === "cancelled") throw error;
        failures.push(error);
      }
    }
    throw new AppError({
      code: "source-failed",
      message: `no authority gave a time-stamp: ${failures.map(({ message: why }) => why).join("; ")}`,
      fix: "Check timestamps: in lookback.yaml, or try again later. Without an outside time the seal says so.",
      cause: failures[0],
    });
  };
}
