import { type LogSigner, signCheckpoint, signerOf } from "../checkpoint.js";
import { leafHash, MerkleTree } from "../merkle.js";
import { type WitnessSigner, witnessSignerOf } from "./cosignature.js";

/** Test only: a PKCS 8 key whose seed is one byte again and again, so of no worth. */
export function testKey(byte: number): string {
  const der = Buffer.from(`302e020100300506032b657004220420${Buffer.alloc(32, byte).toString("hex")}`, "hex");
  return `-----BEGIN PRIVATE KEY-----\n${der.toString("base64")}\n-----END PRIVATE KEY-----\n`;
}

/** Test only: the signer of a log. */
export function testLog(byte = 1): LogSigner {
  return signerOf(testKey(byte));
}

/** Test only: witness `n`, with a key of its own. */
export function testWitness(n = 1): WitnessSigner {
  return witnessSignerOf(`witness.example/w${n}`, testKey(100 + n));
}

/** Test only: a tree of `size` leaves; the leaf at `changedAt` is another one. */
export function testTree(size: number, changedAt = -1): MerkleTree {
  const tree = new MerkleTree();
  for (let index = 0; index < size; index += 1) {
    tree.append(leafHash(Buffer.from(index === changedAt ? "changed" : `leaf ${index}`)));
  }
  return tree;
}

/** Test only: the signed checkpoint of a tree. */
export function testCheckpoint(tree: MerkleTree, { size = tree.size, log = testLog() } = {}): string {
  return signCheckpoint({ size, root: tree.root(size) }, log);
}
