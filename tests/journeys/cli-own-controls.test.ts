import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { AuditReport } from "../../src/reports/audit/model.js";
import { type BundledCli, bundleCli } from "../fakes/bundled-cli.js";
import { CHANGE_COMPANY_AS_OF, changeCompany } from "../fakes/change-company.js";
import { workspaceFolder } from "../fakes/workspace-folder.js";

let cli: BundledCli;
beforeAll(async () => {
  cli = await bundleCli("cli-own-controls");
});
afterAll(() => cli.remove());
/** Some tests audit twice. */
vi.setConfig({ testTimeout: 180_000 });

/** How long a change stayed open, over a population of the workspace's own. */
const SMALL_CHANGES = `version: 1
id: OWN-01
revision: 1
title: Changes are merged soon
statement: A change is merged within {open_hours} hours of being opened.
criteria: { key: [CC8.1] }
risk: low
nature: automated
type: detective
frequency: per_event
parameters:
  open_hours: { type: number, default: 2, doc: hours a change may stay open }
population:
  name: opened-changes
  title: Opened changes
  doc: One item per merged change of a repository in scope.
  columns:
    created_at: { kind: instant, doc: when it was opened }
  reads: { change: month, scope: whole }
  triggers: [{ stream: repo.changes, per: repository }]
  sql: |
    select c.id as item_id, c.merged_at as occurred_at, c.repository || '#' || cast(c.number as text) as label,
      c.repository as unit, cast(null as text) as actor, c.evidence_sha256 || '#' || c.evidence_pointer as evidence,
      c.created_at as created_at
    from change c
    join scope s on s.kind = 'repository' and s.key = c.repository
attributes:
  - id: A
    title: Merged within the promised time
    family: approval
    what: merge
    from: created_at
    due: { column: created_at, plus: { hours: { parameter: open_hours } } }
    done: occurred_at
    watch: [{ stream: repo.changes }]
remediation: Cut changes smaller.
`;

/** Over a built-in population. */
const TWO_APPROVALS = `version: 1
id: OWN-02
revision: 3
title: Two people approve
statement: A change has two approvals.
criteria: { key: [CC8.1] }
risk: high
nature: automated
type: preventive
frequency: per_event
population: changes
attributes:
  - id: A
    title: Two independent approvals before the merge
    family: independent-approval
    min_approvals: 2
    watch: [{ stream: repo.reviews }, { stream: repo.changes }]
`;

const FILES = {
  ...changeCompany({ changes: 3, unreviewed: [2] }),
  "controls/own-01.yaml": SMALL_CHANGES,
  "controls/own-02.yml": TWO_APPROVALS,
  "controls/README.md": "not a control",
};

async function audited(files: Readonly<Record<string, string>>) {
  const root = await workspaceFolder(files);
  const run = await cli.run(["audit", "--as-of", CHANGE_COMPANY_AS_OF, "--json"], { cwd: root });
  expect(run.stderr).toBe("");
  return { root, report: AuditReport.parse(JSON.parse(run.stdout)) };
}

const counted = (report: AuditReport, id: string) => report.controls.find((control) => control.id === id)?.counts;

describe("controls of a workspace", () => {
  it("are tested, reported, exported and explained like built-in ones, and change none of these", async () => {
    const { root, report } = await audited(FILES);
    const none = { indeterminate: 0, not_applicable: 0, pending: 0 };
    expect(counted(report, "OWN-01")).toEqual({ pass: 3, deviation: 0, ...none });
    expect(counted(report, "OWN-02")).toEqual({ pass: 0, deviation: 3, ...none });
    expect(report.opinion.criteria["CC8.1"]?.controls).toEqual(expect.arrayContaining(["OWN-02"]));
    const own = report.controls.find(({ id }) => id === "OWN-01");
    expect(own?.statement).toBe("A change is merged within 2 hours of being opened.");
    expect([own?.completeness.is_reliable, own?.completeness.reasons]).toEqual([true, []]);
    const csv = await readFile(join(root, "reports/populations/opened-changes.csv"), "utf8");
    expect(csv.trimEnd().split("\n")).toHaveLength(4);
    const item = report.controls.find(({ id }) => id === "OWN-02")?.items[0];
    expect(item?.evidence.length).toBeGreaterThan(0);
    const explained = await cli.run(["explain", item?.id ?? "", "--json"], { cwd: root });
    expect(explained.code).toBe(0);
    expect(explained.stdout).toContain('"OWN-02"');
    const without = await audited(changeCompany({ changes: 3, unreviewed: [2] }));
    const built = (each: AuditReport) => each.controls.filter(({ id }) => !id.startsWith("OWN"));
    expect(built(report)).toEqual(built(without.report));
  });

  it("are tested again when their file changes, from the same evidence", async () => {
    const root = await workspaceFolder(FILES);
    await cli.run(["collect"], { cwd: root });
    const deviations = async (id: string) => {
      const args = ["test", "--control", id, "--as-of", CHANGE_COMPANY_AS_OF, "--json"];
      return JSON.parse((await cli.run(args, { cwd: root })).stdout).controls[0].counts.deviation;
    };
    expect([await deviations("OWN-01"), await deviations("OWN-02")]).toEqual([0, 3]);
    await writeFile(join(root, "controls/own-01.yaml"), SMALL_CHANGES.replace("default: 2", "default: 1"));
    await writeFile(join(root, "controls/own-02.yml"), TWO_APPROVALS.replace("min_approvals: 2", "min_approvals: 1"));
    expect([await deviations("OWN-01"), await deviations("OWN-02")]).toEqual([3, 1]);
  });
});

