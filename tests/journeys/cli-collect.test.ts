import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorkspace } from "../../src/bin/open-workspace.js";
import { type BundledCli, bundleCli } from "../fakes/bundled-cli.js";
import { changeCompany } from "../fakes/change-company.js";
import { workspaceFolder } from "../fakes/workspace-folder.js";

let cli: BundledCli;
beforeAll(async () => {
  cli = await bundleCli("cli-collect");
});
afterAll(() => cli.remove());

/** People of whom one was hired on a day that does not exist and one is cut off in the middle of the row. */
const BROKEN = `employee_no,work_email,worker_type,start_day,zone,end_reason,is_cancelled
1,one@example.com,employee,2025-01-01,UTC,unknown,false
2,two@example.com,employee,2025-02-30,UTC,unknown,false
3,three@example.com,employee
`;

describe("collect --dry-run", () => {
  it("names file, row, column, reason and fix of every rejected row, and stores nothing", async () => {
    const root = await workspaceFolder({ ...changeCompany({ changes: 1 }), "hr/people.csv": BROKEN });
    const { code, stdout, stderr } = await cli.run(["collect", root, "--dry-run"]);
    expect([code, stderr]).toEqual([0, ""]);
    const lines = stdout.split("\n");
    expect(lines.slice(0, 2)).toEqual(["hr: hr/people.csv", "  1 rows kept (1 employment), 2 rejected"]);
    expect(lines[2]).toMatch(/^ {2}hr\/people\.csv, row 3, column start_day: .+\. Fix: .+/);
    expect(lines[3]).toMatch(/^ {2}hr\/people\.csv, row 4: the row has 3 cells, the header 7\. Fix: .+/);
    expect(lines.at(-2)).toBe("Nothing was stored.");
    expect(existsSync(join(root, ".lookback/evidence"))).toBe(false);
    expect(await filesBelow(root)).toEqual(Object.keys({ ...changeCompany({ changes: 1 }) }).sort());
  });

  it("gives the same as JSON, of one source only", async () => {
    const root = await workspaceFolder({ ...changeCompany({ changes: 1 }), "hr/people.csv": BROKEN });
    const { code, stdout } = await cli.run(["collect", root, "--dry-run", "--json", "-s", "hr", "-s", "accounts"]);
    const previews: { source: string; kept: number; rejects: Record<string, unknown>[] }[] = JSON.parse(stdout);
    expect([code, previews.map(({ source, kept, rejects }) => [source, kept, rejects.length])]).toEqual([
      0,
      [
        ["hr", 1, 2],
        ["accounts", 2, 0],
      ],
    ]);
    expect(previews[0]?.rejects.map(({ pointer, column }) => [pointer, column])).toEqual([
      ["row 3", "start_day"],
      ["row 4", null],
    ]);
  });
});

describe("a second process", () => {
  it("is refused with 4 while one writes, names it, and may still read", async () => {
    const root = await workspaceFolder(changeCompany({ changes: 2 }));
    expect((await cli.run(["collect", root])).code).toBe(0);
    const open = await openWorkspace(root, "write");
    try {
      const { code, stdout, stderr } = await cli.run(["collect", root]);
      expect([code, stdout]).toEqual([4, ""]);
      const [first = "", fix = ""] = stderr.split("\n");
      expect(first).toBe(`error: process ${process.pid} is writing to ${join(root, ".lookback/evidence")}`);
      expect(fix).toMatch(/^ {2}fix: Wait until it ends, or stop it\./);
      expect((await cli.run(["audit", root])).code).toBe(4);
      expect((await cli.run(["audit", root, "--no-collect"])).code).toBe(0);
      expect((await cli.run(["verify", root])).code).toBe(0);
    } finally {
      await open.close();
    }
    expect((await cli.run(["collect", root])).code).toBe(0);
  });
});

describe("collect", () => {
  it("stores each file once, notes that it was seen again, and keeps going past a source that fails", async () => {
    const { "accounts/github.csv": _, ...files } = changeCompany({ changes: 2 });
    const root = await workspaceFolder(files);
    const first = await cli.run(["collect", root, "--json"]);
    expect(first.code).toBe(3);
    const parsed = JSON.parse(first.stdout);
    expect(
      parsed.sources.map(({ source, captures, stored, failure }: Record<string, unknown>) => [
        source,
        captures,
        stored,
        failure !== null,
      ]),
    ).toEqual([
      ["hr", 1, 1, false],
      ["accounts", 0, 0, true],
      ["landed", 2, 2, false],
      ["changes", 2, 2, false],
      ["parties", 2, 2, false],
      ["reviews", 2, 2, false],
      ["bypasses", 1, 1, false],
    ]);
    const second = JSON.parse((await cli.run(["collect", root, "--json"])).stdout);
    expect(second.sources.map(({ stored }: { stored: number }) => stored)).toEqual([0, 0, 0, 0, 0, 0, 0]);
    // 10 captures and 7 runs the first time, 10 sightings and 7 runs the second.
    expect([parsed.checkpoint.size, second.checkpoint.size]).toEqual([17, 34]);
    expect(second.files).toEqual(parsed.files);
  });
});

async function filesBelow(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}
