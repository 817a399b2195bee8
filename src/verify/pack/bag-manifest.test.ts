import { expect, it } from "vitest";
import { sha256 } from "../../base/digest.js";
import { Findings } from "../report.js";
import { readManifest } from "./bag-manifest.js";

const DIGEST = sha256("x");

function read(text: string | Buffer): {
  readonly claims: readonly (readonly [string, string])[];
  readonly codes: readonly string[];
} {
  const findings = new Findings();
  const claims = readManifest(Buffer.from(text), { name: "manifest-sha256.txt", findings });
  return { claims: [...claims], codes: findings.errors.map(({ code }) => code) };
}

it("reads a digest and a path from each line", () => {
  expect(read(`${DIGEST}  data/a b.txt\n${DIGEST}  data/c.txt\n`)).toEqual({
    claims: [
      ["data/a b.txt", DIGEST],
      ["data/c.txt", DIGEST],
    ],
    codes: [],
  });
});

it("unescapes the sign of escapes, and refuses a line end in a path however it is spelled", () => {
  expect(read(`${DIGEST}  data/100%25\n`)).toEqual({ claims: [["data/100%", DIGEST]], codes: [] });
  expect(read(`${DIGEST}  data/a%0Ab\n`).codes).toEqual(["BAG_PATH"]);
});

it.each([
  ["no digest", "data/a\n"],
  ["a short digest", "abc  data/a\n"],
  ["capital letters", `${DIGEST.toUpperCase()}  data/a\n`],
  ["one blank", `${DIGEST} data/a\n`],
  ["an empty line", `${DIGEST}  data/a\n\n`],
  ["no end of the last line", `${DIGEST}  data/a`],
  ["an escape that means nothing", `${DIGEST}  data/%41\n`],
  ["a byte order mark", `\uFEFF${DIGEST}  data/a\n`],
])("refuses %s", (_, text) => {
  expect(read(text).codes).toEqual(["BAG_MANIFEST"]);
});

it("refuses bytes that are not UTF-8", () => {
  expect(read(Buffer.from([0xff, 0x0a])).codes).toEqual(["BAG_MANIFEST"]);
});

it.each(["../a", "data/../../a", "/a", "~/a", "C:/a", "data\\a", "data/./a", "data//a", "data/a.", "data/a\u200e"])(
  "refuses the path %s",
  (path) => {
    expect(read(`${DIGEST}  ${path}\n`)).toEqual({ claims: [], codes: ["BAG_PATH"] });
  },
);

it("refuses one file twice, under whatever spelling", () => {
  const accent = "data/\u00e9";
  for (const [one, two] of [
    ["data/a", "data/a"],
    ["data/a", "data/A"],
    [accent, accent.normalize("NFD")],
  ]) {
    expect(read(`${DIGEST}  ${one}\n${DIGEST}  ${two}\n`).codes).toEqual(["BAG_DUP"]);
  }
});
