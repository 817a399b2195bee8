import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sha256 } from "../../base/digest.js";
import { masterFingerprint } from "./data-key.js";
import {
  KEYRING_HEAD_BYTES,
  keyringHead,
  keyringMaster,
  keyringSlots,
  SLOT_BYTES,
  unwrapKey,
  wrapKey,
} from "./keyring-format.js";

const MASTER = Buffer.alloc(32, 1);
const OTHER = Buffer.alloc(32, 2);
const DATA_KEY = { key: Buffer.alloc(32, 7), received: sha256("received"), question: sha256("question") };

function slotOf(name: string, nonce = Buffer.alloc(12, 3)): Uint8Array {
  return wrapKey({ blob: sha256(name), dataKey: DATA_KEY }, { master: MASTER, nonce });
}

function only(bytes: Uint8Array) {
  const [slot, ...more] = keyringSlots(Buffer.concat([keyringHead(MASTER), bytes]));
  if (slot === undefined || more.length > 0) throw new Error("one slot");
  return slot;
}

describe("a keyring", () => {
  it("names its master key, and is told from any other file", () => {
    expect(keyringMaster(keyringHead(MASTER))).toBe(masterFingerprint(MASTER));
    expect(keyringMaster(keyringHead(MASTER).subarray(0, -1))).toBeUndefined();
    expect(keyringMaster(Buffer.alloc(200, "a"))).toBeUndefined();
  });

  it("leaves out slots that were destroyed and one that was not written whole", () => {
    const file = Buffer.concat([keyringHead(MASTER), slotOf("a"), Buffer.alloc(SLOT_BYTES), slotOf("b"), slotOf("c")]);
    const slots = [...keyringSlots(file.subarray(0, -1))];
    expect(slots.map(({ blob, offset }) => [blob, offset])).toEqual([
      [sha256("a"), KEYRING_HEAD_BYTES],
      [sha256("b"), KEYRING_HEAD_BYTES + 2 * SLOT_BYTES],
    ]);
  });
});

describe("a slot", () => {
  it("gives back what was wrapped, and shows nothing of it", () => {
    const slot = only(slotOf("a"));
    expect(unwrapKey(slot, MASTER)).toEqual(DATA_KEY);
    for (const secret of [DATA_KEY.key, Buffer.from(DATA_KEY.received, "hex"), Buffer.from(DATA_KEY.question, "hex")]) {
      expect(Buffer.from(slot.bytes).includes(secret)).toBe(false);
    }
    expect(Buffer.from(slotOf("a", Buffer.alloc(12, 4))).equals(slot.bytes)).toBe(false);
  });

  it("opens under no other master key, for no other blob, and with no bit changed", () => {
    expect(unwrapKey(only(slotOf("a")), OTHER)).toBeUndefined();
    const moved = Buffer.concat([Buffer.from(sha256("b"), "hex"), slotOf("a").subarray(32)]);
    expect(unwrapKey(only(moved), MASTER)).toBeUndefined();
    fc.assert(
      fc.property(fc.integer({ min: 0, max: SLOT_BYTES * 8 - 1 }), (bit) => {
        const changed = Buffer.from(slotOf("a"));
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(unwrapKey(only(changed), MASTER)).toBeUndefined();
      }),
    );
  });

  it("half destroyed opens no more", () => {
    for (const zeros of [1, 32, 44, 100, SLOT_BYTES - 1]) {
      expect(unwrapKey(only(Buffer.from(slotOf("a")).fill(0, 0, zeros)), MASTER)).toBeUndefined();
    }
  });
});
