import type { VerifyRequest } from "../app/verify/verify-request.js";
import { HOUR_MS } from "../base/instant.js";
import { parsePin } from "../verify/pin.js";
import type { VerifyOptions } from "../verify/verify-evidence.js";

/** What the verifier is asked, with its own clock. @throws AppError `bad-input` on a pin that cannot be used. */
export function verifyOptions(
  { pin, seen, maxAgeHours }: VerifyRequest,
  now: number,
): Pick<VerifyOptions, "pin" | "seen" | "now" | "maxAgeMs"> {
  return {
    seen,
    now,
    ...(pin === undefined ? {} : { pin: parsePin(pin.text, pin.name) }),
    ...(maxAgeHours === undefined ? {} : { maxAgeMs: maxAgeHours * HOUR_MS }),
  };
}
