import { mkdir, mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type KilledProgram, killedProgram, type StartedProgram } from "../../../tests/fakes/kill-loop.js";
import { newPlace, openWriter } from "./folder-fixture.js";
import { lockFolder } from "./lock.js";

let program: KilledProgram;
beforeAll(async () => {
  program = await killedProgram("tests/fakes/locked-until-killed.ts", "lock");
});
afterAll(() => program.remove());

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
    expect((await readdir(folder)).filter((name) => !name.startsWith("lock.live-"))).toEqual(["lock.5"]);
    const { isAlive: _alive, ...expected } = here;
    const presence = expect.stringMatching(/^lock\.live-[0-9a-f]{16}$/);
    expect(JSON.parse(await readFile(join(folder, "lock.5"), "utf8"))).toEqual({ ...expected, presence });
    await lock.release();
    expect(await readdir(folder)).toEqual([]);
  });

  describe("of a process in another container of this machine", () => {
    const elsewhere = { ...here, namespace: "pid:[2]", isAlive: () => true };
    let holder: StartedProgram | undefined;
    afterEach(() => holder?.kill());

    /** A real process that holds the lock as one of another container, and can be stopped and killed. */
    async function heldElsewhere(folder: string): Promise<StartedProgram> {
      holder = await program.started([folder, elsewhere.namespace], { lines: 1 });
      return holder;
    }

    it("is refused while that lives, also while it is stopped and does nothing, and taken over once it is killed", async () => {
      const folder = await newFolder();
      const { lines, kill } = await heldElsewhere(folder);
      await expect(lockFolder(folder, here)).rejects.toMatchObject({ code: "store-locked" });
      process.kill(Number(lines[0]), "SIGSTOP");
      await expect(lockFolder(folder, here)).rejects.toMatchObject({ code: "store-locked" });
      expect((await readdir(folder)).filter((name) => /^lock\.\d/.test(name))).toEqual(["lock.1"]);
      await kill();
      const lock = await lockFolder(folder, here);
      expect((await readdir(folder)).sort()).toEqual(["lock.2", expect.stringMatching(/^lock\.live-/)]);
      await lock.release();
      expect(await readdir(folder)).toEqual([]);
    });

    it("is taken over by one of many that find it dead", async () => {
      const folder = await newFolder();
      await (await heldElsewhere(folder)).kill();
      const others = await Promise.all(
        Array.from({ length: 4 }, () => program.started([folder, "pid:[3]"], { lines: 1 })),
      );
      const took = others.filter(({ lines }) => lines[0] !== "refused");
      expect(took.length).toBe(1);
      await Promise.all(others.map(({ kill }) => kill()));
    });

    it.each([
      ["does not say how it shows itself", {}],
      ["shows itself by what is not there", { presence: "lock.live-0123456789abcdef" }],
      ["shows itself by something outside the folder", { presence: "../lock.live-0123456789abcdef" }],
      ["shows itself by what is no socket", { presence: "lock.live-fedcba9876543210" }],
    ])("is refused when it %s", async (_, shown) => {
      const folder = await newFolder();
      await writeFile(join(folder, "lock.live-fedcba9876543210"), "");
      const { isAlive: _isAlive, ...rest } = elsewhere;
      await writeFile(join(folder, "lock.4"), JSON.stringify({ ...rest, ...shown }));
      await expect(lockFolder(folder, here)).rejects.toMatchObject({ code: "store-locked" });
      expect((await readdir(folder)).filter((name) => /^lock\.\d/.test(name))).toEqual(["lock.4"]);
    });

    it("works in a folder whose path is longer than the kernel takes for a socket", async () => {
      const folder = join(await newFolder(), "deep".repeat(30), "deeper".repeat(30));
      await mkdir(folder, { recursive: true });
      const { kill } = await heldElsewhere(folder);
      await expect(lockFolder(folder, here)).rejects.toMatchObject({ code: "store-locked" });
      await kill();
      await (await lockFolder(folder, here)).release();
    });
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
