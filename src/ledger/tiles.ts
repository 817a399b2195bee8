import { assert } from "../base/assert.js";
import { HASH_BYTES, type Hash, type MerkleTree } from "./merkle.js";

/** Hashes in a full tile, and leaves in a full entry bundle (C2SP tlog-tiles). */
export const TILE_WIDTH = 256;

/** Most bytes of one leaf: an entry bundle writes its length in two bytes. */
export const LEAF_BYTES_MAX = 65_535;

const LEVELS_PER_TILE = 8;

/** One tile or entry bundle: `width` counts its hashes or leaves; below 256 it is partial. */
export interface Tile {
  readonly level: number | "entries";
  readonly index: number;
  readonly width: number;
}

/** Path below `log/`: `tile/0/x001/x234/067`, partial `tile/0/x001/x234/067.p/44`, bundles `tile/entries/...`. */
export function tilePath({ level, index, width }: Tile): string {
  const partial = width === TILE_WIDTH ? "" : `.p/${width}`;
  return `tile/${level}/${indexPath(index)}${partial}`;
}

/** Reads a path below `log/` back; `undefined` for anything that `tilePath` does not write. */
export function parseTilePath(path: string): Tile | undefined {
  const parts = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path);
  if (parts === null) return undefined;
  const [, level = "", index = "", width] = parts;
  const tile: Tile = {
    level: level === "entries" ? "entries" : Number(level),
    index: Number(index.replaceAll(/[x/]/g, "")),
    width: width === undefined ? TILE_WIDTH : Number(width),
  };
  return tile.width > 0 && tilePath(tile) === path ? tile : undefined;
}

/**
 * Tiles and bundles that a log of `to` leaves has and one of `from` leaves had not: full ones first seen, and the
 * partial one at the right edge of every level. Ordered by level, entries first.
 */
export function newTiles({ from, to }: { readonly from: number; readonly to: number }): readonly Tile[] {
  assert(0 <= from && from <= to, `a log cannot shrink from ${from} to ${to}`);
  const tiles: Tile[] = [...edge("entries", from, to)];
  for (let level = 0; countAt(level, to) > 0; level += 1) {
    tiles.push(...edge(level, countAt(level, from), countAt(level, to)));
  }
  return tiles;
}

/** The bytes of a hash tile: its hashes one after the other. */
export function hashTile(tree: MerkleTree, { level, index, width }: Tile & { readonly level: number }): Uint8Array {
  const bytes = new Uint8Array(width * HASH_BYTES);
  for (let each = 0; each < width; each += 1) {
    bytes.set(tree.subtree(level * LEVELS_PER_TILE, index * TILE_WIDTH + each), each * HASH_BYTES);
  }
  return bytes;
}

/** Hashes in a tile's bytes. @returns `undefined` when the length fits no whole number of 1 to 256 hashes. */
export function readHashTile(bytes: Uint8Array): readonly Hash[] | undefined {
  const width = bytes.length / HASH_BYTES;
  if (!Number.isInteger(width) || width < 1 || width > TILE_WIDTH) return undefined;
  return Array.from({ length: width }, (_, each) => bytes.slice(each * HASH_BYTES, (each + 1) * HASH_BYTES));
}

/** The bytes of an entry bundle: every leaf after its length in two bytes, most significant first. */
export function entryBundle(leaves: readonly Uint8Array[]): Uint8Array {
  assert(leaves.length <= TILE_WIDTH, `${leaves.length} leaves in one entry bundle`);
  const parts = leaves.flatMap((leaf) => {
    assert(leaf.length <= LEAF_BYTES_MAX, `a leaf of ${leaf.length} bytes`);
    return [Uint8Array.of(Math.floor(leaf.length / 256), leaf.length % 256), leaf];
  });
  return Buffer.concat(parts);
}

/** Leaves in a bundle's bytes. @returns `undefined` when a length points past the end or more than 256 are there. */
export function readEntryBundle(bytes: Uint8Array): readonly Uint8Array[] | undefined {
  const leaves: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const [high, low] = [bytes[at], bytes[at + 1]];
    if (high === undefined || low === undefined) return undefined;
    const end = at + 2 + high * 256 + low;
    if (end > bytes.length) return undefined;
    leaves.push(bytes.subarray(at + 2, end));
    at = end;
  }
  return leaves.length <= TILE_WIDTH ? leaves : undefined;
}

function countAt(level: number, size: number): number {
  return Math.floor(size / TILE_WIDTH ** level);
}

function edge(level: Tile["level"], from: number, to: number): readonly Tile[] {
  if (from === to) return [];
  const tiles: Tile[] = [];
  for (let index = Math.floor(from / TILE_WIDTH); index * TILE_WIDTH < to; index += 1) {
    tiles.push({ level, index, width: Math.min(TILE_WIDTH, to - index * TILE_WIDTH) });
  }
  return tiles;
}

function indexPath(index: number): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, "0").match(/\d{3}/g) ?? [];
  return groups.map((group, at) => (at === groups.length - 1 ? group : `x${group}`)).join("/");
}
