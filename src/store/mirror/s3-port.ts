import { Readable } from "node:stream";
import type { S3Client } from "@aws-sdk/client-s3";
import { AppError } from "../../base/app-error.js";
import { parseSha256, type Sha256 } from "../../base/digest.js";
import { instantOf, msOf } from "../../base/instant.js";
import type {
  BucketAddress,
  NewObject,
  ObjectFacts,
  ObjectLock,
  ObjectPort,
  ObjectVersion,
  PutOutcome,
} from "./object-port.js";
import { TransientError } from "./object-port.js";
import { isNotThere, nameOf, storeError } from "./s3-errors.js";

export interface S3Options extends BucketAddress {
  readonly signal?: AbortSignal;
  /** How long a store may take to be reached, and to answer. */
  readonly limits?: { readonly connectMs: number; readonly answerMs: number };
}

/** The client talks to the console by itself; what matters is in the errors it throws. */
const QUIET = { debug() {}, info() {}, warn() {}, error() {} };

const LIMITS = { connectMs: 10_000, answerMs: 120_000 };
/** Pages of 1,000 versions: ten million are no mirror of evidence. */
const PAGES_MAX = 10_000;

/**
 * An S3 bucket through Amazon's own client, loaded only here. It finds credentials by its usual chain: environment,
 * profile, role of the machine. It tries once; who calls decides about trying again.
 */
export async function openS3(options: S3Options): Promise<ObjectPort & { close(): void }> {
  const { region, endpoint, limits = LIMITS } = options;
  const sdk = await import("@aws-sdk/client-s3");
  const client = new sdk.S3Client({
    region,
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    maxAttempts: 1,
    logger: QUIET,
    // We say the digest ourselves, and compare what we read with what we know.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    requestHandler: {
      connectionTimeout: limits.connectMs,
      requestTimeout: limits.answerMs,
      throwOnRequestTimeout: true,
    },
  });
  return new S3Bucket(client, sdk, options);
}

type Sdk = typeof import("@aws-sdk/client-s3");

class S3Bucket implements ObjectPort {
  readonly #client: S3Client;
  readonly #sdk: Sdk;
  readonly #options: S3Options;

  constructor(client: S3Client, sdk: Sdk, options: S3Options) {
    this.#client = client;
    this.#sdk = sdk;
    this.#options = options;
  }

