import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { decisionOf, newPlace, openWriter } from "./folder-fixture.js";
import { StampFiles } from "./stamp-files.js";

async function published(): Promise<string> {
  const folder = await newPlace();
  const store = await openWriter(folder);
  await store.append(decisionOf("one"));
  await store.publish();
  await store.close();
  return folder;
}

describe("files of time-stamps", () => {
  it("stand beside their checkpoint, for good", async () => {
    const folder = await published();
    const files = new StampFiles(folder);
    expect(await files.list()).toEqual([]);
    await files.put({ size: 1, suffix: ".tsr2" }, Buffer.from("second"));
    await files.put({ size: 1, suffix: ".tsr" }, Buffer.from("first"));
    await files.put({ size: 1, suffix: ".tsr" }, Buffer.from("first"));
    await expect(files.put({ size: 1, suffix: ".tsr" }, Buffer.from("other"))).rejects.toMatchObject({
      code: "ledger-fork",
    });
    expect(await files.list()).toEqual([
      { size: 1, suffix: ".tsr" },
      { size: 1, suffix: ".tsr2" },
    ]);
    expect(Buffer.from(await files.read({ size: 1, suffix: ".tsr" })).toString()).toBe("first");
    expect(Buffer.from(await files.checkpoint(1))).toEqual(
      await readFile(join(folder, "log/checkpoints/000000000001")),
    );
    expect(await readdir(join(folder, "temporary"))).toEqual([]);
  });

  it("are no other files of that folder, and none where there is no folder", async () => {
    const folder = await published();
    await writeFile(join(folder, "log/checkpoints/000000000001.cosig"), "x");
    await writeFile(join(folder, "log/checkpoints/notes.tsr"), "x");
    expect(await new StampFiles(folder).list()).toEqual([]);
    expect(await new StampFiles(join(folder, "nowhere")).list()).toEqual([]);
  });

  it("have roots that are replaced in one step", async () => {
    const folder = await published();
    const files = new StampFiles(folder);
    expect(await files.readTrust()).toBeUndefined();
    await files.writeTrust("one");
    await files.writeTrust("two");
    expect(await files.readTrust()).toBe("two");
  });

  it("that cannot be written are an error of the disk", async () => {
    const folder = await published();
    await mkdir(join(folder, "temporary/time-stamp"));
    await expect(new StampFiles(folder).writeTrust("x")).rejects.toMatchObject({ code: "disk-failed" });
  });
});
