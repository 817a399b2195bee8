import { AppError } from "../base/app-error.js";
import type { Sha256 } from "../base/digest.js";
import { formatPinFile, PinFile } from "../ledger/pin-file.js";
import { parsePolicy, type WitnessPolicy } from "../ledger/witness/policy.js";

/** What an auditor wrote down earlier, outside the folder that is checked. */
export interface Pin {
  /** The log's verifier key as one line of text. */
  readonly verifierKey: string;
  /** A head seen earlier: the log must still start with it. */
  readonly head?: { readonly size: number; readonly rootHex: string };
  /** Who must have cosigned the newest head. */
  readonly witnessPolicy?: WitnessPolicy;
  /** Roots of time-stamp authorities that are believed, each within its window. */
  readonly timeStampRoots?: PinFile["timeStampRoots"];
  /** Digest of the verifier that the pin's maker had. */
  readonly verifier?: Sha256;
}

const FIX = "Use the pin file as it was sent. To make a new one: lookback pin, and hand it over outside the pack.";
const LENGTH_MAX = 200_000;

/**
 * Reads a pin file. Strict: unknown, missing and doubled fields and a second spelling are refused, since whatever a pin
 * leaves out is not checked.
 *
 * @param file what to call it in messages. @throws AppError `bad-input` that names every field that is wrong.
 */
export function parsePin(text: string, file: string): Pin {
  if (text.length > LENGTH_MAX) throw refused(file, [`longer than ${LENGTH_MAX} characters`]);
  const parsed = PinFile.safeParse(jsonOf(text, file));
  if (!parsed.success) throw refused(file, parsed.error.issues.flatMap(linesOf));
  const { logKey, head, witnessPolicy, timeStampRoots, verifier } = parsed.data;
  if (text.trimEnd() !== formatPinFile(parsed.data).trimEnd()) {
    throw refused(file, ["not in canonical form: a field stands there twice, or the file was edited"]);
  }
  const policy = parsePolicy(witnessPolicy);
  if (!policy.ok) throw refused(file, [`witnessPolicy: line ${policy.line}: ${policy.reason}`]);
  return {
    verifierKey: logKey,
    head: { size: head.size, rootHex: head.root },
    witnessPolicy: policy.policy,
    timeStampRoots,
    ...(verifier === undefined ? {} : { verifier }),
  };
}

function jsonOf(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw refused(file, ["not JSON"], cause);
  }
}

interface Issue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** One line per field that is wrong. Values are not repeated. */
function linesOf(issue: Issue & { readonly keys?: readonly string[] }): readonly string[] {
  const path = issue.path.map(String);
  if (issue.code === "unrecognized_keys") {
    return (issue.keys ?? []).map((key) => `${[...path, key.slice(0, 40)].join(".")}: unknown field`);
  }
  return [`${path.join(".") || "pin"}: ${issue.message}`];
}

function refused(file: string, problems: readonly string[], cause?: unknown): AppError {
  const message = `${file} is no pin that can be used: ${problems.join("; ")}`;
  return new AppError({ code: "bad-input", message, fix: FIX, ...(cause === undefined ? {} : { cause }) });
}
