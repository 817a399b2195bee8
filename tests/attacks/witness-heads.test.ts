import { cp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { rekey } from "../../src/app/rekey/rekey.js";
import { formatVerifierKey, signCheckpoint } from "../../src/ledger/checkpoint.js";
import { testLog, testTree, testWitness } from "../../src/ledger/witness/witness-fixture.js";
import { AT, decisionOf, newPlace, openWriter } from "../../src/store/ledger/folder-fixture.js";
import { LogKeyFiles } from "../../src/store/ledger/log-key-files.js";
import { folderSource } from "../../src/verify/folder-source.js";
import type { Pin } from "../../src/verify/pin.js";
import { verifyEvidence } from "../../src/verify/verify-evidence.js";
import { copyOf } from "./evidence-fixture.js";
import {
  cosignedBy,
  edit,
  headOf,
  makeWatchedLog,
  NEWEST,
  NOBODY_ASKED,
  NOW,
  OLDER,
  SECONDS,
  signAnew,
  signerIn,
} from "./watched-log.js";

let clean: string;
let pin: Pin;

beforeAll(async () => {
  ({ folder: clean, pin } = await makeWatchedLog());
});

describe("what witnesses and earlier heads say", () => {
  async function report(folder: string, options: Parameters<typeof verifyEvidence>[1] = {}) {
    const { errors, infos, notChecked } = await verifyEvidence(folderSource(folder), { pin, now: NOW, ...options });
    return { errors, infos, notChecked, codes: errors.map(({ code }) => code) };
  }

  it.each([
    ["+1", (size: string) => `+${size}`],
    ["2^64", () => "18446744073709551616"],
    ["hexadecimal", () => "0x12a"],
    ["a blank", (size: string) => `${size} `],
  ])("a size written as %s is refused, whoever signed it (36)", async (_, write) => {
    const folder = await copyOf(clean);
    await signAnew(folder, ([origin = "", size = "", root = ""]) => [origin, write(size), root]);
    expect((await report(folder)).codes[0]).toBe("CP_FORMAT");
  });

  it("a root in a second spelling, and an extension line, are refused, whoever signed them (36)", async () => {
    const spelt = await copyOf(clean);
    await signAnew(spelt, ([origin = "", size = "", root = ""]) => [origin, size, secondSpelling(root)]);
    const extended = await copyOf(clean);
    await signAnew(extended, (lines) => [...lines, "an extension"]);
    for (const folder of [spelt, extended]) expect((await report(folder)).codes[0]).toBe("CP_FORMAT");
  });

  it("10,000 lines of witnesses are not read (37)", async () => {
    const folder = await copyOf(clean);
    await edit(folder, `${NEWEST}.cosig`, (text) => text.repeat(5_000));
    expect((await report(folder)).codes).toEqual(["LIMIT", "CP_WITNESS_QUORUM"]);
  });

  it("two heads of one size are printed whole (39)", async () => {
    const folder = await copyOf(clean);
    const other = signCheckpoint({ size: 298, root: testTree(298).root() }, await signerIn(folder));
    const own = await readFile(join(folder, NEWEST), "utf8");
    await edit(folder, "log/checkpoint", () => other);
    const found = (await report(folder)).errors.find(({ code }) => code === "EQUIVOCATION");
    for (const line of `${own}${other}`.split("\n").filter((each) => each !== ""))
      expect(found?.message).toContain(line);
    const { errors } = await report(clean, { seen: [{ name: "seen.txt", text: other }] });
    expect(errors.map(({ code, where }) => [code, where])).toEqual([["EQUIVOCATION", "checkpoint 298"]]);
  });

  it("an older log than the pinned head was rolled back (34)", async () => {
    const head = await headOf(clean, NEWEST);
    const folder = await copyOf(clean);
    for (const path of [NEWEST, `${NEWEST}.cosig`, "log/checkpoint"]) await rm(join(folder, path));
    await writeFile(join(folder, "log/checkpoint"), await readFile(join(folder, OLDER)));
    expect((await report(folder, { pin: { ...pin, head } })).codes).toEqual(["CP_ROLLBACK"]);
  });

  it("an old but genuine head is stale by the clock of its witnesses, to the millisecond (35)", async () => {
    const at = async (now: number) => (await report(clean, { now, maxAgeMs: 3_600_000 })).codes;
    expect(await at(NOW)).toEqual([]);
    expect(await at(NOW + 1)).toEqual(["CP_STALE"]);
    const unwitnessed = await copyOf(clean);
    await rm(join(unwitnessed, `${NEWEST}.cosig`));
    expect((await report(unwitnessed, { maxAgeMs: 3_600_000 })).codes).toEqual(["CP_WITNESS_QUORUM", "CP_STALE"]);
  });

  it("a cosignature may be two minutes ahead of the verifier's clock, not more", async () => {
    expect((await report(clean, { now: (SECONDS - 120) * 1_000 })).codes).toEqual([]);
    expect((await report(clean, { now: (SECONDS - 121) * 1_000 })).codes).toContain("WITNESS_TIME");
    expect((await verifyEvidence(folderSource(clean), { pin })).errors).toEqual([]);
  });

  it("a witness that cosigned a smaller head later went back itself", async () => {
    const folder = await copyOf(clean);
    await writeFile(
      join(folder, `${OLDER}.cosig`),
      await cosignedBy([testWitness(1)], { folder: clean, path: OLDER, seconds: SECONDS + 1 }),
    );
    const { errors } = await report(folder);
    expect(errors.map(({ code, where }) => [code, where])).toEqual([["WITNESS_ORDER", "checkpoint 298"]]);
  });

  it("lines of strangers count for nothing, lines over another head are forged", async () => {
    const strangers = await copyOf(clean);
    await writeFile(
      join(strangers, `${NEWEST}.cosig`),
      await cosignedBy([testWitness(7)], { folder: clean, path: NEWEST, seconds: SECONDS }),
    );
    expect((await report(strangers)).codes).toEqual(["CP_WITNESS_QUORUM"]);
    const moved = await copyOf(clean);
    await rename(join(moved, `${OLDER}.cosig`), join(moved, `${NEWEST}.cosig`));
    expect((await report(moved)).codes).toEqual(["CP_NOTE", "CP_NOTE", "CP_WITNESS_QUORUM"]);
  });

  it("a file of cosignatures without its head, or with other lines, is an error", async () => {
    const stray = await copyOf(clean);
    await writeFile(
      join(stray, "log/checkpoints/000000000007.cosig"),
      await cosignedBy([testWitness(1)], { folder: clean, path: OLDER, seconds: SECONDS }),
    );
    expect((await report(stray)).codes).toEqual(["LOG_EXTRA_FILE"]);
    const other = await copyOf(clean);
    await edit(other, `${NEWEST}.cosig`, (text) => `${text}hello\n`);
    expect((await report(other)).codes).toEqual(["CP_FORMAT", "CP_WITNESS_QUORUM"]);
  });

  it("without a pin the folder's own policy is read, and what it lacks is a note", async () => {
    const folder = await copyOf(clean);
    const own = await verifyEvidence(folderSource(folder), { now: NOW });
    expect(own.notChecked.join("\n")).toContain("The witnesses are those that the folder itself names");
    await rm(join(folder, `${NEWEST}.cosig`));
    const lagging = await verifyEvidence(folderSource(folder), { now: NOW });
    expect([lagging.errors, lagging.infos.map(({ code }) => code)]).toEqual([
      [],
      ["INFO_WITNESS_LAG", "INFO_UNPUBLISHED"],
    ]);
    await edit(folder, "trust/witness-policy", (text) => text.replace("quorum", "quorums"));
    expect((await verifyEvidence(folderSource(folder))).errors.map(({ code }) => code)).toEqual(["WITNESS_POLICY"]);
    await rm(join(folder, "trust/witness-policy"));
    const none = await verifyEvidence(folderSource(folder));
    expect([none.errors, none.notChecked.join("\n")]).toEqual([
      [],
      expect.stringContaining("1 files of witnesses are there, and no policy says whom to believe."),
    ]);
  });

  it("a policy for another log says nothing of this one", async () => {
    const folder = await copyOf(clean);
    await edit(folder, "trust/witness-policy", (text) => text.replace(/^log .*$/m, `log ${OTHER_LOG}`));
    expect((await verifyEvidence(folderSource(folder))).errors.map(({ code }) => code)).toEqual(["WITNESS_POLICY"]);
  });
});

const OTHER_LOG = formatVerifierKey(testLog(4));

/** The last character of a base64 group carries bits that do not count. */
function secondSpelling(root: string): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const last = alphabet.indexOf(root.charAt(42));
  return `${root.slice(0, 42)}${alphabet.charAt(last ^ 1)}=`;
}

