import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { AppError } from "../../base/app-error.js";
import type { HttpAnswer, SendHttp } from "../../connectors/kit/http/contract.js";
import { type LogVerifier, parseVerifierKey } from "../../ledger/checkpoint.js";
import { formatNoteKey } from "../../ledger/note.js";
import { parsePolicy } from "../../ledger/witness/policy.js";
import { testWitness } from "../../ledger/witness/witness-fixture.js";
import { AT, decisionOf, newPlace, openWriter } from "../../store/ledger/folder-fixture.js";
import { LogKeyFiles } from "../../store/ledger/log-key-files.js";
import { PublishedLog } from "../../store/ledger/published-log.js";
import { folderSource } from "../../verify/folder-source.js";
import { verifyEvidence } from "../../verify/verify-evidence.js";
import { rekey } from "../rekey/rekey.js";
import { type AskOutcome, askWitnesses } from "./ask-witnesses.js";
import { Witness, type WitnessedHead } from "./witness.js";
import { policyText } from "./witness-config.js";

const NOW = Date.parse("2026-03-01T12:00:00.000Z");
const signers = [testWitness(1), testWitness(2)];
const witnesses = signers.map(({ key }, at) => ({ url: `https://w${at}.example/soc2/`, vkey: formatNoteKey(key) }));

/** Witnesses that answer in this process, one per name of a host, and what they were asked. */
class Network {
  readonly asked: { readonly url: string; readonly body: string }[] = [];
  readonly heads = signers.map(() => new Map<string, WitnessedHead>());
  keys: readonly LogVerifier[] = [];
  now = NOW;
  /** Answers in place of the witness. */
  instead: ((url: string) => HttpAnswer | Error | undefined) | undefined;

  readonly send: SendHttp = async ({ method, url, body = new Uint8Array() }) => {
    this.asked.push({ url, body: Buffer.from(body).toString("utf8") });
    const other = this.instead?.(url);
    if (other instanceof Error) throw other;
    if (other !== undefined) return other;
    const at = url.startsWith("https://w0.") ? 0 : 1;
    const { pathname } = new URL(url);
    const {
      status,
      media,
      body: text,
    } = await this.#witness(at).answer({
      method,
      path: pathname.replace(/^\/soc2/, ""),
      body,
    });
    return { status, headers: { "content-type": media }, body: Buffer.from(text) };
  };

  #witness(at: number): Witness {
    const heads = this.heads[at];
    const signer = signers[at];
    if (heads === undefined || signer === undefined) throw new Error("no such witness");
    return new Witness({
      signer,
      memory: {
        keysOf: async (origin) => this.keys.filter((key) => key.origin === origin),
        seen: async (origin) => heads.get(origin),
        remember: async (head) => void heads.set(head.checkpoint.origin, head),
      },
      now: () => this.now,
      report: () => undefined,
    });
  }
}

let folder: string;
let network: Network;

beforeEach(async () => {
  folder = await newPlace();
  network = new Network();
  await grow(3);
  const key = parseVerifierKey((await readFile(join(folder, "trust/log.vkey"), "utf8")).trimEnd());
  network.keys = key === undefined ? [] : [key];
});

async function grow(by: number, word = "e", place = folder): Promise<void> {
  const store = await openWriter(place);
  for (let each = 0; each < by; each += 1) await store.append(decisionOf(`${word}${each}`));
  await store.publish();
  await store.close();
}

async function ask(some = witnesses, place = folder): Promise<readonly AskOutcome[]> {
  const log = await PublishedLog.open(place, { processId: 1 });
  return askWitnesses({ log, witnesses: some, send: network.send, now: () => network.now });
}

const [FIRST = { url: "", vkey: "" }] = witnesses;
const summary = (outcomes: readonly AskOutcome[]) =>
  outcomes.map((each) => (each.kind === "cosigned" ? `${each.size}${each.isNew ? " new" : ""}` : each.kind));

