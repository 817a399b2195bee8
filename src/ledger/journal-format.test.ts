import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type JournalPart, journalRecords, readJournal } from "./journal-format.js";

const LEAVES = ['{"a":1}', '{"b":"two"}', '{"c":[3,3,3]}'].map((text) => Buffer.from(text));
const JOURNAL = Buffer.from(journalRecords(LEAVES));

async function partsOf(bytes: Uint8Array, pieceBytes = 1 << 20): Promise<JournalPart[]> {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += pieceBytes) pieces.push(bytes.subarray(at, at + pieceBytes));
  const parts: JournalPart[] = [];
  for await (const part of readJournal(pieces)) parts.push(part);
  return parts;
}

describe("a journal", () => {
  it("gives its leaves back, in pieces of any size", async () => {
    for (let pieceBytes = 1; pieceBytes <= JOURNAL.length; pieceBytes += 1) {
      const parts = await partsOf(JOURNAL, pieceBytes);
      expect(parts.map((part) => part.kind === "leaf" && Buffer.from(part.leaf).toString())).toEqual(
        LEAVES.map(String),
      );
      expect(parts.map(({ index, offset }) => [index, offset])).toEqual([
        [0, 0],
        [1, 19],
        [2, 42],
      ]);
    }
  });

  it("cut at any byte ends in a torn record, or whole between two", async () => {
    const ends = [0, 19, 42, JOURNAL.length];
    for (let cut = 0; cut <= JOURNAL.length; cut += 1) {
      const parts = await partsOf(JOURNAL.subarray(0, cut));
      const whole = ends.filter((end) => end > 0 && end <= cut).length;
      const offset = ends[whole] ?? 0;
      const torn = { kind: "torn", index: whole, offset, sizeBytes: cut - offset };
      expect(parts.slice(whole)).toEqual(cut === offset ? [] : [torn]);
      expect(parts.slice(0, whole).every(({ kind }) => kind === "leaf")).toBe(true);
    }
  });

  it("with any one bit flipped is damaged, never torn", async () => {
    let damaged = 0;
    for (let bit = 0; bit < JOURNAL.length * 8; bit += 1) {
      const copy = Buffer.from(JOURNAL);
      copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const last = (await partsOf(copy)).at(-1);
      if (last?.kind === "damaged") damaged += 1;
    }
    expect(damaged).toBe(JOURNAL.length * 8);
  });

  it("that ends in zeros the file system had reserved is torn", async () => {
    for (const written of [0, 1, 11, 12, 15]) {
      const bytes = Buffer.concat([
        JOURNAL,
        Buffer.from(journalRecords([Buffer.from('{"d":4}')])).subarray(0, written),
        Buffer.alloc(100),
      ]);
      expect((await partsOf(bytes)).at(-1)).toEqual({
        kind: "torn",
        index: 3,
        offset: JOURNAL.length,
        sizeBytes: written + 100,
      });
    }
  });

  it("with a whole record after a broken one is damaged", async () => {
    const broken = Buffer.concat([
      journalRecords([Buffer.from('{"a":1}')]).subarray(0, 14),
      journalRecords([Buffer.from('{"b":2}')]),
    ]);
    expect(await partsOf(broken)).toEqual([{ kind: "damaged", index: 0, offset: 0 }]);
  });

  it("of random bytes never crashes the reader", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        const parts = await partsOf(bytes);
        expect(parts.filter(({ kind }) => kind !== "leaf").length).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("takes leaves of 1 to 65,535 bytes", () => {
    expect(journalRecords([new Uint8Array(65_535)])).toHaveLength(65_547);
    expect(() => journalRecords([new Uint8Array(65_536)])).toThrow("a leaf of 65536 bytes");
    expect(() => journalRecords([new Uint8Array(0)])).toThrow("a leaf of 0 bytes");
  });
});
