import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { AppError } from "../../base/app-error.js";
import { parseSha256, type Sha256, sha256 } from "../../base/digest.js";
import { sideBySide } from "../../base/side-by-side.js";
import { journalRecords } from "../../ledger/journal-format.js";
import { checkpointPath, LAYOUT, parseCheckpointName } from "../../ledger/layout.js";
import { parseLeaf } from "../../ledger/leaf.js";
import { blobsOf } from "../../ledger/record.js";
import { ShreddedBlobs } from "../../ledger/shredded-blobs.js";
import { LEAF_BYTES_MAX, newTiles, readEntryBundle, TILE_WIDTH, tilePath } from "../../ledger/tiles.js";
import { BlobStore } from "../blobs/blob-store.js";
import { createForGood, type Disk, diskError, isErrno, makeFolder, realDisk } from "../blobs/disk.js";
import { type MirrorFinding, versionsByKey } from "./check-mirror.js";
import {
  type Choice,
  type ChosenObject,
  firstObjects,
  hasMemory,
  leftOut,
  rememberedObjects,
} from "./choose-objects.js";
import { type Mirror, OBJECT_BYTES_MAX } from "./mirror-evidence.js";
import { ownLog } from "./own-log.js";
import { retried } from "./retry.js";

export interface Restored {
  /** Records of the newest checkpoint in the mirror: so far the log was restored. */
  readonly size: number;
  readonly files: number;
  /** Blobs that records say were destroyed: they are not brought back. */
  readonly destroyed: number;
  /** What in the bucket is not as it was stored, or was passed over as none of this log's. */
  readonly alarms: readonly MirrorFinding[];
}

const LANES = 8;
/** Whatever is no blob is at most as long as a full entry bundle. */
const FILE_BYTES_MAX = TILE_WIDTH * (LEAF_BYTES_MAX + 2);

interface Restoring {
  readonly mirror: Omit<Mirror, "folder">;
  readonly target: string;
  readonly disk: Disk;
}

/**
 * Makes an evidence folder from the mirror. Where it is remembered what was stored, that is taken and nothing else;
 * without memory, of every key the version that was stored first, and of those what belongs to the log of the key that
 * was stored first. Whatever else stands there is said. The journal is put together from entry bundles, up to the
 * newest checkpoint. Keys are not in the mirror and are not made. An attempt that fails leaves a folder without a
 * journal, which nothing opens.
 *
 * @param target a folder that is not there yet, or is empty.
 * @throws AppError `store-damaged` when the mirror does not hold what its newest checkpoint covers, or gives bytes that
 * are not what they are named; `bad-usage` when the target is taken; `not-found` when the mirror holds no checkpoint.
 */
export async function restoreMirror(
  mirror: Omit<Mirror, "folder">,
  target: string,
  disk: Disk = realDisk,
): Promise<Restored> {
  await requireEmpty(target);
  const restoring = { mirror, target, disk };
  const { files: chosen, alarms: said } = await choose(mirror);
  const alarms = [...said];
  const sizes = checkpointSizes(chosen);
  const size = sizes.at(-1);
  if (size === undefined) throw noCheckpoint(mirror.prefix);
  const tiles = tilesOf(sizes, chosen);
  const isBlob = (path: string) => path.startsWith(`${LAYOUT.blobs}/`);
  const rest = [...chosen].filter(([path]) => !isBlob(path) && (!isTile(path) || tiles.has(path)));
  for (const folder of [LAYOUT.temporary, LAYOUT.blobs]) await makeFolder(disk, join(target, folder));
  let files = 0;
  await sideBySide(rest, LANES, async ([path, object]) => {
    const bytes = await readObject(object, mirror);
    if (bytes === undefined && (tiles.has(path) || path === checkpointPath(size))) throw incomplete(size, path);
    if (bytes === undefined) alarms.push(leftOut(object, "no such file is that long"));
    else await write(path, bytes, restoring);
    files += bytes === undefined ? 0 : 1;
  });
  const { journal, claims, shredded } = await journalOf(target, size);
  let destroyed = 0;
  const kept = [...chosen].flatMap(([path, object]) => {
    const digest = isBlob(path) ? parseSha256(basename(path)) : undefined;
    if (digest === undefined) return [];
    if (shredded.has(digest)) {
      destroyed += 1;
      return [];
    }
    if (claims.has(digest) || object.stored !== undefined) {
      return [{ digest, object, limit: object.stored?.sizeBytes ?? claims.get(digest) ?? OBJECT_BYTES_MAX }];
    }
    alarms.push(leftOut(object, "no record names this blob"));
    return [];
  });
  const store = new BlobStore(target, disk);
  await sideBySide(kept, LANES, (blob) => keepBlob(blob, { store, mirror }));
  await write(LAYOUT.checkpoint, await readFile(join(target, checkpointPath(size))), restoring);
  await write(LAYOUT.journal, journal, restoring);
  return { size, files: files + kept.length, destroyed, alarms };
}

