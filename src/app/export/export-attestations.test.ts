import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { type AttestedWorld, attestedWorld } from "../../../tests/fakes/attested-log.js";
import { goodAnswer, stampAnswer } from "../../../tests/fakes/stamped-log.js";
import { fakeAuthority } from "../../../tests/fakes/time-stamp-authority.js";
import { sha256 } from "../../base/digest.js";
import { DAY_MS, HOUR_MS, instant } from "../../base/instant.js";
import { captureOf, SEALING } from "../../store/ledger/folder-fixture.js";
import { attestationText } from "./attestation-text.js";

const AUTHORITY = fakeAuthority("ec", "One");

const worlds: AttestedWorld[] = [];
afterEach(async () => {
  for (const { evidence } of worlds.splice(0)) await evidence.close();
});

async function newWorld(...input: Parameters<typeof attestedWorld>): Promise<AttestedWorld> {
  const world = await attestedWorld(...input);
  worlds.push(world);
  return world;
}

const FOLDER = "reports/export/attestations";

async function written({ root }: AttestedWorld, folder = FOLDER): Promise<Readonly<Record<string, string>>> {
  const names = (await readdir(join(root, folder))).sort();
  const texts = names.map(async (name) => [name, await readFile(join(root, folder, name), "utf8")] as const);
  return Object.fromEntries(await Promise.all(texts));
}

function payloadOf(bundle: string | undefined) {
  return JSON.parse(Buffer.from(JSON.parse(bundle ?? "{}").dsseEnvelope.payload, "base64").toString("utf8"));
}

const stampsIn = (bundle: string | undefined) =>
  JSON.parse(bundle ?? "{}").verificationMaterial.timestampVerificationData?.rfc3161Timestamps.length ?? 0;

describe("attestations without an authority", () => {
  it("are one for each run, under names that stay, with the same bytes when the log has grown", async () => {
    const world = await newWorld();
    await world.collect("hr", ["one", "two"]);
    world.pass(DAY_MS);
    await world.collect("hr", ["one", "three"]);
    const report = await world.export();
    expect(report).toMatchObject({
      files: ["log-key.pem", "run-000000000000.sigstore.json", "run-000000000003.sigstore.json"],
      attestations: [
        { at: "2026-02-01T06:00:00.000Z", sources: 1, subjects: 2, stampedAt: undefined },
        { at: "2026-02-02T06:00:00.000Z", sources: 1, subjects: 2, stampedAt: undefined },
      ],
      unsigned: 0,
      untimed: { reason: "no-authority" },
    });
    const first = await written(world);
    const second = payloadOf(first["run-000000000003.sigstore.json"]);
    expect(second.subject).toEqual([
      { name: "hr/page-0.json", digest: { sha256: sha256("one") } },
      { name: "hr/page-1.json", digest: { sha256: sha256("three") } },
    ]);
    expect(second.predicate.records.map((each: { heldBy?: number }) => each.heldBy)).toEqual([0, undefined]);
    expect(second.predicate.log.size).toBe(6);
    world.pass(DAY_MS);
    await world.collect("hr", ["one", "three"]);
    await world.export(join(world.root, "elsewhere"));
    const grown = await written(world, "elsewhere");
    expect(Object.keys(grown)).toHaveLength(4);
    expect(grown).toMatchObject(first);
  });

  it("name sealed evidence by its ciphertext, and say that they say nothing about time", async () => {
    const world = await newWorld([], { sealing: SEALING });
    await world.collect("hr", ["Ada Example"]);
    const report = await world.export();
    const [bundle] = Object.values(await written(world)).slice(1);
    const { subject, predicate } = payloadOf(bundle);
    const [capture] = await world.evidence.captures();
    expect(subject).toEqual([{ name: "hr/page-0.json", digest: { sha256: capture?.record.blob } }]);
    expect(subject[0].digest.sha256).not.toBe(sha256("Ada Example"));
    expect(predicate.records[0].stored).toBe("sealed");
    const text = attestationText(report, "somewhere");
    expect(text).toContain(
      "run-000000000000.sigstore.json  2026-02-01T06:00:00.000Z, sources: 1, subjects: 1; no outside time",
    );
    expect(text).toContain(
      "No time-stamp authority is configured: those without an outside time say nothing about when.",
    );
  });

  it("leave out runs from before the period, to the moment, and refuse when none is left", async () => {
    const world = await newWorld();
    world.now = instant("2025-12-31T23:59:59.999Z");
    await world.collect("hr", ["old"]);
    await expect(world.export()).rejects.toMatchObject({ code: "not-found", message: /since the period began/ });
    world.now = instant("2026-01-01T00:00:00.000Z");
    await world.collect("hr", ["new"]);
    expect((await world.export()).attestations.map(({ at }) => at)).toEqual(["2026-01-01T00:00:00.000Z"]);
  });

  it("are made only of what the log has signed", async () => {
    const world = await newWorld();
    await world.evidence.capture(captureOf("one", { at: world.now, observedAt: world.now }));
    await expect(world.export()).rejects.toMatchObject({
      message: "no signed head of the log covers the 1 runs since the period began",
    });
    await world.evidence.publish();
    world.pass(DAY_MS);
    await world.evidence.recordRun({ sourceId: "hr", at: world.now, captures: 0, failure: "access-denied" });
    const report = await world.export();
    expect([report.attestations.length, report.unsigned]).toEqual([1, 1]);
    expect(attestationText(report, "x")).toContain("Runs that the log has not signed yet: 1.");
  });
});

