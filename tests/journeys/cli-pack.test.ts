import { copyFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type BundledCli, bundleCli } from "../fakes/bundled-cli.js";
import { bundleVerifier } from "../fakes/bundled-verifier.js";
import { collectedCompany, PACKED_CONTROLS, unpackedPack } from "../fakes/packed-company.js";

// Each test starts the program afresh, which a busy machine makes slow.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let cli: BundledCli;
let root: string;
beforeAll(async () => {
  cli = await bundleCli("cli-pack");
  root = await collectedCompany();
});
afterAll(() => cli.remove());

describe("lookback pack", () => {
  it("says what to do when the offline verifier was not built", async () => {
    const { code, stdout, stderr } = await cli.run(["pack", root]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/offline verifier is not beside the program.*\n {2}fix: .*npm run build/);
  });

  it("refuses a size and a moment together", async () => {
    const { code, stderr } = await cli.run(["pack", root, "--size", "9", "--as-of", "2026-04-02"]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("--size and --as-of cannot be given together")]);
  });

  it("writes a pack that lookback verify holds, archived and unpacked, and pins the verifier", async () => {
    const { script, run } = await bundleVerifier();
    await copyFile(script, join(dirname(cli.script), "verify-lookback.mjs"));
    const packed = await cli.run(["pack", root, "--to", "Firm & Partners", "--json"]);
    expect([packed.code, packed.stderr]).toEqual([0, ""]);
    const made = JSON.parse(packed.stdout);
    expect(made).toMatchObject({
      file: join(root, "reports/evidence-pack-auditor.zip"),
      recorded: PACKED_CONTROLS.length + 1,
    });
    for (const place of [made.file, await unpackedPack(made.file)]) {
      const verified = await cli.run(["verify", place, "--json"]);
      const report = JSON.parse(verified.stdout);
      expect([verified.code, verified.stderr, report.errors, report.checked.size]).toEqual([0, "", [], made.size]);
    }
    const about = await cli.run(["verify", "--about", "--json"]);
    const own = await run("--about");
    expect(own.stdout).toContain(JSON.parse(about.stdout).sha256);
    const workspace = await cli.run(["verify", root, "--json"]);
    expect([workspace.code, JSON.parse(workspace.stdout).errors]).toEqual([0, []]);
  });
});