async function choose(mirror: Omit<Mirror, "folder">): Promise<Omit<Choice, "states">> {
  const listed = await retried(() => versionsByKey(mirror), mirror.patience);
  if (hasMemory(mirror)) {
    const { files, states, alarms } = rememberedObjects(listed, mirror);
    const newest = [...states].flatMap(([path, all]) => all.slice(-1).map((object) => [path, object] as const));
    return { files: new Map([...files, ...newest]), alarms };
  }
  const read = (object: ChosenObject) => readObject(object, mirror);
  return ownLog(firstObjects(listed, mirror), { read, damaged: incomplete });
}

function isTile(path: string): boolean {
  return path.startsWith(`${LAYOUT.tiles}/`);
}

function checkpointSizes(chosen: Choice["files"]): readonly number[] {
  const sizes = [...chosen.keys()].flatMap((path) => {
    if (!path.startsWith(`${LAYOUT.checkpoints}/`)) return [];
    const parsed = parseCheckpointName(path.slice(LAYOUT.checkpoints.length + 1));
    return parsed?.companion === "" ? [parsed.size] : [];
  });
  return sizes.sort((a, b) => a - b);
}

/** Paths of every tile and entry bundle that these heads were signed over; all of them are there. */
function tilesOf(sizes: readonly number[], chosen: Choice["files"]): ReadonlySet<string> {
  const count = [...chosen.keys()].filter(isTile).length;
  const paths = new Set<string>();
  for (const [at, to] of sizes.entries()) {
    const from = sizes[at - 1] ?? 0;
    // Whatever a head says, no more is counted up than can be there.
    if (Math.floor(to / TILE_WIDTH) - Math.floor(from / TILE_WIDTH) > count) throw incomplete(to, LAYOUT.tiles);
    for (const tile of newTiles({ from, to })) {
      const path = `${LAYOUT.log}/${tilePath(tile)}`;
      if (!chosen.has(path)) throw incomplete(to, path);
      paths.add(path);
    }
  }
  return paths;
}

/** `undefined` when it is longer than anything but a blob can be. */
async function readObject(
  { key, versionId, stored }: ChosenObject,
  { port, patience }: Omit<Mirror, "folder">,
): Promise<Uint8Array | undefined> {
  const limit = stored?.sizeBytes ?? FILE_BYTES_MAX;
  const bytes = await retried(async () => {
    const pieces: Uint8Array[] = [];
    let sizeBytes = 0;
    for await (const piece of port.read(key, versionId)) {
      sizeBytes += piece.length;
      if (sizeBytes > limit) return undefined;
      pieces.push(piece);
    }
    return Buffer.concat(pieces);
  }, patience);
  if (stored !== undefined && (bytes === undefined || sha256(bytes) !== stored.sha256))
    throw otherBytes(key, versionId);
  return bytes;
}

