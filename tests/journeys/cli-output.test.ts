import { spawn } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AuditReport } from "../../src/reports/audit/model.js";
import { type BundledCli, bundleCli } from "../fakes/bundled-cli.js";
import { CHANGE_COMPANY_AS_OF, changeCompany } from "../fakes/change-company.js";
import { workspaceFolder } from "../fakes/workspace-folder.js";

const ESCAPE = "\u001b";
const AS_OF = ["--as-of", CHANGE_COMPANY_AS_OF];

let cli: BundledCli;
let root: string;
beforeAll(async () => {
  cli = await bundleCli("cli-output");
  root = await workspaceFolder(changeCompany({ changes: 4, unreviewed: [2] }));
  expect((await cli.run(["audit", root, ...AS_OF])).code).toBe(0);
});
afterAll(() => cli.remove());

const calls = (): readonly (readonly string[])[] => [
  ["collect", root],
  ["collect", root, "--dry-run"],
  ["test", root, ...AS_OF],
  ["audit", root, ...AS_OF],
  ["explain", "opinion", "-w", root],
  ["explain", "CHG-01", "-w", root],
  ["verify", root],
  ["doctor", root],
];

describe("away from a terminal", () => {
  it("with --json, standard output is one JSON document and standard error is silent", async () => {
    for (const call of calls()) {
      const { stdout, stderr } = await cli.run([...call, "--json"]);
      expect([call[0], stderr]).toEqual([call[0], ""]);
      expect(typeof JSON.parse(stdout)).toBe("object");
      expect(stdout.endsWith("\n")).toBe(true);
    }
  });

  it("no verb writes an escape code, even where colour is forced on other tools", async () => {
    for (const call of calls()) {
      const { stdout, stderr } = await cli.run(call, { env: { FORCE_COLOR: "1", TERM: "xterm-256color" } });
      expect([call[0], stdout.includes(ESCAPE), stderr]).toEqual([call[0], false, ""]);
      expect(stdout.length).toBeGreaterThan(40);
      expect(stdout).not.toContain("\r");
    }
  });

  it("who reads only the first lines gets them, and no error", async () => {
    const child = spawn("sh", [
      "-c",
      '"$0" "$1" audit "$2" --no-collect | head -n 1',
      process.execPath,
      cli.script,
      root,
    ]);
    const [out, err]: [string[], string[]] = [[], []];
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => err.push(chunk.toString()));
    await new Promise((done) => child.on("close", done));
    expect([out.join(""), err.join("")]).toEqual(["Little Ltd\n", ""]);
  });
});

describe("the JSON of an audit", () => {
  it("is the report of the published schema, and the same bytes as reports/audit.json holds", async () => {
    const { stdout } = await cli.run(["audit", root, "--no-collect", "--json", ...AS_OF]);
    const report = AuditReport.parse(JSON.parse(stdout));
    expect(report.organisation).toBe("Little Ltd");
    expect(report.evidence.sources.map(({ id, captures, rows }) => [id, captures, rows])).toEqual([
      ["accounts", 1, 2],
      ["bypasses", 1, 0],
      ["changes", 4, 4],
      ["hr", 1, 2],
      ["landed", 4, 4],
      ["parties", 4, 4],
      ["reviews", 4, 3],
    ]);
    const again = await cli.run(["audit", root, "--no-collect", "--json", ...AS_OF]);
    expect(again.stdout).toBe(stdout);
  });
});
