import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Hash, leafHash, MerkleTree, nodeHash } from "./merkle.js";
import { verifyConsistency, verifyInclusion } from "./proofs.js";

const SIZE_MAX = 300;

interface Vectors {
  readonly roots: readonly string[];
  readonly inclusion: readonly { readonly index: number; readonly size: number; readonly proof: readonly string[] }[];
  readonly consistency: readonly {
    readonly oldSize: number;
    readonly newSize: number;
    readonly proof: readonly string[];
  }[];
}

const vectors: Vectors = JSON.parse(readFileSync("tests/vectors/ledger/rfc6962.json", "utf8"));
const tree = treeOf(SIZE_MAX);

function treeOf(size: number): MerkleTree {
  const made = new MerkleTree();
  for (let index = 0; index < size; index += 1) made.append(leafOf(index));
  return made;
}

function leafOf(index: number): Hash {
  return leafHash(Buffer.from(`leaf ${index}`));
}

function hex(hashes: readonly Hash[]): string[] {
  return hashes.map((hash) => Buffer.from(hash).toString("hex"));
}

/** The definition in RFC 6962 2.1, word for word: slow and without a memory. */
function naiveRoot(leaves: readonly Hash[]): Hash {
  const [only] = leaves;
  if (only === undefined) return new MerkleTree().root();
  if (leaves.length === 1) return only;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return nodeHash(naiveRoot(leaves.slice(0, split)), naiveRoot(leaves.slice(split)));
}

function flipped(hash: Hash, bit: number): Hash {
  const copy = Uint8Array.from(hash);
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
}

describe("the tree", () => {
  it("has the roots of the vectors", () => {
    expect(vectors.roots).toHaveLength(34);
    expect(vectors.roots.map((_, size) => hex([tree.root(size)])[0])).toEqual(vectors.roots);
  });

  it("has the roots that are published for certificate transparency", () => {
    const leaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
    const made = new MerkleTree();
    for (const leaf of leaves) made.append(leafHash(Buffer.from(leaf, "hex")));
    expect(hex([made.root(0), made.root(1), made.root(2), made.root(8)])).toEqual([
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
      "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]);
  });

  it("gives the proofs of the vectors", () => {
    expect(vectors.inclusion.length + vectors.consistency.length).toBe(51);
    for (const { index, size, proof } of vectors.inclusion) {
      expect(hex(tree.inclusionProof(index, size))).toEqual(proof);
    }
    for (const { oldSize, newSize, proof } of vectors.consistency) {
      expect(hex(tree.consistencyProof(oldSize, newSize))).toEqual(proof);
    }
  });

  it("has the root that the definition gives, at every size", () => {
    const leaves = Array.from({ length: SIZE_MAX }, (_, index) => leafOf(index));
    for (let size = 0; size <= SIZE_MAX; size += 1) {
      expect(hex([tree.root(size)])).toEqual(hex([naiveRoot(leaves.slice(0, size))]));
    }
  });

  it("refuses a size, a leaf or a hash it does not have", () => {
    expect(() => tree.root(SIZE_MAX + 1)).toThrow("root of 301 leaves");
    expect(() => tree.inclusionProof(5, 5)).toThrow("no leaf 5");
    expect(() => tree.consistencyProof(6, 5)).toThrow("no proof from 6 to 5");
    expect(() => new MerkleTree().append(new Uint8Array(31))).toThrow("not 32 bytes");
  });
});

describe("proofs", () => {
  it("prove every leaf in every size, and no other place", () => {
    let proven = 0;
    for (let size = 1; size <= SIZE_MAX; size += 1) {
      const root = tree.root(size);
      for (let index = 0; index < size; index += 1) {
        const claim = { index, size, leafHash: leafOf(index), root, proof: tree.inclusionProof(index, size) };
        const isProven = verifyInclusion(claim);
        const isProvenElsewhere = size > 1 && verifyInclusion({ ...claim, index: (index + 1) % size });
        if (isProven && !isProvenElsewhere) proven += 1;
      }
    }
    expect(proven).toBe((SIZE_MAX * (SIZE_MAX + 1)) / 2);
  });

  it("prove that every size only added to every smaller one", () => {
    let proven = 0;
    for (let newSize = 0; newSize <= SIZE_MAX; newSize += 1) {
      for (let oldSize = 0; oldSize <= newSize; oldSize += 1) {
        const roots = { oldRoot: tree.root(oldSize), newRoot: tree.root(newSize) };
        if (verifyConsistency({ oldSize, newSize, ...roots, proof: tree.consistencyProof(oldSize, newSize) })) {
          proven += 1;
        }
      }
    }
    expect(proven).toBe(((SIZE_MAX + 1) * (SIZE_MAX + 2)) / 2);
  });

  const sizes = fc.tuple(fc.integer({ min: 1, max: SIZE_MAX }), fc.nat(), fc.nat(), fc.nat());

  it("refuse any flipped bit, missing or added hash, and wrong size of an inclusion", () => {
    fc.assert(
      fc.property(sizes, ([size, a, b, c]) => {
        const index = a % size;
        const proof = [...tree.inclusionProof(index, size)];
        const claim = { index, size, leafHash: leafOf(index), root: tree.root(size), proof };
        const at = b % Math.max(proof.length, 1);
        const bit = c % 256;
        const wrong = [
          { ...claim, root: flipped(claim.root, bit) },
          { ...claim, leafHash: flipped(claim.leafHash, bit) },
          { ...claim, proof: [...proof, leafOf(0)] },
          { ...claim, proof: proof.map((hash) => hash.subarray(0, 31)), root: claim.root.subarray(0, 31) },
          ...(proof.length === 0
            ? []
            : [
                { ...claim, proof: proof.map((hash, each) => (each === at ? flipped(hash, bit) : hash)) },
                { ...claim, proof: proof.slice(1) },
                { ...claim, proof: proof.slice(0, -1) },
              ]),
          { ...claim, index: -1 },
          { ...claim, index: size },
          { ...claim, index: index + 0.5 },
        ];
        expect(wrong.map(verifyInclusion)).toEqual(wrong.map(() => false));
      }),
      { numRuns: 300 },
    );
  });

  it("refuse any flipped bit, missing or added hash, and swapped root of a consistency", () => {
    fc.assert(
      fc.property(sizes, ([newSize, a, b, c]) => {
        const oldSize = 1 + (a % newSize);
        const proof = [...tree.consistencyProof(oldSize, newSize)];
        const claim = { oldSize, newSize, oldRoot: tree.root(oldSize), newRoot: tree.root(newSize), proof };
        const at = b % Math.max(proof.length, 1);
        const bit = c % 256;
        const wrong = [
          { ...claim, oldRoot: flipped(claim.oldRoot, bit) },
          { ...claim, newRoot: flipped(claim.newRoot, bit) },
          { ...claim, proof: [...proof, leafOf(0)] },
          { ...claim, oldSize: newSize + 1 },
          ...(proof.length === 0
            ? []
            : [
                { ...claim, proof: proof.map((hash, each) => (each === at ? flipped(hash, bit) : hash)) },
                { ...claim, proof: proof.slice(1) },
                { ...claim, proof: proof.slice(0, -1) },
                { ...claim, oldRoot: claim.newRoot, newRoot: claim.oldRoot },
              ]),
        ];
        expect(wrong.map(verifyConsistency)).toEqual(wrong.map(() => false));
      }),
      { numRuns: 300 },
    );
  });
});
