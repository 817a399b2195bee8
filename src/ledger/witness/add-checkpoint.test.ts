import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { signCheckpoint } from "../checkpoint.js";
import type { Hash } from "../merkle.js";
import {
  formatAddCheckpoint,
  judgeAddCheckpoint,
  openAddCheckpoint,
  parseAddCheckpoint,
  parseSizeAnswer,
  type SeenTree,
} from "./add-checkpoint.js";
import { testCheckpoint, testLog, testTree } from "./witness-fixture.js";

const log = testLog();
const tree = testTree(20);
const hashes = (count: number): readonly Hash[] => Array.from({ length: count }, (_, n) => tree.subtree(0, n % 20));

/** Status of a request to a witness that knows the log and has seen `seen`. */
function statusOf(body: string, seen?: SeenTree): number {
  const opened = openAddCheckpoint(body, (origin) => (origin === log.origin ? [log] : []));
  if (!opened.ok) return opened.answer.status;
  const verdict = judgeAddCheckpoint(opened, seen);
  return verdict.kind === "consistent" ? 200 : verdict.answer.status;
}

function requestOf(oldSize: number, newSize: number, changes: { proof?: readonly Hash[]; checkpoint?: string } = {}) {
  return formatAddCheckpoint({
    oldSize,
    proof: tree.consistencyProof(oldSize, newSize),
    checkpoint: testCheckpoint(tree, { size: newSize }),
    ...changes,
  });
}

function seenAt(size: number): SeenTree {
  return { size, root: tree.root(size) };
}

describe("the request", () => {
  it("is given back as it was written", () => {
    const request = { oldSize: 7, proof: tree.consistencyProof(7, 20), checkpoint: testCheckpoint(tree) };
    const parsed = parseAddCheckpoint(formatAddCheckpoint(request));
    expect(parsed?.proof.map((hash) => Buffer.from(hash).toString("hex"))).toEqual(
      request.proof.map((hash) => Buffer.from(hash).toString("hex")),
    );
    expect([parsed?.oldSize, parsed?.checkpoint]).toEqual([7, request.checkpoint]);
  });

  const good = requestOf(7, 20);
  it.each([
    ["nothing", ""],
    ["no old size", good.slice(good.indexOf("\n") + 1)],
    ["a leading zero", good.replace("old 7", "old 07")],
    ["a sign", good.replace("old 7", "old +7")],
    ["two spaces", good.replace("old 7", "old  7")],
    ["no number", good.replace("old 7", "old seven")],
    ["2^53", good.replace("old 7", "old 9007199254740992")],
    ["2^64", good.replace("old 7", "old 18446744073709551616")],
    ["line ends of Windows", good.replaceAll("\n", "\r\n")],
    ["a proof line that is no hash", good.replace("old 7\n", "old 7\nAAAA\n")],
    ["a proof line with a second spelling", good.replace("old 7\n", `old 7\n${"A".repeat(42)}B=\n`)],
    ["no checkpoint", good.slice(0, good.indexOf("\n\n") + 2)],
    ["an extension line", requestOf(7, 20, { checkpoint: testCheckpoint(tree).replace("\n\n", "\nmore\n\n") })],
  ])("with %s is a bad one", (_, body) => {
    expect(body).not.toBe(good);
    expect(statusOf(body, seenAt(7))).toBe(400);
  });

  it("has at most 63 proof lines", () => {
    const body = (count: number) =>
      good.replace(/^(old 7\n).*?\n\n/s, `$1${`${Buffer.from(tree.root()).toString("base64")}\n`.repeat(count)}\n`);
    expect([statusOf(body(63), seenAt(7)), statusOf(body(64), seenAt(7))]).toEqual([422, 400]);
    expect(() => formatAddCheckpoint({ oldSize: 1, proof: hashes(64), checkpoint: "" })).toThrow("64 hashes");
  });
});

