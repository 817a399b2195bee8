import { appendFile, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect } from "vitest";
import { collectedCompany, packCompany, unpackedPack } from "../fakes/packed-company.js";
import { run, withTool } from "./external-tool.js";

let file: string;
let bag: string;
beforeAll(async () => {
  file = (await packCompany(await collectedCompany())).file;
  bag = join(await unpackedPack(file), "bag");
});

/** The commands that the pack's own README gives, word for word. */
async function readmeCommand(begins: string): Promise<string> {
  const text = await readFile(join(bag, "data/README.txt"), "utf8");
  const line = text.split("\n").find((each) => each.trimStart().startsWith(begins));
  if (line === undefined) throw new Error(`no command begins with ${begins}`);
  return line.trim();
}

withTool("sha256sum", "sha256sum finds every file as packed, and names one that was changed", async () => {
  const command = await readmeCommand("sha256sum");
  expect(run("sh", ["-c", command], { cwd: bag })).toBe("");
  const spoilt = join(await unpackedPack(file), "bag");
  await appendFile(join(spoilt, "data/README.txt"), "x");
  expect(() => run("sh", ["-c", command], { cwd: spoilt })).toThrow("data/README.txt: FAILED");
});

withTool("awk", "find, sha256sum and awk find every blob under its own digest, and name one that is not", async () => {
  const command = await readmeCommand("find");
  expect(run("sh", ["-c", command], { cwd: bag })).toBe("");
  const spoilt = join(await unpackedPack(file), "bag");
  const [name = ""] = await readdir(join(spoilt, "data/blobs/sha256"));
  const [blob = ""] = await readdir(join(spoilt, "data/blobs/sha256", name));
  await appendFile(join(spoilt, "data/blobs/sha256", name, blob), "x");
  expect(run("sh", ["-c", command], { cwd: spoilt })).toContain(`WRONG data/blobs/sha256/${name}/${blob}`);
});

withTool("unzip", "unzip tests the archive and finds no error", () => {
  expect(run("unzip", ["-tq", file], { cwd: bag })).toContain("No errors detected");
});
