import { chmod, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseSha256, sha256 } from "../../src/base/digest.js";
import { DAY_MS, HOUR_MS, type Instant, instant, instantOf, MINUTE_MS, msOf } from "../../src/base/instant.js";
import { checkpointPath } from "../../src/ledger/layout.js";
import { stampRequest } from "../../src/ledger/timestamp/request.js";
import { formatStampTrust } from "../../src/ledger/timestamp/trust-file.js";
import { captureOf, openWriter } from "../../src/store/ledger/folder-fixture.js";
import { StampFiles } from "../../src/store/ledger/stamp-files.js";
import { folderSource } from "../../src/verify/folder-source.js";
import type { Pin } from "../../src/verify/pin.js";
import { verifyEvidence } from "../../src/verify/verify-evidence.js";
import { fakeCertificate, fakeKey, signerExtensions } from "../fakes/certificates.js";
import { closeStampedWorlds, type StampedWorld, sixHours, stampedWorld } from "../fakes/stamped-log.js";
import { type FakeAuthority, fakeAuthority, type Manner } from "../fakes/time-stamp-authority.js";
import { type Attack, attackFamily } from "./attack-family.js";
import { copyOf } from "./evidence-fixture.js";

/** A copy of a time-stamped log, and what its verifier knows. */
interface Stamped {
  folder: string;
  now: Instant;
  pin: Pin | undefined;
}

const TRUST = "trust/time-stamps.json";
const one = fakeAuthority("ec", "One");
const two = fakeAuthority("ec", "Two");
let clean: StampedWorld;
/** Sizes of time-stamped checkpoints, the smallest first. */
let sizes: readonly number[];

beforeAll(async () => {
  clean = await sixHours({ authorities: [one, two] });
  sizes = [...new Set((await new StampFiles(clean.folder).list()).map(({ size }) => size))];
});
afterAll(closeStampedWorlds);

const stampPath = ({ folder }: Stamped, size: number, suffix = ".tsr") =>
  join(folder, `${checkpointPath(size)}${suffix}`);
const oldest = () => sizes[0] ?? 0;
const newest = () => sizes.at(-1) ?? 0;

async function replace(path: string, bytes: Uint8Array): Promise<void> {
  await chmod(path, 0o644);
  await writeFile(path, bytes);
}

/** Puts another answer of the first authority beside a checkpoint. */
function stampedAs(
  manner: Manner,
  { authority = one, size = newest }: { authority?: FakeAuthority; size?: () => number } = {},
) {
  return async (log: Stamped) => {
    const message = await readFile(join(log.folder, checkpointPath(size())));
    await replace(
      stampPath(log, size()),
      authority.reply(stampRequest(message, 9n), { genTime: clean.now, ...manner }),
    );
  };
}

/** Goes on writing with the log's own key: an insider. */
async function append(log: Stamped, at: Instant): Promise<void> {
  const store = await openWriter(log.folder);
  await store.capture(captureOf("inserted", { key: "inserted.json", at, observedAt: at }));
  await store.publish();
  await store.close();
}

/** Another log with the authorities' roots, in which `days` days of history are dated as if they were true. */
async function rebuilt(
  log: Stamped,
  { days, isStampedDaily }: { readonly days: number; readonly isStampedDaily: boolean },
) {
  const world = await stampedWorld({ authorities: [one, two], start: clean.start });
  await writeFile(join(world.folder, TRUST), await readFile(join(clean.folder, TRUST)));
  const today = msOf(clean.now) + days * DAY_MS;
  for (let day = 0; day < days; day += 1) {
    world.now = instantOf(msOf(clean.now) + day * DAY_MS);
    world.authoritiesAheadMs = today + day * MINUTE_MS - msOf(world.now);
    await world.record(`day-${day}`);
    if (isStampedDaily) await world.stamp("now");
  }
  world.now = instantOf(today + days * MINUTE_MS);
  world.authoritiesAheadMs = 0;
  await world.stamp("now");
  await world.close();
  log.folder = world.folder;
  log.now = world.now;
}

/** Time-stamping is said to have begun when the history was rebuilt. */
async function rebuiltAndBegunToday(log: Stamped): Promise<void> {
  await rebuilt(log, { days: 3, isStampedDaily: false });
  const trust = JSON.parse(await readFile(join(log.folder, TRUST), "utf8"));
  await writeFile(join(log.folder, TRUST), formatStampTrust({ ...trust, expectedFrom: log.now }));
}

