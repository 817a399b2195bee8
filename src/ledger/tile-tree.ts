import { assert } from "../base/assert.js";
import {
  completeSubtrees,
  consistencyRanges,
  emptyRoot,
  type Hash,
  inclusionRanges,
  type LeafRange,
  nodeHash,
} from "./merkle.js";
import { readHashTile, TILE_WIDTH, type Tile, tilePath } from "./tiles.js";

const LEVELS_PER_TILE = 8;

/** Bytes of a hash tile; `undefined` when it is not there. */
export type ReadTile = (path: string) => Promise<Uint8Array | undefined>;

/**
 * A published tree read from its tiles: roots and proofs cost a few files, whatever the size of the log. Tiles are
 * believed as they are; whoever needs more compares the root.
 */
export class TileTree {
  readonly size: number;
  readonly #read: ReadTile;
  readonly #tiles = new Map<string, Promise<readonly Hash[]>>();

  /** @param read takes paths below `log/`, such as `tile/0/000.p/5`. */
  constructor(size: number, read: ReadTile) {
    this.size = size;
    this.#read = read;
  }

  /** Root of the first `size` leaves. @throws when a tile is missing or malformed. */
  root(size: number = this.size): Promise<Hash> {
    assert(0 <= size && size <= this.size, `root of ${size} leaves asked of ${this.size}`);
    return size === 0 ? Promise.resolve(emptyRoot()) : this.#hash([0, size]);
  }

  /** The proof that leaf `index` is in the tree. */
  inclusionProof(index: number): Promise<readonly Hash[]> {
    assert(0 <= index && index < this.size, `no leaf ${index} in ${this.size}`);
    return Promise.all(inclusionRanges(index, this.size).map((range) => this.#hash(range)));
  }

  /** The proof that the tree only added to its first `oldSize` leaves. */
  consistencyProof(oldSize: number): Promise<readonly Hash[]> {
    assert(0 <= oldSize && oldSize <= this.size, `no proof from ${oldSize} to ${this.size}`);
    return Promise.all(consistencyRanges(oldSize, this.size).map((range) => this.#hash(range)));
  }

  async #hash(range: LeafRange): Promise<Hash> {
    const subtrees = completeSubtrees(range);
    const hashes = await Promise.all(subtrees.map(({ level, position }) => this.#subtree(level, position)));
    return hashes.reduceRight((right, left) => nodeHash(left, right));
  }

  /** Hash of a complete subtree: from `2^(level % 8)` neighbours in one tile. */
  async #subtree(level: number, position: number): Promise<Hash> {
    const tileLevel = Math.floor(level / LEVELS_PER_TILE);
    const count = 2 ** (level % LEVELS_PER_TILE);
    const first = position * count;
    const index = Math.floor(first / TILE_WIDTH);
    const width = Math.min(TILE_WIDTH, Math.floor(this.size / TILE_WIDTH ** tileLevel) - index * TILE_WIDTH);
    const tile = await this.#tile({ level: tileLevel, index, width });
    let hashes = tile.slice(first % TILE_WIDTH, (first % TILE_WIDTH) + count);
    while (hashes.length > 1) hashes = pairs(hashes);
    const [hash] = hashes;
    assert(hash !== undefined, `no subtree ${position} of level ${level}`);
    return hash;
  }

  #tile(tile: Tile): Promise<readonly Hash[]> {
    const path = tilePath(tile);
    const known = this.#tiles.get(path) ?? this.#readTile(path, tile.width);
    this.#tiles.set(path, known);
    return known;
  }

  async #readTile(path: string, width: number): Promise<readonly Hash[]> {
    const bytes = await this.#read(path);
    const hashes = bytes === undefined ? undefined : readHashTile(bytes);
    if (hashes?.length === width) return hashes;
    throw new TileError(`${path} is ${bytes === undefined ? "missing" : "malformed"}`);
  }
}

/** A tile that a published log must have is missing or malformed. The message names its path below `log/`. */
export class TileError extends Error {}

function pairs(hashes: readonly Hash[]): Hash[] {
  return hashes.flatMap((right, at) => {
    const left = hashes[at - 1];
    return at % 2 === 1 && left !== undefined ? [nodeHash(left, right)] : [];
  });
}
