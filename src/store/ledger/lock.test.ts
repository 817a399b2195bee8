import { mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { newPlace, openWriter } from "./folder-fixture.js";
import { lockFolder } from "./lock.js";

const alone = { processId: 7, bootId: "boot", isAlive: () => false };

function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "lookback-lock-"));
}

async function withLockOf(processId: number, bootId: string): Promise<string> {
  const folder = await newFolder();
  await writeFile(join(folder, "lock.4"), JSON.stringify({ processId, bootId }));
  return folder;
}

describe("a lock", () => {
  it("is refused to a second holder, naming the first", async () => {
    const folder = await withLockOf(41, "boot");
    const owner = { ...alone, isAlive: (processId: number) => processId === 41 };
    await expect(lockFolder(folder, owner)).rejects.toMatchObject({
      code: "store-locked",
      message: expect.stringContaining("process 41 "),
    });
    expect(await readdir(folder)).toEqual(["lock.4"]);
  });

  it.each([
    ["whose process is dead", 41, "boot"],
    ["from before the machine started again", 42, "other boot"],
    ["of a process that had our id", 7, "boot"],
  ])("%s is taken over", async (_, processId, bootId) => {
    const folder = await withLockOf(processId, bootId);
    const lock = await lockFolder(folder, { ...alone, isAlive: (id) => id !== 41 });
    expect(await readdir(folder)).toEqual(["lock.5"]);
    await lock.release();
    expect(await readdir(folder)).toEqual([]);
  });

  const here = { ...alone, namespace: "pid:[1]", startedAt: "100" };

  it.each([
    ["of a process in another container, which may live, also under our id", { ...here, namespace: "pid:[2]" }],
    ["of a process of which nobody knows in which container it runs", alone],
    ["of a process that had our id and started at another time", { ...here, startedAt: "101" }],
  ])("%s is refused", async (_, { isAlive: _isAlive, ...holder }) => {
    const folder = await newFolder();
    await writeFile(join(folder, "lock.4"), JSON.stringify(holder));
    await expect(lockFolder(folder, here)).rejects.toMatchObject({ code: "store-locked" });
    expect(await readdir(folder)).toEqual(["lock.4"]);
  });

  it.each([
    ["of another container, from before the machine started again,", { ...here, namespace: "x", bootId: "other" }],
    ["of this very process, which it could not remove,", here],
    ["of a dead process in our container", { ...here, processId: 8, startedAt: "99" }],
  ])("%s is taken over", async (_, { isAlive: _isAlive, ...holder }) => {
    const folder = await newFolder();
    await writeFile(join(folder, "lock.4"), JSON.stringify(holder));
    const lock = await lockFolder(folder, here);
    expect(await readdir(folder)).toEqual(["lock.5"]);
    const { isAlive: _alive, ...expected } = here;
    expect(JSON.parse(await readFile(join(folder, "lock.5"), "utf8"))).toEqual(expected);
    await lock.release();
  });

  it("that cannot be read is never taken over", async () => {
    const folder = await newFolder();
    await writeFile(join(folder, "lock.1"), "");
    await expect(lockFolder(folder, alone)).rejects.toMatchObject({ code: "store-locked" });
  });

  it("is not given twice in one process, and given again after release", async () => {
    const folder = await newFolder();
    const lock = await lockFolder(folder, alone);
    await expect(lockFolder(folder, alone)).rejects.toMatchObject({ code: "store-locked" });
    await lock.release();
    await (await lockFolder(folder, alone)).release();
  });

  it("guards a store: the second opener is refused and changes nothing", async () => {
    const folder = await newPlace();
    const store = await openWriter(folder);
    await expect(openWriter(folder)).rejects.toMatchObject({
      code: "store-locked",
      fix: expect.stringContaining("process 1 "),
    });
    await store.close();
    await (await openWriter(folder)).close();
  });
});
