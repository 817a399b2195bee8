import { z } from "zod";

/** Longer than any law asks for, and short enough that a slip of the finger does not lock for centuries. */
const LOCK_DAYS_MAX = 7_300;

const ObjectLock = z.strictObject({
  /** `governance`: who has a special right may end a lock; `compliance`: nobody can, and it is asked for again. */
  mode: z.enum(["governance", "compliance"]).default("governance"),
  /** How long each object is locked from the moment it is stored. */
  days: z.int().min(1).max(LOCK_DAYS_MAX),
});

/** `mirror:` of lookback.yaml. Credentials are never here: Amazon's client finds them as it always does. */
export const Mirror = z.strictObject({
  bucket: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "expected the name of a bucket"),
  region: z.string().regex(/^[a-z0-9-]{2,40}$/, "expected a region such as eu-central-1"),
  /** Folder in the bucket; the whole bucket without it. */
  prefix: z
    .string()
    .regex(/^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/, "expected a folder such as acme/evidence")
    .optional(),
  /** Of a store that is compatible with S3. */
  endpoint: z.string().refine(isAllowedAddress, "expected an https address (http for this machine only)").optional(),
  object_lock: ObjectLock.optional(),
});
export type Mirror = z.infer<typeof Mirror>;

/** What every key in the bucket starts with. */
export function keyPrefix({ prefix }: Pick<Mirror, "prefix">): string {
  return prefix === undefined ? "" : `${prefix}/`;
}

/** The place as people write it. */
export function mirrorName({ bucket, prefix }: Pick<Mirror, "bucket" | "prefix">): string {
  return `s3://${bucket}${prefix === undefined ? "" : `/${prefix}`}`;
}

function isAllowedAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, pathname } = new URL(text);
  if (username !== "" || password !== "" || pathname !== "/") return false;
  const isThisMachine = hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
  return protocol === "https:" || (protocol === "http:" && isThisMachine);
}
