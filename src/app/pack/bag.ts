import { type HashedMember, hashedMembers, type PackMember, textMember } from "./pack-members.js";

/** Folder of the archive in which everything stands. */
const ROOT = "bag";

/**
 * Puts payload files into a BagIt 1.0 bag (RFC 8493): the declaration, what the bag is, a digest of each payload file,
 * and of each of these. `info` are labels with values, in order.
 */
export async function baggedMembers(
  payload: readonly HashedMember[],
  info: Readonly<Record<string, string>>,
): Promise<readonly PackMember[]> {
  const data = payload.map((member) => ({ ...member, path: `data/${member.path}` }));
  const bytes = payload.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const labels = { ...info, "Payload-Oxum": `${bytes}.${payload.length}` };
  const tags = await hashedMembers([
    textMember("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"),
    textMember("bag-info.txt", infoText(labels)),
    textMember("manifest-sha256.txt", data.map(manifestLine).join("")),
  ]);
  const all = [...tags, textMember("tagmanifest-sha256.txt", tags.map(manifestLine).join("")), ...data];
  return all.map(({ path, open }) => ({ path: `${ROOT}/${path}`, open }));
}

function infoText(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([label, value]) => `${label}: ${value.replaceAll(/\s+/g, " ").trim()}\n`)
    .join("");
}

/** Paths of ours hold no line ends; a percent sign is escaped as the standard asks. */
function manifestLine({ sha256, path }: HashedMember): string {
  return `${sha256}  ${path.replaceAll("%", "%25")}\n`;
}