describe("asking witnesses", () => {
  it("keeps what they cosigned beside the head, where a verifier with their policy finds it", async () => {
    expect(summary(await ask())).toEqual(["3 new", "3 new"]);
    expect(network.asked.map(({ url }) => url)).toEqual([
      "https://w0.example/soc2/add-checkpoint",
      "https://w1.example/soc2/add-checkpoint",
    ]);
    const lines = await readFile(join(folder, "log/checkpoints/000000000003.cosig"), "utf8");
    expect(lines.match(/^— witness\.example\/w[12] \S+$/gm)).toHaveLength(2);
    const verifierKey = (await readFile(join(folder, "trust/log.vkey"), "utf8")).trimEnd();
    const policy = parsePolicy(policyText(witnesses, { quorum: "all", logKey: verifierKey }));
    const pin = { verifierKey, ...(policy.ok ? { witnessPolicy: policy.policy } : {}) };
    const codes = async () =>
      (await verifyEvidence(folderSource(folder), { pin, now: NOW })).errors
        .map(({ code }) => code)
        .filter((code) => code !== "BLOB_MISSING");
    expect(await codes()).toEqual([]);
    await grow(1);
    expect(await codes()).toEqual(["CP_WITNESS_QUORUM"]);
    await ask();
    expect(await codes()).toEqual([]);
  });

  it("proves only what is new, and asks nothing when nothing is", async () => {
    await ask([FIRST]);
    await grow(300, "more");
    network.asked.length = 0;
    expect(summary(await ask([FIRST]))).toEqual(["303 new"]);
    expect(network.asked.map(({ body }) => body.split("\n")[0])).toEqual(["old 3"]);
    expect(summary(await ask([FIRST]))).toEqual(["303"]);
    expect(network.asked).toHaveLength(1);
  });

  it("asks again for the same head after a day: it is still the newest one", async () => {
    await ask([FIRST]);
    network.now = NOW + 24 * 3_600_000 - 1;
    expect(summary(await ask([FIRST]))).toEqual(["3"]);
    network.now += 1;
    expect(summary(await ask([FIRST]))).toEqual(["3 new"]);
    const lines = await readFile(join(folder, "log/checkpoints/000000000003.cosig"), "utf8");
    expect(lines.match(/^—/gm)).toHaveLength(2);
  });

  it("learns from the witness what it has seen when nothing is kept here", async () => {
    await ask([FIRST]);
    await rm(join(folder, "log/checkpoints/000000000003.cosig"));
    await grow(2);
    network.asked.length = 0;
    expect(summary(await ask([FIRST]))).toEqual(["5 new"]);
    expect(network.asked.map(({ body }) => body.split("\n")[0])).toEqual(["old 0", "old 3"]);
  });

  it("does not wait for one that is down, and asks it for the newest head the next time", async () => {
    const down = new AppError({ code: "source-failed", message: "no answer from w0.example", fix: "-" });
    network.instead = (url) => (url.startsWith("https://w0.") ? down : undefined);
    expect(await ask()).toMatchObject([
      { kind: "queued", why: "no answer from w0.example" },
      { kind: "cosigned", size: 3 },
    ]);
    await grow(1);
    network.instead = undefined;
    expect(summary(await ask())).toEqual(["4 new", "4 new"]);
  });

  it("keeps the lines that are there", async () => {
    await ask([FIRST]);
    await ask(witnesses.slice(1));
    const lines = await readFile(join(folder, "log/checkpoints/000000000003.cosig"), "utf8");
    expect(lines.match(/w[12] /g)).toEqual(["w1 ", "w2 "]);
  });

  it("asks whoever cosigned under an earlier key for its last head, until it has cosigned that too", async () => {
    const [earlier] = network.keys;
    await ask([FIRST]);
    const none = async () => ({ outcomes: [], lacks: undefined });
    await rekey({ keys: new LogKeyFiles(folder), at: AT, open: () => openWriter(folder), ask: none });
    const later = parseVerifierKey((await readFile(join(folder, "trust/log.vkey"), "utf8")).trimEnd());
    if (earlier === undefined || later === undefined) throw new Error("two keys");
    network.keys = [later];
    expect(summary(await ask())).toEqual(["5 new", "5 new", "queued"]);
    network.keys = [earlier, later];
    expect(summary(await ask())).toEqual(["5", "5", "4 new"]);
    expect(summary(await ask())).toEqual(["5", "5"]);
  });

  it("has nothing to ask before the first head", async () => {
    const empty = await newPlace();
    const store = await openWriter(empty);
    await store.close();
    expect(await ask(witnesses, empty)).toEqual([]);
  });
});

