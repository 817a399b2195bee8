import { expect, it } from "vitest";
import { sha256 } from "../../base/digest.js";
import { textOf } from "../../base/pieces.js";
import { AT, captureOf, collect, LATER, newPlace, openWriter, SEALING } from "../../store/ledger/folder-fixture.js";
import { readDecisions } from "../decisions/decisions.js";
import { listEvidence } from "../shred/held-evidence.js";
import { batchesOf } from "../shred/plan-shred.js";
import { redactEvidence } from "./redact-evidence.js";

const CSV = "no,email\n1,jane@example.com\n";

it("stores a copy beside the original, with what it was made of and what was taken out; it goes with the original", async () => {
  const store = await openWriter(await newPlace(), { sealing: SEALING });
  await store.capture(captureOf(CSV, { media: "text/csv" }));
  const redaction = { drop: ["email"], mask: [] };
  const copy = await redactEvidence({ evidence: store, record: 0, redaction, at: LATER });
  expect([await textOf(store.openBlob(copy.to)), copy.count]).toEqual(["no\r\n1\r\n", 1]);
  const records = (await collect(store.records())).map(({ record }) => record);
  const [original] = records;
  expect(records[copy.index]).toEqual({
    v: 1,
    type: "derived",
    stream: "redactions",
    n: 1,
    at: LATER,
    from: original?.type === "evidence" ? original.sha256 : "",
    to: copy.to,
    size: 7,
    media: "text/csv",
    transform: copy.transform,
  });
  expect(copy.transform).toMatch(/^redact-csv@1:[0-9a-f]{16}$/);
  const [decision] = await readDecisions(store, "redaction");
  expect([decision?.subject, decision?.body]).toEqual([copy.transform, redaction]);
  const [capture] = await store.captures();
  expect(capture && (await textOf(capture.capture.open()))).toBe(CSV);
  const { held } = await listEvidence(store);
  expect(batchesOf(held)).toEqual([[copy.to, copy.from]]);
  await store.close();
});

it("makes a copy again after it was destroyed: it is here once, and goes with the original", async () => {
  const folder = await newPlace();
  const store = await openWriter(folder);
  const redaction = { drop: ["email"], mask: [] };
  await store.capture(captureOf(CSV, { media: "text/csv" }));
  const copy = await redactEvidence({ evidence: store, record: 0, redaction, at: LATER });
  const shred = { reason: "legal", basis: sha256("basis"), approvedBy: sha256("approval"), at: LATER } as const;
  const here = async () => (await listEvidence(store)).held.map(({ blob, copies }) => [blob, ...copies]);
  await store.shred({ ...shred, targets: [copy.to] });
  expect(await here()).toEqual([[copy.from]]);
  await redactEvidence({ evidence: store, record: 0, redaction, at: LATER });
  expect(await here()).toEqual([[copy.from, copy.to]]);
  await store.close();
  const again = await openWriter(folder);
  expect(await textOf(again.openBlob(copy.to))).toBe("no\r\n1\r\n");
  await again.close();
});

it.each([
  ["a record that is no evidence", 1, ["email"]],
  ["a place that is not there", 7, ["email"]],
  ["nothing to take out", 0, []],
])("refuses %s", async (_, record, drop) => {
  const store = await openWriter(await newPlace());
  await store.capture(captureOf(CSV));
  await store.recordRun({ sourceId: "okta-users", at: AT, captures: 1 });
  const asked = redactEvidence({ evidence: store, record, redaction: { drop, mask: [] }, at: LATER });
  await expect(asked).rejects.toMatchObject({ code: "bad-usage" });
  expect((await collect(store.records())).length).toBe(2);
  await store.close();
});
