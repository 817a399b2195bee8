import { copyFile, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll } from "vitest";
import { sha256 } from "../../src/base/digest.js";
import { DAY_MS, HOUR_MS, msOf } from "../../src/base/instant.js";
import { checkpointPath, LAYOUT } from "../../src/ledger/layout.js";
import { formatStampTrust } from "../../src/ledger/timestamp/trust-file.js";
import { folderSource } from "../../src/verify/folder-source.js";
import type { Pin } from "../../src/verify/pin.js";
import { verifyEvidence } from "../../src/verify/verify-evidence.js";
import { closeStampedWorlds, type StampedWorld, stampedWorld } from "../fakes/stamped-log.js";
import { fakeAuthority } from "../fakes/time-stamp-authority.js";
import { attackFamily } from "./attack-family.js";

/** A time-stamped log that goes on, and what its verifier knows. */
interface Evaded {
  world: StampedWorld;
  pin?: Pin;
}

const TRUST = "trust/time-stamps.json";
const authority = fakeAuthority("ec", "One");

afterAll(closeStampedWorlds);

/** Two hours, each with a record and a time-stamp. */
async function twoHours(): Promise<Evaded> {
  const world = await stampedWorld({ authorities: [authority] });
  for (const text of ["first", "second"]) {
    await world.record(text);
    world.pass(HOUR_MS);
    await world.stamp();
  }
  return { world };
}

/** 40 days behind the genuine hours, all written today: only the last time-stamp is asked for. */
async function writtenAnew({ world }: Evaded): Promise<void> {
  for (const text of ["third", "fourth"]) {
    world.pass(20 * DAY_MS);
    await world.record(text);
  }
  world.pass(2 * DAY_MS);
  await world.stamp("now");
}

/** The file of roots is not signed: it says that time-stamps are expected from today on. */
async function beganToday({ world }: Evaded): Promise<void> {
  const path = join(world.folder, TRUST);
  const trust = JSON.parse(await readFile(path, "utf8"));
  await writeFile(path, formatStampTrust({ ...trust, expectedFrom: world.now }));
}

/** A checkpoint is shown as the newest one and stands nowhere else, so that nothing is beside its time-stamp. */
async function shownAlone({ world }: Evaded): Promise<void> {
  const path = join(world.folder, checkpointPath(1));
  await copyFile(path, join(world.folder, "log/checkpoint"));
  await rm(path);
}

/** Pinned before the first time-stamp, with roots; then none is asked for, and the folder names no root any more. */
async function neverStamped(log: Evaded): Promise<void> {
  const world = await stampedWorld({ authorities: [authority] });
  log.world = world;
  await world.record("first");
  const head = await world.evidence.publish();
  log.pin = {
    verifierKey: (await readFile(join(world.folder, LAYOUT.logVerifierKey), "utf8")).trimEnd(),
    head,
    timeStampRoots: [{ sha256: sha256(authority.root.der) }],
  };
  world.pass(HOUR_MS);
  await world.record("second");
  await world.evidence.publish();
  world.pass(2 * DAY_MS);
}

/** A source is collected once, under a promise, and never again; the log is time-stamped as before. */
async function neverAgain({ world }: Evaded): Promise<void> {
  await world.evidence.recordRun({ sourceId: "paused", at: world.now, captures: 0, everyMinutes: 60 });
  world.pass(HOUR_MS);
  await world.stamp();
  world.pass(HOUR_MS);
  await world.record("third");
}

attackFamily<Evaded>({
  letter: "C",
  title: "rules of time evaded",
  fresh: twoHours,
  codes: async ({ world, pin }) => {
    const options = { now: msOf(world.now), ...(pin === undefined ? {} : { pin }) };
    return (await verifyEvidence(folderSource(world.folder), options)).errors.map(({ code }) => code);
  },
  attacks: [
    {
      number: 220,
      title: "40 days written anew behind genuine time-stamps, time-stamping said to have begun today",
      expected: "TIME_LATE_ANCHORED",
      change: async (log) => {
        await writtenAnew(log);
        await beganToday(log);
      },
    },
    {
      number: 221,
      title: "a time-stamped checkpoint that is shown as the newest and stands nowhere else",
      expected: "ANCHOR_CP_ABSENT",
      change: shownAlone,
    },
    {
      number: 222,
      title: "no time-stamps behind a pin that names roots, and the folder's own file of roots missing",
      expected: "CP_NO_TSR",
      change: neverStamped,
    },
    {
      number: 224,
      title: "a collector paused for good, while everything else goes on",
      expected: "CADENCE_GAP",
      change: neverAgain,
    },
  ],
});