describe("a witness", () => {
  const foreign = signCheckpoint({ size: 20, root: tree.root() }, testLog(2));
  const renamed = testCheckpoint(tree).replaceAll(testLog().origin, testLog(2).origin);
  const forged = testCheckpoint(tree).replace("\n20\n", "\n19\n");
  const unsigned = `${testCheckpoint(tree).split("—")[0]}— other.example ${Buffer.alloc(68).toString("base64")}\n`;
  it.each([
    ["the first head it sees", requestOf(0, 20), undefined, 200],
    ["a head that only adds", requestOf(7, 20), seenAt(7), 200],
    ["the same head again", requestOf(20, 20), seenAt(20), 200],
    ["the head of a log it does not know", requestOf(0, 20, { checkpoint: foreign }), undefined, 404],
    [
      "the head of a known log under a name it does not know",
      requestOf(0, 20, { checkpoint: renamed }),
      undefined,
      404,
    ],
    ["an edited head", requestOf(0, 20, { checkpoint: forged }), undefined, 403],
    ["a head that another key signed", requestOf(0, 20, { checkpoint: unsigned }), undefined, 403],
    ["an old size beyond the head", requestOf(20, 20).replace("old 20", "old 21"), seenAt(20), 400],
    ["an old size below what it saw", requestOf(7, 20), seenAt(8), 409],
    ["an old size above what it saw", requestOf(7, 20), seenAt(6), 409],
    ["an old size though it saw nothing", requestOf(7, 20), undefined, 409],
    ["a head smaller than what it saw", requestOf(7, 7), seenAt(20), 409],
    ["a proof of a hash too few", requestOf(7, 20, { proof: tree.consistencyProof(7, 20).slice(1) }), seenAt(7), 422],
    [
      "a proof of a hash too many",
      requestOf(7, 20, { proof: [...tree.consistencyProof(7, 20), tree.root()] }),
      seenAt(7),
      422,
    ],
    ["a proof for the first head", requestOf(0, 20, { proof: hashes(1) }), undefined, 422],
    ["a proof for the same head", requestOf(20, 20, { proof: hashes(1) }), seenAt(20), 422],
    ["an empty log", requestOf(0, 0), undefined, 200],
  ])("answers %s", (_, body, seen, status) => {
    expect(statusOf(body, seen)).toBe(status);
  });

  it("answers an empty log with a root with 422", () => {
    const checkpoint = signCheckpoint({ size: 0, root: tree.root() }, log);
    expect(statusOf(formatAddCheckpoint({ oldSize: 0, proof: [], checkpoint }))).toBe(422);
  });

  it("names the size it saw, and of one size with two roots it keeps both heads", () => {
    const other = testTree(20, 3);
    const checkpoint = testCheckpoint(other);
    const opened = openAddCheckpoint(formatAddCheckpoint({ oldSize: 20, proof: [], checkpoint }), () => [log]);
    const verdict = opened.ok ? judgeAddCheckpoint(opened, seenAt(20)) : undefined;
    expect(verdict).toEqual({
      kind: "refused",
      answer: { status: 409, media: "text/x.tlog.size", body: "20\n" },
      alarm: { seen: seenAt(20), signed: checkpoint },
    });
  });

  it("believes any of the keys that it has for one log", () => {
    const body = requestOf(0, 20);
    const opened = openAddCheckpoint(body, () => [{ ...testLog(2), origin: log.origin }, log]);
    expect(opened.ok).toBe(true);
  });

  it("accepts every pair of sizes of one tree, and of two trees only where they do not differ", () => {
    const pair = fc.integer({ min: 1, max: 20 }).chain((size) => fc.tuple(fc.nat(size), fc.constant(size), fc.nat(19)));
    fc.assert(
      fc.property(pair, ([old, size, changedAt]) => {
        expect(statusOf(requestOf(old, size), old === 0 ? undefined : seenAt(old))).toBe(200);
        const other = testTree(20, changedAt);
        const body = formatAddCheckpoint({
          oldSize: old,
          proof: other.consistencyProof(old, size),
          checkpoint: testCheckpoint(other, { size }),
        });
        const differs = changedAt < old;
        expect(statusOf(body, old === 0 ? undefined : seenAt(old)) === 200).toBe(!differs);
      }),
    );
  });
});

describe("the size in an answer", () => {
  it("has one spelling", () => {
    expect([parseSizeAnswer("0\n"), parseSizeAnswer("20852014\n")]).toEqual([0, 20_852_014]);
    for (const text of ["", "5", "05\n", "+5\n", "5\r\n", "5\n\n", "9007199254740992\n", "<html>"]) {
      expect(parseSizeAnswer(text)).toBeUndefined();
    }
  });
});
