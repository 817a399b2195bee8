import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { leafHash, MerkleTree } from "./merkle.js";
import {
  entryBundle,
  hashTile,
  newTiles,
  parseTilePath,
  readEntryBundle,
  readHashTile,
  type Tile,
  tilePath,
} from "./tiles.js";

function treeOf(size: number): MerkleTree {
  const made = new MerkleTree();
  for (let index = 0; index < size; index += 1) made.append(leafHash(Buffer.from(String(index))));
  return made;
}

describe("paths", () => {
  it.each([
    [{ level: 0, index: 0, width: 256 }, "tile/0/000"],
    [{ level: 0, index: 1, width: 44 }, "tile/0/001.p/44"],
    [{ level: 1, index: 999, width: 256 }, "tile/1/999"],
    [{ level: 2, index: 1_000, width: 256 }, "tile/2/x001/000"],
    [{ level: 0, index: 1_234_067, width: 1 }, "tile/0/x001/x234/067.p/1"],
    [{ level: "entries", index: 70_000, width: 255 }, "tile/entries/x070/000.p/255"],
  ] satisfies [Tile, string][])("%o stands at %s", (tile, path) => {
    expect(tilePath(tile)).toBe(path);
    expect(parseTilePath(path)).toEqual(tile);
  });

  it.each([
    "tile/0/1",
    "tile/0/0001",
    "tile/0/x000/001",
    "tile/0/000.p/0",
    "tile/0/000.p/256",
    "tile/0/000.p/01",
    "tile/00/000",
    "tile/entry/000",
    "tile/0/000/",
    "tile/0/../000",
  ])("%s is no tile", (path) => {
    expect(parseTilePath(path)).toBeUndefined();
  });
});

describe("tiles", () => {
  it("are, over any steps of growth, those of the whole log", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 6 }), (steps) => {
        const seen = new Set<string>();
        let from = 0;
        for (const step of steps) {
          for (const tile of newTiles({ from, to: from + step })) seen.add(tilePath(tile));
          from += step;
        }
        for (const tile of newTiles({ from: 0, to: from })) expect(seen.has(tilePath(tile))).toBe(true);
      }),
    );
  });

  it("hold at every size exactly the hashes of their level", () => {
    const size = 600;
    const tree = treeOf(size);
    let hashes = 0;
    for (let to = 1; to <= size; to += 1) {
      const tiles = newTiles({ from: to - 1, to }).filter(({ level }) => level === 0);
      expect(tiles).toHaveLength(1);
      for (const { index, width } of tiles) {
        expect(index * 256 + width).toBe(to);
        const read = readHashTile(hashTile(tree, { level: 0, index, width }));
        expect(Buffer.from(read?.at(-1) ?? [])).toEqual(leafHash(Buffer.from(String(to - 1))));
        hashes += read?.length ?? 0;
      }
    }
    expect(hashes).toBe((256 * 257) / 2 + (256 * 257) / 2 + (88 * 89) / 2);
  });

  it("hold on level 1 the roots of full tiles", () => {
    const tree = treeOf(512);
    expect(newTiles({ from: 511, to: 512 }).map(tilePath)).toEqual([
      "tile/entries/001",
      "tile/0/001",
      "tile/1/000.p/2",
    ]);
    expect(newTiles({ from: 512, to: 512 })).toEqual([]);
    expect(newTiles({ from: 255, to: 256 }).map(tilePath)).toEqual([
      "tile/entries/000",
      "tile/0/000",
      "tile/1/000.p/1",
    ]);
    const [first, second] = readHashTile(hashTile(tree, { level: 1, index: 0, width: 2 })) ?? [];
    expect(first).toEqual(tree.root(256));
    expect(second).toEqual(tree.subtree(8, 1));
  });

  it("counts the tiles of 70,000 leaves as the format says", () => {
    const count = (level: Tile["level"], isPartial: boolean) =>
      newTiles({ from: 0, to: 70_000 }).filter((tile) => tile.level === level && tile.width < 256 === isPartial).length;
    expect([count(0, false), count(0, true), count(1, false), count(1, true), count(2, true)]).toEqual([
      273, 1, 1, 1, 1,
    ]);
  });
});

describe("entry bundles", () => {
  it("give back the leaves", () => {
    const leaf = fc.uint8Array({ maxLength: 300 });
    fc.assert(
      fc.property(fc.array(leaf, { maxLength: 256 }), (leaves) => {
        expect(readEntryBundle(entryBundle(leaves))?.map((each) => [...each])).toEqual(leaves.map((each) => [...each]));
      }),
    );
  });

  it("take a leaf of 65,535 bytes and refuse one more", () => {
    expect(entryBundle([new Uint8Array(65_535)]).subarray(0, 2)).toEqual(Buffer.of(255, 255));
    expect(() => entryBundle([new Uint8Array(65_536)])).toThrow("a leaf of 65536 bytes");
  });

  it("are refused when cut anywhere but between leaves, or of 257 leaves", () => {
    const bytes = entryBundle([Buffer.from("one"), Buffer.from("two")]);
    const lengths = Array.from(
      { length: bytes.length + 1 },
      (_, cut) => readEntryBundle(bytes.subarray(0, cut))?.length,
    );
    expect(lengths.map((length, cut) => (length === undefined ? undefined : [cut, length])).filter(Boolean)).toEqual([
      [0, 0],
      [5, 1],
      [10, 2],
    ]);
    expect(readEntryBundle(new Uint8Array(257 * 2))).toBeUndefined();
    expect(readHashTile(new Uint8Array(31))).toBeUndefined();
    expect(readHashTile(new Uint8Array(257 * 32))).toBeUndefined();
  });
});
