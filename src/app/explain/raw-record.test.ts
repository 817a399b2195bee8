import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { rawRecord } from "./raw-record.js";

const bytes = (text: string) => Buffer.from(text);

it("shows a row of a CSV file under its header, counting quoted line breaks as part of a record", () => {
  const csv = bytes('no,note\r\n1,"two\nlines"\r\n2,plain\r\n');
  expect(rawRecord(csv, "row 2")).toEqual({ kind: "row", text: 'no,note\n1,"two\nlines"' });
  expect(rawRecord(csv, "row 3")).toEqual({ kind: "row", text: "no,note\n2,plain" });
  expect(rawRecord(csv, "row 4")).toEqual({ kind: "row", text: "the file has no row 4" });
});

it("follows a JSON Pointer, also into gzipped files, and never into inherited properties", () => {
  const file = gzipSync(bytes('{"Records":[{"a/b":1}]}'));
  expect(rawRecord(file, "/Records/0/a~1b")).toEqual({ kind: "json", text: "1" });
  expect(rawRecord(file, "/Records/0/toString").kind).toBe("whole");
});

it("shows one line of an NDJSON file without another above it", () => {
  expect(rawRecord(bytes('{"id":1}\n{"id":2}\n'), "row 2")).toEqual({ kind: "row", text: '{"id":2}' });
});
