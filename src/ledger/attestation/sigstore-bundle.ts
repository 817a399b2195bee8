import { canonicalJson } from "../../base/canonical-json.js";
import type { Envelope } from "./envelope.js";

/** Version 0.3 of the bundle that verifiers of Sigstore read. */
const BUNDLE_MEDIA = "application/vnd.dev.sigstore.bundle.v0.3+json";

/**
 * A Sigstore bundle around an envelope, as one line of canonical JSON: key by hint, no certificate, no public log.
 *
 * @param stamps complete answers of time-stamp authorities over the signature; without any, the bundle says nothing of
 * when it was made.
 */
export function bundleText(
  { payload, payloadType, signature, keyHint }: Envelope,
  stamps: readonly Uint8Array[],
): string {
  const times = stamps.map((stamp) => ({ signedTimestamp: base64(stamp) }));
  const bundle = {
    mediaType: BUNDLE_MEDIA,
    verificationMaterial: {
      publicKey: { hint: keyHint },
      timestampVerificationData: times.length === 0 ? undefined : { rfc3161Timestamps: times },
    },
    dsseEnvelope: {
      payload: base64(payload),
      payloadType,
      signatures: [{ keyid: keyHint, sig: base64(signature) }],
    },
  };
  return `${canonicalJson(bundle)}\n`;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}
