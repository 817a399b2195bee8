import { mkdir, readdir, readFile, rename, unlink, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { AppError } from "../../base/app-error.js";
import { journalRecord } from "../../ledger/journal-format.js";
import { checkpointPath, LAYOUT, parseCheckpointName } from "../../ledger/layout.js";
import { parseLeaf } from "../../ledger/leaf.js";
import { ShreddedBlobs } from "../../ledger/shredded-blobs.js";
import { newTiles, readEntryBundle, TILE_WIDTH, tilePath } from "../../ledger/tiles.js";
import { diskError, isErrno } from "../blobs/disk.js";
import { type MirrorFinding, versionsByKey } from "./check-mirror.js";
import { digestOf, type Mirror } from "./mirror-evidence.js";
import { parseRevisionKey } from "./mirror-files.js";
import type { ObjectVersion } from "./object-port.js";
import { retried, sideBySide } from "./retry.js";

export interface Restored {
  /** Records of the newest checkpoint in the mirror: so far the log was restored. */
  readonly size: number;
  readonly files: number;
  /** Blobs that records say were destroyed: they are not brought back. */
  readonly destroyed: number;
  /** Versions that were passed over because another one was stored first. */
  readonly alarms: readonly MirrorFinding[];
}

const LANES = 8;

/**
 * Makes an evidence folder from the mirror: of every key the version that was stored first, by its id, whatever was put
 * on top of it later. The journal is put together from entry bundles, up to the newest checkpoint. Keys are not in the
 * mirror and are not made. An attempt that fails leaves a folder without a journal, which nothing opens.
 *
 * @param target a folder that is not there yet, or is empty.
 * @throws AppError `store-damaged` when the mirror does not hold what its newest checkpoint covers, or gives bytes that
 * are not what they are named; `bad-usage` when the target is taken; `not-found` when the mirror holds no checkpoint.
 */
export async function restoreMirror(mirror: Omit<Mirror, "folder">, target: string): Promise<Restored> {
  await requireEmpty(target);
  const { chosen, alarms } = await choose(mirror);
  const sizes = checkpointSizes(chosen);
  const size = sizes.at(-1);
  if (size === undefined) throw noCheckpoint(mirror.prefix);
  const tiles = tilesOf(sizes);
  for (const path of tiles) if (!chosen.has(path)) throw incomplete(size, path);
  const isPart = (path: string) => !path.startsWith(`${LAYOUT.tiles}/`) || tiles.has(path);
  const rest = [...chosen].filter(([path]) => isPart(path) && !path.startsWith(`${LAYOUT.blobs}/`));
  const blobs = [...chosen].filter(([path]) => path.startsWith(`${LAYOUT.blobs}/`));
  const download = ([path, version]: readonly [string, ObjectVersion]) =>
    fetchObject(path, version, { mirror, target });
  await sideBySide(rest, LANES, download);
  const { journal, destroyed } = await journalOf(target, size);
  const kept = blobs.filter(([path]) => !destroyed.has(basename(path)));
  await sideBySide(kept, LANES, download);
  await write(target, LAYOUT.checkpoint, await readFile(join(target, checkpointPath(size))));
  await write(target, LAYOUT.journal, journal);
  return { size, files: rest.length + kept.length, destroyed: blobs.length - kept.length, alarms };
}

/** By path: the remembered version, else the oldest; of files that grow, their newest state. */
async function choose(mirror: Omit<Mirror, "folder">): Promise<{
  readonly chosen: ReadonlyMap<string, ObjectVersion>;
  readonly alarms: readonly MirrorFinding[];
}> {
  const { state, prefix, patience } = mirror;
  const chosen = new Map<string, ObjectVersion>();
  const newest = new Map<string, number>();
  const alarms: MirrorFinding[] = [];
  for (const [key, versions] of await retried(() => versionsByKey(mirror), patience)) {
    const known = state.get(key)?.versionId;
    const bodies = versions.filter(({ isDeleteMarker }) => !isDeleteMarker);
    const own = bodies.find(({ versionId }) => versionId === known) ?? bodies.at(-1);
    for (const { versionId, isDeleteMarker } of versions) {
      if (versionId === own?.versionId) continue;
      const code = isDeleteMarker ? "MIRROR_DELETE_MARKER" : "MIRROR_EXTRA_VERSION";
      alarms.push({ code, key, message: `version ${versionId} was passed over` });
    }
    const path = key.slice(prefix.length);
    const revision = parseRevisionKey(path);
    const place = revision?.path ?? path;
    const count = revision?.count ?? 0;
    if (own === undefined || !isSafe(place) || count < (newest.get(place) ?? 0)) continue;
    newest.set(place, count);
    chosen.set(place, own);
  }
  return { chosen, alarms };
}

/** Only places that the mirror uses: nothing in a bucket may write elsewhere. */
function isSafe(path: string): boolean {
  const below = [LAYOUT.blobs, LAYOUT.tiles, LAYOUT.checkpoints, LAYOUT.trust];
  const isPlain = path.split("/").every((part) => /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(part));
  return isPlain && below.some((folder) => path.startsWith(`${folder}/`));
}

function checkpointSizes(chosen: ReadonlyMap<string, ObjectVersion>): readonly number[] {
  const sizes = [...chosen.keys()].flatMap((path) => {
    if (!path.startsWith(`${LAYOUT.checkpoints}/`)) return [];
    const parsed = parseCheckpointName(path.slice(LAYOUT.checkpoints.length + 1));
    return parsed?.companion === "" ? [parsed.size] : [];
  });
  return sizes.sort((a, b) => a - b);
}

/** Paths of every tile and entry bundle that these heads were signed over. */
function tilesOf(sizes: readonly number[]): ReadonlySet<string> {
  const paths = new Set<string>();
  for (const [at, to] of sizes.entries()) {
    for (const tile of newTiles({ from: sizes[at - 1] ?? 0, to })) paths.add(`${LAYOUT.log}/${tilePath(tile)}`);
  }
  return paths;
}

async function fetchObject(
  path: string,
  { key, versionId }: ObjectVersion,
  { mirror, target }: { readonly mirror: Omit<Mirror, "folder">; readonly target: string },
): Promise<void> {
  const { port, state, patience } = mirror;
  const temporary = join(target, LAYOUT.temporary, sanitised(path));
  await mkdir(dirname(temporary), { recursive: true });
  const got = await retried(() => digestOf(written(port.read(key, versionId), temporary)), patience);
  const expected = path.startsWith(`${LAYOUT.blobs}/`) ? basename(path) : state.get(key)?.sha256;
  if (expected !== undefined && expected !== got.sha256) {
    await unlink(temporary);
    throw otherBytes(key, versionId);
  }
  await mkdir(dirname(join(target, path)), { recursive: true });
  await rename(temporary, join(target, path));
}

async function* written(body: AsyncIterable<Uint8Array>, path: string): AsyncGenerator<Uint8Array> {
  await writeFile(path, "");
  for await (const piece of body) {
    await writeFile(path, piece, { flag: "a" });
    yield piece;
  }
}

function sanitised(path: string): string {
  return path.replaceAll("/", "-");
}

async function journalOf(
  target: string,
  size: number,
): Promise<{ readonly journal: Uint8Array; readonly destroyed: ReadonlySet<string> }> {
  const records: Uint8Array[] = [];
  const shredded = new ShreddedBlobs();
  for (let index = 0; index * TILE_WIDTH < size; index += 1) {
    const width = Math.min(TILE_WIDTH, size - index * TILE_WIDTH);
    const path = `${LAYOUT.log}/${tilePath({ level: "entries", index, width })}`;
    const leaves = readEntryBundle(await readFile(join(target, path)));
    if (leaves?.length !== width) throw incomplete(size, path);
    for (const leaf of leaves) {
      const parsed = parseLeaf(leaf);
      if (parsed.ok) shredded.see(parsed.record);
      records.push(journalRecord(leaf));
    }
  }
  return { journal: Buffer.concat(records), destroyed: shredded.all() };
}

async function write(target: string, path: string, bytes: Uint8Array): Promise<void> {
  try {
    await mkdir(dirname(join(target, path)), { recursive: true });
    await writeFile(join(target, path), bytes, { flag: "wx" });
  } catch (error) {
    throw diskError(`writing ${path}`, error);
  }
}

async function requireEmpty(target: string): Promise<void> {
  const names = await readdir(target).catch((error: unknown) => {
    if (isErrno(error, "ENOENT")) return [];
    throw diskError("looking into the folder to restore to", error);
  });
  if (names.length === 0) return;
  throw new AppError({
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
