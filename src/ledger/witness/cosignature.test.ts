import { createPublicKey, verify } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkpointText, formatVerifierKey } from "../checkpoint.js";
import { formatNoteKey, parseSignatureLine } from "../note.js";
import { cosign, openCosignature, parseCosignatureLines, parseWitnessKey, witnessSignerOf } from "./cosignature.js";
import { testKey, testLog, testTree, testWitness } from "./witness-fixture.js";

const TEXT = checkpointText({ origin: "log.example", size: 5, root: testTree(5).root() });
const SECONDS = 1_679_315_147;
const signer = testWitness();
const LINE = cosign(TEXT, { signer, seconds: SECONDS });

function opened(line: string, text = TEXT): string {
  const signature = parseSignatureLine(line);
  if (signature === undefined) return "no line";
  const result = openCosignature(text, signature, signer.key);
  return result.kind === "genuine" ? String(result.seconds) : result.kind;
}

/** The bytes behind the key id, changed. */
function changed(change: (bytes: Buffer) => Buffer): string {
  const [dash, name, encoded = ""] = LINE.split(" ");
  return [dash, name, change(Buffer.from(encoded, "base64")).toString("base64")].join(" ");
}

describe("a cosignature", () => {
  it("holds its time, and the signature is over header, time and text of the checkpoint", () => {
    const bytes = Buffer.from(LINE.split(" ")[2] ?? "", "base64");
    expect([LINE.split(" ")[1], bytes.length, bytes.readBigUInt64BE(4)]).toEqual([
      "witness.example/w1",
      4 + 8 + 64,
      BigInt(SECONDS),
    ]);
    const message = `cosignature/v1\ntime ${SECONDS}\n${TEXT}`;
    expect(verify(null, Buffer.from(message), createPublicKey(testKey(101)), bytes.subarray(12))).toBe(true);
    expect(opened(LINE)).toBe(String(SECONDS));
  });

  it("over another checkpoint, with another time or another bit does not verify", () => {
    expect(opened(LINE, TEXT.replace("\n5\n", "\n6\n"))).toBe("forged");
    for (let bit = 32; bit < (4 + 8 + 64) * 8; bit += 1) {
      const line = changed((bytes) => {
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        return bytes;
      });
      expect(opened(line)).toBe("forged");
    }
  });

  it("cut, longer, or with a time that cannot be is no signature of the witness", () => {
    expect(opened(changed((bytes) => bytes.subarray(0, -1)))).toBe("forged");
    expect(opened(changed((bytes) => Buffer.concat([bytes, Buffer.of(0)])))).toBe("forged");
    expect(opened(changed((bytes) => bytes.fill(0xff, 4, 12)))).toBe("forged");
  });

  it("of another witness, or of another key with the same name, is of another", () => {
    expect(opened(cosign(TEXT, { signer: testWitness(2), seconds: SECONDS }))).toBe("of-another");
    const namesake = witnessSignerOf("witness.example/w1", testKey(9));
    expect(opened(cosign(TEXT, { signer: namesake, seconds: SECONDS }))).toBe("of-another");
  });

  it("of any time and text verifies for that time and text", () => {
    fc.assert(
      fc.property(fc.nat({ max: Number.MAX_SAFE_INTEGER }), fc.nat({ max: 2 ** 40 }), (seconds, size) => {
        const text = checkpointText({ origin: "log.example", size, root: testTree(1).root() });
        expect(opened(cosign(text, { signer, seconds }), text)).toBe(String(seconds));
      }),
      { numRuns: 50 },
    );
  });

  it("is never made for half a second or a time before 1970", () => {
    for (const seconds of [0.5, -1, Number.NaN, 2 ** 53]) {
      expect(() => cosign(TEXT, { signer, seconds })).toThrow("no time of a cosignature");
    }
  });
});

describe("lines of witnesses", () => {
  it("each have a line end, and nothing else stands between them", () => {
    const two = `${LINE}\n${cosign(TEXT, { signer: testWitness(2), seconds: 1 })}\n`;
    expect(parseCosignatureLines(two)?.map(({ name }) => name)).toEqual(["witness.example/w1", "witness.example/w2"]);
    for (const text of ["", "\n", LINE, `${LINE}\n\n`, `${LINE}\r\n`, `\n${LINE}\n`, `${LINE}\nhello\n`]) {
      expect(parseCosignatureLines(text)).toBeUndefined();
    }
  });
});

describe("the key of a witness", () => {
  it("is told from the key of a log", () => {
    const line = formatNoteKey(signer.key);
    const key = parseWitnessKey(line);
    expect(key && formatNoteKey(key)).toBe(line);
    expect(parseWitnessKey(formatVerifierKey(testLog()))).toBeUndefined();
  });
});
