import { execFileSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { auditPeriod } from "../../src/app/audit/audit.js";
import { auditText } from "../../src/app/audit/write-report.js";
import { type CollectSummary, collect } from "../../src/app/collect/collect.js";
import { instant, msOf } from "../../src/base/instant.js";
import { openWorkspace } from "../../src/bin/open-workspace.js";
import { makeLongRepository } from "../../src/connectors/git/repository-fixture.js";
import type { AuditReport } from "../../src/reports/audit/model.js";
import { ownHistory } from "../fakes/own-history.js";
import { realDeliveries, realTrails } from "../fakes/real-input.js";
import { workspaceFolder } from "../fakes/workspace-folder.js";

/** Long enough for the trails of 2024 and for the histories, whenever the project was last committed to. */
const PERIOD = { from: "2024-07-01", to: "2026-12-31" };
const AS_OF = instant("2027-01-05T00:00:00.000Z");
const IMPORTED = 500;

/** Writes of configuration among the events of stratus-red-team: tests/journeys/real-cloudtrail.test.ts. */
const CONFIGURATION_WRITES = 28;

interface Source {
  readonly id: string;
  readonly yaml: string;
  readonly repository?: { readonly name: string; readonly branch: string };
  readonly accounts?: readonly string[];
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** What it holds: events, deliveries, or commits and what git says of the repository. */
  readonly records: number;
  /** First-parent commits in the period. */
  readonly landed: number;
}

let sources: readonly Source[];
let summary: CollectSummary;
let report: AuditReport;

beforeAll(async () => {
  sources = [...(await trailSources()), deliverySource(), ...(await historySources())];
  const root = await workspaceFolder({ "lookback.yaml": lookbackYaml(sources) });
  for (const { files = {} } of sources) {
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), content);
    }
  }
  const open = await openWorkspace(root, "write");
  try {
    summary = await collect({ ...open, now: () => AS_OF, signal: new AbortController().signal });
    report = await auditPeriod({ open, asOf: msOf(AS_OF) });
  } finally {
    await open.close();
  }
});

describe("an audit of real input alone", () => {
  it("keeps every record of every source and rejects none", () => {
    const seen = summary.runs.map(({ source, failure }) => {
      const entries = summary.built.entries.filter((entry) => entry.source === source);
      const sum = (count: "kept" | "rejected") => entries.reduce((all, entry) => all + entry[count], 0);
      return [source, failure, sum("kept"), sum("rejected")];
    });
    expect(seen).toEqual(sources.map(({ id, records }) => [id, undefined, records, 0]));
    expect(report.rejects).toEqual([]);
  });

  it("tests every landed commit and every change of configuration, once", () => {
    const items = (id: string) => Object.values(countsOf(id) ?? {}).reduce((sum, count) => sum + count, 0);
    const landed = sources.reduce((sum, source) => sum + source.landed, 0);
    expect([items("CHG-01"), countsOf("CHG-01")?.not_applicable]).toEqual([landed, histories().length]);
    const hasTrails = sources.some(({ id }) => id === "stratus-red-team");
    expect(items("CHG-06")).toBe(hasTrails ? CONFIGURATION_WRITES : 0);
  });

  it("passes nothing and accuses nobody: reviews, people and deployments were not seen", () => {
    for (const { id, counts } of report.controls) {
      expect([id, counts.pass, counts.deviation]).toEqual([id, 0, 0]);
      expect([id, report.opinion.controls[id]?.conclusion]).toEqual([id, "CANNOT_CONCLUDE"]);
    }
    expect(report.exceptions).toEqual([]);
    expect(["UNQUALIFIED", "QUALIFIED"]).not.toContain(report.opinion.overall.projected);
    console.log(auditText(report, { isColour: false, width: 110 }));
  });
});

function countsOf(control: string) {
  return report.controls.find(({ id }) => id === control)?.counts;
}

function histories(): readonly Source[] {
  return sources.filter(({ landed }) => landed > 0);
}

async function trailSources(): Promise<readonly Source[]> {
  const trails = await realTrails();
  if (trails.length === 0) console.log("NOT TESTED: no real CloudTrail events lie beside the project");
  return trails.map(({ name, events, files }) => {
    const accounts = [...new Set(events.flatMap(({ recipientAccountId }) => recipientAccountId ?? []))].sort();
    const days = events.map((event) => (event.eventTime ?? event["@timestamp"] ?? "").slice(0, 10)).sort();
    const covers = `covers: { from: ${days[0]}, to: ${days.at(-1)} }`;
    const yaml = `  - { id: ${name}, connector: exports, mapping: cloudtrail, cloud_account: [${accounts.map((id) => `"${id}"`).join(", ")}], files: "AWSLogs/${name}/*.json.gz", ${covers} }`;
    return { id: name, yaml, accounts, files, records: events.length, landed: 0 };
  });
}

function deliverySource(): Source {
  const deliveries = realDeliveries();
  const files = Object.fromEntries(
    deliveries.map((delivery, at) => [`deliveries/${String(at).padStart(3, "0")}.json`, JSON.stringify(delivery)]),
  );
  const repository = { name: "Codertocat/Hello-World", branch: "main" };
  const yaml = `  - { id: deliveries, connector: exports, mapping: github-webhook-deliveries, repository: ${repository.name}, files: "deliveries/*.json", extracted: { at: 2024-07-01T00:00:00Z } }`;
  return { id: "deliveries", yaml, repository, files, records: deliveries.length, landed: 0 };
}

async function historySources(): Promise<readonly Source[]> {
  const own = ownHistory();
  if (own === undefined) console.log("NOT TESTED: this folder holds no full git history of the project");
  const imported = { path: await makeLongRepository(IMPORTED), branch: "main" };
  return [...(own === undefined ? [] : [{ id: "own", ...own }]), { id: "imported", ...imported }].map(
    ({ id, path, branch }) => {
      const repository = { name: `acme/${id}`, branch };
      const yaml = `  - { id: ${id}, connector: git, path: ${path}, repository: ${repository.name}, branch: ${branch} }`;
      const commits = git(path, "rev-list", branch).length;
      const [start, end] = [Date.parse(PERIOD.from), Date.parse(PERIOD.to) + 86_400_000];
      const landed = git(path, "log", "--first-parent", "--format=%ct", branch)
        .map((seconds) => Number(seconds) * 1_000)
        .filter((at) => at >= start && at < end).length;
      return { id, repository, yaml, records: commits + 1, landed };
    },
  );
}

function git(path: string, ...args: readonly string[]): readonly string[] {
  return execFileSync("git", ["-C", path, ...args], { encoding: "utf8" })
    .trim()
    .split("\n");
}

function lookbackYaml(all: readonly Source[]): string {
  const repositories = all.flatMap(({ repository }) => (repository === undefined ? [] : [repository]));
  const accounts = all.flatMap(({ accounts: ids = [] }) => ids);
  return `version: 1
organisation: { name: Real Input, time_zone: UTC }
audit: { period: { from: ${PERIOD.from}, to: ${PERIOD.to} } }
systems: [{ id: github, kind: scm }]
repositories: [${repositories.map(({ name, branch }) => `{ name: ${name}, branch: ${branch} }`).join(", ")}]
cloud_accounts: [${accounts.map((id) => `{ id: "${id}", environment: production }`).join(", ")}]
sources:
${all.map(({ yaml }) => yaml).join("\n")}
`;
}
