import { z } from "zod";
import { parseSha256 } from "../base/digest.js";
import { parseJson } from "../base/parse-json.js";
import { BAG, checkBag, orFinding } from "./pack/check-bag.js";
import { checkPayloadFiles, READ_ONLY_TEXT, WITHHELD_FILE } from "./pack/payload-files.js";
import { Findings, type VerifyReport } from "./report.js";
import { below, type EvidenceSource } from "./source.js";
import { type VerifyOptions, verifyEvidence } from "./verify-evidence.js";

/** The folder of an archive that is the bag. */
export const BAG_FOLDER = "bag";

export const Withheld = z.strictObject({
  schema: z.literal("lookback/withheld/1"),
  recipient: z.string(),
  blobs: z.array(z.string().refine((text) => parseSha256(text) !== undefined)),
});

export type PackOptions = Omit<VerifyOptions, "shape" | "pack">;

/**
 * Checks a pack: first that it is the bag it says it is, then everything that is checked of a live log, then its
 * results again. Runs nothing that is in it.
 *
 * @param archive an opened zip, or a folder that holds the bag or is one.
 */
export async function verifyPack(archive: EvidenceSource, options: PackOptions = {}): Promise<VerifyReport> {
  const findings = new Findings();
  const checked = await orFinding(() => checkPack(archive, options, findings), findings);
  return checked ?? unreadPack(findings);
}

async function checkPack(archive: EvidenceSource, options: PackOptions, findings: Findings): Promise<VerifyReport> {
  const bag = await bagIn(archive, findings);
  const all = await checkBag(bag, findings);
  const payload = below(bag, BAG.payload);
  const prefix = `${BAG.payload}/`;
  const found = new Map(
    [...all].flatMap(([path, file]) => (path.startsWith(prefix) ? [[path.slice(prefix.length), file]] : [])),
  );
  checkPayloadFiles(found.keys(), findings);
  const withheld = await withheldIn(payload, findings);
  const pack = { found, withheld, findings, notChecked: [READ_ONLY_TEXT] };
  return verifyEvidence(payload, { ...options, shape: "pack", pack });
}

/** Nothing may stand beside the bag: it would be handed over with the pack, and be checked by nobody. */
async function bagIn(archive: EvidenceSource, findings: Findings): Promise<EvidenceSource> {
  if (await archive.has(BAG.declaration)) return archive;
  const inside = `${BAG_FOLDER}/`;
  const { files, others } = await archive.list("");
  for (const path of [...files, ...others]) {
    if (!path.startsWith(inside)) findings.error("BAG_EXTRA_FILE", path, "stands beside the bag");
  }
  return below(archive, BAG_FOLDER);
}

async function withheldIn(payload: EvidenceSource, findings: Findings): Promise<ReadonlySet<string>> {
  const bytes = await payload.read(WITHHELD_FILE);
  if (bytes === undefined) return new Set();
  const parsed = Withheld.safeParse(parseJson(Buffer.from(bytes).toString("utf8")));
  if (parsed.success) return new Set(parsed.data.blobs);
  findings.error("WITHHELD_LIST", WITHHELD_FILE, "the list of what is left out cannot be read");
  return new Set();
}

/** A report on a pack that could not be read: what stopped the reading, and nothing else: a log behind it was not looked at. */
export function unreadPack({ errors, infos }: Findings): VerifyReport {
  const counts = { records: 0, streams: 0, checkpoints: 0, tiles: 0, blobs: 0, blobBytes: 0, timeStamps: 0 };
  const none = { ...counts, size: 0, rootHex: "" };
  return { checked: none, errors, infos, notChecked: ["Everything else: the pack could not be read to its end."] };
}