describe("a new key of a log that is witnessed", () => {
  /** A copy under a new key: its newest head is cosigned, the last head of the earlier key on demand. */
  async function rekeyed(cosigned: "both" | "newest" | "last later") {
    const folder = await copyOf(clean);
    const keys = new LogKeyFiles(folder);
    const { size } = await rekey({ keys, at: AT, open: () => openWriter(folder), ask: NOBODY_ASKED });
    const last = `log/checkpoints/${String(size).padStart(12, "0")}`;
    const newest = `log/checkpoints/${String(size + 1).padStart(12, "0")}`;
    for (const [path, seconds] of [
      [newest, SECONDS + 2],
      ...(cosigned === "newest" ? [] : [[last, cosigned === "both" ? SECONDS + 1 : SECONDS + 3] as const]),
    ] as const) {
      await writeFile(join(folder, `${path}.cosig`), await cosignedBy([testWitness(1)], { folder, path, seconds }));
    }
    const head = await headOf(folder, last);
    return { folder, size, head };
  }

  async function findings(folder: string, given?: Pin) {
    const { errors, infos } = await verifyEvidence(folderSource(folder), { ...(given && { pin: given }), now: NOW });
    return { errors: errors.map(({ code, where }) => [code, where]), infos: infos.map(({ code }) => code) };
  }

  it("needs them at the last head of the earlier one, unless the auditor has seen that head", async () => {
    const both = await rekeyed("both");
    expect((await findings(both.folder, pin)).errors).toEqual([]);
    const { folder, size, head } = await rekeyed("newest");
    const missing = [["CP_WITNESS_QUORUM", `checkpoint ${size}`]];
    expect((await findings(folder, pin)).errors).toEqual(missing);
    const at = (pinned: typeof head) => findings(folder, { ...pin, head: pinned });
    expect((await at(head)).errors).toEqual([]);
    expect((await at(await headOf(folder, NEWEST))).errors).toEqual(missing);
    const own = await findings(folder);
    expect([own.errors, own.infos]).toEqual([[], ["INFO_WITNESS_LAG"]]);
  });

  it("is another log to them: what they catch up on under the earlier one is no step back", async () => {
    expect((await findings((await rekeyed("last later")).folder, pin)).errors).toEqual([]);
  });
});

