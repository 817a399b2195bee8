import { readdirSync, readFileSync } from "node:fs";
import { copyFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Replay } from "../../src/app/replay/replay.js";
import { replayText } from "../../src/app/replay/replay-text.js";
import { type BundledCli, bundleCli } from "../fakes/bundled-cli.js";
import { CHANGE_COMPANY_AS_OF, changeCompany } from "../fakes/change-company.js";
import { workspaceFolder } from "../fakes/workspace-folder.js";

const OWN = `version: 1
id: OWN-01
revision: 1
title: Approved before the merge
statement: A change has {count} approvals.
criteria: { key: [CC8.1] }
risk: high
nature: automated
type: preventive
frequency: per_event
parameters:
  count: { type: integer, default: 1, doc: approvals }
population: changes
attributes:
  - id: A
    title: Enough independent approvals
    family: independent-approval
    min_approvals: { parameter: count }
    watch: [{ stream: repo.reviews }, { stream: repo.changes }]
`;

let cli: BundledCli;
let root = "";
beforeAll(async () => {
  cli = await bundleCli("cli-replay");
  root = await workspaceFolder({
    ...changeCompany({ changes: 4, unreviewed: [2] }),
    "controls/own.yaml": OWN,
    "other/two.yaml": "controls: { CHG-01: { parameters: [{ min_approvals: 2 }] } }\n",
    "other/own.yaml": OWN.replace("revision: 1", "revision: 2").replace("default: 1", "default: 2"),
    "other/none.yaml": "something: else\n",
  });
  const run = await cli.run(["audit", "--as-of", CHANGE_COMPANY_AS_OF], { cwd: root });
  expect(run.code).toBe(0);
  await copyFile(join(root, "reports/audit.json"), join(root, "earlier.json"));
});
afterAll(() => cli.remove());
/** Some runs audit twice. */
vi.setConfig({ testTimeout: 180_000 });

async function replayed(...args: readonly string[]): Promise<Replay> {
  const { code, stdout, stderr } = await cli.run(["replay", ...args, "--json"], { cwd: root });
  expect([code, stderr]).toEqual([0, ""]);
  return JSON.parse(stdout);
}

/** Every file of the workspace with its bytes. */
function everything(): ReadonlyMap<string, string> {
  const names = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = names.map(({ parentPath, name }) => join(parentPath, name)).sort();
  return new Map(paths.map((path) => [path, readFileSync(path, "latin1")]));
}

const AS_OF = ["--as-of", CHANGE_COMPANY_AS_OF];
const flips = ({ controls }: Replay) =>
  controls.flatMap(({ id, flips: all }) =>
    all.map(
      ({ attribute, label, from, to }) =>
        `${id}.${attribute} ${label}: ${from.state} ${from.why} -> ${to.state} ${to.why}`,
    ),
  );
const unauthorised = (number: number) => `CHG-01.B acme/api#${number}: pass null -> not-applicable null`;
const missing = (number: number) => `A acme/api#${number}: pass null -> deviation not-performed`;

describe("lookback replay --with", () => {
  it("shows what other promises flip, item by item, and what follows for conclusions, and writes nothing", async () => {
    const before = everything();
    const found = await replayed("--with", "other/two.yaml", ...AS_OF);
    expect(flips(found)).toEqual([
      ...[1, 3, 4].map((number) => `CHG-01.${missing(number)}`),
      ...[1, 3, 4].map(unauthorised),
    ]);
    expect(found.controls.map(({ id, counts }) => [id, counts.before?.deviation, counts.after?.deviation])).toEqual([
      ["CHG-01", 1, 4],
    ]);
    expect(found.sides).toEqual({
      before: "what lookback.yaml and controls/ say",
      after: "other/two.yaml, as if in force since ever",
    });
    expect([found.notes, found.criteria]).toEqual([[], []]);
    expect(found.disclaimer).toMatch(/Not an opinion/);
    expect([...everything()]).toEqual([...before]);
    const text = replayText(found);
    expect(text).toContain("no outcome or report was written");
    expect(text).toContain("6 outcomes change in 1 controls:");
    expect(text).toContain("  A  pass -> deviation not-performed: 3\n");
    expect(text).toContain("Not an opinion");
  });

  it("lets them begin on a day: what occurred before is judged as it was", async () => {
    const found = await replayed("--with", "other/two.yaml", "--from", "2026-01-10", ...AS_OF);
    expect(flips(found)).toEqual([`CHG-01.${missing(4)}`, unauthorised(4)]);
    const own = await replayed("--with", "other/own.yaml", "--from", "2026-01-10", ...AS_OF);
    expect(flips(own)).toEqual([`OWN-01.${missing(4)}`]);
    expect(own.controls.map(({ revision, statement }) => [revision, statement])).toEqual([
      [
        { before: 1, after: 2 },
        { before: "A change has 1 approvals.", after: "A change has 2 approvals." },
      ],
    ]);
    expect(flips(await replayed("--with", "other/own.yaml", ...AS_OF))).toEqual(
      [missing(1), missing(3), missing(4)].map((each) => `OWN-01.${each}`),
    );
  });
});

