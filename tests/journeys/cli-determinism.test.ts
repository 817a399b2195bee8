import { mkdir, readdir, readFile, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BundledCli, bundleCli } from "../fakes/bundled-cli.js";
import { CHANGE_COMPANY_AS_OF, changeCompany } from "../fakes/change-company.js";
import { seededRandom } from "../fakes/seeded-random.js";
import { workspaceFolder } from "../fakes/workspace-folder.js";

const FILES = changeCompany({ changes: 12, unreviewed: [2, 7] });

let cli: BundledCli;
let expected: string;
let first: string;
beforeAll(async () => {
  cli = await bundleCli("cli-determinism");
  first = await workspaceFolder(FILES);
  expected = await audit(first);
});
afterAll(() => cli.remove());

async function audit(root: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
  const run = await cli.run(["audit", root, "--json", "--as-of", CHANGE_COMPANY_AS_OF], { env });
  expect([run.code, run.stderr]).toEqual([0, ""]);
  return run.stdout;
}

/** The same files, made in an order of their own and with times of their own. */
async function shuffledWorkspace(seed: number): Promise<string> {
  const random = seededRandom(seed);
  const root = await workspaceFolder({});
  const entries = Object.entries(FILES).map((entry) => ({ entry, at: random() }));
  for (const { entry, at } of entries.sort((a, b) => a.at - b.at)) {
    const path = join(root, entry[0]);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, entry[1]);
    await utimes(path, new Date(at * 1e12), new Date(at * 1.5e12));
  }
  return root;
}

describe("the same evidence judged as of the same moment", () => {
  it("says something: this would not notice two empty reports", () => {
    const report = JSON.parse(expected);
    const counts = report.controls.find(({ id }: { id: string }) => id === "CHG-01").counts;
    expect(counts).toEqual({ pass: 10, deviation: 2, indeterminate: 0, not_applicable: 0, pending: 0 });
    expect(report.evidence.captures).toBe(51);
  });

  it("gives the same bytes again, from what is cached and from what is collected again", async () => {
    expect(await audit(first)).toBe(expected);
  });

  it("gives the same bytes in another folder", async () => {
    expect(await audit(await workspaceFolder(FILES))).toBe(expected);
  });

  it.each([1, 2])("gives the same bytes for files made in another order at other times (%i)", async (seed) => {
    expect(await audit(await shuffledWorkspace(seed))).toBe(expected);
  });

  it("gives the same bytes in another time zone and language of the machine", async () => {
    const root = await workspaceFolder(FILES);
    expect(await audit(root, { TZ: "Pacific/Auckland", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" })).toBe(expected);
  });

  it("gives the same bytes whether it was collected at once or source by source, in another order", async () => {
    const root = await workspaceFolder(FILES);
    for (const source of ["reviews", "bypasses", "hr", "changes", "parties", "landed", "accounts"]) {
      expect((await cli.run(["collect", root, "-s", source])).code).toBe(0);
    }
    expect(await audit(root)).toBe(expected);
  });

  it("gives the same HTML and CSV too", async () => {
    const second = await shuffledWorkspace(4);
    await audit(second);
    const names = (await readdir(join(first, "reports"), { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(first.length + 1))
      .sort();
    expect(names).toContain("reports/populations/changes.csv");
    for (const name of names) {
      expect([name, await readFile(join(second, name), "utf8")]).toEqual([
        name,
        await readFile(join(first, name), "utf8"),
      ]);
    }
  });
});
