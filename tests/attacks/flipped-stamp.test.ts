import { chmod, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { msOf } from "../../src/base/instant.js";
import { CertificatePaths } from "../../src/ledger/cms/certificate-path.js";
import { checkpointPath } from "../../src/ledger/layout.js";
import { verifyStamp } from "../../src/ledger/timestamp/verify-stamp.js";
import { folderSource } from "../../src/verify/folder-source.js";
import { verifyEvidence } from "../../src/verify/verify-evidence.js";
import { closeStampedWorlds, stampedWorld } from "../fakes/stamped-log.js";
import { fakeAuthority } from "../fakes/time-stamp-authority.js";

const SAMPLE = 8;
const authority = fakeAuthority("ec", "One");

afterAll(closeStampedWorlds);

function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const changed = Buffer.from(bytes);
  changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return changed;
}

describe("a logged time-stamp with one bit changed", () => {
  it("is refused, or its changed bit lies where no signature reaches -> ANCHOR_TSR", async () => {
    const world = await stampedWorld({ authorities: [authority] });
    await world.record("one");
    await world.stamp();
    const path = join(world.folder, `${checkpointPath(1)}.tsr`);
    const [response, message] = [await readFile(path), await readFile(join(world.folder, checkpointPath(1)))];
    const rules = { paths: new CertificatePaths([{ certificate: authority.root.der }]) };
    const good = verifyStamp(response, message, rules);
    const accepted: number[] = [];
    for (let bit = 0; bit < response.length * 8; bit += 1) {
      const verdict = verifyStamp(flipped(response, bit), message, rules);
      if (!verdict.ok) continue;
      accepted.push(bit);
      // Nothing that a reader relies on may differ.
      expect(verdict).toEqual(good);
    }
    expect(good.ok).toBe(true);
    expect(accepted.length).toBeLessThan(response.length * 8 * 0.03);
    console.log(
      `time-stamp of ${response.length} bytes: ${accepted.length} of ${response.length * 8} single-bit changes verify`,
    );
    const codes = async () => {
      const { errors } = await verifyEvidence(folderSource(world.folder), { now: msOf(world.now) });
      return errors.map(({ code }) => code);
    };
    expect(await codes()).toEqual([]);
    await chmod(path, 0o644);
    const step = Math.ceil(accepted.length / SAMPLE);
    const sample = accepted.filter((_, at) => at % step === 0);
    expect(sample.length).toBeGreaterThan(SAMPLE / 2);
    for (const bit of sample) {
      await writeFile(path, flipped(response, bit));
      expect([bit, ...(await codes())]).toEqual([bit, "ANCHOR_TSR"]);
    }
  });
});
