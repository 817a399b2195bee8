import { expect, it } from "vitest";
import { parseSha256, sha256, sha256Bytes, uuid5, writeSha256 } from "./digest.js";

it("gives the published digest of the empty text, and reads only such digests", () => {
  const empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  expect(sha256("")).toBe(empty);
  expect(parseSha256(empty)).toBe(empty);
  expect(parseSha256(empty.toUpperCase())).toBeUndefined();
});

it("makes the name-based UUID that RFC 9562 prints for www.example.com in the DNS namespace", () => {
  expect(uuid5("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "www.example.com")).toBe("2ed6657d-e927-568b-95e1-2665a8aea6a2");
});

it("does not confuse parts that run together", () => {
  const space = "6ba7b810-9dad-11d1-80b4-00c04fd430c8";
  expect(uuid5(space, "ab", "c")).not.toBe(uuid5(space, "a", "bc"));
});

it("gives the same digest as text, as bytes and written into a buffer", () => {
  const bytes = Buffer.from("Łukasz 王小明\u0000\u00ff", "utf8");
  const target = Buffer.alloc(12, 0xaa);
  writeSha256(target, bytes, { at: 2, length: 8 });
  expect(sha256Bytes(bytes).toString("hex")).toBe(sha256(bytes));
  expect(target.toString("hex")).toBe(`aaaa${sha256(bytes).slice(0, 16)}aaaa`);
});
