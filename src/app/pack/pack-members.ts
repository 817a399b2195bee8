import { createHash } from "node:crypto";
import { AppError } from "../../base/app-error.js";
import type { Sha256 } from "../../base/digest.js";
import { blobPath, checkpointPath, LAYOUT, parseCheckpointName } from "../../ledger/layout.js";
import { blobsOf } from "../../ledger/record.js";
import { ENCLOSED_KEYS, enclosedKeyLine } from "../../ledger/sealing/enclosed-keys.js";
import { newTiles, tilePath } from "../../ledger/tiles.js";
import { TRUST_FILES } from "../../ledger/trust-files.js";
import { WITHHELD_FILE, type Withheld } from "../../ledger/withheld.js";
import type { EvidenceStore } from "../../store/ledger/contract.js";
import type { EvidenceSource } from "../../verify/source.js";

/** Who a pack is for: an auditor reads all of the evidence, a customer the log alone. */
export type Audience = Withheld["recipient"];

/** A file of a pack, opened when its turn comes. */
export interface PackMember {
  readonly path: string;
  open(): AsyncIterable<Uint8Array>;
}

/** A member whose bytes were read once. */
export interface HashedMember extends PackMember {
  readonly sha256: string;
  readonly sizeBytes: number;
}

export interface LogMembersInput {
  /** The evidence folder. */
  readonly source: EvidenceSource;
  readonly evidence: Pick<EvidenceStore, "records" | "dataKey">;
  /** A size at which the log was signed. */
  readonly size: number;
  readonly audience: Audience;
}

/** The log up to a signed size, and the blobs that the audience may read, as members below the payload. */
export async function logMembers(input: LogMembersInput): Promise<readonly PackMember[]> {
  const { source, size } = input;
  const head = checkpointPath(size);
  const { files } = await source.list(LAYOUT.checkpoints);
  const checkpoints = files.filter((path) => {
    const name = parseCheckpointName(path.slice(LAYOUT.checkpoints.length + 1));
    return name !== undefined && name.size <= size;
  });
  const tiles = newTiles({ from: 0, to: size }).map((tile) => `${LAYOUT.log}/${tilePath(tile)}`);
  const trust = (await source.list(LAYOUT.trust)).files.filter((path) => TRUST_FILES.includes(path));
  const { blobs, withheld, keys } = await blobsFor(input);
  return [
    ...[...checkpoints, ...tiles, ...trust, ...blobs.map(blobPath)].map((path) => fromSource(source, path)),
    { path: LAYOUT.checkpoint, open: () => source.stream(head) },
    ...(withheld.length === 0 ? [] : [textMember(WITHHELD_FILE, withheldText(withheld, input.audience))]),
    ...(keys.length === 0 ? [] : [textMember(ENCLOSED_KEYS, keys.join(""))]),
  ];
}

async function blobsFor({ source, evidence, size, audience }: LogMembersInput): Promise<{
  readonly blobs: readonly Sha256[];
  readonly withheld: readonly Sha256[];
  readonly keys: readonly string[];
}> {
  const [blobs, withheld]: [Set<Sha256>, Set<Sha256>] = [new Set(), new Set()];
  const keys = new Map<Sha256, string>();
  for await (const { index, record } of evidence.records()) {
    if (index >= size) break;
    for (const { sha256 } of blobsOf(record)) {
      if (blobs.has(sha256) || withheld.has(sha256) || !(await source.has(blobPath(sha256)))) continue;
      (audience === "auditor" ? blobs : withheld).add(sha256);
    }
    if (audience !== "auditor" || record.type !== "evidence" || record.class !== "enc") continue;
    const key = evidence.dataKey(record.sha256);
    if (key !== undefined) keys.set(record.sha256, enclosedKeyLine(record.sha256, key));
  }
  const inOrder = (digests: Iterable<Sha256>) => [...digests].sort();
  return {
    blobs: inOrder(blobs),
    withheld: inOrder(withheld),
    keys: inOrder(keys.keys()).map((blob) => keys.get(blob) ?? ""),
  };
}

function withheldText(blobs: readonly Sha256[], recipient: Audience): string {
  const list: Withheld = { schema: "lookback/withheld/1", recipient, blobs: [...blobs] };
  return `${JSON.stringify(list, null, 1)}\n`;
}

function fromSource(source: EvidenceSource, path: string): PackMember {
  return { path, open: () => source.stream(path) };
}

/** A member whose text is at hand. */
export function textMember(path: string, text: string | Uint8Array): PackMember {
  const bytes = typeof text === "string" ? Buffer.from(text, "utf8") : text;
  return {
    path,
    async *open() {
      yield bytes;
    },
  };
}

/** Reads every member once, in order of path. @throws AppError `bad-input` when two have one path. */
export async function hashedMembers(members: readonly PackMember[]): Promise<readonly HashedMember[]> {
  const inOrder = [...members].sort((a, b) => (a.path < b.path ? -1 : 1));
  const hashed: HashedMember[] = [];
  for (const member of inOrder) {
    if (hashed.at(-1)?.path === member.path) throw twice(member.path);
    const hash = createHash("sha256");
    let sizeBytes = 0;
    for await (const piece of member.open()) {
      hash.update(piece);
      sizeBytes += piece.length;
    }
    hashed.push({ ...member, sha256: hash.digest("hex"), sizeBytes });
  }
  return hashed;
}

function twice(path: string): AppError {
  return new AppError({
    code: "bad-input",
    message: `two files of the pack would be called ${path}`,
    fix: "Run: lookback verify. The evidence folder holds a file that has no place there.",
  });
}