describe("an answer that is no cosignature", () => {
  const answer = (status: number, body: string): HttpAnswer => ({ status, headers: {}, body: Buffer.from(body) });
  it.each([
    ["a page", answer(200, "<html>hello</html>")],
    ["nothing", answer(200, "")],
    ["a redirect", answer(302, "")],
    ["too busy", answer(503, "later\n")],
    ["a bad request", answer(400, "no\n")],
    ["409 without a size", answer(409, "no\n")],
  ])("such as %s is not kept", async (_, given) => {
    network.instead = () => given;
    expect(summary(await ask([FIRST]))).toEqual(["queued"]);
    await expect(readFile(join(folder, "log/checkpoints/000000000003.cosig"))).rejects.toMatchObject({
      code: "ENOENT",
    });
  });

  it("such as one of another witness, or over another head, is not kept", async () => {
    const elsewhere = await newPlace();
    await grow(3, "x", elsewhere);
    const key = parseVerifierKey((await readFile(join(elsewhere, "trust/log.vkey"), "utf8")).trimEnd());
    if (key !== undefined) network.keys = [...network.keys, key];
    await ask([FIRST], elsewhere);
    const lines = await readFile(join(elsewhere, "log/checkpoints/000000000003.cosig"), "utf8");
    network.instead = () => answer(200, lines);
    expect(summary(await ask([FIRST]))).toEqual(["queued"]);
  });

  it("with a time minutes away is not kept; with seconds away it is", async () => {
    const log = await PublishedLog.open(folder, { processId: 1 });
    const at = (now: number) => askWitnesses({ log, witnesses: [FIRST], send: network.send, now: () => now });
    expect(await at(NOW + 301_000)).toMatchObject([{ kind: "queued" }]);
    expect(await at(NOW - 301_000)).toMatchObject([{ kind: "queued" }]);
    expect(await at(NOW + 300_000)).toMatchObject([{ kind: "cosigned" }]);
  });

  it("gives up after three sizes", async () => {
    let size = 0;
    network.instead = () => {
      size += 1;
      return answer(409, `${size}\n`);
    };
    expect(await ask([FIRST])).toMatchObject([{ kind: "queued", why: "it named another size 3 times" }]);
    expect(network.asked).toHaveLength(3);
  });
});

describe("a refusal is an alarm", () => {
  it("when the log was rolled back to an older copy", async () => {
    const copy = `${folder}-copy`;
    await cp(folder, copy, { recursive: true });
    await grow(2);
    await ask([FIRST]);
    expect(await ask([FIRST], copy)).toMatchObject([{ kind: "alarm", alarm: "rolled-back" }]);
    const [outcome] = await ask([FIRST], copy);
    const head = await (await PublishedLog.open(copy, { processId: 1 })).newest();
    const root = Buffer.from(head?.checkpoint.root ?? []).toString("base64");
    expect(outcome).toMatchObject({
      message: `it cosigned a log of 5 records; the newest head here has 3 records and root ${root}. The log was rolled back, or the witness was shown another one.`,
    });
  });

  it("when the log shows another history, of more records or of as many", async () => {
    const copy = `${folder}-copy`;
    await cp(folder, copy, { recursive: true });
    await grow(2);
    await ask([FIRST]);
    await grow(2, "other", copy);
    expect(await ask([FIRST], copy)).toMatchObject([{ kind: "alarm", alarm: "split-view" }]);
    await grow(1, "more", copy);
    const [outcome] = await ask([FIRST], copy);
    expect(outcome).toMatchObject({ kind: "alarm", alarm: "split-view" });
    const log = await PublishedLog.open(copy, { processId: 1 });
    const head = await log.newest();
    const { root } = head === undefined ? { root: new Uint8Array() } : await log.consistency(5, head.checkpoint);
    for (const each of [root, head?.checkpoint.root ?? []]) {
      expect(outcome?.kind === "alarm" && outcome.message).toContain(Buffer.from(each).toString("base64"));
    }
    expect(network.heads[0]?.size).toBe(1);
  });

  it("when the witness does not know the log or its key", async () => {
    network.keys = [];
    expect(await ask([FIRST])).toMatchObject([{ kind: "alarm", alarm: "refused" }]);
  });
});

describe("a log that cannot be read", () => {
  it("is said to be damaged, and no witness is asked", async () => {
    await writeFile(join(folder, "log/tile/0/000.p/3"), Buffer.alloc(96));
    await expect(ask([FIRST])).rejects.toMatchObject({ code: "store-damaged" });
    await rm(join(folder, "log/tile/0/000.p/3"));
    await expect(ask([FIRST])).rejects.toMatchObject({ code: "store-damaged" });
    expect(network.asked).toEqual([]);
  });

  it("is not given lines beside lines that are none", async () => {
    await writeFile(join(folder, "log/checkpoints/000000000003.cosig"), "hello\n");
    await expect(ask([FIRST])).rejects.toMatchObject({ code: "store-damaged" });
  });
});
