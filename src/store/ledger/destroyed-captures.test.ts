import { cp, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { type Sha256, sha256 } from "../../base/digest.js";
import { textOf } from "../../base/pieces.js";
import { blobPath, LAYOUT } from "../../ledger/layout.js";
import { folderSource } from "../../verify/folder-source.js";
import { verifyEvidence } from "../../verify/verify-evidence.js";
import type { EvidenceStore } from "./contract.js";
import { captureOf, collect, LATER, newPlace, openWriter, SEALING, sealedRecords } from "./folder-fixture.js";
import { openEvidenceStore } from "./open-evidence-store.js";

const BODY = "jane.doe@example.com left on Friday";

let folder: string;
beforeEach(async () => {
  folder = await newPlace();
});

function open(sealing = SEALING): Promise<EvidenceStore> {
  return openWriter(folder, { sealing });
}

describe("destroyed evidence", () => {
  const facts = { reason: "erasure", basis: sha256("basis"), approvedBy: sha256("approval"), at: LATER } as const;

  it("opens with nothing, in no place, and is left out of what there is", async () => {
    const second = join(dirname(folder), "second.keyring");
    const both = { ...SEALING, secondKeyring: second };
    const store = await open(both);
    await store.capture(captureOf(BODY, { key: "users/jane.doe@example.com.json" }));
    await store.capture(captureOf("stays", { key: "stays" }));
    const [gone] = await sealedRecords(store);
    if (gone === undefined) throw new Error("one capture");
    const kept = store.dataKey(gone.sha256);
    expect(await store.shred({ ...facts, targets: [gone.sha256] })).toEqual({ index: 2 });
    const check = async (state: EvidenceStore) => {
      expect((await state.captures()).map(({ capture }) => capture.key)).toEqual(["stays"]);
      expect(state.history("okta-users", "users/jane.doe@example.com.json")).toEqual([]);
      expect(state.dataKey(gone.sha256)).toBeUndefined();
      expect(() => state.openBlob(gone.sha256)).toThrow("was destroyed on purpose");
      await expect((async () => textOf(state.openBlob(sha256(BODY))))()).rejects.toThrow();
    };
    await check(store);
    await store.close();
    const again = await open(both);
    await check(again);
    const record = (await collect(again.records(2)))[0]?.record;
    await again.close();
    expect(record).toMatchObject({ type: "shred", targets: [gone.sha256, gone.source.asked], reason: "erasure" });
    for (const path of [join(folder, LAYOUT.keyring), second]) {
      const bytes = await readFile(path);
      expect([
        bytes.includes(Buffer.from(gone.sha256, "hex")),
        bytes.includes(Buffer.from(kept?.key ?? "none")),
      ]).toEqual([false, false]);
    }
    for (const blob of [gone.sha256, gone.source.asked]) {
      await expect(readFile(join(folder, blobPath(blob)))).rejects.toMatchObject({ code: "ENOENT" });
    }
  });

  it("whose keys and blobs come back from a copy is destroyed again at the next start", async () => {
    const store = await open();
    await store.capture(captureOf(BODY));
    const [gone] = await sealedRecords(store);
    if (gone === undefined) throw new Error("one capture");
    await cp(folder, `${folder}-backup`, { recursive: true });
    await store.shred({ ...facts, targets: [gone.sha256] });
    await store.close();
    await cp(join(`${folder}-backup`, LAYOUT.keyring), join(folder, LAYOUT.keyring));
    await cp(join(`${folder}-backup`, "blobs"), join(folder, "blobs"), { recursive: true, force: false });
    const reader = await openEvidenceStore(folder, { mode: "read", sealing: SEALING });
    expect(() => reader.openBlob(gone.sha256)).toThrow("was destroyed on purpose");
    await reader.close();
    await (await open()).close();
    expect((await readFile(join(folder, LAYOUT.keyring))).includes(Buffer.from(gone.sha256, "hex"))).toBe(false);
    await expect(readFile(join(folder, blobPath(gone.sha256)))).rejects.toMatchObject({ code: "ENOENT" });
  });

  it("that a source still shows is new evidence when it is captured again", async () => {
    const store = await open();
    await store.capture(captureOf(BODY));
    const [gone] = await sealedRecords(store);
    await store.shred({ ...facts, targets: [gone?.sha256 as Sha256] });
    expect(await store.capture(captureOf(BODY))).toMatchObject({ index: 2, isNew: true });
    expect((await store.captures()).map(({ record }) => record.index)).toEqual([2]);
    await store.close();
  });

  it("is not what happens when the keys are out of reach", async () => {
    const store = await open();
    await store.capture(captureOf(BODY));
    const [record] = await sealedRecords(store);
    await store.close();
    const without = await openWriter(folder);
    const targets = [record?.sha256 as Sha256];
    await expect(without.shred({ ...facts, targets })).rejects.toMatchObject({ code: "bad-usage" });
    expect((await collect(without.records())).length).toBe(1);
    await without.close();
  });

  it("that is a copy and is made again stays at the next start, and missing again it is a loss", async () => {
    const copy = {
      type: "derived",
      at: LATER,
      stream: "redactions",
      from: sha256("plain"),
      to: sha256("copy"),
    } as const;
    const store = await openWriter(folder);
    await store.capture(captureOf("plain"));
    const make = async () => {
      await store.putBlob([Buffer.from("copy")]);
      await store.append({ ...copy, size: 4, media: "text/csv", transform: "redact-csv@1" });
    };
    await make();
    await store.shred({ ...facts, targets: [sha256("plain"), sha256("copy")] });
    await store.capture(captureOf("plain"));
    await make();
    await store.publish();
    await store.close();
    const again = await openWriter(folder);
    expect(await textOf(again.openBlob(sha256("copy")))).toBe("copy");
    await again.close();
    const lost = async () => {
      const { errors } = await verifyEvidence(folderSource(folder));
      return errors.flatMap(({ code, message }) => (code === "BLOB_MISSING" ? [message.split(" ")[1]] : []));
    };
    // What was approved is not kept here.
    const words = [facts.basis, facts.approvedBy];
    expect(await lost()).toEqual(words);
    await rm(join(folder, blobPath(sha256("copy"))));
    expect([...(await lost())].sort()).toEqual([...words, sha256("copy")].sort());
  });

  it("stored in plain is taken away, and stored anew it is there again", async () => {
    const store = await openWriter(folder);
    await store.capture(captureOf("plain"));
    await store.shred({ ...facts, targets: [sha256("plain")] });
    expect(await store.captures()).toEqual([]);
    await store.capture(captureOf("plain"));
    await store.close();
    const again = await openWriter(folder);
    expect(await textOf(again.openBlob(sha256("plain")))).toBe("plain");
    await again.close();
  });
});
