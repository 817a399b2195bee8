import { orFinding } from "../../src/verify/pack/check-bag.js";
import { zipSource } from "../../src/verify/pack/zip-source.js";
import { Findings } from "../../src/verify/report.js";
import { attackFamily } from "./attack-family.js";
import { type HandMadeZip, handMadeZip, readerOf } from "./hand-made-zip.js";

interface Archive {
  zip: HandMadeZip;
  /** Changes the finished bytes. */
  spoil?: (bytes: Buffer) => Buffer;
}

const TEXT = Buffer.from("evidence ".repeat(100));
const CLEAN: HandMadeZip = {
  entries: [
    { name: "bag/bagit.txt" },
    { name: "bag/data/a.txt", bytes: TEXT, isDeflated: true },
    { name: "bag/data/b.txt", bytes: TEXT },
  ],
};

/** Opens it with small limits and reads every file, as the verifier does. */
async function codes({ zip, spoil = (bytes) => bytes }: Archive): Promise<readonly string[]> {
  const findings = new Findings();
  await orFinding(async () => {
    const limits = { entries: 1_000, totalBytes: 64 * 2 ** 20, ratio: 100 };
    const source = zipSource(readerOf(spoil(handMadeZip(zip))), () => undefined, limits);
    for (const path of (await source.list("")).files) await source.read(path);
  }, findings);
  return findings.errors.map(({ code }) => code);
}

function made(entries: HandMadeZip["entries"], more: Omit<HandMadeZip, "entries"> = {}) {
  return async (archive: Archive) => {
    archive.zip = { ...more, entries };
  };
}

const [FIRST, SECOND, THIRD] = CLEAN.entries;
const DOTLESS = "bag/data/\u00e9.txt";

attackFamily<Archive>({
  letter: "A",
  title: "archives",
  fresh: async () => ({ zip: CLEAN }),
  codes,
  attacks: [
    {
      number: 19,
      title: "a bomb: few bytes that unpack to many",
      expected: "LIMIT",
      change: made([{ name: "bag/data/zeros", bytes: Buffer.alloc(32 * 2 ** 20), isDeflated: true }]),
    },
    {
      number: 20,
      title: "two spellings of one accented name",
      expected: "BAG_DUP",
      change: made([{ name: DOTLESS }, { name: DOTLESS.normalize("NFD") }]),
    },
    { number: 21, title: "a link", expected: "BAG_NOT_REGULAR", change: made([{ name: "bag/link", mode: 0o120777 }]) },
    {
      number: 22,
      title: "another name beside the file than in the directory",
      expected: "ZIP_MISMATCH",
      change: made([{ name: "bag/data/a.txt", localName: "bag/data/b.txt" }]),
    },
    {
      number: 119,
      title: "more files than a pack may hold",
      expected: "LIMIT",
      change: made(Array.from({ length: 1_001 }, (_, at) => ({ name: `bag/data/${at}` }))),
    },
    {
      number: 120,
      title: "a file that unpacks to more than the directory says",
      expected: "ZIP_MISMATCH",
      change: made([{ name: "bag/data/a", bytes: TEXT, isDeflated: true, size: 10 }]),
    },
    { number: 121, title: "a device", expected: "BAG_NOT_REGULAR", change: made([{ name: "bag/d", mode: 0o020666 }]) },
    { number: 122, title: "a folder", expected: "BAG_NOT_REGULAR", change: made([{ name: "bag/d/" }]) },
    { number: 123, title: "a path upwards", expected: "BAG_PATH", change: made([{ name: "bag/../../x" }]) },
    { number: 124, title: "an absolute path", expected: "BAG_PATH", change: made([{ name: "/etc/passwd" }]) },
    { number: 125, title: "a path with backslashes", expected: "BAG_PATH", change: made([{ name: "bag\\..\\x" }]) },
    { number: 126, title: "a drive letter", expected: "BAG_PATH", change: made([{ name: "C:/x" }]) },
    {
      number: 127,
      title: "a name that is not UTF-8",
      expected: "BAG_PATH",
      change: made([{ name: Buffer.from([0x62, 0xff]) }]),
    },
    {
      number: 128,
      title: "a name with a character that turns the reading direction",
      expected: "BAG_PATH",
      change: made([{ name: "bag/data/fdp\u202e.txt" }]),
    },
    { number: 129, title: "one name twice", expected: "BAG_DUP", change: made([{ name: "bag/a" }, { name: "bag/a" }]) },
    {
      number: 230,
      title: "two cases of a name",
      expected: "BAG_DUP",
      change: made([{ name: "bag/a" }, { name: "bag/A" }]),
    },
    {
      number: 231,
      title: "an encrypted file",
      expected: "ZIP_UNSUPPORTED",
      change: made([{ name: "bag/a", flags: 0x0801 }]),
    },
    {
      number: 232,
      title: "a file packed by another method",
      expected: "ZIP_UNSUPPORTED",
      change: made([{ name: "bag/a", method: 12 }]),
    },
    {
      number: 233,
      title: "bytes before the first file",
      expected: "ZIP_MISMATCH",
      change: made(CLEAN.entries, { before: Buffer.from("#!/bin/sh\n") }),
    },
    {
      number: 234,
      title: "bytes after the end",
      expected: "ZIP_MISMATCH",
      change: made(CLEAN.entries, { after: Buffer.from("PK") }),
    },
    {
      number: 235,
      title: "two files over the same bytes",
      expected: "ZIP_MISMATCH",
      change: made([FIRST ?? { name: "" }, { ...SECOND, name: "bag/x" }], { offsets: [0, 0] }),
    },
    {
      number: 236,
      title: "fewer files counted than listed",
      expected: "ZIP_MISMATCH",
      change: made(CLEAN.entries, { count: 2 }),
    },
    {
      number: 237,
      title: "an extra field that packs do not have",
      expected: "ZIP_MISMATCH",
      change: made([{ name: "bag/a", extra: Buffer.from("75700800", "hex") }]),
    },
    {
      number: 238,
      title: "a stored file with another checksum",
      expected: "ZIP_MISMATCH",
      change: made([{ ...THIRD, name: "bag/a", crc: 1 }]),
    },
    {
      number: 239,
      title: "the front of an archive",
      expected: "ZIP_MISMATCH",
      change: async (archive) => {
        archive.spoil = (bytes) => bytes.subarray(0, bytes.length - 30);
      },
    },
  ],
});
