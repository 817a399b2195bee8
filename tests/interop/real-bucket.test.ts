import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { DAY_MS, instantOf } from "../../src/base/instant.js";
import { captureOf, newPlace, openWriter } from "../../src/store/ledger/folder-fixture.js";
import { checkMirror } from "../../src/store/mirror/check-mirror.js";
import { type Mirror, mirrorEvidence } from "../../src/store/mirror/mirror-evidence.js";
import { MirrorState } from "../../src/store/mirror/mirror-state.js";
import { restoreMirror } from "../../src/store/mirror/restore-mirror.js";
import { openS3 } from "../../src/store/mirror/s3-port.js";
import { folderSource } from "../../src/verify/folder-source.js";
import { verifyEvidence } from "../../src/verify/verify-evidence.js";

/**
 * Against a bucket that somebody names: it must have versioning and Object Lock, and gets about ten small objects, locked
 * for a day in governance mode, below a prefix of their own. Credentials are found as Amazon's client finds them.
 */
const {
  LOOKBACK_S3_BUCKET: bucket,
  LOOKBACK_S3_REGION: region = "us-east-1",
  LOOKBACK_S3_ENDPOINT: endpoint,
} = process.env;

if (bucket === undefined) {
  it("NOT RUN, LOOKBACK_S3_BUCKET names no bucket: a real bucket takes a mirror and gives it back", () => {
    expect(process.env.LOOKBACK_S3_BUCKET).toBeUndefined();
  });
} else {
  it(`bucket ${bucket} takes a mirror, refuses to have it replaced, and gives it back`, {
    timeout: 300_000,
  }, async () => {
    const folder = await newPlace();
    const store = await openWriter(folder);
    await store.capture(captureOf("one"));
    await store.publish();
    await store.close();
    const port = await openS3({ bucket, region, ...(endpoint === undefined ? {} : { endpoint }) });
    const place = await mkdtemp(join(tmpdir(), "lookback-bucket-"));
    const mirror = async (state: string): Promise<Mirror> => ({
      folder,
      prefix: `lookback-test-${Date.now().toString(36)}-${process.pid}/`,
      port,
      state: await MirrorState.open(join(place, state)),
      patience: { wait: (milliseconds) => sleep(milliseconds) },
    });
    const own = await mirror("state.jsonl");
    const lock = () => ({
      mode: "governance" as const,
      until: instantOf(Math.ceil(Date.now() / 1_000) * 1_000 + DAY_MS),
    });
    const { stored } = await mirrorEvidence(own, lock);
    const forgetful = { ...own, state: await MirrorState.open(join(place, "other.jsonl")) };
    expect(await mirrorEvidence(forgetful, lock)).toEqual({ stored: 0, bytes: 0, found: stored });
    expect((await checkMirror(own)).alarms).toEqual([]);
    await restoreMirror(forgetful, join(place, "restored"));
    expect((await verifyEvidence(folderSource(join(place, "restored")))).errors).toEqual([]);
    port.close();
  });
}
