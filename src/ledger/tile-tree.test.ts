import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { leafHash, MerkleTree } from "./merkle.js";
import { TileTree } from "./tile-tree.js";
import { hashTile, newTiles, tilePath } from "./tiles.js";

const SIZE_MAX = 70_000;

const tree = new MerkleTree();
for (let index = 0; index < SIZE_MAX; index += 1) tree.append(leafHash(Buffer.from(`leaf ${index}`)));

/** What a log published at this size alone. */
function published(size: number): { readonly files: Map<string, Uint8Array>; readonly tiles: TileTree } {
  const files = new Map<string, Uint8Array>();
  for (const { level, index, width } of newTiles({ from: 0, to: size })) {
    if (level !== "entries") files.set(tilePath({ level, index, width }), hashTile(tree, { level, index, width }));
  }
  return { files, tiles: new TileTree(size, async (path) => files.get(path)) };
}

function hex(hashes: Uint8Array | readonly Uint8Array[]): readonly string[] {
  return [hashes].flat().map((hash) => Buffer.from(hash).toString("hex"));
}

const SIZES = [1, 2, 3, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, SIZE_MAX];

describe("a tree read from its tiles", () => {
  it.each(SIZES)("of %i leaves has the roots and proofs of the tree itself", async (size) => {
    const { tiles } = published(size);
    const near = [0, 1, 2, 255, 256, 257, 65_536, size - 1, size].filter((each) => each >= 0 && each <= size);
    for (const old of near) {
      expect(hex(await tiles.root(old))).toEqual(hex(tree.root(old)));
      expect(hex(await tiles.consistencyProof(old))).toEqual(hex(tree.consistencyProof(old, size)));
      if (old < size) expect(hex(await tiles.inclusionProof(old))).toEqual(hex(tree.inclusionProof(old, size)));
    }
  });

  it("has them for any sizes", async () => {
    const sizes = fc.integer({ min: 1, max: 3_000 }).chain((size) => fc.tuple(fc.constant(size), fc.nat(size - 1)));
    await fc.assert(
      fc.asyncProperty(sizes, async ([size, old]) => {
        const { tiles } = published(size);
        expect(hex(await tiles.root(old))).toEqual(hex(tree.root(old)));
        expect(hex(await tiles.consistencyProof(old))).toEqual(hex(tree.consistencyProof(old, size)));
        expect(hex(await tiles.inclusionProof(old))).toEqual(hex(tree.inclusionProof(old, size)));
      }),
      { numRuns: 40 },
    );
  });

  it("says which tile is missing or cut", async () => {
    const { files, tiles } = published(300);
    files.delete("tile/0/000");
    await expect(tiles.root(2)).rejects.toThrow("tile/0/000 is missing");
    files.set("tile/0/001.p/44", new Uint8Array(43 * 32));
    await expect(tiles.inclusionProof(299)).rejects.toThrow("tile/0/001.p/44 is malformed");
  });
});