/** A record dated a day ahead, under a time-stamp of an hour later. */
async function datedAhead(log: Stamped): Promise<void> {
  await append(log, instantOf(msOf(clean.now) + DAY_MS));
  const text = await readFile(join(log.folder, "log/checkpoint"), "utf8");
  const [, size = "", root = ""] = text.split("\n");
  log.now = instantOf(msOf(clean.now) + HOUR_MS);
  const response = one.reply(stampRequest(Buffer.from(text), 9n), { genTime: log.now });
  await new StampFiles(log.folder).put({ size: Number(size), suffix: ".tsr" }, response);
  const store = await openWriter(log.folder);
  const rootDigest = parseSha256(Buffer.from(root, "base64").toString("hex")) ?? raise();
  const anchor = { size: Number(size), root: rootDigest, tsr: sha256(response) };
  await store.append({ type: "anchor", at: log.now, stream: "time-stamps", ...anchor });
  await store.close();
}

async function swapStamps(log: Stamped): Promise<void> {
  await rename(stampPath(log, oldest()), join(log.folder, "kept"));
  await rename(stampPath(log, newest()), stampPath(log, oldest()));
  await rename(join(log.folder, "kept"), stampPath(log, newest()));
}

async function pinned(log: Stamped, window: { readonly from: string; readonly until: string }): Promise<void> {
  const verifierKey = (await readFile(join(log.folder, "trust/log.vkey"), "utf8")).trimEnd();
  const roots = [one, two].map(({ root }) => ({
    sha256: sha256(root.der),
    from: instant(window.from),
    until: instant(window.until),
  }));
  log.pin = { verifierKey, timeStampRoots: roots };
}

async function flipSurvivor(log: Stamped): Promise<void> {
  const path = stampPath(log, newest());
  const response = await readFile(path);
  // The version of the signed data is outside the signature: 3 becomes 1, and every rule still holds.
  const at = response.indexOf(Buffer.from("020103310f", "hex"));
  expect(at).toBeGreaterThan(0);
  response[at + 2] = 1;
  await replace(path, response);
}

const early = { from: instant("2020-01-01T00:00:00.000Z"), to: instant("2026-03-01T07:00:00.000Z") };
const late = { from: instant("2027-01-01T00:00:00.000Z") };

