import { mkdtemp, readFile, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BundledCli, bundleCli, type CliRun } from "../fakes/bundled-cli.js";
import { changeCompany } from "../fakes/change-company.js";
import { CREDENTIALS } from "../fakes/mirrored-log.js";
import { type ObjectStore, objectStore } from "../fakes/object-store.js";
import { workspaceFolder } from "../fakes/workspace-folder.js";

let cli: BundledCli;
const stores: ObjectStore[] = [];
beforeAll(async () => {
  cli = await bundleCli("cli-mirror");
});
afterAll(async () => {
  for (const store of stores) await store.close();
  await cli.remove();
});

async function workspace(lock = "{ mode: governance, days: 30 }"): Promise<{ root: string; store: ObjectStore }> {
  const store = await objectStore();
  stores.push(store);
  const root = await workspaceFolder(changeCompany({ changes: 2 }));
  const yaml = join(root, "lookback.yaml");
  const mirror = `mirror: { bucket: ${store.bucket.name}, region: eu-central-1, endpoint: "${store.endpoint}", object_lock: ${lock} }\n`;
  await writeFile(yaml, `${await readFile(yaml, "utf8")}\n${mirror}`);
  return { root, store };
}

function run(...args: readonly string[]): Promise<CliRun> {
  return cli.run(args, { env: CREDENTIALS });
}

describe("a workspace with a mirror", () => {
  it("is mirrored after collect, restored from the bucket, and the copy verifies", async () => {
    const { root, store } = await workspace();
    expect(await run("collect", root)).toMatchObject({ code: 0, stderr: "" });
    const status = JSON.parse((await run("mirror", root, "--status", "--json")).stdout);
    expect([status.objects, status.waiting]).toEqual([store.bucket.keys().length, undefined]);
    expect(await run("mirror", root)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(": 0 objects (0 bytes)"),
    });
    expect(await run("mirror", root, "--check")).toMatchObject({ code: 0, stderr: "" });
    const target = join(await mkdtemp(join(tmpdir(), "lookback-restored-")), "copy");
    expect(await run("mirror", root, "--restore", target)).toMatchObject({ code: 0, stderr: "" });
    const verified = await run("verify", target, "--json");
    expect([verified.code, JSON.parse(verified.stdout).errors]).toEqual([0, []]);
    expect(JSON.parse(verified.stdout).checked).toEqual(
      JSON.parse((await run("verify", root, "--json")).stdout).checked,
    );
  });

  it("raises an alarm over what somebody put on top, and ends with 4", async () => {
    const { root, store } = await workspace();
    await run("collect", root);
    store.bucket.hide(store.bucket.keys()[0] ?? "");
    const { code, stdout } = await run("mirror", root, "--check");
    expect([code, stdout]).toEqual([4, expect.stringContaining("MIRROR_DELETE_MARKER blobs/")]);
  });

  it("collects as ever while the store is down; doctor shows what waits and for how long, and the next run stores it", async () => {
    const { root: second, store: down } = await workspace();
    down.bucket.isDenied = true;
    const collected = await run("collect", second);
    expect([collected.code, collected.stderr]).toEqual([
      0,
      expect.stringMatching(/^not mirrored: error: .*AccessDenied/),
    ]);
    const checkpoint = join(second, ".lookback/evidence/trust/log.vkey");
    const sevenHoursAgo = Date.now() / 1_000 - 7 * 3_600;
    expect((await run("doctor", second)).stdout).toMatch(/\n {2}\d+ files are not mirrored since 20\S+ \(0\.\d h\)/);
    await utimes(checkpoint, sevenHoursAgo, sevenHoursAgo);
    const doctor = await run("doctor", second);
    expect([doctor.code, doctor.stdout]).toEqual([3, expect.stringMatching(/ALERT: \d+ files .* \(7\.0 h\)/)]);
    expect(doctor.stdout).toContain("AccessDenied");
    down.bucket.isDenied = false;
    expect(await run("mirror", second)).toMatchObject({ code: 0 });
    expect((await run("doctor", second)).stdout).toContain("everything is mirrored");
  });
});

describe("compliance mode", () => {
  it("locks nothing before somebody typed what cannot be undone; then it does, and asks no more", async () => {
    const { root, store } = await workspace("{ mode: compliance, days: 30 }");
    const collected = await run("collect", root);
    const [, asked = ""] =
      /--confirm "(lock s3:\/\/evidence-copies until 20\d\d-\d\d-\d\d)"/.exec(collected.stderr) ?? [];
    expect([collected.code, asked.length]).toEqual([0, 42]);
    expect(collected.stderr).toContain("neither you nor Amazon");
    expect(store.bucket.keys()).toEqual([]);
    const refused = await run("mirror", root, "--confirm", "yes");
    expect([refused.code, refused.stderr]).toEqual([
      2,
      expect.stringContaining(`--confirm "lock s3://evidence-copies until`),
    ]);
    expect(await run("mirror", root, "--confirm", asked)).toMatchObject({ code: 0 });
    const modes = new Set(store.bucket.keys().map((key) => store.bucket.find(key)?.lock?.mode));
    expect([...modes]).toEqual(["COMPLIANCE"]);
    expect(await run("mirror", root)).toMatchObject({ code: 0, stderr: "" });
    const verified = JSON.parse((await run("verify", root, "--json")).stdout);
    expect(verified.errors).toEqual([]);
  });
});

describe("a workspace without one", () => {
  it("says so", async () => {
    const root = await workspaceFolder(changeCompany({ changes: 1 }));
    expect(await run("mirror", root)).toMatchObject({ code: 2, stderr: expect.stringContaining("names no mirror") });
    expect((await run("doctor", root)).stdout).toContain("the evidence has one copy");
  });
});
