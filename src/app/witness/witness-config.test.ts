import { describe, expect, it } from "vitest";
import { formatVerifierKey } from "../../ledger/checkpoint.js";
import { formatNoteKey } from "../../ledger/note.js";
import { witnessSignerOf } from "../../ledger/witness/cosignature.js";
import { testKey, testLog, testWitness } from "../../ledger/witness/witness-fixture.js";
import { ConfiguredWitnesses, policyText, WitnessQuorum } from "./witness-config.js";

const logKey = formatVerifierKey(testLog());
const [w1, w2, w3] = [1, 2, 3].map((n) => ({
  url: `https://w${n}.example/`,
  vkey: formatNoteKey(testWitness(n).key),
}));

function problemsOf(value: unknown): readonly string[] {
  const parsed = ConfiguredWitnesses.safeParse(value);
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
}

describe("witnesses in lookback.yaml", () => {
  it.each([
    "https://w.example",
    "https://w.example/a/b/",
    "http://127.0.0.1:8477",
    "http://localhost:1",
    "http://[::1]:1",
  ])("may be at %s", (url) => {
    expect(problemsOf([{ ...w1, url }])).toEqual([]);
  });

  it.each(["http://w.example", "ftp://w.example", "w.example", "https://w.example/?a=b", "https://u:p@w.example/", ""])(
    "may not be at %j",
    (url) => {
      expect(problemsOf([{ ...w1, url }])).toEqual([
        "0.url: expected https://..., or http:// to this machine, without a query",
      ]);
    },
  );

  it("have keys of witnesses, each name and each key once", () => {
    const renamed = formatNoteKey(witnessSignerOf("other.example", testKey(101)).key);
    const namesake = formatNoteKey(witnessSignerOf("witness.example/w1", testKey(9)).key);
    expect(problemsOf([w1, w2, w3])).toEqual([]);
    expect(problemsOf([{ ...w1, vkey: logKey }])).toEqual(["0.vkey: expected the verifier key of a witness"]);
    expect(problemsOf([w1, { ...w2, vkey: renamed }])).toEqual([": two witnesses have one key"]);
    expect(problemsOf([w1, { ...w2, vkey: namesake }])).toEqual([": two witnesses have one name"]);
  });

  it("are asked for by any, all or a number", () => {
    const accepted = ["any", "all", 1, 2].map((each) => WitnessQuorum.safeParse(each).success);
    const refused = ["most", 0, -1, 1.5, "2", null].map((each) => WitnessQuorum.safeParse(each).success);
    expect([accepted, refused]).toEqual([Array(4).fill(true), Array(6).fill(false)]);
  });
});

describe("the policy of a workspace", () => {
  const all = ConfiguredWitnesses.parse([w1, w2, w3]);
  it.each([
    ["any", 1],
    ["all", 3],
    [2, 2],
  ] as const)("with %s asks for %i of three", (quorum, threshold) => {
    expect(policyText(all, { quorum, logKey }).split("\n").slice(-3)).toEqual([
      `group witnesses ${threshold} witness.example/w1 witness.example/w2 witness.example/w3`,
      "quorum witnesses",
      "",
    ]);
  });

  it("without witnesses asks for nobody, and never for more than there are", () => {
    for (const quorum of ["any", "all"] as const) {
      expect(policyText([], { quorum, logKey })).toBe(`log ${logKey}\nquorum none\n`);
    }
    expect(() => policyText(all, { quorum: 4, logKey })).toThrow("asks for 4 of 3 witnesses");
    expect(() => policyText([], { quorum: 1, logKey })).toThrow("asks for 1 of 0 witnesses");
  });
});
