import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { BYTES_MAX, rawRecord } from "./raw-record.js";

const bytes = (text: string) => ({ bytes: Buffer.from(text), isCut: false });

it("shows a row of a CSV file under its header, counting quoted line breaks as part of a record", () => {
  const csv = bytes('no,note\r\n1,"two\nlines"\r\n2,plain\r\n');
  expect(rawRecord(csv, "row 2")).toEqual({ kind: "row", text: 'no,note\n1,"two\nlines"' });
  expect(rawRecord(csv, "row 3")).toEqual({ kind: "row", text: "no,note\n2,plain" });
  expect(rawRecord(csv, "row 4")).toEqual({ kind: "row", text: "the file has no row 4" });
});

it("follows a JSON Pointer, also into gzipped files, and never into inherited properties", () => {
  const file = { bytes: gzipSync('{"Records":[{"a/b":1}]}'), isCut: false };
  expect(rawRecord(file, "/Records/0/a~1b")).toEqual({ kind: "json", text: "1" });
  expect(rawRecord(file, "/Records/0/toString").kind).toBe("whole");
});

it("shows one line of an NDJSON file without another above it", () => {
  expect(rawRecord(bytes('{"id":1}\n{"id":2}\n'), "row 2")).toEqual({ kind: "row", text: '{"id":2}' });
});

it.each([
  ["cut off", gzipSync("a,b\n1,2\n").subarray(0, 20)],
  ["no archive behind its mark", Buffer.from([0x1f, 0x8b, 1, 2, 3])],
  ["larger, unpacked, than is looked at", gzipSync(Buffer.alloc(BYTES_MAX + 1, "a"))],
])("names a packed file that is %s, and does not fail", (_, packed) => {
  expect(rawRecord({ bytes: packed, isCut: false }, "row 2")).toEqual({
    kind: "whole",
    text: "a packed file that cannot be unpacked here; row 2",
  });
});

it("unpacks exactly as much as is looked at", () => {
  const file = { bytes: gzipSync(Buffer.alloc(BYTES_MAX, "a")), isCut: false };
  expect(rawRecord(file, "row 1").kind).toBe("row");
});

it("never says of a file read in part that it has no such row, and shows no row in part", () => {
  const cut = { bytes: Buffer.from("no,note\n1,one\n2,tw"), isCut: true };
  expect(rawRecord(cut, "row 2")).toEqual({ kind: "row", text: "no,note\n1,one" });
  expect(rawRecord(cut, "row 3")).toEqual({
    kind: "whole",
    text: "the file is too large to be read here as far as row 3",
  });
});
