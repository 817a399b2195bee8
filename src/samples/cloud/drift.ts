import { HOUR_MS, instantOf, MINUTE_MS } from "../../base/instant.js";
import { type Cell, csv } from "../files.js";
import { at, daysBetween, weekdays } from "../moments.js";
import { leadNo } from "../people/staff.js";
import { CLOUD_ACCOUNT, COMPANY, COVERED, PERIOD, PUBLIC_BUCKET } from "../plan.js";
import { Prng } from "../prng.js";
import type { SampleSource } from "../source.js";
import { DRIFT_TICKET } from "./console-writes.js";
import { bucketArn } from "./resources.js";

const COUNT = 23;
/** Runs that failed in the night and were repeated the same afternoon. */
const REPEATED = ["2026-02-19", "2026-06-04"];

/** What the nightly comparison of code and cloud found, and that it ran. */
export function driftSources(seed: string): readonly SampleSource[] {
  return [findings(seed), runs()];
}

function findings(seed: string): SampleSource {
  const random = new Prng(seed, "drift");
  const days = weekdays(daysBetween("2026-01-06", PERIOD.to)).filter((day) => day < "2026-06-18");
  const rows = Array.from({ length: COUNT }, (_, index): readonly Cell[] => {
    const opened = at(random.pick(days), "02:30", COMPANY.zone);
    const began = opened - random.between(2, 22) * HOUR_MS;
    const settled = opened + random.between(5, 130) * HOUR_MS;
    const isAccepted = index % 6 === 5;
    const resource = `arn:aws:ec2:us-east-1:${CLOUD_ACCOUNT}:security-group/sg-0svc${10 + index}`;
    const done = instantOf(settled);
    return [
      `drift-${index + 1}`,
      resource,
      "terraform-plan",
      instantOf(began),
      instantOf(opened),
      isAccepted ? null : done,
      isAccepted ? done : null,
      isAccepted ? leadNo("ENG-PLAT") : null,
      null,
    ];
  });
  const bucket: readonly Cell[] = [
    "drift-bucket",
    bucketArn(PUBLIC_BUCKET.name),
    "terraform-plan",
    instantOf(Date.parse(PUBLIC_BUCKET.openedAt)),
    instantOf(Date.parse(PUBLIC_BUCKET.detectedAt)),
    instantOf(Date.parse(PUBLIC_BUCKET.closedAt)),
    null,
    null,
    DRIFT_TICKET,
  ];
  const header = [
    "key",
    "resource",
    "detector",
    "began_at",
    "opened_at",
    "closed_at",
    "accepted_at",
    "accepted_by",
    "ticket_key",
  ];
  const all = [...rows, bucket].sort((a, b) => (`${a[4]} ${a[0]}` < `${b[4]} ${b[0]}` ? -1 : 1));
  return {
    entry: {
      id: "drift-findings",
      mapping: "lookback-drift_finding",
      files: "aws/drift-findings.csv",
      query: "Findings of the drift job, closed ones included",
      count: all.length,
    },
    files: [csv("aws/drift-findings.csv", header, all)],
  };
}

function runs(): SampleSource {
  const rows = daysBetween(COVERED.from, COVERED.to).flatMap((day): readonly (readonly Cell[])[] => {
    const planned = at(day, "02:30", COMPANY.zone);
    if (!REPEATED.includes(day)) return [[`drift-${day}`, "drift", day, instantOf(planned), "success"]];
    return [
      [`drift-${day}`, "drift", day, instantOf(planned), "failure"],
      [`drift-${day}-again`, "drift", day, instantOf(planned + 11 * HOUR_MS + 5 * MINUTE_MS), "success"],
    ];
  });
  return {
    entry: {
      id: "drift-runs",
      mapping: "lookback-scheduled_run",
      files: "aws/drift-runs.csv",
      streams: ["drift.runs"],
      query: "Run log of the drift job",
      count: rows.length,
    },
    files: [csv("aws/drift-runs.csv", ["key", "job", "due_day", "ran_at", "outcome"], rows)],
  };
}
