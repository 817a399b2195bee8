import type { Instant } from "../../base/instant.js";
import { cadesSignature, type SealKey, type Stamper } from "./cades.js";
import { appendIncrement, fillHole, signedBytes } from "./increment.js";

/** Room for a signature with its certificate, and for one with a time-stamp and the authority's chain. */
const PLAIN_BYTES = 4_096;
const STAMPED_BYTES = 20_480;

/**
 * Seals a PDF: PAdES B-B, or B-T with a stamper. The file grows by one increment and is otherwise untouched.
 *
 * @param claimedAt what viewers show as the time of signing: a claim, and said to be one.
 */
export async function sealPdf(
  file: Uint8Array,
  { key, claimedAt, stamp }: { readonly key: SealKey; readonly claimedAt: Instant; readonly stamp?: Stamper },
): Promise<Uint8Array> {
  const contentsBytes = stamp === undefined ? PLAIN_BYTES : STAMPED_BYTES;
  const increment = appendIncrement(file, { kind: "signature", claimedAt }, { contentsBytes });
  const content = signedBytes(increment.bytes, increment.hole);
  return fillHole(increment, await cadesSignature(content, key, stamp));
}

/** Appends a document time-stamp: an authority's token over the whole file, renewed before an authority's key grows old. */
export async function stampPdf(file: Uint8Array, stamp: Stamper): Promise<Uint8Array> {
  const increment = appendIncrement(file, { kind: "time-stamp" }, { contentsBytes: STAMPED_BYTES });
  return fillHole(increment, await stamp(signedBytes(increment.bytes, increment.hole)));
}
