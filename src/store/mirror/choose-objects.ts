import { parseSha256, type Sha256 } from "../../base/digest.js";
import { blobPath, LAYOUT, parseCheckpointName } from "../../ledger/layout.js";
import { parseTilePath } from "../../ledger/tiles.js";
import { type MirrorFinding, missing, strangers } from "./check-mirror.js";
import type { Mirror } from "./mirror-evidence.js";
import { parseRevisionKey } from "./mirror-files.js";
import type { ObjectVersion } from "./object-port.js";

/** The version of an object that is ours, as far as can be told. */
export interface ChosenObject {
  readonly key: string;
  readonly versionId: string;
  /** As remembered from when it was stored; left out on a machine that remembers nothing. */
  readonly stored?: { readonly sha256: Sha256; readonly sizeBytes: number };
}

/** What a bucket holds for an evidence folder. */
export interface Choice {
  /** By path. */
  readonly files: ReadonlyMap<string, ChosenObject>;
  /** All states of each file that grows, by its path, the first one first. */
  readonly states: ReadonlyMap<string, readonly ChosenObject[]>;
  readonly alarms: readonly MirrorFinding[];
}

type Listed = ReadonlyMap<string, readonly ObjectVersion[]>;

/** Whether anything is remembered of what stands in this place. */
export function hasMemory({ state, prefix }: Pick<Mirror, "state" | "prefix">): boolean {
  for (const { key } of state.objects()) if (key.startsWith(prefix)) return true;
  return false;
}

/** What is remembered and nothing else; whatever else stands there is said. */
export function rememberedObjects(listed: Listed, { state, prefix }: Pick<Mirror, "state" | "prefix">): Choice {
  const alarms = [...listed].flatMap(([key, versions]) => strangers(key, versions, state.get(key)));
  const files = new Map<string, ChosenObject>();
  const states = new Map<string, { readonly count: number; readonly object: ChosenObject }[]>();
  for (const { key, versionId, sha256, sizeBytes } of state.objects()) {
    if (!key.startsWith(prefix)) continue;
    if (listed.get(key)?.some((version) => version.versionId === versionId) !== true) {
      alarms.push(missing({ key, versionId }));
      continue;
    }
    const place = placeOf(key.slice(prefix.length));
    const object = { key, versionId, stored: { sha256, sizeBytes } };
    if (place?.count === undefined) {
      if (place !== undefined) files.set(place.path, object);
    } else noteState(states, place.path, { count: place.count, object });
  }
  return { files, states: inOrder(states), alarms };
}

/**
 * Of every key the version that was stored first, where nothing is remembered: of names that a mirror writes alone, and
 * of files that grow only states that follow one another. Whose bytes they are is not known yet.
 */
export function firstObjects(listed: Listed, { prefix }: Pick<Mirror, "prefix">): Choice {
  const alarms: MirrorFinding[] = [];
  const files = new Map<string, ChosenObject>();
  const states = new Map<string, { readonly count: number; readonly object: ChosenObject }[]>();
  for (const [key, versions] of listed) {
    const own = versions.findLast(({ isDeleteMarker }) => !isDeleteMarker);
    for (const { versionId, isDeleteMarker } of versions) {
      if (versionId === own?.versionId) continue;
      const code = isDeleteMarker ? "MIRROR_DELETE_MARKER" : "MIRROR_EXTRA_VERSION";
      alarms.push({ code, key, message: `version ${versionId} was passed over` });
    }
    if (own === undefined) continue;
    const place = placeOf(key.slice(prefix.length));
    const object = { key, versionId: own.versionId };
    if (place === undefined) alarms.push(leftOut(object, "a mirror stores nothing under this name"));
    else if (place.count === undefined) files.set(place.path, object);
    else noteState(states, place.path, { count: place.count, object });
  }
  for (const [path, all] of states) {
    all.sort((a, b) => a.count - b.count);
    const gap = all.findIndex(({ count }, at) => count !== at + 1);
    for (const { object } of gap < 0 ? [] : all.splice(gap)) {
      alarms.push(leftOut(object, "the states before it are not there"));
    }
    if (all.length === 0) states.delete(path);
  }
  return { files, states: inOrder(states), alarms };
}

/** What is said of an object that is not restored. */
export function leftOut({ key, versionId }: ChosenObject, why: string): MirrorFinding {
  return { code: "MIRROR_UNKNOWN", key, message: `version ${versionId} was left out: ${why}` };
}

/** What a path in the mirror is of; `count` for a state of a file that grows. `undefined`: nothing of ours stands so. */
function placeOf(path: string): { readonly path: string; readonly count?: number } | undefined {
  const revision = parseRevisionKey(path);
  if (revision !== undefined) return isGrowing(revision.path) ? revision : undefined;
  return isFixed(path) ? { path } : undefined;
}

function isFixed(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (path.startsWith(`${LAYOUT.blobs}/`)) {
    const digest = parseSha256(name);
    return digest !== undefined && blobPath(digest) === path;
  }
  if (path.startsWith(`${LAYOUT.tiles}/`)) return parseTilePath(path.slice(LAYOUT.log.length + 1)) !== undefined;
  const companion = path === `${LAYOUT.checkpoints}/${name}` ? parseCheckpointName(name)?.companion : undefined;
  return companion !== undefined && companion !== ".cosig";
}

function isGrowing(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (path === `${LAYOUT.checkpoints}/${name}`) return parseCheckpointName(name)?.companion === ".cosig";
  const isPlain = path.split("/").every((part) => /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(part));
  return isPlain && path.startsWith(`${LAYOUT.trust}/`);
}

function noteState<T>(states: Map<string, T[]>, path: string, state: T): void {
  const known = states.get(path);
  if (known === undefined) states.set(path, [state]);
  else known.push(state);
}

function inOrder(
  states: ReadonlyMap<string, readonly { readonly count: number; readonly object: ChosenObject }[]>,
): Choice["states"] {
  return new Map(
    [...states].map(([path, all]) => [path, all.toSorted((a, b) => a.count - b.count).map(({ object }) => object)]),
  );
}
