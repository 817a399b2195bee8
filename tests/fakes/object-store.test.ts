import { createHash } from "node:crypto";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  PutObjectRetentionCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DAY_MS } from "../../src/base/instant.js";
import { type ObjectStore, objectStore } from "./object-store.js";

const Bucket = "evidence-copies";
let store: ObjectStore;
let client: S3Client;

beforeEach(async () => {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
  store = await objectStore();
  client = new S3Client({
    region: "eu-central-1",
    endpoint: store.endpoint,
    forcePathStyle: true,
    maxAttempts: 1,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
});
afterEach(async () => {
  client.destroy();
  await store.close();
});

const inDays = (days: number) => new Date(store.now() + days * DAY_MS);

async function locked(
  ObjectLockMode: "GOVERNANCE" | "COMPLIANCE",
): Promise<{ Bucket: string; Key: string; VersionId: string }> {
  const put = new PutObjectCommand({
    Bucket,
    Key: "k",
    Body: "one",
    ChecksumAlgorithm: "SHA256",
    ObjectLockMode,
    ObjectLockRetainUntilDate: inDays(10),
  });
  const { VersionId = "" } = await client.send(put);
  return { Bucket, Key: "k", VersionId };
}

/** What the store says to an attempt: `ok` or the name of its error. */
function said(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "ok",
    (error: unknown) => (error instanceof Error ? error.name : "no error"),
  );
}

describe("the store that tests use follows Amazon's rules of Object Lock, asked by Amazon's client", () => {
  it.each([
    ["GOVERNANCE", false, "AccessDenied"],
    ["GOVERNANCE", true, "ok"],
    ["COMPLIANCE", false, "AccessDenied"],
    ["COMPLIANCE", true, "AccessDenied"],
  ] as const)("a version locked in %s mode, bypassed: %s, is deleted: %s", async (mode, isBypassed, expected) => {
    const version = await locked(mode);
    const command = new DeleteObjectCommand({ ...version, BypassGovernanceRetention: isBypassed });
    expect(await said(client.send(command))).toBe(expected);
  });

  it.each([
    ["COMPLIANCE", "COMPLIANCE", 11, false, "ok"],
    ["COMPLIANCE", "COMPLIANCE", 9, true, "AccessDenied"],
    ["COMPLIANCE", "GOVERNANCE", 11, true, "AccessDenied"],
    ["GOVERNANCE", "GOVERNANCE", 9, false, "AccessDenied"],
    ["GOVERNANCE", "GOVERNANCE", 9, true, "ok"],
    ["GOVERNANCE", "COMPLIANCE", 11, false, "ok"],
    ["GOVERNANCE", "GOVERNANCE", -1, true, "InvalidArgument"],
  ] as const)(
    "a lock in %s mode becomes %s of %i days, bypassed: %s: %s",
    async (mode, Mode, days, isBypassed, expected) => {
      const version = await locked(mode);
      const Retention = { Mode, RetainUntilDate: inDays(days) };
      const command = new PutObjectRetentionCommand({ ...version, Retention, BypassGovernanceRetention: isBypassed });
      expect(await said(client.send(command))).toBe(expected);
    },
  );

  it("an expired lock binds nobody", async () => {
    const version = await locked("COMPLIANCE");
    const { lock } = store.bucket.find("k") ?? {};
    store.bucket.tamper("k", (stored) => Object.assign(stored, { lock: { mode: lock?.mode, until: store.now() } }));
    expect(await said(client.send(new DeleteObjectCommand(version)))).toBe("ok");
  });

  it("a delete marker and a new version go on top of a locked one, which is still read by its id", async () => {
    const version = await locked("COMPLIANCE");
    expect((await client.send(new DeleteObjectCommand({ Bucket, Key: "k" }))).DeleteMarker).toBe(true);
    expect(await said(client.send(new GetObjectCommand({ Bucket, Key: "k" })))).toBe("NoSuchKey");
    await client.send(new PutObjectCommand({ Bucket, Key: "k", Body: "two", IfNoneMatch: "*" }));
    const old = await client.send(new GetObjectCommand(version));
    expect(await old.Body?.transformToString()).toBe("one");
    const head = await client.send(new HeadObjectCommand({ ...version, ChecksumMode: "ENABLED" }));
    const digest = createHash("sha256").update("one").digest("base64");
    expect([head.ObjectLockMode, head.ChecksumSHA256]).toEqual(["COMPLIANCE", digest]);
  });

  it("a condition, a digest, a missing half of a lock and a clock that is off are refused by name", async () => {
    await client.send(new PutObjectCommand({ Bucket, Key: "k", Body: "one" }));
    const put = (more: object) => said(client.send(new PutObjectCommand({ Bucket, Key: "k", Body: "two", ...more })));
    expect(await put({ IfNoneMatch: "*" })).toBe("PreconditionFailed");
    expect(await put({ ChecksumSHA256: Buffer.alloc(32).toString("base64") })).toBe("BadDigest");
    expect(await put({ ObjectLockMode: "GOVERNANCE" })).toBe("InvalidArgument");
    store.now = () => Date.now() + 20 * 60_000;
    expect(await put({})).toBe("RequestTimeTooSkewed");
  });
});
