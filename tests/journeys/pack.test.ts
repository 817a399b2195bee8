import { readFile, writeFile } from "node:fs/promises";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { judgeAgain } from "../../src/app/results/judge-again.js";
import { performAgain } from "../../src/app/results/perform-again.js";
import { AppError } from "../../src/base/app-error.js";
import { sha256 } from "../../src/base/digest.js";
import { heldEvidence } from "../../src/bin/held-evidence.js";
import { temporaryWorkspace } from "../../src/bin/temporary-workspace.js";
import { CONTROLS } from "../../src/controls/registry.js";
import type { PerformAgain } from "../../src/verify/check-results.js";
import { folderSource } from "../../src/verify/folder-source.js";
import { checkBag } from "../../src/verify/pack/check-bag.js";
import { PackProblem } from "../../src/verify/pack/pack-problem.js";
import { openZip } from "../../src/verify/pack/zip-source.js";
import { Findings } from "../../src/verify/report.js";
import { below, type EvidenceSource } from "../../src/verify/source.js";
import { verifyPack } from "../../src/verify/verify-pack.js";
import { collectedCompany, inCompany, PACKED_CONTROLS, packCompany, unpackedPack } from "../fakes/packed-company.js";

const TAG_FILES = ["tagmanifest-sha256.txt", "bagit.txt", "bag-info.txt", "manifest-sha256.txt"];

let root: string;
let first: Awaited<ReturnType<typeof packCompany>>;
let unpacked: string;
beforeAll(async () => {
  root = await collectedCompany();
  first = await packCompany(root);
  unpacked = await unpackedPack(first.file);
});

const judging = judgeAgain({
  controls: CONTROLS,
  version: "test",
  evidenceOf: (log) => heldEvidence(log, log.size),
});

const performing = performAgain({ evidenceOf: heldEvidence, temporary: temporaryWorkspace });

async function verifiedZip(file: string, again: PerformAgain | undefined) {
  const zip = openZip(file);
  try {
    return await verifyPack(zip, again === undefined ? {} : { performAgain: again });
  } finally {
    zip.close();
  }
}

/** The conclusions that the log has, in its order. */
function recorded() {
  return inCompany(root, async ({ evidence }) => {
    const tests: { test: string; version: number; outcome: string }[] = [];
    let asOf = "";
    for await (const { record } of evidence.records()) {
      if (record.type !== "result") continue;
      tests.push({ test: record.test, version: record.version, outcome: record.outcome });
      asOf = record.asOf;
    }
    return { asOf, tests };
  });
}

