import { AppError } from "../../base/app-error.js";
import { sideBySide } from "../../base/side-by-side.js";
import type { Mirror } from "./mirror-evidence.js";
import { digestOf } from "./mirror-evidence.js";
import type { StoredObject } from "./mirror-state.js";
import { isWeaker, type ObjectFacts, type ObjectVersion } from "./object-port.js";
import { retried } from "./retry.js";

/** What is wrong with a mirror. The codes are stable. */
export type MirrorAlarm =
  /** A marker hides the object; the version below it is still there. */
  | "MIRROR_DELETE_MARKER"
  /** A version that we did not store stands under the key. */
  | "MIRROR_EXTRA_VERSION"
  /** The version that we stored is gone. */
  | "MIRROR_MISSING"
  /** The version that we stored gives other bytes, or answers with another version. */
  | "MIRROR_BYTES"
  /** It is locked for less time, or less strictly, than it was, or than was configured when it was found there. */
  | "MIRROR_LOCK"
  /** An object that nothing here remembers. */
  | "MIRROR_UNKNOWN";

export interface MirrorFinding {
  readonly code: MirrorAlarm;
  readonly key: string;
  readonly message: string;
}

export interface MirrorCheck {
  readonly objects: number;
  readonly alarms: readonly MirrorFinding[];
}

const LANES = 8;

/**
 * Compares every version in the bucket with what was remembered when it was stored: none more, none less, the same
 * bytes, locked as long. Costs a listing and a question for each object; reads bytes only where the store keeps no digest.
 *
 * @throws AppError `bad-usage` when nothing is remembered that could be compared.
 */
export async function checkMirror(mirror: Mirror): Promise<MirrorCheck> {
  const { state, patience } = mirror;
  const own = [...state.objects()];
  if (own.length === 0) throw nothingRemembered();
  const listed = await retried(() => versionsByKey(mirror), patience);
  const alarms: MirrorFinding[] = [];
  for (const [key, versions] of listed) alarms.push(...strangers(key, versions, state.get(key)));
  await sideBySide(own, LANES, async (object) => {
    const isListed = listed.get(object.key)?.some(({ versionId }) => versionId === object.versionId) === true;
    alarms.push(...(isListed ? await changes(object, mirror) : [missing(object)]));
  });
  return { objects: own.length, alarms: alarms.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)) };
}

/** All versions in the bucket below the prefix, by key, the newest first. */
export async function versionsByKey({
  port,
  prefix,
}: Pick<Mirror, "port" | "prefix">): Promise<ReadonlyMap<string, readonly ObjectVersion[]>> {
  const all = new Map<string, ObjectVersion[]>();
  for await (const version of port.versions(prefix)) {
    const known = all.get(version.key);
    if (known === undefined) all.set(version.key, [version]);
    else known.push(version);
  }
  return all;
}

/** What stands under a key beside the version that was stored from here. */
export function strangers(
  key: string,
  versions: readonly ObjectVersion[],
  own: StoredObject | undefined,
): readonly MirrorFinding[] {
  const found: MirrorFinding[] = [];
  for (const { versionId, isDeleteMarker } of versions) {
    if (versionId === own?.versionId) continue;
    if (isDeleteMarker) {
      found.push({ code: "MIRROR_DELETE_MARKER", key, message: `hidden by delete marker ${versionId}` });
    } else if (own === undefined) {
      found.push({ code: "MIRROR_UNKNOWN", key, message: `version ${versionId} was not stored from here` });
    } else {
      found.push({ code: "MIRROR_EXTRA_VERSION", key, message: `version ${versionId} was not stored from here` });
    }
  }
  return found;
}

async function changes(object: StoredObject, { port, patience }: Mirror): Promise<readonly MirrorFinding[]> {
  const { key, versionId } = object;
  const facts = await retried(() => port.head(key, versionId), patience);
  if (facts === undefined) return [missing(object)];
  const found: MirrorFinding[] = [];
  if (facts.versionId !== versionId) {
    const message = `version ${versionId} was asked for and version ${facts.versionId} came`;
    found.push({ code: "MIRROR_BYTES", key, message });
  }
  const sha256 = facts.sha256 ?? (await retried(() => digestOf(port.read(key, versionId)), patience)).sha256;
  if (sha256 !== object.sha256 || facts.sizeBytes !== object.sizeBytes) {
    found.push({ code: "MIRROR_BYTES", key, message: `version ${versionId} gives other bytes than were stored` });
  }
  return [...found, ...weakened(object, facts)];
}

function weakened({ key, lock: was, due: mode }: StoredObject, { lock }: ObjectFacts): readonly MirrorFinding[] {
  if (mode !== undefined && isWeaker(lock, mode)) {
    const message = `it stood there already, and its lock is ${lock?.mode ?? "none"}; ${mode} is configured`;
    return [{ code: "MIRROR_LOCK", key, message }];
  }
  if (was === undefined) return [];
  const due = `${was.mode} until ${was.until}`;
  if (lock === undefined) {
    const message = `stored with a lock (${due}); none is shown, or the right s3:GetObjectRetention is missing`;
    return [{ code: "MIRROR_LOCK", key, message }];
  }
  if (lock.until >= was.until && !isWeaker(lock, was.mode)) return [];
  return [
    { code: "MIRROR_LOCK", key, message: `stored with a lock (${due}); it is now ${lock.mode} until ${lock.until}` },
  ];
}

function nothingRemembered(): AppError {
  return new AppError({
    code: "bad-usage",
    message: "nothing is remembered of this mirror, so there is nothing to compare it with",
    fix: "Run: lookback mirror. It stores what is missing, and remembers what it finds with the same bytes.",
  });
}

/** What is said of a version that is gone. */
export function missing({ key, versionId }: Pick<StoredObject, "key" | "versionId">): MirrorFinding {
  return { code: "MIRROR_MISSING", key, message: `version ${versionId}, which was stored, is gone` };
}
