import { AppError } from "../../base/app-error.js";
import type { SendHttp } from "../../connectors/kit/http/contract.js";
import { STAMP_MEDIA, stampRequest } from "../../ledger/timestamp/request.js";
import { type Stamp, verifyStamp } from "../../ledger/timestamp/verify-stamp.js";
import type { Authority } from "./authorities.js";

export interface AskInput {
  readonly send: SendHttp;
  /** What is to be time-stamped; only its digest leaves this machine. */
  readonly message: Uint8Array;
  /** A fresh random number of 64 bits or more. */
  readonly nonce: bigint;
  readonly signal?: AbortSignal;
}

const LIMITS = { bytes: 262_144, milliseconds: 10_000 };

/**
 * Asks a time-stamp authority once and judges its answer by the strict rules; an answer that does not hold is as good
 * as none. Our own clock is not asked: a fresh answer judges it.
 *
 * @returns the complete answer, to be kept as it is, and what it proves.
 * @throws AppError `source-failed`, `limit-reached` or `cancelled`; the message names the host and the code.
 */
export async function askAuthority(
  { name, url, paths, certificates, policies }: Authority,
  { send, message, nonce, signal }: AskInput,
): Promise<{ readonly response: Uint8Array; readonly stamp: Stamp }> {
  const answer = await send({
    method: "POST",
    url,
    headers: { "content-type": STAMP_MEDIA.query, accept: STAMP_MEDIA.reply },
    body: stampRequest(message, nonce),
    limits: LIMITS,
    ...(signal === undefined ? {} : { signal }),
  });
  if (answer.status !== 200) throw refused(name, `answered with status ${answer.status}`);
  const media = answer.headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
  if (media !== STAMP_MEDIA.reply) throw refused(name, "answered with something that is no time-stamp");
  const rules = { paths, certificates, nonce, ...(policies === undefined ? {} : { policies }) };
  const verdict = verifyStamp(answer.body, message, rules);
  if (!verdict.ok)
    throw refused(name, `answered with a time-stamp that does not hold: ${verdict.problem}: ${verdict.message}`);
  return { response: answer.body, stamp: verdict.stamp };
}

function refused(name: string, what: string): AppError {
  return new AppError({
    code: "source-failed",
    message: `${name} ${what}`,
    fix: "Check the address and the roots under timestamps: in lookback.yaml; the log goes on meanwhile.",
  });
}
