import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, expect, it } from "vitest";
import { attackFamily } from "./attack-family.js";
import {
  cleanPack,
  copyOfPack,
  dataOf,
  edit,
  fits,
  packCodes,
  packReport,
  type SpoilablePack,
} from "./pack-fixture.js";

let clean: SpoilablePack;
beforeAll(async () => {
  clean = await cleanPack();
});

/** Manifests fit in every case: nobody needs a key for that. */
attackFamily<SpoilablePack>({
  letter: "A",
  title: "what a pack does not hold",
  fresh: () => copyOfPack(clean),
  codes: packCodes,
  attacks: [
    ...(
      [
        [240, "a script beside the log", "run-me.js"],
        [241, "a second page", "viewer/verified.html"],
        [242, "another list among the reports", "reports/populations/all/changes.csv"],
        [243, "a list that no result rests on", "populations/all-changes.ndjson"],
        [244, "a private key", "keys/log.key"],
        [245, "a file of the log that is none", "log/notes.txt"],
        [246, "a root of an authority that nobody named", "trust/root.pem"],
        [247, "a journal", "journal"],
      ] as const
    ).map(([number, title, path]) => ({
      number,
      title,
      expected: "BAG_EXTRA_FILE",
      change: (pack: SpoilablePack) => fits(pack, () => put(dataOf(pack, path), "{}\n")),
    })),
  ],
});

attackFamily<SpoilablePack>({
  letter: "A",
  title: "what is said to be left out",
  fresh: () => copyOfPack(clean),
  codes: packCodes,
  attacks: [
    {
      number: 250,
      title: "a blob taken out of a pack for an auditor, and listed",
      expected: "WITHHELD_LIST",
      change: (pack) => fits(pack, async () => withhold(pack, "auditor", (await blobsOf(pack)).slice(0, 1))),
    },
    {
      number: 251,
      title: "the same, and the list says that it is for a customer",
      expected: "WITHHELD_LIST",
      change: (pack) => fits(pack, async () => withhold(pack, "customer", (await blobsOf(pack)).slice(0, 1))),
    },
    {
      number: 252,
      title: "the same, and the bag says so too",
      expected: "WITHHELD_LIST",
      change: async (pack) => {
        await forCustomer(pack);
        await fits(pack, async () => withhold(pack, "customer", (await blobsOf(pack)).slice(0, 1)));
      },
    },
    {
      number: 253,
      title: "everything taken out that a customer's pack does not hold",
      expected: null,
      change: emptied,
    },
  ],
});

it("a pack that leaves something out says that it alone vouches for that", async () => {
  const pack = await copyOfPack(clean);
  expect((await packReport(pack)).notChecked.join("\n")).not.toContain("left out");
  const blobs = await blobsOf(pack);
  await emptied(pack);
  const { infos, notChecked } = await packReport(pack);
  const message = `${blobs.length} blobs were left out, as the pack says for a customer`;
  expect(infos).toEqual([{ code: "INFO_WITHHELD", where: "withheld.json", message }]);
  expect(notChecked.join("\n")).toContain("only the pack itself says that it is for a customer");
});

it("110. nothing that is in a pack is ever run", async () => {
  const pack = await copyOfPack(clean);
  const ran = join(await mkdtemp(join(tmpdir(), "lookback-ran-")), "ran");
  const script = `import { writeFileSync } from "node:fs";\nwriteFileSync(${JSON.stringify(ran)}, "");\n`;
  const scripts = ["run-me.js", "controls/CHG-01.js", "verify-lookback.mjs", "populations/changes.js"];
  await fits(pack, async () => {
    for (const path of scripts) await put(dataOf(pack, path), script);
  });
  expect(await packCodes(pack)).toEqual(["BAG_EXTRA_FILE", "BAG_EXTRA_FILE", "BAG_EXTRA_FILE"]);
  expect(existsSync(ran)).toBe(false);
  // The one that has a place there does not stop the tests from being performed.
  const replaced = await copyOfPack(clean);
  await fits(replaced, () => put(dataOf(replaced, "verify-lookback.mjs"), script));
  expect(await packCodes(replaced)).toEqual([]);
  expect(existsSync(ran)).toBe(false);
  await import(pathToFileURL(dataOf(replaced, "verify-lookback.mjs")).href);
  expect(existsSync(ran)).toBe(true);
});

/** What stands in `blobs/`, by path below it. */
async function blobsOf(pack: SpoilablePack): Promise<readonly string[]> {
  const root = dataOf(pack, "blobs/sha256");
  return (await readdir(root, { recursive: true })).filter((path) => /[0-9a-f]{64}$/.test(path)).sort();
}

/** Takes blobs out and lists them as left out. */
async function withhold(pack: SpoilablePack, recipient: string, paths: readonly string[]): Promise<void> {
  for (const path of paths) await rm(dataOf(pack, `blobs/sha256/${path}`));
  const blobs = paths.map((path) => path.slice(-64));
  await put(dataOf(pack, "withheld.json"), JSON.stringify({ schema: "lookback/withheld/1", recipient, blobs }));
}

/** Makes the bag say that it is for a customer. */
function forCustomer(pack: SpoilablePack): Promise<void> {
  return edit(join(pack.folder, "bag/bag-info.txt"), (text) =>
    text.toString().replace("for an auditor", "for a customer"),
  );
}

/** Makes a customer's pack of it: what proves nothing to whoever asked for an auditor's. */
async function emptied(pack: SpoilablePack): Promise<void> {
  await forCustomer(pack);
  await fits(pack, async () => {
    await withhold(pack, "customer", await blobsOf(pack));
    for (const folder of ["blobs", "keys", "populations", "reports"]) {
      await rm(dataOf(pack, folder), { recursive: true });
    }
  });
}

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
