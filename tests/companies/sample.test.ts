import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { parseWorkspace } from "../../src/app/workspace/load-workspace.js";
import type { SampleFile } from "../../src/samples/files.js";
import { generateSample } from "../../src/samples/generate-sample.js";

/** Of seed 1. A change here is a change of the sample company: say so in the commit. */
const DIGEST = "b5a5ea59832f4c9e5643fb3a97789ae3f77b27a75f0bf7a275b9ff619e1786fd";
const SIZE_BYTES_MAX = 12_000_000;

const Signal = z.object({
  id: z.string(),
  attributes: z.object({ tags: z.array(z.string()), custom: z.object({ status: z.string() }) }),
});

let files: readonly SampleFile[] = [];
beforeAll(() => {
  files = [...generateSample({ seed: "1" })];
});

function digestOf(all: Iterable<SampleFile>): string {
  const hash = createHash("sha256");
  for (const { path, bytes } of all) hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  return hash.digest("hex");
}

function textOf(path: string): string {
  const found = files.find((file) => file.path === path);
  if (found === undefined) throw new Error(`no ${path}`);
  return Buffer.from(found.bytes).toString("utf8");
}

/** Records of a CSV file without its header. */
function rowsOf(path: string): readonly string[] {
  return textOf(path).trimEnd().split("\n").slice(1);
}

describe("the sample company", () => {
  it("has the same bytes for the same seed, and others for another", () => {
    expect(digestOf(generateSample({ seed: "1" }))).toBe(digestOf(files));
    expect(digestOf(files)).toBe(DIGEST);
    expect(digestOf(generateSample({ seed: "2" }))).not.toBe(DIGEST);
  });

  it("stays small", () => {
    expect(files.reduce((sum, { bytes }) => sum + bytes.length, 0)).toBeLessThan(SIZE_BYTES_MAX);
    expect(files.length).toBeLessThan(250);
  });

  it("names every file once", () => {
    expect(new Set(files.map(({ path }) => path)).size).toBe(files.length);
  });

  it("has a workspace file that the application accepts, marked as a sample", () => {
    const workspace = parseWorkspace(textOf("lookback.yaml"), "lookback.yaml");
    expect(workspace.sample).toBe(true);
    expect(workspace.audit.period).toEqual({ from: "2026-01-01", to: "2026-06-30" });
    expect(workspace.audit.categories).toEqual(["security", "availability"]);
    expect(workspace.repositories.map(({ name }) => name)).toEqual(
      ["api", "web", "ledger", "infra", "edge"].map((name) => `tarnbrook/${name}`),
    );
  });

  it("writes no address of anybody: reserved names, and the cloud provider's own service names", () => {
    for (const { path, bytes } of files) {
      const plain = path.endsWith(".gz") ? gunzipSync(bytes) : Buffer.from(bytes);
      const text = plain.toString("utf8");
      const hosts = [...text.matchAll(/(?:@|https?:\/\/)([a-z0-9-]+(?:\.[a-z][a-z0-9-]*)+)/gi)].map(([, host]) => host);
      const foreign = hosts.filter((host) => !/(^|\.)example$/.test(host ?? ""));
      expect(foreign, path).toEqual([]);
      const dotted = [...text.matchAll(/\b[a-z][a-z0-9-]*\.(?:com|net|org|io|dev|cloud)\b/gi)].map(([name]) => name);
      expect(
        dotted.filter((name) => name !== "amazonaws.com"),
        path,
      ).toEqual([]);
    }
  });

  it("keeps names of people in the columns of HR", () => {
    const names = [...rowsOf("hr/bamboohr-employees.csv"), ...rowsOf("hr/contractor-register.csv")].map(
      (row) => row.split(",")[1] ?? "",
    );
    expect(names.length).toBeGreaterThan(200);
    const others = files.filter(({ path }) => !path.startsWith("hr/") && !path.endsWith(".gz"));
    for (const { path, bytes } of others) {
      const text = Buffer.from(bytes).toString("utf8");
      expect(
        names.filter((name) => text.includes(name)),
        path,
      ).toEqual([]);
    }
  });
});

describe("what is planted", () => {
  const inPeriod = (day: string): boolean => day >= "2026-01-01" && day <= "2026-06-30";

  it("has 33 employees and 8 contractors who leave in the period, and two ends that take nothing away", () => {
    const employees = rowsOf("hr/bamboohr-employees.csv").filter((row) => inPeriod(row.split(",")[6] ?? ""));
    const contractors = rowsOf("hr/contractor-register.csv").filter((row) => inPeriod(row.split(",")[5] ?? ""));
    expect([employees.length, contractors.length]).toEqual([33, 10]);
    expect(rowsOf("hr/payroll-last-paid-day.csv").filter((row) => inPeriod(row.split(",")[1] ?? ""))).toHaveLength(33);
  });

  it("has 22 role changes, 4 changes of manager and 3 of title", () => {
    const rows = rowsOf("hr/positions.csv").map((row) => row.split(","));
    const changes = rows.filter(
      ([, , , , , from = "", , , isFirst]) => isFirst === "false" && inPeriod(from.slice(0, 10)),
    );
    expect(changes).toHaveLength(29);
  });

  it("has 2,410 merged pull requests and two direct pushes", () => {
    const repositories = ["api", "web", "ledger", "infra", "edge"];
    const pulls = repositories.map((name) =>
      z.array(z.unknown()).parse(JSON.parse(textOf(`github/${name}/pulls.json`))),
    );
    expect(pulls.map(({ length }) => length)).toEqual([980, 702, 402, 268, 58]);
    const pushes = repositories.flatMap((name) =>
      textOf(`github/${name}/activity.json`)
        .split("\n")
        .filter((line) => line.includes('"activity_type":"push"')),
    );
    expect(pushes).toHaveLength(2);
  });

  it("has 266 production deployments", () => {
    const all = ["api", "web", "ledger", "infra", "edge"].flatMap((name) =>
      textOf(`github/${name}/deployments.json`)
        .split("\n")
        .filter((line) => line.includes('"environment":"production"')),
    );
    expect(all).toHaveLength(266);
  });

  it("has 188 high events, 489 notifications, 17 of them without a disposition, and two tagged tests", () => {
    const signals = z.array(Signal).parse(JSON.parse(textOf("alerts/datadog-signals.json")));
    const high = signals.filter(({ attributes }) => ["high", "critical"].includes(attributes.custom.status));
    const tests = high.filter(({ attributes }) => attributes.tags.includes("env:test"));
    const findings = rowsOf("alerts/guardduty-findings.csv").map((row) => row.split(","));
    const repeats = rowsOf("alerts/datadog-notifications.csv").map((row) => row.split(","));
    const events = [
      ...high.filter((signal) => !tests.includes(signal)).map(({ id }) => id),
      ...findings.filter((row) => row[8] === "").map((row) => row[1] ?? ""),
    ];
    expect([events.length, tests.length]).toEqual([188, 2]);
    const grouped = [...repeats, ...findings].map((row) => row[8] ?? "").filter((group) => group !== "");
    expect(events.length + grouped.length).toBe(489);
    const closed = new Set(
      rowsOf("alerts/triage-log.csv")
        .filter((row) => row.includes(",closed,"))
        .map((row) => row.split(",")[1]),
    );
    expect([...events, ...grouped].filter((event) => !closed.has(event))).toHaveLength(17);
  });
});
