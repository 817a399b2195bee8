import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { instant } from "../../src/base/instant.js";
import { type BundledCli, bundleCli } from "../fakes/bundled-cli.js";
import { changeCompany } from "../fakes/change-company.js";
import { fakeAuthority } from "../fakes/time-stamp-authority.js";
import { type TimeStampServer, timeStampServer } from "../fakes/time-stamp-server.js";
import { workspaceFolder } from "../fakes/workspace-folder.js";

let cli: BundledCli;
let server: TimeStampServer;
const authority = fakeAuthority("ec");

beforeAll(async () => {
  cli = await bundleCli("cli-timestamp");
  server = await timeStampServer(authority, () => instant(new Date().toISOString()));
});
afterAll(async () => {
  server.close();
  await cli.remove();
});

async function workspace(): Promise<string> {
  const root = await workspaceFolder(changeCompany({ changes: 2 }));
  const yaml = join(root, "lookback.yaml");
  const stamps = `timestamps: { authorities: [{ url: "${server.url}", roots: tsa.pem }] }\n`;
  await writeFile(yaml, `${await readFile(yaml, "utf8")}\n${stamps}`);
  await writeFile(join(root, "tsa.pem"), authority.rootPem);
  return root;
}

describe("a workspace with a time-stamp authority", () => {
  it("is time-stamped after collect, and verify and the status say so", async () => {
    server.isDown = false;
    const root = await workspace();
    expect(await cli.run(["collect", root])).toMatchObject({ code: 0, stderr: "" });
    const { checked, errors } = JSON.parse((await cli.run(["verify", root, "--json"])).stdout);
    expect([errors, checked.timeStamps, checked.size]).toEqual([[], 1, checked.records]);
    const status = await cli.run(["timestamp", root, "--status"]);
    expect([status.code, status.stderr]).toEqual([0, ""]);
    expect(status.stdout).toContain("every record is time-stamped");
  });

  it("is collected as ever while the authority is down, and what waits is said", async () => {
    server.isDown = true;
    const root = await workspace();
    const { code, stderr } = await cli.run(["collect", root]);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^no time-stamp of 127\.0\.0\.1:\d+: .* answered with status 503\n {2}fix: /);
    expect((await cli.run(["doctor", root])).stdout).toMatch(
      /not yet time-stamped since 20.* \(0\.\d h\): \d+ records/,
    );
    const now = await cli.run(["timestamp", root, "--json"]);
    expect([now.code, JSON.parse(now.stdout).authorities[0].outcome.kind]).toEqual([3, "failed"]);
  });
});

describe("attestations of a workspace with a time-stamp authority", () => {
  it("are given an outside time, which they keep", async () => {
    server.isDown = false;
    const root = await workspace();
    expect((await cli.run(["collect", root])).code).toBe(0);
    const first = await cli.run(["export", "attestations", root]);
    expect([first.code, first.stderr]).toEqual([0, ""]);
    expect(first.stdout).toContain("Attestations: 1, with an outside time: 1.");
    server.isDown = true;
    expect((await cli.run(["export", "attestations", root])).stdout).toBe(first.stdout);
    expect((await cli.run(["verify", root])).code).toBe(0);
  });
});

describe("a workspace without one", () => {
  it("says so when it is asked", async () => {
    const root = await workspaceFolder(changeCompany({ changes: 1 }));
    const asked = await cli.run(["timestamp", root]);
    expect([asked.code, asked.stderr]).toEqual([2, expect.stringContaining("names no time-stamp authority")]);
    expect((await cli.run(["doctor", root])).stdout).toContain("no time-stamp authority is configured");
  });
});
