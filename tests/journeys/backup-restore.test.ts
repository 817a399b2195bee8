import { existsSync } from "node:fs";
import { chmod, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sha256 } from "../../src/base/digest.js";
import { serverSecret } from "../../src/bin/sign-in/server-secret.js";
import { BackupManifest } from "../../src/store/backup/manifest.js";
import { type BundledServer, bundleServer } from "../fakes/bundled-server.js";
import { changeCompany } from "../fakes/change-company.js";
import { ask, runsOf, SERVED_AUDIT, untilRuns } from "../fakes/served-runs.js";
import { totpCode } from "../fakes/totp-app.js";
import { workspaceFolder } from "../fakes/workspace-folder.js";
import { Browser } from "../sign-in/browser.js";
import { signInWorld } from "../sign-in/sign-in-world.js";
import { allRows } from "../state/released-database.js";
import { type BackupWorld, backupWorld, ledgerOf } from "./backup-world.js";

const PASSWORD = "correct horse battery";

let server: BundledServer;
let world: BackupWorld;
beforeAll(async () => {
  [server, world] = [await bundleServer("backup-restore"), await backupWorld("backup-restore-state")];
});
afterAll(async () => {
  await server.remove();
  await world.remove();
});

async function manifestOf(backup: string): Promise<BackupManifest> {
  return BackupManifest.parse(JSON.parse(await readFile(join(backup, "manifest.json"), "utf8")));
}

/** An owner with a password and a second step, in the workspace's own database and under its own secret. */
async function addOwner(root: string) {
  const secret = await serverSecret(root, undefined);
  const signIn = await signInWorld(() => world.open(root), { secret });
  const { browser } = await signIn.owner();
  expect((await browser.post("/password/set", { password: PASSWORD })).status).toBe(200);
  const { totpURI } = await (await browser.post("/two-factor/enable", { password: PASSWORD })).json();
  const code = totpCode(totpURI, Date.now());
  expect((await browser.post("/two-factor/verify-totp", { code })).status).toBe(200);
  expect(await browser.session()).toMatchObject({ role: "owner" });
  await signIn.state.close();
  return { cookies: browser.cookies, uri: String(totpURI) };
}

/** What a server lists of who saw what, newest first. */
async function activityOf(origin: string): Promise<readonly string[]> {
  const { body } = await ask<{ acts: { id: number; at: string; what: string }[] }>(origin, "/activity?limit=500");
  return body.acts.map(({ id, at, what }) => `${id} ${at} ${what}`);
}

async function rowsOf(root: string) {
  const state = await world.open(root);
  const rows = await allRows(state);
  await state.close();
  return rows;
}

