import { stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { AppError } from "../../base/app-error.js";
import { sha256 } from "../../base/digest.js";
import { textOf } from "../../base/pieces.js";
import { AT, bodyOf, captureOf, collect, decisionOf, LATER, newPlace, openWriter } from "./folder-fixture.js";
import { openEvidenceStore } from "./open-evidence-store.js";

describe("a capture", () => {
  it("is stored, recorded and found again", async () => {
    const folder = await newPlace();
    const store = await openWriter(folder);
    const receipt = await store.capture(captureOf("one", { status: 200, identity: "svc-readonly" }));
    expect(receipt).toEqual({ index: 0, sha256: sha256("one"), sizeBytes: 3, isNew: true });
    await store.close();

    const again = await openEvidenceStore(folder, { mode: "read" });
    const asked = sha256('{"key":"users.json","request":{"file":"users.json"}}');
    const [found, ...more] = await again.captures();
    expect(more).toEqual([]);
    expect(found?.record).toEqual({
      index: 0,
      sourceId: "okta-users",
      key: "users.json",
      connector: "exports",
      version: 1,
      media: "application/json",
      sha256: sha256("one"),
      sizeBytes: 3,
      asked,
      blob: sha256("one"),
      isLocked: false,
      status: 200,
      firstObservedAt: AT,
      observedAt: AT,
    });
    expect(found && (await textOf(found.capture.open()))).toBe("one");
    expect(await textOf(again.openBlob(asked))).toBe('{"key":"users.json","request":{"file":"users.json"}}');
    const [{ record } = { record: undefined }] = await collect(again.records());
    expect(record).toEqual({
      v: 1,
      type: "evidence",
      class: "plain",
      at: AT,
      stream: "okta-users",
      n: 1,
      sha256: sha256("one"),
      size: 3,
      media: "application/json",
      source: {
        sourceId: "okta-users",
        connector: "exports",
        version: 1,
        key: "users.json",
        asked,
        observedAt: AT,
        status: 200,
        identity: "svc-readonly",
      },
    });
    await again.close();
  });

  it("of the same bytes is not stored twice, but its being seen again is", async () => {
    const folder = await newPlace();
    const store = await openWriter(folder);
    await store.capture(captureOf("one"));
    const second = await store.capture(captureOf("one", { observedAt: LATER }));
    expect(second).toEqual({ index: 0, sha256: sha256("one"), sizeBytes: 3, isNew: false });
    await store.close();
    const again = await openWriter(folder);
    const [found] = await again.captures();
    expect([found?.record.firstObservedAt, found?.capture.observedAt]).toEqual([AT, LATER]);
    expect((await collect(again.records())).map(({ record }) => record.type)).toEqual(["evidence", "run"]);
    await again.close();
  });

  it.each([
    ["other bytes", { body: bodyOf("two") }],
    ["another question", { request: { file: "users.json", covers: "2026" } }],
    ["another status", { status: 206 }],
    ["another media type", { media: "text/csv" }],
  ])("with %s is a new one of the same key", async (_, changes) => {
    const store = await openWriter(await newPlace());
    await store.capture(captureOf("one"));
    const second = await store.capture(captureOf("one", changes));
    expect([second.index, second.isNew]).toEqual([1, true]);
    expect((await store.captures()).map(({ record }) => record.index)).toEqual([1]);
    expect(store.history("okta-users", "users.json").map(({ index }) => index)).toEqual([0, 1]);
    const third = await store.capture(captureOf("one"));
    expect([third.index, third.isNew]).toEqual([2, true]);
    await store.close();
  });

  it("of the same key in another source is another one", async () => {
    const store = await openWriter(await newPlace());
    await store.capture(captureOf("one"));
    await store.capture(captureOf("one", { sourceId: "github" }));
    expect((await store.captures()).map(({ record }) => [record.index, record.sourceId])).toEqual([
      [0, "okta-users"],
      [1, "github"],
    ]);
    await store.close();
  });

  it("whose key holds an address keeps it out of the log and still finds it", async () => {
    const folder = await newPlace();
    const store = await openWriter(folder);
    await store.capture(captureOf("one", { key: "users/jane@example.com.json" }));
    await store.capture(captureOf("two", { key: "k".repeat(1_001) }));
    await store.close();
    const again = await openEvidenceStore(folder, { mode: "read" });
    expect((await again.captures()).map(({ capture }) => capture.key)).toEqual([
      "users/jane@example.com.json",
      "k".repeat(1_001),
    ]);
    const leaves = JSON.stringify(await collect(again.records()));
    expect([leaves.includes("jane"), leaves.includes("kkk")]).toEqual([false, false]);
    await again.close();
  });

  it("loses the secrets of its question, and says how many", async () => {
    const folder = await newPlace();
    const store = await openWriter(folder);
    const planted = ["hunter2", `gh${"p_"}${"a1".repeat(12)}`, "s3cr3t"] as const;
    const url = `https://svc:${planted[0]}@example.com/users?api_key=${planted[2]}`;
    const request = { url, headers: { Authorization: planted[1] } };
    const key = "GET /users";
    await store.capture(captureOf("one", { key, request }));
    expect((await store.capture(captureOf("one", { key, request }))).isNew).toBe(false);
    await store.capture(captureOf("two", { key: "clean" }));
    await store.close();
    const again = await openWriter(folder);
    const counts = (await collect(again.records())).flatMap(({ record }) =>
      record.type === "evidence" ? [[record.source.key, record.source.redacted]] : [],
    );
    expect(counts).toEqual([
      ["GET /users", 3],
      ["clean", undefined],
    ]);
    for (const { sha256: digest, asked } of (await again.captures()).map(({ record }) => record)) {
      const stored = (await textOf(again.openBlob(asked))) + (await textOf(again.openBlob(digest)));
      expect(planted.filter((secret) => stored.includes(secret))).toEqual([]);
    }
    await again.close();
  });

  it("whose name holds a secret is refused, and the message does not repeat it", async () => {
    const store = await openWriter(await newPlace());
    const error = await store.capture(captureOf("one", { key: "GET /users?api_key=s3cr3t" })).catch((each) => each);
    expect([error.code, error.message.includes("s3cr3t")]).toEqual(["bad-input", false]);
    await store.capture(captureOf("one", { key: "GET /users?page_token=abc" }));
    expect((await store.captures()).map(({ capture }) => capture.key)).toEqual(["GET /users?page_token=abc"]);
    await store.close();
  });

  it("from a source whose id is an address is refused", async () => {
    const store = await openWriter(await newPlace());
    await expect(store.capture(captureOf("one", { sourceId: "jane@example.com" }))).rejects.toMatchObject({
      code: "bad-config",
    });
    await store.close();
  });

  it("whose body breaks off stores nothing and does not stop the store", async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.alloc(2_000_000);
      throw new AppError({ code: "source-failed", message: "it broke off", fix: "again" });
    }
    const folder = await newPlace();
    const store = await openWriter(folder);
    await expect(store.capture(captureOf("", { body: broken() }))).rejects.toMatchObject({ code: "source-failed" });
    expect(await store.captures()).toEqual([]);
    expect((await store.capture(captureOf("one"))).index).toBe(0);
    await store.close();
    const again = await openWriter(folder);
    expect(again.recovery).toEqual({ truncatedBytes: 0, temporaryFiles: 0 });
    await again.close();
  });
});