describe("an insider with the log's key", () => {
  /** As many records, one of them another, signed with the log's own key and under its own name. */
  async function rewritten(): Promise<string> {
    const folder = await newPlace();
    await (await openWriter(folder)).close();
    for (const path of ["keys/log.key", "trust/log.vkey"]) {
      await rm(join(folder, path));
      await cp(join(clean, path), join(folder, path));
    }
    const store = await openWriter(folder);
    await store.putBlob([Buffer.from("a cause")]);
    for (let each = 0; each < 300; each += 1) await store.append(decisionOf(each === 2 ? "forged" : `e${each}`));
    await store.publish();
    await store.close();
    return folder;
  }

  it("who writes the history anew is found by the pinned head (63), and by the witnesses (65)", async () => {
    const folder = await rewritten();
    const codes = async (given: Pin) =>
      (await verifyEvidence(folderSource(folder), { pin: given, now: NOW })).errors.map(({ code }) => code);
    const { verifierKey, head, witnessPolicy } = pin;
    expect(await codes({ verifierKey })).toEqual([]);
    expect(head && (await codes({ verifierKey, head }))).toEqual(["INCONSISTENT_WITH_SEEN"]);
    expect(witnessPolicy && (await codes({ verifierKey, witnessPolicy }))).toEqual(["CP_WITNESS_QUORUM"]);
  });

  it("is not found without a pin and without a witness: the blind spot that is documented (64)", async () => {
    expect((await verifyEvidence(folderSource(await rewritten()), { now: NOW })).errors).toEqual([]);
  });
});
