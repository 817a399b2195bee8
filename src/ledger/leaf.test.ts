import { describe, expect, it } from "vitest";
import { sha256 } from "../base/digest.js";
import { instant } from "../base/instant.js";
import { leafBytes, parseLeaf } from "./leaf.js";
import { blobsOf, type LedgerRecord } from "./record.js";

const at = instant("2026-01-01T00:00:00.000Z");
const digest = sha256("x");
const other = sha256("y");
const common = { v: 1, at, stream: "s", n: 1 } as const;

const source = {
  sourceId: "okta-users",
  connector: "exports",
  version: 1,
  key: "okta/users.json",
  asked: other,
  observedAt: at,
  status: 200,
};

const RECORDS: readonly LedgerRecord[] = [
  { ...common, type: "evidence", class: "plain", sha256: digest, size: 5, media: "text/csv", source },
  { ...common, type: "evidence", class: "enc", keyc: other, sha256: digest, size: 5, media: "text/csv", source },
  { ...common, type: "run", outcome: "complete", captures: 0 },
  { ...common, type: "run", outcome: "failed", captures: 3, failure: "access-denied" },
  { ...common, type: "run", outcome: "unchanged", same: 7, observedAt: at },
  {
    ...common,
    type: "result",
    test: "iam-03",
    version: 2,
    digest,
    inputs: [1, 2],
    asOf: at,
    outcome: "pass",
    details: digest,
  },
  { ...common, type: "review", decisions: digest, approval: other },
  { ...common, type: "review", decisions: digest, approval: other, pdf: digest },
  { ...common, type: "anchor", size: 5, root: digest, tsr: other },
  { ...common, type: "shred", targets: [digest], reason: "erasure", basis: other, approvedBy: other },
  { ...common, type: "derived", from: digest, to: other, size: 1, media: "text/csv", transform: "redact" },
  { ...common, type: "key", purpose: "log", fingerprint: digest },
  { ...common, type: "supersede", replaces: 3, reason: digest },
  { ...common, type: "export", pack: digest, size: 9, recipient: other },
  { ...common, type: "map", mapping: digest, version: 2 },
  { ...common, type: "decision", kind: "cause", subject: "exc_1", body: digest },
  {
    ...common,
    anchor: { size: 1, root: digest, tsr: other },
    type: "decision",
    kind: "plan",
    subject: "exc_1",
    body: digest,
  },
];

function problemOf(text: string): string {
  const parsed = parseLeaf(Buffer.from(text));
  return parsed.ok ? "accepted" : parsed.problem;
}

const plain = Buffer.from(leafBytes({ ...common, type: "run", outcome: "complete", captures: 0 })).toString("utf8");

describe("a leaf", () => {
  it("gives every type of record back", () => {
    expect(new Set(RECORDS.map(({ type }) => type)).size).toBe(12);
    for (const record of RECORDS) expect(parseLeaf(leafBytes(record))).toEqual({ ok: true, record });
  });

  it("is canonical JSON, written out", () => {
    expect(plain).toBe(
      '{"at":"2026-01-01T00:00:00.000Z","captures":0,"n":1,"outcome":"complete","stream":"s","type":"run","v":1}',
    );
  });

  it.each([
    ["an unknown type", plain.replace('"run"', '"rum"'), "RECORD_UNKNOWN_TYPE"],
    ["a type from Object", plain.replace('"run"', '"constructor"'), "RECORD_UNKNOWN_TYPE"],
    ["an unknown field", plain.replace('"n":1', '"n":1,"name":1'), "RECORD_INVALID"],
    ["a field __proto__", plain.replace("{", '{"__proto__":{},'), "RECORD_INVALID"],
    ["a missing field", plain.replace('"n":1,', ""), "RECORD_INVALID"],
    ["another version", plain.replace('"v":1', '"v":2'), "RECORD_INVALID"],
    ["a fraction", plain.replace('"captures":0', '"captures":0.5'), "RECORD_INVALID"],
    ["an unsafe integer", plain.replace('"captures":0', '"captures":9007199254740992'), "RECORD_INVALID"],
    ["a counter of 0", plain.replace('"n":1', '"n":0'), "RECORD_INVALID"],
    ["a time without milliseconds", plain.replace("00.000Z", "00Z"), "RECORD_INVALID"],
    ["a day that does not exist", plain.replace("2026-01-01", "2026-02-30"), "RECORD_INVALID"],
    ["a blank", plain.replace(":1,", ": 1,"), "LEAF_NOT_CANONICAL"],
    ["a duplicate key", plain.replace('"v":1', '"v":1,"v":1'), "LEAF_NOT_CANONICAL"],
    ["keys in another order", plain.replace('"captures":0,"n":1', '"n":1,"captures":0'), "LEAF_NOT_CANONICAL"],
    ["a second spelling of a number", plain.replace('"captures":0', '"captures":-0'), "LEAF_NOT_CANONICAL"],
    ["an escape that is not needed", plain.replace('"s"', '"\\u0073"'), "LEAF_NOT_CANONICAL"],
    ["an address", plain.replace('"s"', '"jane@example.com"'), "LEAF_PERSONAL_DATA"],
    ["a list", "[]", "LEAF_NOT_JSON"],
    ["null", "null", "LEAF_NOT_JSON"],
    ["half a text", plain.slice(0, -1), "LEAF_NOT_JSON"],
    ["65,536 bytes", " ".repeat(65_536), "LEAF_TOO_LONG"],
    ["deep nesting", "[".repeat(60_000) + "]".repeat(5_000), "LEAF_NOT_JSON"],
  ])("with %s is refused", (_, text, problem) => {
    expect(problemOf(text)).toBe(problem);
  });

  it("with bytes that are not UTF-8 is refused", () => {
    const bytes = Buffer.from(plain.replace('"s"', '"s\u00e9"'), "latin1");
    const parsed = parseLeaf(bytes);
    expect(parsed.ok).toBe(false);
  });

  it("cannot be made from what would not be read", () => {
    expect(() => leafBytes({ ...common, n: 0, type: "run", outcome: "complete", captures: 0 })).toThrow(
      "RECORD_INVALID",
    );
  });
});

describe("the blobs of a record", () => {
  it("are those it is worth nothing without", () => {
    const counts = RECORDS.map((record) => [record.type, blobsOf(record).length]);
    expect(counts).toEqual([
      ["evidence", 2],
      ["evidence", 2],
      ["run", 0],
      ["run", 0],
      ["run", 0],
      ["result", 1],
      ["review", 2],
      ["review", 3],
      ["anchor", 0],
      ["shred", 2],
      ["derived", 1],
      ["key", 0],
      ["supersede", 1],
      ["export", 1],
      ["map", 1],
      ["decision", 1],
      ["decision", 1],
    ]);
    expect(blobsOf(RECORDS[0] ?? RECORDS[1] ?? fail())).toEqual([{ sha256: digest, size: 5 }, { sha256: other }]);
  });

  it("are a document and its data, and a copy alone: what it was made from is evidence of its own", () => {
    const derived = RECORDS.filter((record) => record.type === "derived");
    const named = derived.flatMap((record) =>
      ["pdf/opinion@1", "redact/1"].map((transform) => blobsOf({ ...record, transform }).map(({ sha256 }) => sha256)),
    );
    expect(named).toEqual(derived.flatMap(({ from, to }) => [[to, from], [to]]));
  });
});

function fail(): never {
  throw new Error("no record");
}
