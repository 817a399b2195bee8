import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";
import { AppError } from "../../src/base/app-error.js";
import { sha256 } from "../../src/base/digest.js";
import { blobPath } from "../../src/ledger/layout.js";
import { checkMirror } from "../../src/store/mirror/check-mirror.js";
import { restoreMirror } from "../../src/store/mirror/restore-mirror.js";
import { lockOf, type MirroredLog, mirroredLog, PREFIX } from "../fakes/mirrored-log.js";
import { Refusal } from "../fakes/object-store-bucket.js";
import { attackFamily } from "./attack-family.js";

/** A log and its mirror, and what was said while something happened to them. */
interface Subject {
  readonly log: MirroredLog;
  readonly said: string[];
}

const ONE = `${PREFIX}${blobPath(sha256("one"))}`;
const open: MirroredLog[] = [];
afterEach(async () => {
  for (const log of open.splice(0)) await log.close();
});

/** `FOUND` and `RETRIED` say that it was got over: the same bytes were there, or the store was asked again. */
attackFamily<Subject>({
  letter: "F",
  title: "the mirror and its store",
  async fresh() {
    const log = await mirroredLog({ answerMs: 10_000 });
    open.push(log);
    await log.run(lockOf(log.store, "compliance"));
    return { log, said: [] };
  },
  async codes({ log, said }) {
    const { alarms } = await checkMirror(await log.mirror());
    return [...said, ...alarms.map(({ code }) => code)];
  },
  comparesAll: true,
  attacks: [
    {
      number: 104,
      title: "a delete marker hides a blob",
      expected: "MIRROR_DELETE_MARKER",
      change: async ({ log }) => void log.store.bucket.hide(ONE),
    },
    {
      number: 171,
      title: "a version is put on top of a blob",
      expected: "MIRROR_EXTRA_VERSION",
      change: async ({ log }) => void log.store.bucket.put(ONE, Buffer.from("another")),
    },
    {
      number: 172,
      title: "a key holds the same bytes, and nobody remembers",
      expected: "FOUND",
      change: async (subject) => {
        await rm(subject.log.statePath);
        await again(subject);
      },
    },
    {
      number: 173,
      title: "a key holds other bytes, and nobody remembers",
      expected: "ledger-fork",
      also: ["MIRROR_UNKNOWN"],
      change: async (subject) => {
        const { log } = subject;
        log.store.bucket.put(ONE, Buffer.from("another"));
        await rm(log.statePath);
        await again(subject);
      },
    },
    {
      number: 174,
      title: "the store is changing the key at this moment (409)",
      expected: "RETRIED",
      change: (subject) => grownThrough(subject, "409"),
    },
    {
      number: 175,
      title: "somebody shortens the lock in compliance mode",
      expected: "AccessDenied",
      change: async ({ log, said }) => {
        const { lock } = log.store.bucket.find(ONE) ?? {};
        const shorter = lock && { mode: lock.mode, until: lock.until - 1_000 };
        try {
          log.store.bucket.retain(ONE, undefined, { lock: shorter, isBypassed: true });
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          said.push(error.code);
        }
      },
    },
    {
      number: 176,
      title: "the store itself shortens the lock",
      expected: "MIRROR_LOCK",
      change: async ({ log }) =>
        log.store.bucket.tamper(ONE, ({ lock }) => void (lock && Object.assign(lock, { until: lock.until - 1_000 }))),
    },
    {
      number: 177,
      title: "the store did as it was asked, and its answer is lost",
      expected: "FOUND",
      change: (subject) => grownThrough(subject, "lost"),
    },
    {
      number: 178,
      title: "the clock of this machine is sixteen minutes off",
      expected: "source-failed",
      change: async (subject) => {
        const { now } = subject.log.store;
        subject.log.store.now = () => now() + 16 * 60_000;
        await subject.log.grow("three");
        await again(subject);
        subject.log.store.now = now;
      },
    },
    {
      number: 179,
      title: "another version answers than was asked for",
      expected: "MIRROR_BYTES",
      change: async ({ log }) => void log.store.faults.set("HEAD", ["other-version"]),
    },
    {
      number: 180,
      title: "the version that was stored gives other bytes",
      expected: "MIRROR_BYTES",
      change: async ({ log }) =>
        log.store.bucket.tamper(ONE, (version) =>
          Object.assign(version, { bytes: Buffer.from("onf"), sha256: undefined }),
        ),
    },
    {
      number: 181,
      title: "the store is down",
      expected: "source-failed",
      change: async (subject) => {
        await subject.log.grow("three");
        subject.log.store.faults.set("PUT", Array(100).fill("503"));
        await again(subject);
        subject.log.store.faults.clear();
        await subject.log.run();
      },
    },
    {
      number: 182,
      title: "the newest checkpoint is gone from the bucket, and its tiles are there",
      expected: "MIRROR_MISSING",
      change: async ({ log }) => log.store.bucket.lose(`${PREFIX}log/checkpoints/000000000003`),
    },
    {
      number: 183,
      title: "the newest checkpoint is in the bucket, and its tiles are not",
      expected: "store-damaged",
      also: ["MIRROR_MISSING"],
      change: async (subject) => {
        subject.log.store.bucket.lose(`${PREFIX}log/tile/0/000.p/3`);
        const target = join(await mkdtemp(join(tmpdir(), "lookback-restored-")), "evidence");
        await noting(subject, async () => void (await restoreMirror(await subject.log.mirror(), target)));
      },
    },
  ],
});

/** Mirrors once more, and notes what came of it. */
async function again(subject: Subject): Promise<void> {
  const { log, said } = subject;
  log.waitedMs = 0;
  await noting(subject, async () => {
    const { found } = await log.run(lockOf(log.store, "compliance"));
    if (found > 0) said.push("FOUND");
  });
  if (log.waitedMs > 0 && said.length === 0) said.push("RETRIED");
}

async function grownThrough(subject: Subject, fault: "409" | "lost"): Promise<void> {
  await subject.log.grow("three");
  subject.log.store.faults.set("PUT", [fault]);
  await again(subject);
}

async function noting({ said }: Subject, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    said.push(error.code);
  }
}
