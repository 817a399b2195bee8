import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AuditReport } from "../../src/reports/audit/model.js";
import { type BundledCli, bundleCli, type CliRun } from "../fakes/bundled-cli.js";

let cli: BundledCli;
let cwd: string;
let demo: CliRun;
beforeAll(async () => {
  cli = await bundleCli("cli-demo");
  cwd = await mkdtemp(join(tmpdir(), "lookback-demo-"));
  demo = await cli.run(["demo"], { cwd });
});
afterAll(() => cli.remove());

describe("the sample company", () => {
  it("is made, audited and reported by one command, and is watermarked everywhere", async () => {
    expect([demo.code, demo.stderr]).toEqual([0, ""]);
    expect(demo.stdout).toMatch(/^SAMPLE DATA: /m);
    expect(demo.stdout).toMatch(/^Projected opinion: [A-Z]+$/m);
    expect(demo.stdout.trimEnd().split("\n").at(-1)).toBe(
      "This is a made-up company. Ask it why: lookback explain opinion -w lookback-demo",
    );
    const folder = join(cwd, "lookback-demo");
    const report = AuditReport.parse(JSON.parse(await readFile(join(folder, "reports/audit.json"), "utf8")));
    expect([report.is_sample, report.rejects]).toEqual([true, []]);
    expect(await readFile(join(folder, "reports/audit.html"), "utf8")).toContain("SAMPLE DATA");
  });

  it("answers from beside its folder: every exception it shows first can be explained down to raw records", async () => {
    const { exceptions } = JSON.parse(await readFile(join(cwd, "lookback-demo/reports/audit.json"), "utf8"));
    const controls = new Map<string, string>(
      exceptions.map(({ id, control }: { id: string; control: string }) => [control, id]),
    );
    expect(controls.size).toBeGreaterThan(5);
    for (const id of controls.values()) {
      const { code, stdout } = await cli.run(["explain", id], { cwd });
      expect([id, code]).toEqual([id, 0]);
      const records = stdout.slice(stdout.indexOf("The raw records\n"));
      expect([id, /\(sha256 [0-9a-f]{64}\)\n {4}\| ./.test(records)]).toEqual([id, true]);
      expect(stdout).not.toContain("the bytes are not in this workspace");
      expect(stdout).not.toContain("the file has no row");
    }
    expect((await cli.run(["verify"], { cwd })).code).toBe(0);
  });

  it("never replaces a folder that it did not make", async () => {
    const other = join(cwd, "mine");
    expect((await cli.run(["init", other])).code).toBe(0);
    await writeFile(join(other, "notes.txt"), "mine");
    const refused = await cli.run(["demo", other]);
    expect([refused.code, refused.stdout]).toEqual([2, ""]);
    expect(refused.stderr).toContain("is not a sample company, so it is left alone");
    expect(await readFile(join(other, "notes.txt"), "utf8")).toBe("mine");
  });
});