describe("attestations with an authority", () => {
  it("have a time-stamp over their signature, which is asked for once and kept", async () => {
    const world = await newWorld([AUTHORITY]);
    await world.collect("hr", ["one"]);
    world.pass(HOUR_MS);
    const { attestations, untimed } = await world.export();
    expect([attestations.map(({ stampedAt }) => stampedAt), untimed]).toEqual([[world.now], undefined]);
    const first = await written(world);
    expect(stampsIn(first["run-000000000000.sigstore.json"])).toBe(1);
    world.pass(DAY_MS);
    await world.export();
    expect([await written(world), world.reached[0]?.asked]).toEqual([first, 1]);
  });

  it("ask twice an hour, for the newest runs first, and say from when there is more", async () => {
    const world = await newWorld([AUTHORITY]);
    for (const text of ["one", "two", "three"]) {
      await world.collect("hr", [text]);
      world.pass(HOUR_MS);
    }
    const timed = async () => {
      const { attestations, untimed } = await world.export();
      return [attestations.map(({ stampedAt }) => stampedAt !== undefined), untimed];
    };
    const until = instant("2026-02-01T10:00:00.000Z");
    expect(await timed()).toEqual([[false, true, true], { reason: "held-back", until }]);
    expect(attestationText(await world.export(), "x")).toContain(`export again from ${until} for more.`);
    world.pass(HOUR_MS - 1);
    expect((await timed())[1]).toEqual({ reason: "held-back", until });
    world.pass(1);
    expect(await timed()).toEqual([[true, true, true], undefined]);
    expect(world.reached[0]?.asked).toBe(3);
  });

  it("are written without time when it fails, and the second authority is asked before that", async () => {
    const world = await newWorld([AUTHORITY, fakeAuthority("ec", "Two")]);
    const [one, two] = world.reached;
    if (one === undefined || two === undefined) throw new Error("two are reached");
    one.answer = () => stampAnswer(Buffer.from("down"), 503);
    await world.collect("hr", ["one"]);
    expect((await world.export()).attestations[0]?.stampedAt).toBe(world.now);
    two.answer = one.answer;
    await world.collect("okta", ["two"]);
    const report = await world.export();
    expect([report.attestations.map(({ stampedAt }) => stampedAt !== undefined), report.untimed?.reason]).toEqual([
      [true, false],
      "failed",
    ]);
    expect(attestationText(report, "x")).toMatch(/No time-stamp: tsa-0\.example answered with status 503\n {2}fix: /);
  });

  it("never pass off a kept time-stamp that is of another signature, or no time-stamp at all", async () => {
    const world = await newWorld([AUTHORITY]);
    await world.collect("hr", ["one"]);
    await world.collect("okta", ["two"]);
    await world.export();
    const folder = join(world.root, ".lookback/attestations");
    const [a = "", b = "", ...more] = await readdir(folder);
    expect(more).toEqual([]);
    await writeFile(join(folder, a), await readFile(join(folder, b)));
    await writeFile(join(folder, b), "no time-stamp\n");
    const [reached] = world.reached;
    if (reached !== undefined) reached.answer = () => stampAnswer(Buffer.from("down"), 503);
    world.pass(HOUR_MS);
    const { attestations } = await world.export();
    expect(attestations.map(({ stampedAt }) => stampedAt)).toEqual([undefined, undefined]);
    if (reached !== undefined) reached.answer = goodAnswer(AUTHORITY);
    world.pass(HOUR_MS);
    const again = await world.export();
    expect(again.attestations.map(({ stampedAt }) => stampedAt)).toEqual([world.now, world.now]);
  });
});
