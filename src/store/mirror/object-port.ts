import type { Sha256 } from "../../base/digest.js";
import type { Instant } from "../../base/instant.js";

/** Where objects are kept. */
export interface BucketAddress {
  readonly bucket: string;
  readonly region: string;
  /** Of a compatible store; without it, Amazon's of the region. */
  readonly endpoint?: string;
}

/** `governance`: whoever has a special right may end it; `compliance`: nobody can, until the day. */
export type LockMode = "governance" | "compliance";

export interface ObjectLock {
  readonly mode: LockMode;
  /** To the second: stores keep no more. */
  readonly until: Instant;
}

/** Whether a lock, or having none, holds less than one of this mode. */
export function isWeaker(lock: Pick<ObjectLock, "mode"> | undefined, mode: LockMode): boolean {
  return lock === undefined || (mode === "compliance" && lock.mode === "governance");
}

export interface NewObject {
  readonly key: string;
  readonly sizeBytes: number;
  readonly sha256: Sha256;
  /** The bytes; opened anew for every try. */
  open(): AsyncIterable<Uint8Array>;
  readonly lock?: ObjectLock;
}

/** `taken`: the key holds something already, and it was left alone. */
export type PutOutcome = { readonly kind: "stored"; readonly versionId: string } | { readonly kind: "taken" };

export interface ObjectFacts {
  readonly versionId: string;
  readonly sizeBytes: number;
  /** Left out where the store keeps none. */
  readonly sha256?: Sha256;
  /** Left out where there is none, or we may not see it. */
  readonly lock?: ObjectLock;
}

/** One version of a key, or a marker that hides the key from those who do not ask for a version. */
export interface ObjectVersion {
  readonly key: string;
  readonly versionId: string;
  readonly isDeleteMarker: boolean;
}

/**
 * What the mirror needs of an object store that keeps versions. Nothing here deletes, replaces or unlocks.
 *
 * Every method throws `TransientError` when the store did not answer or was too busy, and AppError otherwise:
 * `access-denied`, `bad-config` (no such bucket, it keeps no versions or cannot lock), `source-failed`, `cancelled`.
 */
export interface ObjectPort {
  /** Stores an object under a key that is free; the store compares the bytes with their SHA-256 before it says so. */
  put(object: NewObject): Promise<PutOutcome>;
  /** Of a version, or of the newest one; `undefined` when there is none, or a marker hides it. */
  head(key: string, versionId?: string): Promise<ObjectFacts | undefined>;
  /** The bytes of a version. Whoever reads compares their digest. */
  read(key: string, versionId: string): AsyncIterable<Uint8Array>;
  /** All versions of all keys that start so: key by key, the newest version first. */
  versions(prefix: string): AsyncIterable<ObjectVersion>;
}

/** Nobody knows whether the store did what it was asked: asking again is safe and may help. */
export class TransientError extends Error {
  constructor(why: string, cause?: unknown) {
    super(why, cause === undefined ? undefined : { cause });
    this.name = "TransientError";
  }
}
