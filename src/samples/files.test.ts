import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { csv, gzipped, json, ndjson } from "./files.js";

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString("utf8");

describe("gzipped", () => {
  it.each([0, 65_530, 65_531, 131_100])("reads back what was written, with %i characters inside", (length) => {
    const value = { text: "x".repeat(length) };
    expect(JSON.parse(gunzipSync(gzipped("a.gz", value).bytes).toString("utf8"))).toEqual(value);
  });

  // The check sum is the one that zlib of Python gives.
  it("has the bytes of stored blocks, which no compressor can change", () => {
    expect(Buffer.from(gzipped("a.gz", 7).bytes).toString("hex")).toBe(
      ["1f8b08000000000000ff", "010100feff", "37", "824abf6a", "01000000"].join(""),
    );
  });
});

describe("csv", () => {
  it("quotes what needs it and leaves nothing for null", () => {
    const file = csv(
      "a.csv",
      ["one", "two", "three"],
      [
        ['say "hi"', "a,b", null],
        [1, true, undefined],
      ],
    );
    expect(text(file.bytes)).toBe('one,two,three\n"say ""hi""","a,b",\n1,true,\n');
  });

  it("is a header alone without rows", () => {
    expect(text(csv("a.csv", ["one"], []).bytes)).toBe("one\n");
  });
});

describe("json and ndjson", () => {
  it("put one element on a line", () => {
    expect(text(json("a.json", [{ a: 1 }, 2]).bytes)).toBe('[\n{"a":1},\n2\n]\n');
    expect(text(json("a.json", { a: 1 }).bytes)).toBe('{"a":1}\n');
    expect(text(ndjson("a.ndjson", [{ a: 1 }, 2]).bytes)).toBe('{"a":1}\n2\n');
  });
});
