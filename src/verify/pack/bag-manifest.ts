import { parseSha256, type Sha256 } from "../../base/digest.js";
import type { Findings } from "../report.js";
import { pathProblem, pathTwin } from "./pack-path.js";

/** What a manifest claims: digest by path. */
export type BagManifest = ReadonlyMap<string, Sha256>;

/**
 * Reads a manifest of RFC 8493: a digest, blanks, a path, on each line. Of the spellings that the standard leaves open
 * one is taken, that of `sha256sum`, so that no byte of a manifest can change unseen. Reports paths that lead
 * elsewhere, that stand there twice under whatever spelling, and lines that are nothing of the kind.
 */
export function readManifest(
  bytes: Uint8Array,
  { name, findings }: { readonly name: string; readonly findings: Findings },
): BagManifest {
  const claims = new Map<string, Sha256>();
  const twins = new Set<string>();
  const text = decoded(bytes);
  if (text === undefined || text.startsWith("\uFEFF")) {
    findings.error("BAG_MANIFEST", name, "the manifest is not UTF-8 without a byte order mark");
    return claims;
  }
  linesOf(text).forEach((line, at) => {
    const where = `${name} line ${at + 1}`;
    const parts = /^([0-9a-f]{64}) {2}(.+)$/.exec(line);
    const digest = parseSha256(parts?.[1] ?? "");
    const path = unescaped(parts?.[2] ?? "");
    if (parts === null || digest === undefined || path === undefined) {
      findings.error("BAG_MANIFEST", where, "the line is not a SHA-256 digest and a path");
      return;
    }
    const problem = pathProblem(path);
    const twin = pathTwin(path);
    if (problem !== undefined) findings.error("BAG_PATH", where, problem);
    else if (twins.has(twin)) findings.error("BAG_DUP", where, "another line names this file");
    twins.add(twin);
    if (problem === undefined && !claims.has(path)) claims.set(path, digest);
  });
  return claims;
}

/** Only line ends and the sign itself are escaped; any other use of it is refused. */
function unescaped(path: string): string | undefined {
  if (/%(?!25|0[AaDd])/.test(path)) return undefined;
  return path.replaceAll(/%0a/gi, "\n").replaceAll(/%0d/gi, "\r").replaceAll("%25", "%");
}

function linesOf(text: string): readonly string[] {
  const lines = text.split("\n");
  // Without a line end at the end there is one line more, and that is no line of a manifest.
  if (lines.at(-1) === "") lines.pop();
  else lines.push("");
  return lines;
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
