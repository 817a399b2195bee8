import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AppError } from "../../base/app-error.js";
import type { LogSigner } from "../../ledger/checkpoint.js";
import { checkpointText, readCheckpoint } from "../../ledger/checkpoint.js";
import type { MerkleTree } from "../../ledger/merkle.js";
import { formatAddCheckpoint } from "../../ledger/witness/add-checkpoint.js";
import { openCosignature, parseCosignatureLines } from "../../ledger/witness/cosignature.js";
import { testCheckpoint, testLog, testTree, testWitness } from "../../ledger/witness/witness-fixture.js";
import { Witness, type WitnessedHead, type WitnessMemory, type WitnessResponse } from "./witness.js";

const NOW = Date.parse("2026-03-01T12:00:00.000Z");
const log = testLog();
const signer = testWitness();

/** A memory that may be held up between being asked and answering. */
class SlowMemory implements WitnessMemory {
  readonly heads = new Map<string, WitnessedHead>();
  readonly logs: readonly LogSigner[];
  pause: () => Promise<void> = async () => undefined;
  failure: Error | undefined;

  constructor(logs: readonly LogSigner[] = [log]) {
    this.logs = logs;
  }

  async keysOf(origin: string) {
    return this.logs.filter((each) => each.origin === origin);
  }

  async seen(origin: string) {
    const head = this.heads.get(origin);
    await this.pause();
    return head;
  }

  async remember(head: WitnessedHead) {
    await this.pause();
    if (this.failure !== undefined) throw this.failure;
    this.heads.set(head.checkpoint.origin, head);
  }
}

function witnessOf(memory: SlowMemory, { now = () => NOW, reports = [] as string[] } = {}): Witness {
  return new Witness({ signer, memory, now, report: (text) => void reports.push(text) });
}

function post(witness: Witness, body: string | Uint8Array): Promise<WitnessResponse> {
  return witness.answer({ method: "POST", path: "/add-checkpoint", body: Buffer.from(body) });
}

function ask(tree: MerkleTree, { old, size = tree.size, by = log }: { old: number; size?: number; by?: LogSigner }) {
  const checkpoint = testCheckpoint(tree, { size, log: by });
  return formatAddCheckpoint({ oldSize: old, proof: tree.consistencyProof(old, size), checkpoint });
}

/** Seconds of the cosignature in an answer over the head of this size. */
function cosignedAt({ body }: WitnessResponse, tree: MerkleTree, size = tree.size): number | undefined {
  const [line] = parseCosignatureLines(body) ?? [];
  const text = checkpointText({ origin: log.origin, size, root: tree.root(size) });
  const opened = line === undefined ? undefined : openCosignature(text, line, signer.key);
  return opened?.kind === "genuine" ? opened.seconds : undefined;
}

describe("a witness", () => {
  it("cosigns what it remembers, with its clock, and remembers it before it answers", async () => {
    const memory = new SlowMemory();
    const tree = testTree(9);
    const answer = await post(witnessOf(memory), ask(tree, { old: 0 }));
    expect([answer.status, cosignedAt(answer, tree)]).toEqual([200, NOW / 1_000]);
    expect(memory.heads.get(log.origin)).toMatchObject({ signed: testCheckpoint(tree), seconds: NOW / 1_000 });
    const grown = testTree(12);
    expect((await post(witnessOf(memory), ask(grown, { old: 9 }))).status).toBe(200);
    expect(await post(witnessOf(memory), ask(grown, { old: 9 }))).toMatchObject({ status: 409, body: "12\n" });
  });

  it("answers nothing else than add-checkpoint", async () => {
    const witness = witnessOf(new SlowMemory());
    const status = async (method: string, path: string) =>
      (await witness.answer({ method, path, body: new Uint8Array() })).status;
    expect(await status("GET", "/add-checkpoint")).toBe(405);
    expect(await status("POST", "/")).toBe(404);
    expect(await status("POST", "/add-checkpoint/")).toBe(404);
    expect((await post(witness, Buffer.of(0xff, 0xfe))).status).toBe(400);
    expect((await post(witness, "")).status).toBe(400);
  });

  it("keeps both heads of a log that shows two histories, in its report", async () => {
    const [memory, reports] = [new SlowMemory(), [] as string[]];
    const witness = witnessOf(memory, { reports });
    await post(witness, ask(testTree(9), { old: 0 }));
    const other = testTree(9, 2);
    expect((await post(witness, ask(other, { old: 9 }))).status).toBe(409);
    expect((await post(witness, ask(testTree(12, 2), { old: 9 }))).status).toBe(422);
    expect(memory.heads.get(log.origin)?.signed).toBe(testCheckpoint(testTree(9)));
    const alarms = reports.filter((text) => text.startsWith("ALARM"));
    expect(alarms).toHaveLength(2);
    for (const head of [testTree(9), other]) expect(alarms[0]).toContain(testCheckpoint(head));
  });

  it("never cosigns an earlier time, and nothing once its clock went back by more than a minute", async () => {
    const [memory, tree] = [new SlowMemory(), testTree(9)];
    await post(witnessOf(memory), ask(tree, { old: 0 }));
    const at = async (ms: number) => {
      const answer = await post(witnessOf(memory, { now: () => NOW + ms }), ask(tree, { old: 9 }));
      return answer.status === 200 ? cosignedAt(answer, tree) : answer.status;
    };
    expect(await at(-60_000)).toBe(NOW / 1_000);
    expect(await at(-61_000)).toBe(503);
    expect(await at(1_000)).toBe(NOW / 1_000 + 1);
  });

  it("stops after a failed write, whether or not it was stored", async () => {
    const [memory, reports] = [new SlowMemory(), [] as string[]];
    const witness = witnessOf(memory, { reports });
    memory.failure = new AppError({ code: "disk-failed", message: "storing failed (EIO)", fix: "-" });
    const answer = await post(witness, ask(testTree(9), { old: 0 }));
    expect([answer.status, answer.body.includes("—")]).toEqual([500, false]);
    memory.failure = undefined;
    expect((await post(witness, ask(testTree(9), { old: 0 }))).status).toBe(503);
    expect(reports).toEqual(["stopped: storing failed (EIO)"]);
  });
});

