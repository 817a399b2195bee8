import { z } from "zod";
import { AppError } from "../../base/app-error.js";
import { canonicalJson } from "../../base/canonical-json.js";
import { type Sha256, sha256 } from "../../base/digest.js";
import type { Instant } from "../../base/instant.js";
import type { EvidenceStore } from "../../store/ledger/contract.js";

/** One of the files in which a workspace says what it promises: lookback.yaml, own controls, own mappings. */
export interface WorkspaceFile {
  /** Below the workspace, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** Files are laid out in a folder again: none may leave it, or be hidden in it. */
const OwnPath = z
  .string()
  .refine((path) => path.split("/").every((part) => /^[\p{L}\p{N}_][\p{L}\p{N}\p{M} ._-]*$/u.test(part)), {
    error: "expected letters, digits, blanks and . _ -",
  });

/** What a workspace promised, as a blob of the log holds it. */
export const LoggedWorkspace = z.strictObject({
  schema: z.literal("lookback/workspace/1"),
  files: z.array(z.strictObject({ path: OwnPath, text: z.string() })).min(1),
});

/** The blob of these files: in order of path, so that the same files have one digest. */
export function workspaceBlob(files: readonly WorkspaceFile[]): Uint8Array {
  const inOrder = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const members = inOrder.map(({ path, text }) => ({ path, text }));
  return Buffer.from(canonicalJson({ schema: "lookback/workspace/1", files: members }), "utf8");
}

/**
 * Records what the workspace promises and maps to criteria, unless the newest such record says the same. Results name
 * it: a mapping that changed without a record shows.
 *
 * @throws AppError `bad-config` for a file whose name could not be laid out again.
 */
export async function logWorkspace(
  evidence: Pick<EvidenceStore, "records" | "putBlob" | "append">,
  files: readonly WorkspaceFile[],
  at: Instant,
): Promise<Sha256> {
  for (const { path } of files) if (!OwnPath.safeParse(path).success) throw badName(path);
  const bytes = workspaceBlob(files);
  const digest = sha256(bytes);
  let [newest, version]: [Sha256 | undefined, number] = [undefined, 0];
  for await (const { record } of evidence.records()) {
    if (record.type !== "map") continue;
    [newest, version] = [record.mapping, record.version];
  }
  if (newest === digest) return digest;
  const { sha256: mapping } = await evidence.putBlob([bytes]);
  await evidence.append({ type: "map", stream: "workspace", at, mapping, version: version + 1 });
  return mapping;
}

function badName(path: string): AppError {
  return new AppError({
    code: "bad-config",
    message: `${path}: whoever gets the pack could not lay this file out again`,
    fix: "Rename it: letters, digits, blanks and . _ - are read everywhere.",
  });
}
