import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instant } from "../../base/instant.js";
import {
  booleanOf,
  DerError,
  DerFields,
  integerOf,
  octetsOf,
  oidOf,
  smallIntegerOf,
  TAG,
  timeOf,
} from "./der-values.js";
import { isSorted, readDer } from "./read-der.js";
import {
  derBits,
  derBoolean,
  derContext,
  derContextPrimitive,
  derGeneralizedTime,
  derInteger,
  derNull,
  derOctets,
  derOid,
  derPrintable,
  derRetagged,
  derSequence,
  derSet,
  derTime,
  derUtcTime,
  derUtf8,
  derValue,
} from "./write-der.js";

const hex = (text: string) => Buffer.from(text.replaceAll(" ", ""), "hex");
const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

describe("DER that was written", () => {
  it("is what X.690 says", () => {
    expect(hexOf(derInteger(0))).toBe("020100");
    expect(hexOf(derInteger(127))).toBe("02017f");
    expect(hexOf(derInteger(128))).toBe("02020080");
    expect(hexOf(derInteger(256))).toBe("02020100");
    expect(hexOf(derOid("1.2.840.113549.1.7.2"))).toBe("06092a864886f70d010702");
    expect(hexOf(derOid("2.999.3"))).toBe("0603883703");
    expect(hexOf(derBits(hex("0a3b5f291cd0"), 4))).toBe("0307040a3b5f291cd0");
    expect(hexOf(derNull())).toBe("0500");
    expect(hexOf(derUtcTime(instant("2026-01-02T03:04:05.000Z")))).toBe(`170d${hexOf(Buffer.from("260102030405Z"))}`);
    expect(hexOf(derGeneralizedTime(instant("2026-01-02T03:04:05.120Z")))).toBe(
      `1812${hexOf(Buffer.from("20260102030405.12Z"))}`,
    );
    expect(hexOf(derSet(derInteger(2), derInteger(1)))).toBe("3106020101020102");
    expect(hexOf(derContext(0, derInteger(1)))).toBe("a003020101");
    expect(hexOf(derContextPrimitive(1, hex("ff")))).toBe("8101ff");
    expect(hexOf(derRetagged(derContext(0, derNull()), TAG.set))).toBe("31020500");
  });

  it("is read back as the same values", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 2n ** 200n }),
        fc.uint8Array({ maxLength: 400 }),
        fc.boolean(),
        (n, octets, flag) => {
          const der = readDer(
            derSequence(derInteger(n), derOctets(octets), derBoolean(flag), derUtf8("é"), derPrintable("a b")),
          );
          expect(integerOf(der.children[0])).toBe(n);
          expect(hexOf(octetsOf(der.children[1]))).toBe(hexOf(octets));
          expect(booleanOf(der.children[2])).toBe(flag);
          expect(der.children).toHaveLength(5);
        },
      ),
    );
    for (const oid of ["0.0", "1.39.0", "2.40", "2.999.1234567890123456789", "1.2.840.113549.1.9.16.1.4"]) {
      expect(oidOf(readDer(derOid(oid)))).toBe(oid);
    }
  });

  it("keeps every instant to the millisecond, in the form for its year", () => {
    const years = fc.date({
      min: new Date("1950-01-01T00:00:00Z"),
      max: new Date("2150-01-01T00:00:00Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(years, (date) => {
        const at = instant(date.toISOString());
        const whole = instant(`${at.slice(0, 19)}.000Z`);
        expect(timeOf(readDer(derGeneralizedTime(at)))).toBe(at);
        expect(timeOf(readDer(derTime(whole)))).toBe(whole);
        expect(derTime(whole)[0]).toBe(at < "2050" ? TAG.utcTime : TAG.generalizedTime);
      }),
    );
  });
});

