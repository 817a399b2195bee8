import { z } from "zod";
import { parseSha256, type Sha256 } from "../base/digest.js";
import { type Instant, isInstant } from "../base/instant.js";

/** A SHA-256 in a record or a file beside the log. */
export const Digest = textThat<Sha256>((text) => parseSha256(text) !== undefined, "expected 64 lowercase hex digits");

/** A moment in the one spelling that sorts. */
export const At = textThat<Instant>(isInstant, "expected an instant such as 2026-01-01T00:00:00.000Z");

/** One check and no copy: every record of the log goes through these. Descriptions are told that it is text. */
function textThat<T extends string>(holds: (text: string) => boolean, message: string) {
  const schema = z.custom<T>((value) => typeof value === "string" && holds(value), message);
  return schema.meta({ type: "string" });
}
