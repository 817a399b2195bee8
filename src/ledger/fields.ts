import { z } from "zod";
import { parseSha256, type Sha256 } from "../base/digest.js";
import { type Instant, isInstant } from "../base/instant.js";

/** A SHA-256 in a record or a file beside the log. */
export const Digest = z
  .string()
  .refine((text) => parseSha256(text) !== undefined, "expected 64 lowercase hex digits")
  .transform((text) => text as Sha256);

/** A moment in the one spelling that sorts. */
export const At = z
  .string()
  .refine(isInstant, "expected an instant such as 2026-01-01T00:00:00.000Z")
  .transform((text) => text as Instant);
