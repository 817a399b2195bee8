import { type Instant, instant } from "../../base/instant.js";
import { generateSample } from "../../samples/generate-sample.js";

/** The file that marks a folder as a sample company, which `demo` may make anew. */
const MARKER = {
  path: ".lookback-sample",
  bytes: Buffer.from("Made by lookback demo; it may be deleted and made anew.\n"),
};

/** Every file of the sample company's workspace: the same seed gives the same bytes. */
export function* sampleFiles(seed: string): Iterable<{ readonly path: string; readonly bytes: Uint8Array }> {
  yield* generateSample({ seed });
  yield MARKER;
}

/** The moment the sample company is looked at: after its period has ended and its last exports were made. */
export function sampleAsOf(): Instant {
  return instant("2026-07-06T08:00:00.000Z");
}
