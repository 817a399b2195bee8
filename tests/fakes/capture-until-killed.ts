import { writeSync } from "node:fs";
import { sha256 } from "../../src/base/digest.js";
import { instant } from "../../src/base/instant.js";
import { lockOwner } from "../../src/bin/lock-owner.js";
import { openEvidenceStore } from "../../src/store/ledger/open-evidence-store.js";

/**
 * Captures numbered files for as long as it lives and prints a line for each one that was acknowledged. Its parent
 * kills it. Run with: folder, number of the run.
 */
const [folder = "", run = "0"] = process.argv.slice(2);
const FILES_EACH = 10_000;
const AT = instant("2026-01-01T00:00:00.000Z");
const LANES = 4;

const store = await openEvidenceStore(folder, {
  mode: "write",
  ...lockOwner(),
});
await Promise.all(Array.from({ length: LANES }, (_, lane) => captureFrom(Number(run) * FILES_EACH + lane)));

async function captureFrom(start: number): Promise<void> {
  for (let file = start; ; file += LANES) {
    const text = `file ${file} `.repeat(1 + (file % 7) * 40);
    const receipt = await store.capture({
      sourceId: `source-${file % 3}`,
      connector: "exports",
      version: 1,
      key: `file-${file}`,
      media: "text/plain",
      body: (async function* () {
        yield Buffer.from(text);
      })(),
      request: { file },
      observedAt: AT,
      at: AT,
    });
    // One write call per line: a kill cuts between lines, not inside.
    writeSync(1, `${JSON.stringify({ file, index: receipt.index, digest: sha256(text) })}\n`);
    if (file % 20 === 0) await store.publish();
  }
}
