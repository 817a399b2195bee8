/** What a store says no with. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message = code) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export interface VersionLock {
  readonly mode: string;
  readonly until: number;
}

export interface StoredVersion {
  readonly key: string;
  readonly versionId: string;
  readonly isDeleteMarker: boolean;
  bytes: Buffer;
  /** As it was said when it was stored, in base64. */
  readonly sha256: string | undefined;
  lock: VersionLock | undefined;
}

interface BucketOptions {
  readonly hasVersions: boolean;
  readonly hasObjectLock: boolean;
  now(): number;
}

/**
 * A bucket with the rules of Amazon's Object Lock: a locked version is deleted by nobody in compliance mode and only by
 * who bypasses in governance mode; a lock grows freely and is weakened only in governance mode by who bypasses; new
 * versions and delete markers go on top of anything.
 */
export class Bucket {
  readonly name: string;
  /** Refuses everything, as when a right was taken away. */
  isDenied = false;
  readonly #options: BucketOptions;
  /** By key, the newest version last. */
  readonly #versions = new Map<string, StoredVersion[]>();
  #count = 0;

  constructor(name: string, options: BucketOptions) {
    this.name = name;
    this.#options = options;
  }

  /** @throws Refusal when the key is taken and must be new, or the lock cannot be. */
  put(
    key: string,
    bytes: Buffer,
    {
      isNew = false,
      lock,
      sha256,
    }: { readonly isNew?: boolean; readonly lock?: VersionLock; readonly sha256?: string } = {},
  ): StoredVersion {
    const current = this.find(key);
    if (isNew && current !== undefined && !current.isDeleteMarker) throw new Refusal(412, "PreconditionFailed");
    if (lock !== undefined) this.#requireLockable(lock);
    return this.#add(key, { bytes, sha256, lock, isDeleteMarker: false });
  }

  /** Puts a delete marker on top. */
  hide(key: string): StoredVersion {
    return this.#add(key, { bytes: Buffer.alloc(0), sha256: undefined, lock: undefined, isDeleteMarker: true });
  }

  /** The newest version, which may be a marker, or the one of this id. */
  find(key: string, versionId?: string): StoredVersion | undefined {
    const all = this.#versions.get(key) ?? [];
    return versionId === undefined ? all.at(-1) : all.find((version) => version.versionId === versionId);
  }

  /** By key, the newest version first. */
  list(prefix: string): readonly StoredVersion[] {
    const keys = [...this.#versions.keys()].filter((key) => key.startsWith(prefix)).sort();
    return keys.flatMap((key) => (this.#versions.get(key) ?? []).toReversed());
  }

  /** Keys whose newest version is no marker. */
  keys(): readonly string[] {
    return [...this.#versions.keys()].filter((key) => this.find(key)?.isDeleteMarker === false).sort();
  }

  deleteVersion(key: string, versionId: string, { isBypassed }: { readonly isBypassed: boolean }): void {
    const version = this.find(key, versionId);
    if (version === undefined) throw new Refusal(404, "NoSuchVersion");
    if (this.#isHeld(version, isBypassed)) throw locked();
    this.#drop(version);
  }

  retain(
    key: string,
    versionId: string | undefined,
    { lock, isBypassed }: { readonly lock: VersionLock | undefined; readonly isBypassed: boolean },
  ): void {
    const version = this.find(key, versionId);
    if (version === undefined || version.isDeleteMarker) throw new Refusal(404, "NoSuchKey");
    if (lock !== undefined) this.#requireLockable(lock);
    const was = version.lock;
    const isWeaker =
      was !== undefined &&
      (lock === undefined || lock.until < was.until || (was.mode === "COMPLIANCE" && lock.mode !== "COMPLIANCE"));
    if (isWeaker && this.#isHeld(version, isBypassed)) throw locked();
    version.lock = lock;
  }

  /** What no request can do: somebody with the store's own disks. */
  tamper(key: string, change: (version: StoredVersion) => void): void {
    const version = this.find(key);
    if (version === undefined) throw new Error(`no ${key} in the bucket`);
    change(version);
  }

  /** As `tamper`: a version is gone, locked or not. */
  lose(key: string): void {
    for (const version of [...(this.#versions.get(key) ?? [])]) this.#drop(version);
  }

  #add(key: string, version: Omit<StoredVersion, "key" | "versionId">): StoredVersion {
    this.#count += 1;
    const versionId = this.#options.hasVersions ? `v${String(this.#count).padStart(6, "0")}` : "null";
    const added = { ...version, key, versionId };
    const before = this.#options.hasVersions ? (this.#versions.get(key) ?? []) : [];
    this.#versions.set(key, [...before, added]);
    return added;
  }

  #drop(version: StoredVersion): void {
    const rest = (this.#versions.get(version.key) ?? []).filter((each) => each !== version);
    if (rest.length === 0) this.#versions.delete(version.key);
    else this.#versions.set(version.key, rest);
  }

  #isHeld({ lock }: StoredVersion, isBypassed: boolean): boolean {
    if (lock === undefined || lock.until <= this.#options.now()) return false;
    return lock.mode === "COMPLIANCE" || !isBypassed;
  }

  #requireLockable({ mode, until }: VersionLock): void {
    if (!this.#options.hasObjectLock)
      throw new Refusal(400, "InvalidRequest", "Bucket is missing Object Lock Configuration");
    if (mode !== "GOVERNANCE" && mode !== "COMPLIANCE") throw new Refusal(400, "InvalidArgument");
    if (Number.isNaN(until) || until <= this.#options.now()) throw new Refusal(400, "InvalidArgument");
  }
}

function locked(): Refusal {
  return new Refusal(403, "AccessDenied", "Access Denied because object protected by object lock.");
}