describe("a pack", () => {
  it("verifies as an archive and unpacked, with its lists judged again", async () => {
    for (const report of [
      await verifiedZip(first.file, judging),
      await verifyPack(folderSource(unpacked), { performAgain: judging }),
    ]) {
      expect([report.errors, report.infos]).toEqual([[], []]);
      expect(report.checked).toMatchObject({ size: first.size, records: first.size, rootHex: first.rootHex });
      expect(report.checked.conclusions).toEqual(await recorded());
      expect(report.notChecked).toContain(
        "Populations: they were taken as enclosed and not assembled again from the raw captures; `lookback verify` does that.",
      );
      expect(report.notChecked.join("\n")).toContain("nothing compares them with the log");
    }
  });

  it("verifies from the raw captures alone", async () => {
    const report = await verifiedZip(first.file, performing);
    expect(report.errors).toEqual([]);
    expect(report.checked.conclusions).toEqual(await recorded());
    expect(report.notChecked.join(" ")).not.toMatch(/Conclusions|Populations/);
  });

  it("is the same bytes again for the same size, also when the log went on", async () => {
    const again = await packCompany(root, { size: first.size });
    expect({ ...again, file: "", recorded: 0 }).toEqual({ ...first, file: "", recorded: 0 });
    expect(Buffer.compare(await readFile(again.file), await readFile(first.file))).toBe(0);
    expect(again.recorded).toBe(0);
  });

  it("records no result twice, and who took it each time", async () => {
    const next = await packCompany(root, { recipient: "Firm & Partners" });
    expect([first.recorded, next.recorded]).toEqual([PACKED_CONTROLS.length + 1, 0]);
    const exports = await inCompany(root, async ({ evidence }) => {
      const found: string[] = [];
      for await (const { record } of evidence.records()) if (record.type === "export") found.push(record.pack);
      return found;
    });
    expect(exports).toContain(first.sha256);
    expect(exports.at(-1)).toBe(next.sha256);
    expect((await verifiedZip(next.file, judging)).errors).toEqual([]);
  });

  it("is refused for a size at which nothing was signed or tested", async () => {
    await expect(packCompany(root, { size: first.size - 1 })).rejects.toMatchObject({ code: "bad-usage" });
  });

  it("for a customer holds the log and outcomes, and lists what is left out", async () => {
    const made = await packCompany(root, { audience: "customer" });
    const report = await verifiedZip(made.file, judging);
    expect([report.errors, report.infos.map(({ code }) => code)]).toEqual([[], ["INFO_WITHHELD"]]);
    expect(report.checked.blobs).toBe(0);
    const zip = openZip(made.file);
    const { files } = await zip.list("");
    expect(files.filter((path) => /populations|reports|blobs|keys/.test(path))).toEqual([]);
    const page = Buffer.from((await zip.read("bag/data/viewer/index.html")) ?? "").toString("utf8");
    zip.close();
    expect(page).not.toMatch(/change 2|Change 2|two@example\.com/);
  });

  it("for a customer holds when the name of a file may name a person, which stands in what is left out", async () => {
    const none = "branch,actor_login,at,after_sha,mechanism,reason\n";
    const named = await collectedCompany(
      { "bypasses/one@example.com.csv": none },
      "confidential: { evidence: none }\n",
    );
    const { file } = await packCompany(named, { audience: "customer" });
    for (const again of [judging, performing]) expect((await verifiedZip(file, again)).errors).toEqual([]);
  });

  it("keeps its report when a test cannot be performed again, and says so", async () => {
    for (const [error, message] of [
      [new AppError({ code: "bad-config", message: "no period", fix: "Name one." }), "no period"],
      [new PackProblem("ZIP_MISMATCH", "bag/data/x", "no such file"), "no such file"],
      [new TypeError("no digest"), "TypeError: no digest"],
    ] as const) {
      const report = await verifiedZip(first.file, () => Promise.reject(error));
      expect(report.errors).toEqual([
        {
          code: "REPERFORM_FAILED",
          where: "conclusions",
          message: `the tests could not be performed again: ${message}`,
        },
      ]);
      expect(report.checked).toMatchObject({ size: first.size, records: first.size });
      expect(report.notChecked).toContain("Conclusions: no test was performed again, because that failed.");
    }
  });

  it("with a byte changed in any of its files is named, wherever the byte stands", async () => {
    const bag = below(folderSource(unpacked), "bag");
    const all = (await bag.list("")).files;
    const files = (await Promise.all(all.map(async (path) => ((await bag.read(path))?.length ? [path] : [])))).flat();
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 255 }), async (which, where, by) => {
        const path = files[which % files.length] ?? "";
        const findings = new Findings();
        await checkBag(withOtherByte(bag, { path, where, by }), findings);
        // The list of the tag files is in no list itself: what it says of them no longer fits.
        const named = path === "tagmanifest-sha256.txt" ? TAG_FILES : [path];
        const places = findings.errors.map((error) => error.where);
        expect(
          places.filter((place) => named.some((file) => place === file || place.startsWith(`${file} `))),
        ).not.toEqual([]);
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  it("with a byte changed in the archive is named, or reads the same", async () => {
    const clean = await readFile(first.file);
    const digests = await digestsIn(first.file);
    const spoiltFile = `${first.file}.spoilt`;
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: clean.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const spoilt = Buffer.from(clean);
        spoilt[at] = (spoilt[at] ?? 0) ^ by;
        await writeFile(spoiltFile, spoilt);
        const opened = await openedCodes(spoiltFile);
        if (opened.length > 0) return;
        // Fields of the directory that say nothing of the bytes: who made it, permissions.
        expect(await digestsIn(spoiltFile)).toEqual(digests);
      }),
      { numRuns: 60, seed: 7 },
    );
  });
});

/** The same files, with one byte of one of them changed. */
function withOtherByte(
  source: EvidenceSource,
  { path, where, by }: { readonly path: string; readonly where: number; readonly by: number },
): EvidenceSource {
  const read = async (asked: string) => {
    const bytes = await source.read(asked);
    if (asked !== path || bytes === undefined || bytes.length === 0) return bytes;
    const spoilt = Buffer.from(bytes);
    const at = where % spoilt.length;
    spoilt[at] = (spoilt[at] ?? 0) ^ by;
    return spoilt;
  };
  return {
    ...source,
    read,
    async *stream(asked) {
      yield (await read(asked)) ?? Buffer.of();
    },
  };
}

/** What the verifier finds, or refuses to open it for. */
async function openedCodes(file: string): Promise<readonly string[]> {
  try {
    return (await verifiedZip(file, undefined)).errors.map(({ code }) => code);
  } catch (error) {
    if (error instanceof AppError || error instanceof PackProblem) return [error.code];
    throw error;
  }
}

/** Digests of all files of an archive, by path. */
async function digestsIn(file: string): Promise<ReadonlyMap<string, string>> {
  const zip = openZip(file);
  try {
    const digests = new Map<string, string>();
    for (const path of (await zip.list("")).files) digests.set(path, sha256((await zip.read(path)) ?? "missing"));
    return digests;
  } finally {
    zip.close();
  }
}
