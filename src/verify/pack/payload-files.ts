import { LAYOUT } from "../../ledger/layout.js";
import { ENCLOSED_KEYS } from "../../ledger/sealing/enclosed-keys.js";
import { TRUST_FILES } from "../../ledger/trust-files.js";
import { WITHHELD_FILE } from "../../ledger/withheld.js";
import type { Findings } from "../report.js";

const FILES: ReadonlySet<string> = new Set([
  "README.txt",
  "viewer/index.html",
  "verify-lookback.mjs",
  "reports/audit.html",
  "reports/audit.json",
  WITHHELD_FILE,
  ENCLOSED_KEYS,
  LAYOUT.checkpoint,
  ...TRUST_FILES,
]);

/** Whatever stands below these is judged by its name when it is read. */
const JUDGED = [LAYOUT.blobs, LAYOUT.checkpoints, LAYOUT.tiles].map((folder) => `${folder}/`);

/** Lists as they were tested, and with what was found of every item. */
const LISTS = /^(populations\/[a-z0-9-]+\.ndjson|reports\/populations\/[a-z0-9-]+\.csv)$/;

/**
 * A pack holds what packs hold and nothing else: whoever has no key can make the manifests fit any file, and a reader
 * takes what stands in a pack that verifies for a part of it.
 */
export function checkPayloadFiles(paths: Iterable<string>, findings: Findings): void {
  for (const path of paths) {
    if (FILES.has(path) || LISTS.test(path) || JUDGED.some((folder) => path.startsWith(folder))) continue;
    findings.error("BAG_EXTRA_FILE", `data/${path}`, "no pack holds such a file");
  }
}

/** What of a pack is for reading alone. */
export const READ_ONLY_TEXT =
  "Reports, lists as CSV, the page, README.txt and the enclosed verifier: nothing compares them with the log. Whoever handed the pack over can have changed them.";