describe("two requests at once", () => {
  it("for one log never get cosignatures that disagree: the log cannot be rolled back", async () => {
    const memory = new SlowMemory();
    const witness = witnessOf(memory);
    await post(witness, ask(testTree(1), { old: 0 }));
    let go: () => void = () => undefined;
    const gate = new Promise<void>((open) => {
      go = open;
    });
    memory.pause = () => gate;
    const [tree, other] = [testTree(5), testTree(3, 2)];
    const answers = Promise.all([post(witness, ask(tree, { old: 1 })), post(witness, ask(other, { old: 1 }))]);
    go();
    const [first, second] = await answers;
    expect([first.status, second.status, second.body]).toEqual([200, 409, "5\n"]);
    expect(memory.heads.get(log.origin)?.checkpoint.size).toBe(5);
  });

  it("for two logs do not wait for each other", async () => {
    const second = testLog(2);
    const memory = new SlowMemory([log, second]);
    const witness = witnessOf(memory);
    let go: () => void = () => undefined;
    const gate = new Promise<void>((open) => {
      go = open;
    });
    memory.pause = () => gate;
    const stalled = post(witness, ask(testTree(5), { old: 0 }));
    await Promise.resolve();
    await new Promise((next) => setImmediate(next));
    memory.pause = async () => undefined;
    expect((await post(witness, ask(testTree(5), { old: 0, by: second }))).status).toBe(200);
    go();
    expect((await stalled).status).toBe(200);
  });

  it("in any number and order: what is cosigned is one history that only grows", async () => {
    const request = fc.record({
      old: fc.nat(6),
      size: fc.integer({ min: 1, max: 6 }),
      fork: fc.constantFrom(-1, 0, 2, 4),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(request, { minLength: 2, maxLength: 12 }), async (requests) => {
        const memory = new SlowMemory();
        memory.pause = () => new Promise((next) => setImmediate(next));
        const reports: string[] = [];
        const witness = witnessOf(memory, { reports });
        const asked = requests.map(({ old, size, fork }) => ({
          tree: testTree(6, fork),
          old: Math.min(old, size),
          size,
        }));
        const answers = await Promise.all(asked.map(({ tree, old, size }) => post(witness, ask(tree, { old, size }))));
        const cosigned = asked.filter((_, at) => answers[at]?.status === 200);
        for (const one of cosigned) {
          for (const two of cosigned) {
            const size = Math.min(one.size, two.size);
            expect(Buffer.compare(one.tree.root(size), two.tree.root(size))).toBe(0);
          }
        }
        const kept = memory.heads.get(log.origin)?.checkpoint.size ?? 0;
        expect(kept).toBe(Math.max(0, ...cosigned.map(({ size }) => size)));
      }),
      { numRuns: 60 },
    );
  });

  it("ends with what was read last: the stored text is the log's own", async () => {
    const memory = new SlowMemory();
    await post(witnessOf(memory), ask(testTree(4), { old: 0 }));
    const read = readCheckpoint(memory.heads.get(log.origin)?.signed ?? "");
    expect(read.ok && read.checkpoint.size).toBe(4);
  });
});
