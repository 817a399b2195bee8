import { readFile, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openCheckpoint, parseVerifierKey } from "../../ledger/checkpoint.js";
import { MerkleTree } from "../../ledger/merkle.js";
import { collect, decisionOf, newPlace, openWriter } from "./folder-fixture.js";

describe("publishing", () => {
  it("signs the root over what is durable, once per size", async () => {
    const folder = await newPlace();
    const store = await openWriter(folder);
    expect(await store.publish()).toEqual({
      size: 0,
      rootHex: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    });
    await Promise.all(Array.from({ length: 600 }, (_, each) => store.append(decisionOf(`e${each}`))));
    const published = await store.publish();
    expect(await store.publish()).toEqual(published);
    const tree = new MerkleTree();
    for await (const { leafHash } of store.records()) tree.append(leafHash);
    expect(published).toEqual({ size: 600, rootHex: Buffer.from(tree.root()).toString("hex") });
    const verifier = parseVerifierKey((await readFile(join(folder, "trust/log.vkey"), "utf8")).trimEnd());
    const text = await readFile(join(folder, "log/checkpoint"), "utf8");
    expect(await readFile(join(folder, "log/checkpoints/000000000600"), "utf8")).toBe(text);
    const opened = verifier && openCheckpoint(text, verifier);
    expect(opened?.ok && Buffer.from(opened.checkpoint.root).toString("hex")).toBe(published.rootHex);
    await store.close();
  });

  it("asked for twice at once is done one after the other", async () => {
    const store = await openWriter(await newPlace());
    await store.append(decisionOf("one"));
    const [first, second] = await Promise.all([store.publish(), store.publish()]);
    expect(first).toEqual(second);
    await store.close();
  });

  it("broken off before the head was named is finished by the next one", async () => {
    const folder = await newPlace();
    const store = await openWriter(folder);
    await store.append(decisionOf("one"));
    const published = await store.publish();
    await store.close();
    await unlink(join(folder, "log/checkpoint"));
    await unlink(join(folder, "log/tile/0/000.p/1"));
    const again = await openWriter(folder);
    expect(await again.publish()).toEqual(published);
    expect((await readFile(join(folder, "log/checkpoint"), "utf8")).split("\n")[1]).toBe("1");
    expect((await readFile(join(folder, "log/tile/0/000.p/1"))).length).toBe(32);
    await again.close();
  });

  it("stops at a tile with other bytes: the log has forked", async () => {
    const folder = await newPlace();
    const store = await openWriter(folder);
    await store.append(decisionOf("one"));
    await store.publish();
    await store.append(decisionOf("two"));
    await writeFile(join(folder, "log/tile/0/000.p/2"), Buffer.alloc(64));
    await expect(store.publish()).rejects.toMatchObject({ code: "ledger-fork" });
    await expect(store.append(decisionOf("three"))).rejects.toMatchObject({ code: "ledger-fork" });
    expect((await readFile(join(folder, "log/checkpoint"), "utf8")).split("\n")[1]).toBe("1");
    await store.close();
  });

  it("stops at a journal that somebody else appended to", async () => {
    const folder = await newPlace();
    const store = await openWriter(folder);
    await store.append(decisionOf("one"));
    const bytes = await readFile(join(folder, "journal"));
    await writeFile(join(folder, "journal"), Buffer.concat([bytes, bytes]));
    await expect(store.append(decisionOf("two"))).rejects.toMatchObject({ code: "store-damaged" });
    expect((await collect(store.records())).length).toBe(1);
    await store.close();
  });
});