describe("records", () => {
  it("appended together keep the order of the calls, with a counter per stream", async () => {
    const store = await openWriter(await newPlace());
    const receipts = await Promise.all(Array.from({ length: 600 }, (_, each) => store.append(decisionOf(`e${each}`))));
    expect(receipts.map(({ index }) => index)).toEqual(Array.from({ length: 600 }, (_, each) => each));
    const stored = await collect(store.records(598));
    expect(stored.map(({ index, record }) => [index, record.n, record.type === "decision" && record.subject])).toEqual([
      [598, 599, "e598"],
      [599, 600, "e599"],
    ]);
    await store.close();
  });

  it("of runs say how they ended", async () => {
    const store = await openWriter(await newPlace());
    await store.recordRun({ sourceId: "github", at: AT, captures: 0 });
    await store.recordRun({ sourceId: "github", at: AT, captures: 2, failure: "access-denied" });
    const common = { v: 1, type: "run", at: AT, stream: "github" };
    expect((await collect(store.records())).map(({ record }) => record)).toEqual([
      { ...common, n: 1, outcome: "complete", captures: 0 },
      { ...common, n: 2, outcome: "failed", captures: 2, failure: "access-denied" },
    ]);
    await store.close();
  });

  it("after a time-stamp name it, also after a new start", async () => {
    const folder = await newPlace();
    const store = await openWriter(folder);
    await store.append(decisionOf("first"));
    const { size, rootHex } = await store.publish();
    const root = sha256("one");
    const { sha256: tsr } = await store.putBlob([Buffer.from("a time-stamp response")]);
    await store.append({ type: "anchor", at: AT, stream: "anchors", size, root, tsr });
    await store.append(decisionOf("second"));
    await store.close();
    const again = await openWriter(folder);
    await again.append(decisionOf("third"));
    expect((await collect(again.records())).map(({ record }) => record.anchor)).toEqual([
      undefined,
      undefined,
      { size, root, tsr },
      { size, root, tsr },
    ]);
    expect(rootHex).toMatch(/^[0-9a-f]{64}$/);
    await again.close();
  });

  it("name the newest time-stamp when they are appended while it is still being written", async () => {
    const folder = await newPlace();
    const store = await openWriter(folder);
    await store.append(decisionOf("one"));
    const { size } = await store.publish();
    const [root, tsr] = [sha256("one"), sha256("an answer")];
    await Promise.all([
      store.append({ type: "anchor", at: AT, stream: "time-stamps", size, root, tsr }),
      store.append(decisionOf("two")),
    ]);
    const named = (await collect(store.records())).map(({ record }) => record.anchor?.tsr);
    await store.close();
    expect(named).toEqual([undefined, undefined, tsr]);
  });
});

describe("a folder", () => {
  it("opened for reading takes no writes, and must be there", async () => {
    const folder = await newPlace();
    await expect(openEvidenceStore(folder, { mode: "read" })).rejects.toMatchObject({ code: "not-found" });
    await (await openWriter(folder)).close();
    const reader = await openEvidenceStore(folder, { mode: "read" });
    await expect(reader.capture(captureOf("one"))).rejects.toMatchObject({ code: "bad-usage" });
    await expect(reader.publish()).rejects.toMatchObject({ code: "bad-usage" });
    await reader.close();
  });

  it("is read while another process writes", async () => {
    const folder = await newPlace();
    const writer = await openWriter(folder);
    await writer.capture(captureOf("one"));
    const reader = await openEvidenceStore(folder, { mode: "read" });
    await writer.capture(captureOf("two"));
    expect((await reader.captures()).map(({ capture }) => capture.sha256)).toEqual([sha256("one")]);
    await reader.close();
    await writer.close();
  });

  it("keeps its key to its owner", async () => {
    const folder = await newPlace();
    await (await openWriter(folder)).close();
    expect((await stat(join(folder, "keys/log.key"))).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, "trust/log.vkey"))).mode & 0o777).toBe(0o444);
  });
});
