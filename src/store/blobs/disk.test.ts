import type { FileHandle } from "node:fs/promises";
import { mkdtemp, open, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { realDisk } from "./disk.js";

/** A handle that takes at most so many bytes with each write. */
function slowHandle(handle: FileHandle, bytesMax: number): FileHandle {
  return new Proxy(handle, {
    get(target, name) {
      if (name !== "write") return Reflect.get(target, name, target);
      return (bytes: Uint8Array, from: number, length: number, position: number) =>
        bytesMax === 0
          ? Promise.resolve({ bytesWritten: 0, buffer: bytes })
          : target.write(bytes, from, Math.min(length, bytesMax), position);
    },
  });
}

it("writes all bytes however few a write takes", async () => {
  const path = join(await mkdtemp(join(tmpdir(), "lookback-disk-")), "file");
  const handle = await open(path, "wx");
  await realDisk.write(slowHandle(handle, 7), Buffer.from("a text of twenty-nine bytes.."), 0);
  await realDisk.write(slowHandle(handle, 1), Buffer.from("more"), 29);
  await handle.close();
  expect(await readFile(path, "utf8")).toBe("a text of twenty-nine bytes..more");
});

it("gives up on a disk that takes nothing and says nothing", async () => {
  const path = join(await mkdtemp(join(tmpdir(), "lookback-disk-")), "file");
  const handle = await open(path, "wx");
  await expect(realDisk.write(slowHandle(handle, 0), Buffer.from("x"), 0)).rejects.toMatchObject({ code: "EIO" });
  await handle.close();
});
