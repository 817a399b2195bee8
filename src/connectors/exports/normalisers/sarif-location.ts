import type { SarifResult, SarifRun } from "./sarif-record.js";

/**
 * `file:line` of a result's first place, the file as a path below what was scanned; without a line the file alone,
 * and `null` when the result is about no file. A path is taken as it stands: `..` is not resolved.
 */
export function locationText(result: SarifResult, run: SarifRun): string | null {
  const physical = result.locations?.[0]?.physicalLocation;
  const artifact = physical?.artifactLocation;
  const uri = artifact?.uri ?? run.artifacts?.[artifact?.index ?? -1]?.location?.uri;
  if (uri == null || uri === "") return null;
  const path = relativePath(uri, run);
  const line = physical?.region?.startLine;
  return line == null ? path : `${path}:${line}`;
}

/** Removes the root that the run names, or the scheme of a file, so that two machines name one file alike. */
function relativePath(uri: string, { originalUriBaseIds }: SarifRun): string {
  const bases = Object.values(originalUriBaseIds ?? {}).flatMap(({ uri: base }) => (base ? [base] : []));
  const base = bases.filter((each) => uri.startsWith(each)).sort((a, b) => b.length - a.length)[0];
  const rest = base === undefined ? uri.replace(/^file:\/\//i, "") : uri.slice(base.length);
  return decoded(rest)
    .replaceAll("\\", "/")
    .replace(/^(?:\.\/)+/, "");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A path that is no URI: some tools write file names as they are, with a bare percent sign.
    return text;
  }
}