  async put({ key, sizeBytes, sha256, open, lock }: NewObject): Promise<PutOutcome> {
    const command = new this.#sdk.PutObjectCommand({
      Bucket: this.#options.bucket,
      Key: key,
      Body: Readable.from(open(), { objectMode: false }),
      ContentLength: sizeBytes,
      ChecksumSHA256: Buffer.from(sha256, "hex").toString("base64"),
      IfNoneMatch: "*",
      ...(lock === undefined
        ? {}
        : {
            ObjectLockMode: lock.mode === "compliance" ? "COMPLIANCE" : "GOVERNANCE",
            ObjectLockRetainUntilDate: new Date(msOf(lock.until)),
          }),
    });
    try {
      const { VersionId } = await this.#client.send(command, this.#sending());
      if (VersionId === undefined || VersionId === "null") throw keepsNoVersions(this.#options);
      return { kind: "stored", versionId: VersionId };
    } catch (error) {
      if (nameOf(error) === "PreconditionFailed") return { kind: "taken" };
      throw this.#error(error, `storing ${key}`);
    }
  }

  async head(key: string, versionId?: string): Promise<ObjectFacts | undefined> {
    const command = new this.#sdk.HeadObjectCommand({
      Bucket: this.#options.bucket,
      Key: key,
      ...(versionId === undefined ? {} : { VersionId: versionId }),
      ChecksumMode: "ENABLED",
    });
    try {
      const found = await this.#client.send(command, this.#sending());
      if (found.VersionId === undefined || found.VersionId === "null") throw keepsNoVersions(this.#options);
      const lock = lockOf(found.ObjectLockMode, found.ObjectLockRetainUntilDate);
      const digest = digestOf(found.ChecksumSHA256);
      return {
        versionId: found.VersionId,
        sizeBytes: found.ContentLength ?? 0,
        ...(digest === undefined ? {} : { sha256: digest }),
        ...(lock === undefined ? {} : { lock }),
      };
    } catch (error) {
      if (isNotThere(error)) return undefined;
      throw this.#error(error, `looking at ${key}`);
    }
  }

  async *read(key: string, versionId: string): AsyncGenerator<Uint8Array> {
    const command = new this.#sdk.GetObjectCommand({
      Bucket: this.#options.bucket,
      Key: key,
      VersionId: versionId,
    });
    try {
      const { Body } = await this.#client.send(command, this.#sending());
      if (!(Body instanceof Readable)) throw new TransientError(`reading ${key}: the store sent no bytes`);
      for await (const piece of Body) yield piece;
    } catch (error) {
      throw this.#error(error, `reading ${key} (version ${versionId})`);
    }
  }

  async *versions(prefix: string): AsyncGenerator<ObjectVersion> {
    let from: { readonly KeyMarker?: string; readonly VersionIdMarker?: string } = {};
    for (let page = 0; page < PAGES_MAX; page += 1) {
      const command = new this.#sdk.ListObjectVersionsCommand({
        Bucket: this.#options.bucket,
        Prefix: prefix,
        ...from,
      });
      const found = await this.#client.send(command, this.#sending()).catch((error: unknown) => {
        throw this.#error(error, "listing versions");
      });
      yield* versionsOf(found.Versions ?? [], false);
      yield* versionsOf(found.DeleteMarkers ?? [], true);
      if (found.IsTruncated !== true) return;
      // The rest would be taken for missing, or not be looked at.
      if (found.NextKeyMarker === undefined) throw new TransientError("listing versions: a page was cut off");
      const { NextKeyMarker: KeyMarker, NextVersionIdMarker: VersionIdMarker } = found;
      from = { KeyMarker, ...(VersionIdMarker === undefined ? {} : { VersionIdMarker }) };
    }
    throw new AppError({
      code: "limit-reached",
      message: `bucket ${this.#options.bucket} lists more than ${PAGES_MAX} pages of versions`,
      fix: "Give the mirror a bucket or a prefix of its own.",
    });
  }

  close(): void {
    this.#client.destroy();
  }

  #sending(): { readonly abortSignal?: AbortSignal } {
    const { signal } = this.#options;
    return signal === undefined ? {} : { abortSignal: signal };
  }

  #error(error: unknown, what: string): Error {
    return storeError(error, { what, address: this.#options, isAborted: this.#options.signal?.aborted === true });
  }
}

function* versionsOf(
  found: readonly { readonly Key?: string | undefined; readonly VersionId?: string | undefined }[],
  isDeleteMarker: boolean,
): Generator<ObjectVersion> {
  for (const { Key, VersionId } of found) {
    if (Key !== undefined) yield { key: Key, versionId: VersionId ?? "null", isDeleteMarker };
  }
}

function lockOf(mode: string | undefined, until: Date | undefined): ObjectLock | undefined {
  if (until === undefined || Number.isNaN(until.getTime())) return undefined;
  if (mode === "COMPLIANCE") return { mode: "compliance", until: instantOf(until.getTime()) };
  return mode === "GOVERNANCE" ? { mode: "governance", until: instantOf(until.getTime()) } : undefined;
}

/** A store may keep the digest of digests of parts (`...-2`): that is none of the bytes. */
function digestOf(base64: string | undefined): Sha256 | undefined {
  if (base64 === undefined || base64.includes("-")) return undefined;
  return parseSha256(Buffer.from(base64, "base64").toString("hex"));
}

function keepsNoVersions({ bucket }: BucketAddress): AppError {
  return new AppError({
    code: "bad-config",
    message: `bucket ${bucket} keeps no versions: what stands in it can be replaced unseen`,
    fix: "Turn versioning on (aws s3api put-bucket-versioning), better: make the bucket with Object Lock.",
  });
}
