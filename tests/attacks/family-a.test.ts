import { mkdir, readdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { sha256 } from "../../src/base/digest.js";
import { blobPath } from "../../src/ledger/layout.js";
import { entryBundle, readEntryBundle } from "../../src/ledger/tiles.js";
import { attackFamily } from "./attack-family.js";
import {
  cleanPack,
  copyOfPack,
  dataOf,
  edit,
  fits,
  flip,
  packCodes,
  retag,
  type SpoilablePack,
} from "./pack-fixture.js";

let clean: SpoilablePack;
beforeAll(async () => {
  clean = await cleanPack();
});

/** The changes of an attacker without keys: files in the folder, manifests made to fit where the title says so. */
attackFamily<SpoilablePack>({
  letter: "A",
  title: "files of a pack",
  fresh: () => copyOfPack(clean),
  codes: packCodes,
  attacks: [
    {
      number: 1,
      title: "a bit in a blob",
      expected: "BAG_DIGEST",
      change: async (pack) => edit(await blob(pack), flip(2)),
    },
    {
      number: 2,
      title: "a bit in a blob, manifests fit",
      expected: "BLOB_DIGEST",
      change: async (pack) => fits(pack, async () => edit(await blob(pack), flip(2))),
    },
    {
      number: 3,
      title: "a blob cut, manifests fit",
      expected: "BLOB_DIGEST",
      change: async (pack) => fits(pack, async () => edit(await blob(pack), (bytes) => bytes.subarray(0, 3))),
    },
    {
      number: 4,
      title: "a blob deleted, manifests fit",
      expected: "BLOB_MISSING",
      change: async (pack) => fits(pack, async () => rm(await blob(pack))),
    },
    {
      number: 5,
      title: "a file added",
      expected: "BAG_EXTRA_FILE",
      change: (pack) => writeFile(dataOf(pack, "reports/more.html"), "x"),
    },
    {
      number: 6,
      title: "a blob that no record names, manifests fit",
      expected: "BLOB_UNREFERENCED",
      change: (pack) => fits(pack, () => stray(pack)),
    },
    {
      number: 7,
      title: "two blobs swapped, manifests fit",
      expected: "BLOB_DIGEST",
      change: (pack) => fits(pack, () => swap(pack)),
    },
    {
      number: 8,
      title: "a bit in an entry bundle, manifests fit",
      expected: "ROOT_MISMATCH",
      change: (pack) => fits(pack, () => edit(dataOf(pack, bundle(pack)), swapDigits)),
    },
    {
      number: 9,
      title: "the last entry cut, manifests fit",
      expected: "ENTRIES",
      change: (pack) =>
        fits(pack, () => edit(dataOf(pack, bundle(pack)), (bytes) => bytes.subarray(0, bytes.length - 1))),
    },
    {
      number: 10,
      title: "an entry removed, the rest moved up, manifests fit",
      expected: "ENTRIES",
      change: (pack) =>
        fits(pack, () => edit(dataOf(pack, bundle(pack)), (bytes) => bytes.subarray(2 + bytes.readUInt16BE(0)))),
    },
    {
      number: 11,
      title: "two entries swapped, manifests fit",
      expected: "STREAM_GAP",
      change: (pack) => fits(pack, () => edit(dataOf(pack, bundle(pack)), swapEntries)),
    },
    {
      number: 12,
      title: "an entry bundle removed, manifests fit",
      expected: "ENTRIES",
      change: (pack) => fits(pack, () => rm(dataOf(pack, bundle(pack)))),
    },
    {
      number: 13,
      title: "a length of 65,535 before an entry, manifests fit",
      expected: "ENTRIES",
      change: (pack) => fits(pack, () => edit(dataOf(pack, bundle(pack)), longFirst)),
    },
    { number: 14, title: "a link in place of a file", expected: "BAG_NOT_REGULAR", change: (pack) => link(pack) },
    {
      number: 15,
      title: "a path out of the bag in the manifest",
      expected: "BAG_PATH",
      change: (pack) => manifest(pack, (text) => text.replace("data/README.txt", "data/../../README.txt")),
    },
    {
      number: 16,
      title: "one path twice in the manifest, with another digest",
      expected: "BAG_DUP",
      change: (pack) => manifest(pack, (text) => `${text}${"0".repeat(64)}  data/README.txt\n`),
    },
    {
      number: 17,
      title: "no bagit.txt",
      expected: "BAG_VERSION",
      change: (pack) => rm(join(pack.folder, "bag/bagit.txt")),
    },
    {
      number: 18,
      title: "bag-info.txt edited",
      expected: "BAG_TAG_DIGEST",
      change: (pack) => edit(join(pack.folder, "bag/bag-info.txt"), (text) => text.toString().replace("Little", "Big")),
    },
    {
      number: 112,
      title: "the counts of the payload edited, the tag manifest fits",
      expected: "BAG_OXUM",
      change: async (pack) => {
        await edit(join(pack.folder, "bag/bag-info.txt"), (text) => text.toString().replace(/Oxum: \d/, "Oxum: 9"));
        await retag(pack);
      },
    },
    {
      number: 113,
      title: "a file beside the bag",
      expected: "BAG_EXTRA_FILE",
      change: (pack) => writeFile(join(pack.folder, "run-me-first.js"), "x"),
    },
    {
      number: 114,
      title: "a list that was judged shortened, manifests fit",
      expected: "POPULATION_MISMATCH",
      change: async (pack) =>
        fits(pack, async () =>
          edit(await population(pack), (bytes) => bytes.subarray(0, bytes.lastIndexOf(10, bytes.length - 2) + 1)),
        ),
    },
    {
      number: 115,
      title: "a blob left out and listed as withheld that is here, manifests fit",
      expected: "WITHHELD_LIST",
      change: async (pack) => fits(pack, async () => withhold(pack, await blob(pack))),
    },
    {
      number: 116,
      title: "a record of a pack to be fetched",
      expected: "BAG_EXTRA_FILE",
      change: (pack) => writeFile(join(pack.folder, "bag/fetch.txt"), "https://example.com/x 1 data/x\n"),
    },
    {
      number: 117,
      title: "another version of BagIt, the tag manifest fits",
      expected: "BAG_VERSION",
      change: async (pack) => {
        await edit(join(pack.folder, "bag/bagit.txt"), (text) => text.toString().replace("1.0", "0.97"));
        await retag(pack);
      },
    },
    {
      number: 118,
      title: "the page that opens the pack rewritten, manifests fit",
      expected: null,
      change: (pack) =>
        fits(pack, () =>
          edit(dataOf(pack, "viewer/index.html"), (text) => text.toString().replaceAll("deviation", "success")),
        ),
    },
    {
      number: 249,
      title: "a second file whose name differs in case only, manifests fit",
      expected: "BAG_DUP",
      change: (pack) => fits(pack, () => writeFile(dataOf(pack, "readme.TXT"), "x")),
    },
  ],
});

it("an edit that would change nothing is refused, so that no attack is a word alone", async () => {
  const path = join((await copyOfPack(clean)).folder, "bag/bagit.txt");
  await expect(edit(path, (text) => text.toString().replace("no such words", "x"))).rejects.toThrow("nothing changed");
  await expect(edit(path, (bytes) => bytes)).rejects.toThrow("nothing changed");
});

/** The first blob: bytes of evidence or of a question. */
async function blob(pack: SpoilablePack, at = 0): Promise<string> {
  const root = dataOf(pack, "blobs/sha256");
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.sort()[at] ?? "";
}

async function population(pack: SpoilablePack): Promise<string> {
  const folder = dataOf(pack, "populations");
  const names = (await readdir(folder)).filter((name) => name.startsWith("changes")).sort();
  return join(folder, names[0] ?? "");
}

/** The one entry bundle of a small log. */
function bundle(pack: SpoilablePack): string {
  return `log/tile/entries/000.p/${pack.size}`;
}

async function stray(pack: SpoilablePack): Promise<void> {
  const digest = sha256("stray");
  await mkdir(dataOf(pack, `blobs/sha256/${digest.slice(0, 2)}`), { recursive: true });
  await writeFile(dataOf(pack, blobPath(digest)), "stray");
}

async function swap(pack: SpoilablePack): Promise<void> {
  const [one, two] = [await blob(pack, 0), await blob(pack, 1)];
  await rename(one, `${one}.kept`);
  await rename(two, one);
  await rename(`${one}.kept`, two);
}

/** Changes one record without changing its length or spelling. */
function swapDigits(bytes: Buffer): Buffer {
  const at = bytes.indexOf('"at":"2026-');
  bytes.write("2025", at + 6);
  return bytes;
}

/** Two records of one stream change places. */
function swapEntries(bytes: Buffer): Buffer {
  const leaves = [...(readEntryBundle(bytes) ?? [])];
  const of = leaves.map((leaf) => Buffer.from(leaf).toString("utf8"));
  const first = of.findIndex((leaf) => leaf.includes('"stream":"changes"'));
  const second = of.findIndex((leaf, at) => at > first && leaf.includes('"stream":"changes"'));
  const [one = Buffer.of(), two = Buffer.of()] = [leaves[first], leaves[second]];
  leaves[first] = two;
  leaves[second] = one;
  return Buffer.from(entryBundle(leaves));
}

function longFirst(bytes: Buffer): Buffer {
  bytes.writeUInt16BE(65_535, 0);
  return bytes;
}

async function link(pack: SpoilablePack): Promise<void> {
  const path = await blob(pack);
  await rename(path, join(pack.folder, "bag/data/README.txt.kept"));
  await symlink("/etc/hostname", path);
}

/** Edits the manifest, and makes the tag manifest fit. */
async function manifest(pack: SpoilablePack, change: (text: string) => string): Promise<void> {
  await edit(join(pack.folder, "bag/manifest-sha256.txt"), (text) => change(text.toString()));
  await retag(pack);
}

async function withhold(pack: SpoilablePack, path: string): Promise<void> {
  const list = { schema: "lookback/withheld/1", recipient: "auditor", blobs: [path.slice(-64)] };
  await writeFile(dataOf(pack, "withheld.json"), JSON.stringify(list));
}