async function keepBlob(
  { digest, object, limit }: { readonly digest: Sha256; readonly object: ChosenObject; readonly limit: number },
  { store, mirror }: { readonly store: BlobStore; readonly mirror: Omit<Mirror, "folder"> },
): Promise<void> {
  const { key, versionId } = object;
  async function* body(): AsyncGenerator<Uint8Array> {
    let sizeBytes = 0;
    for await (const piece of mirror.port.read(key, versionId)) {
      sizeBytes += piece.length;
      if (sizeBytes > limit) throw otherBytes(key, versionId);
      yield piece;
    }
  }
  const staged = await retried(() => store.stage(body()), mirror.patience);
  try {
    if (staged.sha256 !== digest) throw otherBytes(key, versionId);
    await staged.keep();
  } finally {
    await staged.discard();
  }
}

interface RestoredJournal {
  readonly journal: Uint8Array;
  /** Blobs that records name, and how long each may be. */
  readonly claims: ReadonlyMap<Sha256, number>;
  readonly shredded: ReadonlySet<Sha256>;
}

async function journalOf(target: string, size: number): Promise<RestoredJournal> {
  const all: Uint8Array[] = [];
  const claims = new Map<Sha256, number>();
  const shredded = new ShreddedBlobs();
  for (let index = 0; index * TILE_WIDTH < size; index += 1) {
    const width = Math.min(TILE_WIDTH, size - index * TILE_WIDTH);
    const path = `${LAYOUT.log}/${tilePath({ level: "entries", index, width })}`;
    const leaves = readEntryBundle(await readFile(join(target, path)));
    if (leaves?.length !== width || leaves.some(({ length }) => length === 0)) throw incomplete(size, path);
    for (const leaf of leaves) {
      const parsed = parseLeaf(leaf);
      if (parsed.ok) shredded.see(parsed.record);
      for (const blob of parsed.ok ? blobsOf(parsed.record) : []) {
        claims.set(blob.sha256, blob.size ?? claims.get(blob.sha256) ?? OBJECT_BYTES_MAX);
      }
      all.push(leaf);
    }
  }
  return { journal: journalRecords(all), claims, shredded: shredded.all() };
}

async function write(path: string, bytes: Uint8Array, { target, disk }: Restoring): Promise<void> {
  const temporary = join(target, LAYOUT.temporary, path.replaceAll("/", "-"));
  // What the log goes on writing is not closed for good.
  const isOpen = path === LAYOUT.journal || path.startsWith(`${LAYOUT.trust}/`);
  try {
    await makeFolder(disk, dirname(join(target, path)));
    const input = { temporary, target: join(target, path), bytes, mode: isOpen ? 0o644 : 0o444 };
    if (await createForGood(disk, input)) return;
  } catch (error) {
    throw diskError(`writing ${path}`, error);
  }
  throw taken(target);
}

async function requireEmpty(target: string): Promise<void> {
  const names = await readdir(target).catch((error: unknown) => {
    if (isErrno(error, "ENOENT")) return [];
    throw diskError("looking into the folder to restore to", error);
  });
  if (names.length > 0) throw taken(target);
}

function taken(target: string): AppError {
  return new AppError({
    code: "bad-usage",
    message: `${target} is not empty`,
    fix: "Name a folder that is not there yet: what is restored never mixes with what stands somewhere.",
  });
}

function noCheckpoint(prefix: string): AppError {
  return new AppError({
    code: "not-found",
    message: `the mirror holds no checkpoint${prefix === "" ? "" : ` below ${prefix}`}`,
    fix: "Check bucket and prefix under mirror: in lookback.yaml.",
  });
}

function incomplete(size: number, path: string): AppError {
  return new AppError({
    code: "store-damaged",
    message: `the mirror's newest checkpoint covers ${size} records, and ${path} is missing or malformed in it`,
    fix: "Run: lookback mirror --check, on the machine that mirrored. The evidence folder itself, if it is whole, mirrors it again.",
  });
}

function otherBytes(key: string, versionId: string): AppError {
  return new AppError({
    code: "store-damaged",
    message: `${key} (version ${versionId}) gives other bytes than were stored`,
    fix: "Do not use this copy before you know why. Run: lookback mirror --check",
  });
}