describe("DER that is read", () => {
  const refused: Readonly<Record<string, string>> = {
    "nothing at all": "",
    "a tag alone": "02",
    "a content that is cut off": "0202 01",
    "an indefinite length": "3080 0000",
    "a length with a leading zero": "0482 0001 ff",
    "a long length for a short value": "048101 ff",
    "five length bytes": "0485 0000000001 ff",
    "a byte after the end": "0500 00",
    "a byte after the end of an inner value": "3003 0500 00",
    "an integer without a byte": "0200",
    "an integer with a zero too many": "0202 007f",
    "an integer with a sign byte too many": "0202 ff80",
    "a boolean of 01": "0101 01",
    "a boolean of 254": "0101 fe",
    "a boolean of two bytes": "0102 ffff",
    "a null with content": "0501 00",
    "an object id without a byte": "0600",
    "an object id that goes on": "0602 2a86",
    "an object id with a leading 80": "0603 2a8001",
    "an object id of 65 bytes": `0641${"01".repeat(65)}`,
    "a bit string without its count": "0300",
    "a bit string with a count of 8": "0302 0800",
    "a bit string with unused bits set": "0302 0401",
    "an empty bit string with unused bits": "0301 01",
    "an octet string in pieces": "2405 0403 010203",
    "a high tag number": "1f20 00",
    "a sequence that is primitive": "1000",
    "an end of contents": "0000",
    "a time without seconds": `170b${hexOf(Buffer.from("2601020304Z"))}`,
    "a time with an offset": `1711${hexOf(Buffer.from("260102030405+0100"))}`,
    "a time with a trailing zero": `1812${hexOf(Buffer.from("20260102030405.10Z"))}`,
    "a time with a point and no digit": `1810${hexOf(Buffer.from("20260102030405.Z"))}`,
    "the thirtieth of February": `180f${hexOf(Buffer.from("20260230030405Z"))}`,
    "a second 60": `180f${hexOf(Buffer.from("20260102030460Z"))}`,
  };
  for (const [name, bytes] of Object.entries(refused)) {
    it(`is refused: ${name}`, () => {
      expect(() => readDer(hex(bytes))).toThrow(DerError);
    });
  }

  it("may be as deep as 40 levels and no deeper", () => {
    const nested = (levels: number) => {
      let bytes = derNull();
      for (let level = 0; level < levels; level += 1) bytes = derSequence(bytes);
      return bytes;
    };
    expect(readDer(nested(40)).tag).toBe(TAG.sequence);
    expect(() => readDer(nested(41))).toThrow(DerError);
  });

  it("may not be a bomb of empty values", () => {
    expect(() => readDer(derValue(TAG.sequence, Buffer.alloc(300_000, hex("0500"))))).toThrow(DerError);
  });

  it("keeps the bytes as they came", () => {
    const bytes = derSequence(derSequence(derInteger(5)), derNull());
    const der = readDer(bytes);
    expect(hexOf(der.bytes)).toBe(hexOf(bytes));
    expect(hexOf(der.children[0]?.bytes ?? Buffer.of())).toBe("3003020105");
  });

  it("never accepts two encodings of one value: what is accepted is written again byte for byte", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 2, maxLength: 12 }), (bytes) => {
        const der = read(bytes);
        if (der?.tag === TAG.integer && integerOf(der) >= 0n)
          expect(hexOf(derInteger(integerOf(der)))).toBe(hexOf(bytes));
        if (der?.tag === TAG.oid) expect(hexOf(derOid(oidOf(der)))).toBe(hexOf(bytes));
        if (der !== undefined) expect(hexOf(derValue(der.tag, der.content))).toBe(hexOf(bytes));
      }),
      { numRuns: 2_000 },
    );
  });

  it("says whether a set is sorted", () => {
    expect(isSorted(readDer(derSet(derInteger(2), derInteger(1))))).toBe(true);
    expect(isSorted(readDer(derValue(TAG.set, derInteger(2), derInteger(1))))).toBe(false);
  });
});

describe("the parts of a sequence", () => {
  const fields = () => new DerFields(readDer(derSequence(derInteger(1), derNull())));

  it("are taken in their order, and none may be left", () => {
    const parts = fields();
    expect(parts.optional(TAG.oid)).toBeUndefined();
    expect(smallIntegerOf(parts.required(TAG.integer))).toBe(1);
    expect(() => parts.end()).toThrow(DerError);
    expect(parts.any().tag).toBe(TAG.null);
    parts.end();
    expect(() => parts.any()).toThrow(DerError);
  });

  it("are refused when another stands there", () => {
    expect(() => fields().required(TAG.oid)).toThrow(DerError);
    expect(() => new DerFields(readDer(derNull()))).toThrow(DerError);
    expect(() => smallIntegerOf(readDer(hex("0201ff")))).toThrow(DerError);
    expect(integerOf(readDer(hex("0201ff")))).toBe(-1n);
  });
});

function read(bytes: Uint8Array) {
  try {
    return readDer(bytes);
  } catch (error) {
    if (error instanceof DerError) return undefined;
    throw error;
  }
}
