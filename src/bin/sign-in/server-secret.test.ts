import { mkdir, mkdtemp, readdir, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { serverSecret } from "./server-secret.js";

const newRoot = () => mkdtemp(join(tmpdir(), "lookback-secret-"));

it("is made once, for its owner alone, and the same for all who start together", async () => {
  const root = await newRoot();
  const secrets = await Promise.all(Array.from({ length: 8 }, () => serverSecret(root, undefined)));
  expect(new Set(secrets).size).toBe(1);
  expect(secrets[0]).toMatch(/^[\w-]{43}$/);
  expect((await stat(join(root, ".lookback", "server", "secret"))).mode & 0o777).toBe(0o600);
  expect(await readdir(join(root, ".lookback", "server"))).toEqual(["secret"]);
  expect((await stat(join(root, ".lookback", "server"))).mode & 0o777).toBe(0o700);
});

it("is what the environment says, and then none is made", async () => {
  const root = await newRoot();
  const given = "x".repeat(32);
  expect(await serverSecret(root, given)).toBe(given);
  await expect(stat(join(root, ".lookback"))).rejects.toMatchObject({ code: "ENOENT" });
});

it("is refused where somebody could guess it", async () => {
  const root = await newRoot();
  await expect(serverSecret(root, "x".repeat(31))).rejects.toMatchObject({ code: "bad-config" });
  await mkdir(join(root, ".lookback", "server"), { recursive: true });
  await writeFile(join(root, ".lookback", "server", "secret"), "short\n");
  await expect(serverSecret(root, undefined)).rejects.toMatchObject({ code: "bad-config" });
});

it("says so where it can be neither read nor made", async () => {
  const root = await newRoot();
  await writeFile(join(root, ".lookback"), "");
  await expect(serverSecret(root, undefined)).rejects.toMatchObject({
    code: "disk-failed",
    message: "the secret of the server cannot be kept in .lookback/server (ENOTDIR)",
  });
});
