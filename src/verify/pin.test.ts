import { describe, expect, it } from "vitest";
import { AppError } from "../base/app-error.js";
import { canonicalJson, type Json } from "../base/canonical-json.js";
import { sha256 } from "../base/digest.js";
import { formatVerifierKey } from "../ledger/checkpoint.js";
import { formatNoteKey } from "../ledger/note.js";
import { formatPolicy, quorumText } from "../ledger/witness/policy.js";
import { testLog, testWitness } from "../ledger/witness/witness-fixture.js";
import { parsePin } from "./pin.js";

const log = testLog();
const logKey = formatVerifierKey(log);
const witnessPolicy = formatPolicy({
  logKey,
  witnesses: [{ name: "w1", vkey: formatNoteKey(testWitness(1).key) }],
  threshold: 1,
});
const PIN = {
  version: 1,
  origin: log.origin,
  logKey,
  head: { size: 616, root: sha256("root") },
  timeStampRoots: [{ sha256: sha256("root certificate"), from: "2026-01-01T00:00:00.000Z" }],
  witnessPolicy,
  verifier: sha256("verifier"),
} satisfies Json;

function refusal(text: string): string {
  try {
    parsePin(text, "pin.json");
    return "read";
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}

const problemsOf = (pin: Json) => refusal(canonicalJson(pin)).replace("pin.json is no pin that can be used: ", "");

describe("a pin", () => {
  it("is read whole", () => {
    const pin = parsePin(`${canonicalJson(PIN)}\n`, "pin.json");
    expect(pin).toMatchObject({
      verifierKey: logKey,
      head: { size: 616, rootHex: PIN.head.root },
      timeStampRoots: PIN.timeStampRoots,
      verifier: PIN.verifier,
    });
    expect(pin.witnessPolicy && quorumText(pin.witnessPolicy)).toBe("1 of 1 (w1)");
  });

  it("may leave out the digest of the verifier, and time-stamp roots", () => {
    const { verifier: _, ...without } = PIN;
    expect(parsePin(canonicalJson({ ...without, timeStampRoots: [] }), "pin.json")).toEqual(
      expect.not.objectContaining({ verifier: expect.anything() }),
    );
  });

  const other = formatVerifierKey(testLog(2));
  it.each<[string, Json, string]>([
    ["no fields", {}, "version: "],
    ["another version", { ...PIN, version: 2 }, "version: Invalid input: expected 1"],
    ["another origin", { ...PIN, origin: "other" }, "origin: the log key names another origin"],
    [
      "the key of a witness",
      { ...PIN, logKey: formatNoteKey(testWitness().key) },
      "logKey: expected the verifier key of a log",
    ],
    [
      "another log's policy",
      { ...PIN, logKey: other, origin: testLog(2).origin },
      "witnessPolicy: the policy is for another log",
    ],
    ["half a size", { ...PIN, head: { ...PIN.head, size: "616" } }, "head.size: "],
    ["a size below zero", { ...PIN, head: { ...PIN.head, size: -1 } }, "head.size: "],
    [
      "a root in capitals",
      { ...PIN, head: { ...PIN.head, root: PIN.head.root.toUpperCase() } },
      "head.root: expected 64 lowercase hex digits",
    ],
    ["no head", { ...PIN, head: undefined }, "head: "],
    ["an unknown field", { ...PIN, more: 1 }, "more: unknown field"],
    ["an unknown field in the head", { ...PIN, head: { ...PIN.head, more: 1 } }, "head.more: unknown field"],
    ["a policy that is none", { ...PIN, witnessPolicy: "quorum w1\n" }, "witnessPolicy: line 1: expected: quorum NAME"],
    [
      "a day for an instant",
      { ...PIN, timeStampRoots: [{ sha256: PIN.head.root, from: "2026-01-01" }] },
      "timeStampRoots.0.from: expected an instant",
    ],
    [
      "a window that ends before it begins",
      {
        ...PIN,
        timeStampRoots: [
          { sha256: PIN.head.root, from: "2026-01-02T00:00:00.000Z", until: "2026-01-02T00:00:00.000Z" },
        ],
      },
      "timeStampRoots.0.until: expected a moment after from",
    ],
    ["a verifier that is no digest", { ...PIN, verifier: "latest" }, "verifier: expected 64 lowercase hex digits"],
    ["a list", [], "pin: "],
  ])("with %s is refused, and the field is named", (_, pin, problem) => {
    expect(problemsOf(pin)).toContain(problem);
  });

  it("names every field that is wrong at once", () => {
    const problems = problemsOf({ ...PIN, version: 2, head: { size: -1, root: "x" }, more: 1 });
    for (const field of ["version: ", "head.size: ", "head.root: ", "more: "]) expect(problems).toContain(field);
  });

  it("that was edited, laid out anew, or says a thing twice is refused", () => {
    const text = canonicalJson(PIN);
    const twice = text.replace('"head":', `"head":{"root":"${sha256("x")}","size":9},"head":`);
    for (const changed of [JSON.stringify(PIN, null, 2), text.replace(",", ", "), twice, `\ufeff${text}`]) {
      expect(refusal(changed)).toMatch(/^pin\.json is no pin that can be used: not /);
    }
    expect(refusal(`${text}\r\n`)).toBe("read");
  });

  it.each(["", "{", "null", "hello", "x".repeat(200_001)])("is not %j", (text) => {
    expect(refusal(text)).toMatch(/^pin\.json is no pin that can be used: /);
  });
});
