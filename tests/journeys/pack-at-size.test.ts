import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { collect } from "../../src/app/collect/collect.js";
import { performAgain } from "../../src/app/results/perform-again.js";
import { instant } from "../../src/base/instant.js";
import { heldEvidence } from "../../src/bin/held-evidence.js";
import { temporaryWorkspace } from "../../src/bin/temporary-workspace.js";
import { openZip } from "../../src/verify/pack/zip-source.js";
import { verifyPack } from "../../src/verify/verify-pack.js";
import { collectedCompany, inCompany, packCompany } from "../fakes/packed-company.js";

it("of a head beyond the last results rests on the evidence that they rested on", async () => {
  const root = await collectedCompany();
  const first = await packCompany(root);
  await writeFile(join(root, "bypasses.csv"), "branch,actor_login,at,after_sha,mechanism,reason\n");
  const { size } = await inCompany(root, async (open) => {
    const signal = new AbortController().signal;
    const { checkpoint } = await collect({ ...open, now: () => instant("2026-04-03T00:00:00.000Z"), signal });
    return checkpoint;
  });
  expect(size).toBeGreaterThan(first.size);
  const made = await packCompany(root, { size });
  expect(made).toMatchObject({ size, recorded: 0 });
  const zip = openZip(made.file);
  const again = performAgain({ evidenceOf: heldEvidence, temporary: temporaryWorkspace });
  const report = await verifyPack(zip, { performAgain: again });
  const readme = Buffer.from((await zip.read("bag/data/README.txt")) ?? "").toString("utf8");
  zip.close();
  expect(report.errors).toEqual([]);
  expect(readme).toContain("No time-stamp stands in it");
  expect(readme).not.toContain(".tsr -CAfile");
});
