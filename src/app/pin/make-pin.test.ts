import { describe, expect, it } from "vitest";
import { sha256 } from "../../base/digest.js";
import { formatVerifierKey } from "../../ledger/checkpoint.js";
import { formatNoteKey } from "../../ledger/note.js";
import { formatPolicy } from "../../ledger/witness/policy.js";
import { testCheckpoint, testLog, testTree, testWitness } from "../../ledger/witness/witness-fixture.js";
import { parsePin } from "../../verify/pin.js";
import { makePin } from "./make-pin.js";

const own = testLog();
const logKey = formatVerifierKey(own);
const tree = testTree(9);
const log = {
  logKey,
  origin: own.origin,
  newest: async () => ({
    checkpoint: { origin: own.origin, size: 9, root: tree.root() },
    text: testCheckpoint(tree),
  }),
};
const witnesses = [1, 2].map((n) => ({ name: `w${n}`, vkey: formatNoteKey(testWitness(n).key) }));
const policy = formatPolicy({ logKey, witnesses, threshold: 2 });

describe("a pin that is made", () => {
  it("is one that is read again, and says what it holds", async () => {
    const verifier = sha256("verifier");
    const { text, sha256: digest, summary } = await makePin({ log, policy, stampTrust: undefined, verifier });
    expect(parsePin(text, "pin.json")).toMatchObject({
      verifierKey: logKey,
      head: { size: 9, rootHex: Buffer.from(tree.root()).toString("hex") },
      timeStampRoots: [],
      verifier,
    });
    expect(digest).toBe(sha256(text));
    expect(summary).toEqual([
      `log        ${own.origin}`,
      `head       9 records, root ${Buffer.from(tree.root()).toString("hex")}`,
      "witnesses  2 of 2 (w1, w2)",
      "time       no roots of time-stamp authorities",
      `verifier   ${verifier} (verify-lookback.mjs)`,
    ]);
  });

  it("is the same for the same log, byte for byte", async () => {
    const made = async () => (await makePin({ log, policy, stampTrust: undefined })).text;
    expect(await made()).toBe(await made());
  });

  it("says plainly when nobody watches the log", async () => {
    const alone = formatPolicy({ logKey, witnesses: [], threshold: 0 });
    const { summary } = await makePin({ log, policy: alone, stampTrust: undefined });
    expect(summary).toContain("witnesses  none");
  });

  it("needs a head, and time-stamp roots that can be read", async () => {
    const empty = { ...log, newest: async () => undefined };
    await expect(makePin({ log: empty, policy, stampTrust: undefined })).rejects.toMatchObject({ code: "not-found" });
    await expect(makePin({ log, policy, stampTrust: "hello" })).rejects.toMatchObject({ code: "store-damaged" });
  });
});
