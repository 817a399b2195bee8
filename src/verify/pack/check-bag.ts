import type { Sha256 } from "../../base/digest.js";
import { type FoundFile, foundFile } from "../found-file.js";
import type { Findings } from "../report.js";
import type { EvidenceSource } from "../source.js";
import { type BagManifest, readManifest } from "./bag-manifest.js";
import { pathProblem, pathTwin } from "./pack-path.js";
import { PackProblem } from "./pack-problem.js";

export const BAG = {
  declaration: "bagit.txt",
  info: "bag-info.txt",
  manifest: "manifest-sha256.txt",
  tagManifest: "tagmanifest-sha256.txt",
  payload: "data",
} as const;

/** What `bagit.txt` of a pack says. */
export const BAG_DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

const TAG_FILES: ReadonlySet<string> = new Set([BAG.declaration, BAG.info, BAG.manifest, BAG.tagManifest]);

/**
 * Checks a folder or archive as a BagIt 1.0 bag (RFC 8493), stricter than the standard where a pack has no need of
 * freedom: SHA-256 alone, no other tag files, nothing to be fetched. Every file is read once; what each hashes to is
 * returned by path, so that later checks need not hash again.
 *
 * @throws PackProblem when a file of an archive cannot be read.
 */
export async function checkBag(bag: EvidenceSource, findings: Findings): Promise<ReadonlyMap<string, FoundFile>> {
  const files = await regularFiles(bag, findings);
  await checkDeclaration(bag, findings);
  const manifest = await manifestOf(bag, BAG.manifest, findings);
  const tags = await manifestOf(bag, BAG.tagManifest, findings);
  checkListed(files, { manifest, tags }, findings);
  const found = new Map<string, FoundFile>();
  let [payloadBytes, payloadFiles] = [0, 0];
  for (const path of files) {
    const isTag = !path.startsWith(`${BAG.payload}/`);
    const file = await foundFile(bag, path);
    found.set(path, file);
    if (!isTag) [payloadBytes, payloadFiles] = [payloadBytes + file.size, payloadFiles + 1];
    const claim = isTag ? tags.get(path) : manifest.get(path);
    if (claim === undefined || claim === file.sha256) continue;
    findings.error(isTag ? "BAG_TAG_DIGEST" : "BAG_DIGEST", path, "the bytes are not the ones that the manifest lists");
  }
  await checkInfo(bag, { oxum: `${payloadBytes}.${payloadFiles}`, findings });
  return found;
}

/** Tag files first: an edited manifest is named before what follows from it. */
async function regularFiles(bag: EvidenceSource, findings: Findings): Promise<readonly string[]> {
  const { files, others } = await bag.list("");
  for (const path of others) findings.error("BAG_NOT_REGULAR", path, "a link or device stands where only files may");
  const twins = new Set<string>();
  for (const path of files) {
    const problem = pathProblem(path);
    if (problem !== undefined) findings.error("BAG_PATH", JSON.stringify(path), problem);
    const twin = pathTwin(path);
    if (twins.has(twin)) findings.error("BAG_DUP", path, "another file has this name in another spelling");
    twins.add(twin);
  }
  const isPayload = (path: string) => path.startsWith(`${BAG.payload}/`);
  return [...files.filter((path) => !isPayload(path)), ...files.filter(isPayload)];
}

async function checkDeclaration(bag: EvidenceSource, findings: Findings): Promise<void> {
  const bytes = await bag.read(BAG.declaration);
  const text = bytes === undefined ? undefined : Buffer.from(bytes).toString("utf8");
  if (text === BAG_DECLARATION) return;
  const message = text === undefined ? "the file is missing" : "it does not declare BagIt 1.0 in UTF-8";
  findings.error("BAG_VERSION", BAG.declaration, message);
}

async function manifestOf(bag: EvidenceSource, name: string, findings: Findings): Promise<BagManifest> {
  const bytes = await bag.read(name);
  if (bytes !== undefined) return readManifest(bytes, { name, findings });
  findings.error("BAG_MISSING", name, "the manifest is missing");
  return new Map<string, Sha256>();
}

function checkListed(
  files: readonly string[],
  { manifest, tags }: { readonly manifest: BagManifest; readonly tags: BagManifest },
  findings: Findings,
): void {
  const there = new Set(files);
  for (const [name, claims, isPayload] of [
    [BAG.manifest, manifest, true],
    [BAG.tagManifest, tags, false],
  ] as const) {
    for (const path of claims.keys()) {
      if (path.startsWith(`${BAG.payload}/`) !== isPayload) findings.error("BAG_PATH", path, `has no place in ${name}`);
      else if (!there.has(path)) findings.error("BAG_MISSING", path, `the file that ${name} lists is missing`);
    }
  }
  for (const path of files) {
    const isPayload = path.startsWith(`${BAG.payload}/`);
    const isKnown = isPayload ? manifest.has(path) : TAG_FILES.has(path);
    if (!isKnown) findings.error("BAG_EXTRA_FILE", path, "no manifest lists this file");
    else if (!isPayload && path !== BAG.tagManifest && !tags.has(path)) {
      findings.error("BAG_TAG_DIGEST", path, `${BAG.tagManifest} does not list this file`);
    }
  }
}

async function checkInfo(
  bag: EvidenceSource,
  { oxum, findings }: { readonly oxum: string; readonly findings: Findings },
): Promise<void> {
  const bytes = await bag.read(BAG.info);
  if (bytes === undefined) {
    findings.error("BAG_MISSING", BAG.info, "the file is missing");
    return;
  }
  const said = /^Payload-Oxum: *(\S+) *$/m.exec(Buffer.from(bytes).toString("utf8"))?.[1];
  if (said !== oxum) findings.error("BAG_OXUM", BAG.info, `says ${said ?? "nothing"}, the payload is ${oxum}`);
}

/** Turns what stops the reading of a pack into a finding. @returns `undefined` then. */
export async function orFinding<T>(work: () => Promise<T>, findings: Findings): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof PackProblem)) throw error;
    findings.error(error.code, error.where, error.message);
    return undefined;
  }
}