describe("a workspace with the embedded database", { timeout: 300_000 }, () => {
  let root: string;
  let backup: string;
  let digest: string;
  let restored: string;
  let owner: Awaited<ReturnType<typeof addOwner>>;
  let shown: { readonly runs: unknown; readonly activity: readonly string[] };

  beforeAll(async () => {
    root = await workspaceFolder(changeCompany({ changes: 3 }));
    const up = await server.start({ root });
    await untilRuns(up.origin, ([first]) => first?.state === "done");
    for (let n = 0; n < 5; n += 1) await ask(up.origin, `/audits/${SERVED_AUDIT}/controls`);
    backup = await world.newPath();
    await expect(world.backup(root, backup)).rejects.toMatchObject({
      code: "store-locked",
      fix: expect.stringContaining("Stop the server, run this again, and start it."),
    });
    expect(existsSync(backup)).toBe(false);
    shown = { runs: await runsOf(up.origin), activity: await activityOf(up.origin) };
    expect(await up.end("SIGTERM")).toBe(0);
    owner = await addOwner(root);
    const made = await world.backup(root, backup);
    digest = made.sha256;
    expect(made).toMatchObject({ ledger: { records: (await ledgerOf(root)).records }, leftOut: [], hasKeys: true });
    restored = await world.newPath();
    await world.restore(backup, restored, { sha256: digest });
  }, 400_000);

  it("comes back with the same rows, the same ledger and the same rights of files", async () => {
    expect(await ledgerOf(restored)).toEqual({ ...(await ledgerOf(root)), errors: [] });
    const { state } = await manifestOf(backup);
    const [before, after] = [await rowsOf(root), await rowsOf(restored)];
    expect(state?.tables.length).toBeGreaterThanOrEqual(10);
    for (const { name, rows } of state?.tables ?? []) {
      expect([name, after[name]?.length, after[name]]).toEqual([name, rows, before[name]]);
    }
    expect([before.activity?.length, before.person?.length, before.audit_run?.length]).toEqual([5, 1, 1]);
    expect([before.sign_in_session?.length, after.sign_in_session]).toEqual([1, []]);
    for (const path of [".lookback/server/secret", ".lookback/evidence/keys/log.key", "lookback.yaml"]) {
      expect((await stat(join(restored, path))).mode).toBe((await stat(join(root, path))).mode);
      expect(await readFile(join(restored, path))).toEqual(await readFile(join(root, path)));
    }
    // No session is to be found in a backup either.
    const files = (await manifestOf(backup)).files.map(({ path }) => path);
    expect(files.filter((path) => /state\/(sign_in_session|one_time_link)/.test(path))).toEqual([]);
  });

  it("lets its people in again by password and code, and none by a session from before", async () => {
    const secret = await serverSecret(restored, undefined);
    const signIn = await signInWorld(() => world.open(restored), { secret });
    const before = new Browser(signIn);
    for (const [name, value] of owner.cookies) before.cookies.set(name, value);
    expect(await before.session()).toBeUndefined();
    const browser = new Browser(signIn);
    await browser.post("/sign-in/email", { email: "olga@example.org", password: PASSWORD });
    const code = totpCode(owner.uri, Date.now());
    expect((await browser.post("/two-factor/verify-totp", { code })).status).toBe(200);
    expect(await browser.session()).toMatchObject({ role: "owner" });
    await signIn.state.close();
  });

  it("is served as before: the same runs with their report, the same activity", async () => {
    const up = await server.start({ root: restored });
    expect(await runsOf(up.origin)).toEqual(shown.runs);
    expect(shown.activity).toHaveLength(5);
    // Newest first: what was seen before stands below what is seen now.
    expect((await activityOf(up.origin)).slice(-shown.activity.length)).toEqual(shown.activity);
    const controls = await ask(up.origin, `/audits/${SERVED_AUDIT}/controls`);
    expect(controls.body).toMatchObject({ controls: expect.any(Array) });
    expect([await up.end("SIGTERM"), up.stderr]).toEqual([0, []]);
    expect((await ledgerOf(restored)).errors).toEqual([]);
  });

  it("is not restored over anything, nor backed up into itself or over anything", async () => {
    await expect(world.restore(backup, root)).rejects.toMatchObject({ code: "bad-usage" });
    await expect(world.backup(root, backup)).rejects.toMatchObject({ code: "bad-usage" });
    await expect(world.backup(root, join(root, "backups", "one"))).rejects.toMatchObject({ code: "bad-usage" });
    await expect(world.restore(root, await world.newPath())).rejects.toMatchObject({ code: "not-found" });
  });

  it("holds no keys where it is asked not to, and is restored and verified without them", async () => {
    const keyless = await world.newPath();
    const made = await world.backup(root, keyless, { keys: false });
    expect(made.leftOut).toEqual(["keys and secrets, as asked"]);
    const files = (await manifestOf(keyless)).files.map(({ path }) => path);
    expect(files.filter((path) => /\.key$|keyring|server\/secret/.test(path))).toEqual([]);
    const folder = await world.newPath();
    expect(await world.restore(keyless, folder)).toMatchObject({ hasKeys: false, ledger: made.ledger });
  });

  it("is refused when a byte of any kind of file was changed, and nothing is written then", async () => {
    const { files } = await manifestOf(backup);
    const kinds = [
      /lookback\.yaml$/,
      /evidence\/journal$/,
      /evidence\/log\/checkpoint$/,
      /log\/checkpoints\/\d+$/,
      /log\/tile\//,
      /blobs\//,
      /keys\/log\.key$/,
      /keys\/data\.keyring$/,
      /trust\//,
      /server\/secret$/,
      /served\//,
      /state\/person\.jsonl$/,
      /state\/activity\.jsonl$/,
    ];
    const paths = kinds.map((kind) => files.find(({ path, sizeBytes }) => kind.test(path) && sizeBytes > 0)?.path);
    expect(paths).not.toContain(undefined);
    for (const path of ["manifest.json", "manifest.sha256", ...paths.map(String)]) {
      await refusedAfter(path, (bytes) => {
        const at = Math.floor(bytes.length / 2);
        bytes[at] = (bytes[at] ?? 0) ^ 1;
        return bytes;
      });
      await refusedAfter(path, (bytes) => bytes.subarray(0, bytes.length - 1));
    }
  });

  it("is refused with a file too many, one too few, and another manifest than the one that was asked for", async () => {
    const [target, extra] = [await world.newPath(), join(backup, "workspace", "more.yaml")];
    await writeFile(extra, "");
    await expect(world.restore(backup, target)).rejects.toMatchObject({
      message: expect.stringContaining("more.yaml"),
    });
    await rm(extra);
    const person = join(backup, "state", "person.jsonl");
    await rename(person, `${target}.aside`);
    await expect(world.restore(backup, target)).rejects.toMatchObject({
      message: "the backup is damaged or was changed: state/person.jsonl is missing, or is no regular file",
    });
    await rename(`${target}.aside`, person);
    await expect(world.restore(backup, target, { sha256: "0".repeat(64) })).rejects.toMatchObject({
      code: "store-damaged",
    });
    expect(existsSync(target)).toBe(false);
  });

  it("is refused by its ledger when files and manifest were changed together, and by the digest that was kept", async () => {
    const path = (await manifestOf(backup)).files.find((file) => /blobs\//.test(file.path))?.path ?? "";
    const undo = await forge(path);
    const target = await world.newPath();
    await expect(world.restore(backup, target)).rejects.toMatchObject({
      message: expect.stringContaining("the ledger does not hold in the backup"),
    });
    await expect(world.restore(backup, target, { sha256: digest })).rejects.toMatchObject({
      message: expect.stringContaining("manifest.json"),
    });
    expect(existsSync(target)).toBe(false);
    await undo();
    await world.restore(backup, target, { sha256: digest });
  });

  /** Changes a file of the backup, expects that it is refused by name, and changes it back. */
  async function refusedAfter(path: string, change: (bytes: Buffer) => Uint8Array): Promise<void> {
    const [file, target] = [join(backup, path), await world.newPath()];
    const bytes = await readFile(file);
    await chmod(file, 0o600);
    await writeFile(file, change(Buffer.from(bytes)));
    const name = path === "manifest.sha256" ? "manifest.json" : path;
    await expect(world.restore(backup, target)).rejects.toMatchObject({
      code: "store-damaged",
      message: expect.stringContaining(`the backup is damaged or was changed: ${name} `),
    });
    expect([existsSync(target), existsSync(join(dirname(target), `.made.restoring-${process.pid}`))]).toEqual([
      false,
      false,
    ]);
    await writeFile(file, bytes);
  }

  /** Makes a byte of a file another, and the manifest fit. */
  async function forge(path: string): Promise<() => Promise<void>> {
    const parts = [path, "manifest.json", "manifest.sha256"].map((each) => join(backup, each));
    const before = await Promise.all(parts.map((each) => readFile(each)));
    const bytes = Buffer.from(before[0] ?? []);
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    const manifest = await manifestOf(backup);
    const files = manifest.files.map((file) => (file.path === path ? { ...file, sha256: sha256(bytes) } : file));
    const text = JSON.stringify({ ...manifest, files });
    const contents = [bytes, text, `${sha256(text)}  manifest.json\n`];
    const write = async (all: readonly (string | Uint8Array | undefined)[]) => {
      for (const [at, each] of parts.entries()) {
        await chmod(each, 0o600);
        await writeFile(each, all[at] ?? "");
      }
    };
    await write(contents);
    return () => write(before);
  }
});
