import { sha256 } from "../../base/digest.js";
import { compareUtf8, type Listed } from "./canonical-order.js";

/**
 * The items in the order in which a seed draws them: by SHA-256 of seed, line end and id, then by the id's bytes
 * (domain 3.6). It does not depend on the order given, and every longer sample begins with the shorter one.
 */
export function hashRank<T extends Listed>(items: readonly T[], seed: string): readonly T[] {
  return items
    .map((item) => ({ item, key: rankKey(seed, item.id) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : compareUtf8(a.item.id, b.item.id)))
    .map(({ item }) => item);
}

/** The key by which an item is ranked, as 64 lowercase hex digits: anyone can check it with a SHA-256 tool. */
export function rankKey(seed: string, id: string): string {
  return sha256(`${seed}\n${id.normalize("NFC")}`);
}