describe("a promise with a later date", () => {
  it("changes no earlier outcome, byte for byte", async () => {
    const files = changeCompany({ changes: 6, unreviewed: [2] });
    const later = "controls: { CHG-01: { parameters: [{ from: 2026-01-11, min_approvals: 2 }] } }\n";
    const csvOf = async (yaml: string) => {
      const { root, report } = await audited({ ...files, "lookback.yaml": yaml });
      const csv = await readFile(join(root, "reports/populations/changes.csv"), "utf8");
      return { deviations: counted(report, "CHG-01")?.deviation, lines: csv.trimEnd().split("\n") };
    };
    const before = await csvOf(files["lookback.yaml"] ?? "");
    const after = await csvOf(`${files["lookback.yaml"]}${later}`);
    expect([before.deviations, after.deviations]).toEqual([1, 4]);
    const isEarlier = (line: string) => (/\d{4}-\d\d-\d\dT[\d:.]+Z/.exec(line)?.[0] ?? "") < "2026-01-11";
    expect(before.lines.filter(isEarlier)).toEqual(after.lines.filter(isEarlier));
    expect(before.lines.filter(isEarlier)).toHaveLength(4);
  });
});

describe("a control file with a mistake", () => {
  it("is refused by every verb with file, line and column", async () => {
    const text = SMALL_CHANGES.replace("from: created_at", "from: craeted_at");
    const root = await workspaceFolder({ ...changeCompany({ changes: 1 }), "controls/own.yaml": text });
    for (const verb of ["doctor", "collect", "audit"]) {
      expect(await cli.run([verb], { cwd: root })).toEqual({
        code: 2,
        signal: null,
        stdout: "",
        stderr:
          'error: controls/own.yaml:32:5 attributes.0.from: opened-changes has no column craeted_at (did you mean "created_at"?)\n  fix: Mend this line and run the command again; docs/guides/own-controls.md lists every key.\n',
      });
    }
  });

  it("names the engine's complaint of a query that does not fit the tables", async () => {
    const text = SMALL_CHANGES.replace("c.created_at as created_at", "c.opened_at as created_at");
    const root = await workspaceFolder({ ...changeCompany({ changes: 1 }), "controls/own.yaml": text });
    const { code, stderr } = await cli.run(["doctor"], { cwd: root });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: controls\/own\.yaml:21 population\.sql: Binder Error: .*opened_at/);
  });

  it("refuses two controls of one id, and a population that lists an item twice", async () => {
    const files = { ...changeCompany({ changes: 2 }), "controls/a.yaml": SMALL_CHANGES };
    const both = await workspaceFolder({ ...files, "controls/b.yaml": SMALL_CHANGES });
    expect((await cli.run(["doctor"], { cwd: both })).stderr).toContain("OWN-01 is the id of controls/a.yaml");
    const twice = SMALL_CHANGES.replace("c.id as item_id", "c.repository as item_id");
    const root = await workspaceFolder({ ...files, "controls/a.yaml": twice });
    const { code, stderr } = await cli.run(["audit", "--as-of", CHANGE_COMPANY_AS_OF], { cwd: root });
    expect([code, stderr.split("\n")[0]]).toEqual([
      2,
      "error: controls/a.yaml:21 population.sql: opened-changes has 0 rows without item_id, occurred_at or label, and 1 rows too many for their item_id",
    ]);
  });
});
