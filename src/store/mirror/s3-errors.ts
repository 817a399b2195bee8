import { AppError } from "../../base/app-error.js";
import { type BucketAddress, TransientError } from "./object-port.js";

interface Facts {
  /** What was being done, for people. */
  readonly what: string;
  readonly address: BucketAddress;
  readonly isAborted: boolean;
}

/** Names under which stores say: not now, or not whole. */
const TRANSIENT: ReadonlySet<string> = new Set([
  "ConditionalRequestConflict",
  "OperationAborted",
  "SlowDown",
  "ServiceUnavailable",
  "InternalError",
  "RequestTimeout",
  "BadDigest",
  "XAmzContentChecksumMismatch",
  "IncompleteBody",
]);
const CREDENTIALS: ReadonlySet<string> = new Set(["CredentialsProviderError", "TokenProviderError"]);

const RIGHTS =
  "s3:PutObject, s3:PutObjectRetention, s3:GetObject, s3:GetObjectVersion, s3:GetObjectRetention, s3:ListBucketVersions";

/** What an error of Amazon's client means for whoever called. Bodies of answers are never passed on. */
export function storeError(error: unknown, facts: Facts): Error {
  if (error instanceof AppError || error instanceof TransientError) return error;
  const { what, address, isAborted } = facts;
  const [name, status] = [nameOf(error), statusOf(error)];
  const where = `${what} in bucket ${address.bucket}`;
  if (isAborted) return new AppError({ code: "cancelled", message: `${where} was stopped`, fix: "Start it again." });
  if (name === "RequestTimeTooSkewed") return clockIsOff(where, error);
  if (CREDENTIALS.has(name)) {
    const fix = "Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give this machine a role.";
    return new AppError({ code: "access-denied", message: `${where}: no credentials were found`, fix, cause: error });
  }
  if (status === 501) {
    return new AppError({
      code: "bad-config",
      message: `${where}: the store does not know conditional writes (${name}), without which an object could be replaced`,
      fix: "Mirror to a store that knows If-None-Match, versions and SHA-256 checksums.",
      cause: error,
    });
  }
  if (TRANSIENT.has(name) || status === undefined || status >= 500 || status === 429 || status === 408) {
    return new TransientError(`${where}: ${status === undefined ? reasonOf(error) : `${name} (${status})`}`, error);
  }
  if (name === "NoSuchBucket" || status === 301 || status === 307 || status === 400) {
    return new AppError({
      code: "bad-config",
      message: `${where} was refused as wrong: ${name} (${status})`,
      fix: "Check bucket, region and endpoint under mirror: in lookback.yaml. Locks need a bucket with Object Lock.",
      cause: error,
    });
  }
  if (status === 401 || status === 403) {
    const fix = `Give the mirror's identity on this bucket: ${RIGHTS}. It needs no right to delete.`;
    return new AppError({
      code: "access-denied",
      message: `${where} was denied: ${name} (${status})`,
      fix,
      cause: error,
    });
  }
  return new AppError({
    code: "source-failed",
    message: `${where} failed: ${name} (${status})`,
    fix: "See what the store says of this code, then run: lookback mirror",
    cause: error,
  });
}

/** The name of an error as the store gave it. */
export function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown error";
  // An answer without a body (to HEAD) has a status only.
  return error.name === "Unknown" || error.name === "UnknownError"
    ? (BY_STATUS[statusOf(error) ?? 0] ?? error.name)
    : error.name;
}

const BY_STATUS: Readonly<Record<number, string>> = {
  403: "AccessDenied",
  409: "ConditionalRequestConflict",
  412: "PreconditionFailed",
};

/** Whether the store says that there is no such object or version; that there is no such bucket is another thing. */
export function isNotThere(error: unknown): boolean {
  const name = nameOf(error);
  // 405: the version that was asked for is a delete marker.
  return name !== "NoSuchBucket" && (statusOf(error) === 404 || statusOf(error) === 405);
}

function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("$metadata" in error)) return undefined;
  const metadata: unknown = error.$metadata;
  if (typeof metadata !== "object" || metadata === null || !("httpStatusCode" in metadata)) return undefined;
  return typeof metadata.httpStatusCode === "number" ? metadata.httpStatusCode : undefined;
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : nameOf(error);
  return `no answer (${code})`;
}

function clockIsOff(where: string, cause: unknown): AppError {
  return new AppError({
    code: "source-failed",
    message: `${where} was refused because the clock of this machine is off by more than 15 minutes (RequestTimeTooSkewed)`,
    fix: "Set the clock right (NTP); nothing is lost, and lookback mirror goes on where it was.",
    cause,
  });
}
