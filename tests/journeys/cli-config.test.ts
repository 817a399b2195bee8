import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BundledCli, bundleCli } from "../fakes/bundled-cli.js";
import { changeCompany } from "../fakes/change-company.js";
import { workspaceFolder } from "../fakes/workspace-folder.js";

let cli: BundledCli;
beforeAll(async () => {
  cli = await bundleCli("cli-config");
});
afterAll(() => cli.remove());

const good = changeCompany({ changes: 1 });
const YAML = good["lookback.yaml"] ?? "";

/** Runs a verb in a workspace whose lookback.yaml was changed; paths in messages are relative to it. */
async function run(yaml: string, ...args: readonly string[]) {
  const root = await workspaceFolder({ ...good, "lookback.yaml": yaml });
  const { code, stdout, stderr } = await cli.run(args, { cwd: root });
  return { code, stdout, stderr };
}

describe("a folder without lookback.yaml", () => {
  it.each(["collect", "test", "audit", "doctor", "explain opinion"])(
    "is refused by %s, with what to do",
    async (verb) => {
      const root = await workspaceFolder({});
      expect(await cli.run(verb.split(" "), { cwd: root })).toEqual({
        code: 2,
        signal: null,
        stdout: "",
        stderr:
          "error: there is no lookback.yaml in this folder\n  fix: Make a workspace with: lookback init, or look at the sample company with: lookback demo\n",
      });
    },
  );
});

describe("a workspace that nothing was collected from", () => {
  it.each(["test", "explain opinion", "audit --no-collect", "verify"])("is refused by %s", async (verb) => {
    const { code, stdout, stderr } = await run(YAML, ...verb.split(" "));
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^error: there is no evidence in \S+\n {2}fix: Run: lookback collect\./);
  });
});

describe("lookback.yaml with a mistake names file, line and column", () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    [
      "an unknown key",
      YAML.replace("organisation:", "organization:"),
      [
        "lookback.yaml:1:1 organisation: this key is missing (expected object)",
        'lookback.yaml:2:1 unknown key "organization"',
      ],
    ],
    [
      "a key that is unknown further in",
      YAML.replace("time_zone: UTC", "time_zone: UTC, timezone: UTC"),
      ['lookback.yaml:2:51 organisation: unknown key "timezone"'],
    ],
    [
      "a day that does not exist",
      YAML.replace("2026-03-31", "2026-02-30"),
      ["lookback.yaml:3:38 audit.period.to: expected an existing day as YYYY-MM-DD"],
    ],
    [
      "an unknown zone",
      YAML.replace("time_zone: UTC", "time_zone: Mars/Olympus"),
      ["lookback.yaml:2:35 organisation.time_zone: expected an IANA zone such as Europe/Berlin"],
    ],
  ];
  it.each(cases)("%s", async (_, yaml, lines) => {
    const { code, stdout, stderr } = await run(yaml, "doctor");
    expect([code, stdout]).toEqual([2, ""]);
    expect([...(stderr.match(/lookback\.yaml:\d+:\d+ .*/g) ?? [])].sort()).toEqual([...lines].sort());
    expect(stderr).toMatch(/\n {2}fix: Mend (this line|these lines) and run the command again/);
  });

  it("YAML that cannot be read at all", async () => {
    const { code, stderr } = await run(YAML.replace("systems: [{", "systems: [["), "audit");
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: lookback\.yaml:4:\d+ /);
  });
});

describe("sources, mappings and controls that nobody knows are refused by name", () => {
  it("a mapping, with the nearest one", async () => {
    const { code, stderr } = await run(YAML.replace("lookback-review", "lookback-reveiw"), "collect");
    expect(code).toBe(2);
    expect(stderr).toContain('source "reviews"');
    expect(stderr).toContain('unknown mapping "lookback-reveiw" (did you mean "lookback-review"?)');
  });

  it("a connector, with those there are", async () => {
    const { code, stderr } = await run(YAML.replace("connector: exports", "connector: export"), "collect", "--dry-run");
    expect(code).toBe(2);
    expect(stderr).toMatch(/source "hr": there is no connector "export"\n {2}fix: Use one of: .*exports/);
  });

  it("a source on the command line, stored or not; the folder may stand behind it", async () => {
    const message =
      'error: there is no source "okta" in lookback.yaml\n  fix: Use one of: hr, accounts, landed, changes, parties, reviews, bypasses.\n';
    expect(await run(YAML, "collect", "-s", "okta", ".")).toEqual({ code: 2, stdout: "", stderr: message });
    expect(await run(YAML, "collect", "--dry-run", "--source", "okta")).toEqual({
      code: 2,
      stdout: "",
      stderr: message,
    });
  });

  it("a control on the command line or in lookback.yaml, and a parameter", async () => {
    const root = await workspaceFolder(good);
    expect((await cli.run(["collect", root])).code).toBe(0);
    const { code, stderr } = await cli.run(["test", "-c", "CHG-99", root]);
    expect([code, stderr.split("\n")[0]]).toEqual([2, 'error: there is no control "CHG-99"']);
    const unknown = await run(`${YAML}controls: { CHG-99: {} }\n`, "audit");
    expect([unknown.code, unknown.stderr.split("\n")[0]]).toEqual([
      2,
      "error: lookback.yaml: controls.CHG-99: there is no control of that id",
    ]);
    const parameter = await run(`${YAML}controls: { CHG-01: { parameters: [{ hours: 4 }] } }\n`, "audit");
    expect([parameter.code, parameter.stderr.split("\n")[0]]).toEqual([
      2,
      "error: lookback.yaml: controls.CHG-01.parameters.hours: this control has no such parameter",
    ]);
  });

  it("two sources of one id", async () => {
    const { code, stderr } = await run(YAML.replace("id: accounts", "id: hr"), "collect");
    expect([code, stderr.split("\n")[0]]).toEqual([2, 'error: lookback.yaml: source "hr": another source has this id']);
  });
});
