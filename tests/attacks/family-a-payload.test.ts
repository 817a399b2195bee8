import { existsSync } from "node:fs";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, expect, it } from "vitest";
import { attackFamily } from "./attack-family.js";
import { cleanPack, copyOfPack, dataOf, fits, packCodes, type SpoilablePack } from "./pack-fixture.js";

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

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