describe("lookback replay --against", () => {
  it("says that nothing flips while nothing changed, as of the report's own moment", async () => {
    const found = await replayed("--against", "earlier.json");
    expect([found.controls, found.criteria, found.notes]).toEqual([[], [], []]);
    expect(found.opinion.before).toEqual(found.opinion.after);
  });

  it("compares with what another version reported, even one with other fields", async () => {
    const report = JSON.parse(readFileSync(join(root, "earlier.json"), "utf8"));
    const control = report.controls.find((each: { id: string }) => each.id === "CHG-01");
    const listed = control.items[0];
    const now: number = control.revision;
    control.revision = now + 6;
    control.items = [{ ...listed, id: `${listed.id}-gone`, label: "acme/api#99" }];
    report.opinion.criteria["CC8.1"].conclusion = "MET";
    const other = JSON.stringify({ ...report, lookback: "9.9.9", invented_later: true });
    await writeFile(join(root, "other.json"), other);
    const found = await replayed("--against", "other.json");
    expect(found.controls.map(({ id, revision }) => [id, revision])).toEqual([
      ["CHG-01", { before: now + 6, after: now }],
    ]);
    expect(flips(found)).toEqual([
      "CHG-01.A acme/api#2: not listed null -> deviation not-performed",
      "CHG-01.A acme/api#99: deviation not-performed -> not in the population null",
      "CHG-01.B acme/api#99: not-applicable null -> not in the population null",
      "CHG-01.C acme/api#99: pass null -> not in the population null",
      "CHG-01.D acme/api#99: pass null -> not in the population null",
    ]);
    expect(found.criteria.map(({ id, before }) => [id, before])).toEqual([["CC8.1", "MET"]]);
  });

  it("refuses what is no report, a report on another period, and a file of neither kind", async () => {
    const refused = async (...args: readonly string[]) => {
      const { code, stdout, stderr } = await cli.run(["replay", ...args], { cwd: root });
      return [code, stdout, stderr.split("\n")[0]];
    };
    const report = JSON.parse(readFileSync(join(root, "earlier.json"), "utf8"));
    await writeFile(
      join(root, "period.json"),
      JSON.stringify({ ...report, period: { ...report.period, to: "2026-06-30" } }),
    );
    expect(await refused()).toEqual([2, "", "error: nothing to replay"]);
    expect(await refused("--against", "hr/people.csv")).toEqual([
      2,
      "",
      "error: hr/people.csv is no audit report: it holds no JSON object",
    ]);
    expect(await refused("--against", "period.json")).toEqual([
      2,
      "",
      "error: period.json is about 2026-01-01 to 2026-06-30, this workspace about 2026-01-01 to 2026-03-31",
    ]);
    expect(await refused("--with", "other/none.yaml")).toEqual([
      2,
      "",
      "error: other/none.yaml:1:1 expected a control file (with id), or promises under controls: as in lookback.yaml",
    ]);
    expect(await refused("--with", "nowhere")).toEqual([2, "", "error: there is no nowhere"]);
    expect(await refused("--with", "other/two.yaml", "--from", "2026-02-30")).toEqual([
      2,
      "",
      "error: --from 2026-02-30 is no day",
    ]);
  });
});

describe("an engagement's pins", () => {
  it("are recorded in the ledger, and audit and test warn and stop the gate when something else runs", async () => {
    const files = changeCompany({ changes: 1 });
    const yaml =
      files["lookback.yaml"]?.replace("audit: {", "audit: { engagement: { id: SOC2-2026, firm: Example CPA },") ?? "";
    const folder = await workspaceFolder({ ...files, "lookback.yaml": yaml });
    const run = (...args: readonly string[]) => cli.run(args, { cwd: folder });
    await run("collect");
    expect((await run("controls", "pin")).stdout).toMatch(
      /^Pinned \d+ controls and the opinion rules for engagement SOC2-2026: record \d+ of the ledger\.\n$/,
    );
    const test = ["test", "--control", "CHG-01", ...AS_OF];
    expect((await run(...test, "--gate")).stderr).toBe("");
    await writeFile(
      join(folder, "lookback.yaml"),
      `${yaml}controls: { CHG-01: { parameters: [{ min_approvals: 2 }] } }\n`,
    );
    for (const verb of [test, ["audit", "--no-collect", ...AS_OF]]) {
      const { code, stderr } = await run(...verb, "--gate");
      expect(code).toBe(2);
      expect(stderr).toContain("WARNING: engagement SOC2-2026 (Example CPA) is judged by other revisions");
      expect(stderr).toContain("  - CHG-01: what it promised since ever reads otherwise than was pinned\n");
    }
    expect((await run(...test)).code).toBe(0);
    const shown = await run("controls", "show", "chg-01");
    expect(shown.stdout).toContain("Since ever:\n");
    expect(shown.stdout).toContain("    min_approvals: 2\n");
    const listed = JSON.parse((await run("controls", "list", "--json")).stdout);
    expect(listed.find(({ id }: { id: string }) => id === "CHG-01").promises).toHaveLength(1);
    expect((await run("controls", "show", "NOPE-1")).code).toBe(2);
  });
});
