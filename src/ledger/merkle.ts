import { assert } from "../base/assert.js";
import { sha256Bytes } from "../base/digest.js";

/** 32 bytes of SHA-256. */
export type Hash = Uint8Array;

export const HASH_BYTES = 32;

const LEAF = Uint8Array.of(0x00);
const NODE = Uint8Array.of(0x01);

/** RFC 6962 leaf hash: SHA-256 of 00 and the leaf. */
export function leafHash(leaf: Uint8Array): Hash {
  return sha256Of(LEAF, leaf);
}

/** RFC 6962 node hash: SHA-256 of 01, the left and the right child. */
export function nodeHash(left: Hash, right: Hash): Hash {
  return sha256Of(NODE, left, right);
}

/** The root of a tree without leaves: SHA-256 of nothing. */
export function emptyRoot(): Hash {
  return sha256Of();
}

/**
 * The append-only tree of RFC 6962 with every complete subtree kept, so that roots of all past sizes and proofs cost
 * a logarithm. 64 bytes of memory per leaf.
 */
export class MerkleTree {
  readonly #levels: HashList[] = [new HashList()];

  /** Number of leaves. */
  get size(): number {
    return this.#level(0).count;
  }

  append(hash: Hash): void {
    assert(hash.length === HASH_BYTES, "a leaf hash is not 32 bytes");
    this.#level(0).push(hash);
  }

  /** Hash of the complete subtree over leaves `[position * 2^level, (position + 1) * 2^level)`. */
  subtree(level: number, position: number): Hash {
    this.#hashUpTo(level);
    return this.#level(level).at(position);
  }

  /** Root of the first `size` leaves. */
  root(size: number = this.size): Hash {
    assert(size <= this.size, `root of ${size} leaves asked of ${this.size}`);
    return size === 0 ? emptyRoot() : this.#range(0, size);
  }

  /** RFC 6962 2.1.1: the path that leads from leaf `index` to the root of the first `size` leaves. */
  inclusionProof(index: number, size: number): readonly Hash[] {
    assert(0 <= index && index < size && size <= this.size, `no leaf ${index} in ${size} of ${this.size}`);
    return inclusionRanges(index, size).map(([from, to]) => this.#range(from, to));
  }

  /** RFC 6962 2.1.2: shows that the tree of `newSize` leaves only added to the tree of `oldSize`. Empty for 0 and for equal sizes. */
  consistencyProof(oldSize: number, newSize: number): readonly Hash[] {
    assert(0 <= oldSize && oldSize <= newSize && newSize <= this.size, `no proof from ${oldSize} to ${newSize}`);
    return consistencyRanges(oldSize, newSize).map(([from, to]) => this.#range(from, to));
  }

  /** Hash over leaves `[from, to)`; `from` is always a multiple of the largest power of two below the length. */
  #range(from: number, to: number): Hash {
    const length = to - from;
    const split = splitOf(length);
    if (length === 1) return this.subtree(0, from);
    if (split * 2 === length) return this.subtree(Math.log2(length), from / length);
    return nodeHash(this.#range(from, from + split), this.#range(from + split, to));
  }

  /** Inner nodes are hashed when somebody asks: appending many leaves between two roots stays cheap. */
  #hashUpTo(level: number): void {
    for (let below = 0; below < level; below += 1) {
      const children = this.#level(below);
      if (this.#levels.length === below + 1) this.#levels.push(new HashList());
      const parents = this.#level(below + 1);
      for (let each = parents.count; each < Math.floor(children.count / 2); each += 1) {
        parents.push(sha256Of(NODE, children.pair(each)));
      }
    }
  }

  #level(level: number): HashList {
    const list = this.#levels[level];
    assert(list !== undefined, `the tree has no level ${level}`);
    return list;
  }
}

/** Leaves `[from, to)` over which one hash of a proof or a root is taken. */
export type LeafRange = readonly [from: number, to: number];

/** RFC 6962 2.1.1: the ranges whose hashes are the proof that leaf `index` is in a tree of `size`, in the proof's order. */
export function inclusionRanges(index: number, size: number): readonly LeafRange[] {
  const path: LeafRange[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + splitOf(to - from);
    path.push(index < middle ? [middle, to] : [from, middle]);
    [from, to] = index < middle ? [from, middle] : [middle, to];
  }
  return path.reverse();
}

/** RFC 6962 2.1.2: the ranges whose hashes are the proof from `oldSize` to `newSize`, in the proof's order. */
export function consistencyRanges(oldSize: number, newSize: number): readonly LeafRange[] {
  if (oldSize === 0 || oldSize === newSize) return [];
  const path: LeafRange[] = [];
  let [from, to] = [0, newSize];
  while (oldSize !== to) {
    const middle = from + splitOf(to - from);
    path.push(oldSize <= middle ? [middle, to] : [from, middle]);
    [from, to] = oldSize <= middle ? [from, middle] : [middle, to];
  }
  if (from > 0) path.push([from, to]);
  return path.reverse();
}

/**
 * The complete subtrees that a range of a tree falls into, from left to right, each `2^level` leaves wide. The hash of
 * the range is that of the last one, joined from the right with each one before it.
 */
export function completeSubtrees([from, to]: LeafRange): readonly {
  readonly level: number;
  readonly position: number;
}[] {
  const subtrees: { readonly level: number; readonly position: number }[] = [];
  for (let at = from; at < to; ) {
    const level = Math.floor(Math.log2(to - at));
    subtrees.push({ level, position: at / 2 ** level });
    at += 2 ** level;
  }
  return subtrees;
}

/** In one call: making a hash object costs more than hashing 65 bytes. */
function sha256Of(...parts: readonly Uint8Array[]): Hash {
  return sha256Bytes(Buffer.concat(parts));
}

/** The largest power of two below `length`. */
function splitOf(length: number): number {
  return length <= 1 ? 0 : 2 ** Math.floor(Math.log2(length - 1));
}

/** Hashes one after the other in a buffer that doubles: a million of them are 32 MB and not a million objects. */
class HashList {
  count = 0;
  #bytes = new Uint8Array(HASH_BYTES * 64);

  push(hash: Hash): void {
    const at = this.count * HASH_BYTES;
    if (at === this.#bytes.length) {
      const grown = new Uint8Array(at * 2);
      grown.set(this.#bytes);
      this.#bytes = grown;
    }
    this.#bytes.set(hash, at);
    this.count += 1;
  }

  /** Two hashes that stand together, without copying them: to be read at once and never kept. */
  pair(position: number): Uint8Array {
    assert(0 <= position && position * 2 + 1 < this.count, `no pair ${position} of ${this.count} hashes`);
    return this.#bytes.subarray(position * 2 * HASH_BYTES, (position + 1) * 2 * HASH_BYTES);
  }

  at(position: number): Hash {
    assert(0 <= position && position < this.count, `no hash ${position} of ${this.count}`);
    return this.#bytes.slice(position * HASH_BYTES, (position + 1) * HASH_BYTES);
  }
}