const cases: readonly (readonly [number, string, Attack<Stamped>["change"], string | null])[] = [
  [40, "a time-stamp deleted", (log) => rm(stampPath(log, oldest())), "CP_NO_TSR"],
  [41, "two time-stamps swapped", swapStamps, "TSR:imprint"],
  [
    42,
    "a bit of a signature flipped",
    async (log) => {
      const path = stampPath(log, newest());
      const bytes = await readFile(path);
      bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
      await replace(path, bytes);
    },
    "TSR:signature",
  ],
  [43, "bytes appended", stampedAs({ appended: Buffer.of(0) }), "TSR:der"],
  [44, "a fresh time-stamp over an old checkpoint", stampedAs({}, { size: oldest }), "TSR_ORDER"],
  [
    45,
    "a time-stamp of an authority that nobody trusts",
    stampedAs({}, { authority: fakeAuthority("ec", "One") }),
    "TSR:path",
  ],
  [
    46,
    "a verifier whose clock is ten years back",
    async (log) => {
      log.now = instant("2016-03-01T14:00:00.000Z");
    },
    "TSR:future",
  ],
  [47, "a signer without the usage", stampedAs({ signer: one.issue({ usages: [] }) }), "TSR:eku"],
  [48, "a refusal with a token", stampedAs({ status: 2, token: "attached" }), "TSR:status"],
  [49, "from before its certificate", stampedAs({ signer: one.issue(late) }), "TSR:validity"],
  [50, "from after its certificate", stampedAs({ signer: one.issue(early) }), "TSR:validity"],
  [51, "no signing-certificate attribute", stampedAs({ signingCertificate: "missing" }), "TSR:signing-certificate"],
  [52, "a SHA-1 imprint", stampedAs({ imprintHash: "sha1" }), "TSR:algorithm"],
  [
    53,
    "an impostor that signs its own certificate",
    stampedAs({
      signer: fakeCertificate({
        name: "One TSA",
        key: fakeKey("ec"),
        extensions: signerExtensions(["1.3.6.1.5.5.7.3.8"]),
      }),
    }),
    "TSR:path",
  ],
  [54, "a digest of other content", stampedAs({ messageDigest: "other" }), "TSR:signature"],
  [
    55,
    "a record dated before the time-stamp it names",
    (log) => append(log, instantOf(msOf(clean.now) - 2 * HOUR_MS)),
    "TIME_BEFORE_ANCHOR",
  ],
  [56, "a record dated in the future", datedAhead, "TIME_AFTER_TSR"],
  [
    57,
    "40 days of history rebuilt today with all keys, no pin",
    (log) => rebuilt(log, { days: 40, isStampedDaily: false }),
    "TIME_LATE_ANCHORED",
  ],
  [
    59,
    "a root outside its pinned window",
    (log) => pinned(log, { from: "2020-01-01T00:00:00.000Z", until: "2026-03-01T09:00:00.000Z" }),
    "TSR:window",
  ],
  [
    61,
    "no time-stamp for 37 hours",
    async (log) => {
      await append(log, clean.now);
      log.now = instantOf(msOf(clean.now) + 37 * HOUR_MS);
    },
    "CP_NO_TSR",
  ],
  [62, "a bit changed that no signature covers", flipSurvivor, "ANCHOR_TSR"],
  [
    130,
    "history rebuilt today, each day under a fresh time-stamp",
    (log) => rebuilt(log, { days: 4, isStampedDaily: true }),
    "TIME_LATE_ANCHORED",
  ],
  [
    131,
    "a day rebuilt within the lag limit with all keys, no pin and no witness",
    (log) => rebuilt(log, { days: 1, isStampedDaily: false }),
    null,
  ],
  [132, "three days rebuilt, time-stamping said to have begun today, no pin", rebuiltAndBegunToday, null],
  [133, "roots that cannot be read", (log) => replace(join(log.folder, TRUST), Buffer.from("{}")), "STAMP_TRUST"],
  [
    134,
    "a checkpoint removed that was time-stamped",
    (log) => rm(join(log.folder, checkpointPath(oldest()))),
    "ANCHOR_CP_ABSENT",
  ],
  [135, "the roots removed", (log) => rm(join(log.folder, TRUST)), "TSR:path"],
];

const attacks = cases.map(([number, title, change, expected]) => ({ number, title, change, expected }));

attackFamily<Stamped>({
  letter: "C",
  title: "time-stamps and time",
  fresh: async () => ({ folder: await copyOf(clean.folder), now: clean.now, pin: undefined }),
  codes: async (log) => (await report(log)).errors.map(({ code }) => code),
  attacks,
});

describe("what a blind spot leaves to be read", () => {
  it("is said where time-stamping is said to have begun late", async () => {
    const log: Stamped = { folder: await copyOf(clean.folder), now: clean.now, pin: undefined };
    await rebuiltAndBegunToday(log);
    const { notChecked } = await report(log);
    expect(notChecked).toContain(
      "When 2 records were made that are older than time-stamping here: known is only that they were there then.",
    );
  });
});

describe("pinned roots", () => {
  const wide = { from: "2020-01-01T00:00:00.000Z", until: "2030-01-01T00:00:00.000Z" };

  it("are believed in place of those in the folder, and then nothing is left open about them", async () => {
    const log: Stamped = { folder: await copyOf(clean.folder), now: clean.now, pin: undefined };
    await pinned(log, wide);
    const { errors, notChecked } = await report(log);
    expect(errors).toEqual([]);
    expect(notChecked.filter((line) => line.includes("roots"))).toEqual([]);
  });

  it("refuse an authority that only the folder names", async () => {
    const log: Stamped = { folder: await copyOf(clean.folder), now: clean.now, pin: undefined };
    await pinned(log, wide);
    log.pin = log.pin && { ...log.pin, timeStampRoots: log.pin.timeStampRoots?.slice(0, 1) ?? [] };
    const { errors } = await report(log);
    expect(new Set(errors.map(({ code, where }) => `${code} ${where.slice(-5)}`))).toEqual(new Set(["TSR:path .tsr2"]));
  });
});

function report({ folder, now, pin }: Stamped) {
  return verifyEvidence(folderSource(folder), { now: msOf(now), ...(pin === undefined ? {} : { pin }) });
}

function raise(): never {
  throw new Error("a checkpoint without a root");
}
