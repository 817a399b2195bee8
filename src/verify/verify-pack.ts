import { parseJson } from "../base/parse-json.js";
import { WITHHELD_FILE, Withheld } from "../ledger/withheld.js";
import { BAG, checkBag, orFinding } from "./pack/check-bag.js";
import { checkPayloadFiles, READ_ONLY_TEXT } from "./pack/payload-files.js";
import { Findings, type VerifyReport } from "./report.js";
import { below, type EvidenceSource } from "./source.js";
import { type VerifyOptions, verifyEvidence } from "./verify-evidence.js";

/** The folder of an archive that is the bag. */
export const BAG_FOLDER = "bag";

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
  const withheld = await withheldIn({ bag, payload, paths: found.keys() }, findings);
  const notChecked = [READ_ONLY_TEXT, ...(withheld.size === 0 ? [] : [VOUCHED_TEXT])];
  return verifyEvidence(payload, { ...options, shape: "pack", pack: { found, withheld, findings, notChecked } });
}

const VOUCHED_TEXT =
  "Whether what is left out may be: nothing signed says who this pack is for, only the pack itself says that it is for a customer.";

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

interface Withholding {
  readonly bag: EvidenceSource;
  readonly payload: EvidenceSource;
  /** Of all files of the payload. */
  readonly paths: Iterable<string>;
}

/** What a pack leaves out. Nothing may be in one that is for an auditor by any sign: then all of it is missing. */
async function withheldIn({ bag, payload, paths }: Withholding, findings: Findings): Promise<ReadonlySet<string>> {
  const text = await textOf(payload, WITHHELD_FILE);
  if (text === undefined) return new Set();
  const parsed = Withheld.safeParse(parseJson(text));
  if (!parsed.success) {
    findings.error("WITHHELD_LIST", WITHHELD_FILE, "the list of what is left out cannot be read");
    return new Set();
  }
  const { recipient, blobs } = parsed.data;
  const info = (await textOf(bag, BAG.info)) ?? "";
  const isForAuditor =
    recipient === "auditor" || FOR_AUDITOR.test(info) || [...paths].some((path) => AUDITORS_FILES.test(path));
  if (!isForAuditor) return new Set(blobs);
  if (blobs.length > 0) {
    const message = `lists ${blobs.length} blobs as left out, and the pack is for an auditor, for whom nothing is`;
    findings.error("WITHHELD_LIST", WITHHELD_FILE, message);
  }
  return new Set();
}

/** How a pack that is for an auditor says so. */
const FOR_AUDITOR = /^External-Description: .*, for an auditor$/m;

/** What only a pack for an auditor holds. */
const AUDITORS_FILES = /^(blobs|keys|populations|reports)\//;

async function textOf(source: EvidenceSource, path: string): Promise<string | undefined> {
  const bytes = await source.read(path);
  return bytes === undefined ? undefined : Buffer.from(bytes).toString("utf8");
}

/** A report on a pack that could not be read: what stopped the reading, and nothing else: a log behind it was not looked at. */
export function unreadPack({ errors, infos }: Findings): VerifyReport {
  const counts = { records: 0, streams: 0, checkpoints: 0, tiles: 0, blobs: 0, blobBytes: 0, timeStamps: 0 };
  const none = { ...counts, size: 0, rootHex: "" };
  return { checked: none, errors, infos, notChecked: ["Everything else: the pack could not be read to its end."] };
}
