import { AppError } from "../../base/app-error.js";
import { type Sha256, sha256 } from "../../base/digest.js";
import { formatPinFile, type PinFile } from "../../ledger/pin-file.js";
import { parseStampTrust, stampRoots } from "../../ledger/timestamp/trust-file.js";
import { parsePolicy, quorumText } from "../../ledger/witness/policy.js";
import type { PublishedLog } from "../../store/ledger/published-log.js";

export interface PinInput {
  readonly log: Pick<PublishedLog, "logKey" | "origin" | "newest">;
  /** Text of the witness policy. */
  readonly policy: string;
  /** Text of the file of time-stamp roots; `undefined` when no time-stamps were asked for. */
  readonly stampTrust: string | undefined;
  /** Digest of the verifier that this program builds, when it is known. */
  readonly verifier?: Sha256;
}

/** A pin and what to say about it. */
export interface MadePin {
  readonly text: string;
  /** Digest of the file: short enough for a letter. */
  readonly sha256: Sha256;
  readonly summary: readonly string[];
}

/**
 * What an auditor keeps of a log, made from its newest head.
 *
 * @throws AppError `not-found` when nothing was published yet, `store-damaged` when the roots cannot be read.
 */
export async function makePin({ log, policy, stampTrust, verifier }: PinInput): Promise<MadePin> {
  const head = await log.newest();
  if (head === undefined) throw nothingYet();
  const timeStampRoots = rootsOf(stampTrust);
  const { size, root } = head.checkpoint;
  const pin = {
    version: 1,
    origin: log.origin,
    logKey: log.logKey,
    head: { size, root: sha256Hex(root) },
    timeStampRoots,
    witnessPolicy: policy,
    ...(verifier === undefined ? {} : { verifier }),
  } satisfies PinFile;
  const text = formatPinFile(pin);
  const parsed = parsePolicy(policy);
  return {
    text,
    sha256: sha256(text),
    summary: [
      `log        ${log.origin}`,
      `head       ${size} records, root ${pin.head.root}`,
      `witnesses  ${parsed.ok && parsed.policy.quorum !== "none" ? quorumText(parsed.policy) : "none"}`,
      `time       ${timeStampRoots.length === 0 ? "no roots of time-stamp authorities" : `${timeStampRoots.length} roots of time-stamp authorities`}`,
      ...(verifier === undefined ? [] : [`verifier   ${verifier} (verify-lookback.mjs)`]),
    ],
  };
}

function rootsOf(text: string | undefined): PinFile["timeStampRoots"] {
  if (text === undefined) return [];
  const trust = parseStampTrust(text);
  if (trust === undefined) {
    throw new AppError({
      code: "store-damaged",
      message: "the file of time-stamp roots in trust/ cannot be read",
      fix: "Restore the evidence folder from a copy; run lookback verify for the whole picture.",
    });
  }
  return stampRoots(trust).map(({ fingerprint, from, until }) => ({
    sha256: fingerprint,
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
  }));
}

function sha256Hex(root: Uint8Array): Sha256 {
  return Buffer.from(root).toString("hex") as Sha256;
}

function nothingYet(): AppError {
  return new AppError({
    code: "not-found",
    message: "nothing was published in this workspace yet, so there is no head to pin",
    fix: "Run: lookback collect",
  });
}
