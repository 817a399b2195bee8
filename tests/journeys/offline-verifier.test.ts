import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { sha256 } from "../../src/base/digest.js";
import { type BundledVerifier, bundleVerifier } from "../fakes/bundled-verifier.js";
import { collectedCompany, packCompany, unpackedPack } from "../fakes/packed-company.js";

let verifier: BundledVerifier;
let root: string;
let pack: Awaited<ReturnType<typeof packCompany>>;
beforeAll(async () => {
  verifier = await bundleVerifier();
  root = await collectedCompany();
  pack = await packCompany(root);
});

const OUTSIDE = [
  "buffer",
  "node:buffer",
  "node:crypto",
  "node:fs",
  "node:fs/promises",
  "node:module",
  "node:path",
  "node:zlib",
  "process",
];

describe("the offline verifier", () => {
  it("is one file of a few megabytes that asks for nothing but Node, and for no network", async () => {
    expect(verifier.imports.filter((path) => !OUTSIDE.includes(path))).toEqual([]);
    expect((await stat(verifier.script)).size).toBeLessThan(4 * 2 ** 20);
  });

  it("verifies a pack without an environment, archived and unpacked, and judges its lists again", async () => {
    for (const path of [pack.file, await unpackedPack(pack.file)]) {
      const { code, stdout, stderr } = await verifier.run(path, "--json");
      const report = JSON.parse(stdout);
      expect([code, stderr, report.errors, report.checked.size]).toEqual([0, "", [], pack.size]);
      expect(report.notChecked.join("\n")).toContain("not assembled again from the raw captures");
    }
  });

  it("says in words what holds, and what was not checked", async () => {
    const { code, stdout } = await verifier.run(pack.file);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^The ledger holds/);
    expect(stdout).toContain("Not checked");
  });

  it("names what does not hold, and exits with another code", async () => {
    const bytes = await readFile(pack.file);
    const spoilt = `${pack.file}.spoilt.zip`;
    bytes[200] = (bytes[200] ?? 0) ^ 1;
    await writeFile(spoilt, bytes);
    const { code, stdout } = await verifier.run(spoilt);
    expect([code, /ZIP_MISMATCH|BAG_/.test(stdout)]).toEqual([4, true]);
  });

  it("tells its own digest", async () => {
    const { code, stdout } = await verifier.run("--about");
    expect([code, stdout]).toEqual([0, expect.stringContaining(sha256(await readFile(verifier.script)))]);
  });

  it("asks how old the newest head is, and compares with heads from elsewhere", async () => {
    const heads = join(root, ".lookback/evidence/log/checkpoints");
    const own = join(heads, String(pack.size).padStart(12, "0"));
    // What was signed once the pack was made: the export of it.
    const later = join(root, ".lookback/evidence/log/checkpoint");
    for (const [args, codes] of [
      [["--seen", own], []],
      [["--seen", own, "--seen", later], ["CP_ROLLBACK"]],
      [["--max-age", "48"], ["CP_STALE"]],
    ] as const) {
      const { code, stdout } = await verifier.run(pack.file, "--json", ...args);
      const errors: readonly { readonly code: string }[] = JSON.parse(stdout).errors;
      expect([code, errors.map((error) => error.code)]).toEqual([codes.length === 0 ? 0 : 4, codes]);
    }
  });

  it.each(
    [
      [],
      ["--pin"],
      ["nowhere.zip"],
      ["a", "b"],
      ["PACK", "--seen"],
      ["PACK", "--max-age", "soon"],
      ["PACK", "--max-age", "1", "--max-age", "2"],
      ["PACK", "--pin", "nowhere.json"],
      ["PACK", "--pin", "PACK"],
      ["PACK", "--seen", "nowhere"],
      ["PACK", "--no-such-option"],
    ].map((args) => [args]),
  )("refuses %j with a fix, never with a stack", async (args) => {
    const { code, stdout, stderr } = await verifier.run(...args.map((each) => (each === "PACK" ? pack.file : each)));
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^error: .+\n {2}fix: .+\n/);
    expect(stderr).not.toMatch(/\n {4}at /);
  });
});
