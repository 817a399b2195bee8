import { expect, it } from "vitest";
import { sha256 } from "../base/digest.js";
import { type Instant, instant } from "../base/instant.js";
import type { LedgerRecord } from "../ledger/record.js";
import { CadenceChecker } from "./check-cadence.js";
import { Findings } from "./report.js";

const run = (at: string, everyMinutes?: number, stream = "okta"): LedgerRecord => ({
  ...{ v: 1, type: "run", outcome: "complete", captures: 1, n: 1, stream, at: instant(at) as Instant },
  ...(everyMinutes === undefined ? {} : { everyMinutes }),
});

function found(...records: readonly LedgerRecord[]) {
  const findings = new Findings();
  const checker = new CadenceChecker(findings);
  records.forEach((record, index) => {
    checker.observe(index, record);
  });
  checker.end();
  return findings.errors;
}

const FIRST = "2026-03-01T00:00:00.000Z";

it("names a run that comes later than half as long again as the run before promised", () => {
  expect(found(run(FIRST, 1_440), run("2026-03-02T12:00:00.000Z", 1_440))).toEqual([]);
  expect(found(run(FIRST, 1_440), run("2026-03-02T12:00:00.001Z", 1_440))).toEqual([
    {
      code: "CADENCE_GAP",
      where: "record 1",
      message: "36 h after the run before it (record 0) of okta; promised every 24 h",
    },
  ]);
});

it("holds each source to its own promise, and nobody to one that was not made", () => {
  const late = "2026-03-09T00:00:00.000Z";
  expect(found(run(FIRST), run(late, 60))).toEqual([]);
  expect(found(run(FIRST, 60), run(late, 60, "github")).map(({ where }) => where)).toEqual(["record 0"]);
  expect(found(run(FIRST, 60), run(late)).map(({ code }) => code)).toEqual(["CADENCE_GAP"]);
});

it("names a source that never ran again, by the newest record and not by any clock", () => {
  const noted = (at: string): LedgerRecord => ({
    ...{ v: 1, type: "anchor", stream: "time-stamps", n: 1, at: instant(at) },
    ...{ size: 1, root: sha256("root"), tsr: sha256("tsr") },
  });
  expect(found(run(FIRST, 1_440))).toEqual([]);
  expect(found(run(FIRST, 1_440), noted("2026-03-02T12:00:00.000Z"))).toEqual([]);
  expect(found(run(FIRST, 1_440), run(FIRST), noted("2027-03-02T12:00:00.001Z"))).toEqual([]);
  const late = found(run(FIRST, 1_440), run(FIRST, 2_880, "github"), noted("2026-03-02T12:00:00.001Z"));
  expect(late).toEqual([
    {
      code: "CADENCE_GAP",
      where: "record 0",
      message: "no run of okta in the 36 h up to the newest record (2); promised every 24 h",
    },
  ]);
});

it("counts a failed run as one: that it failed is on record", () => {
  const failed = {
    ...run("2026-03-02T00:00:00.000Z", 1_440),
    outcome: "failed",
    failure: "access-denied",
  } as LedgerRecord;
  expect(found(run(FIRST, 1_440), failed, run("2026-03-03T00:00:00.000Z", 1_440))).toEqual([]);
});
