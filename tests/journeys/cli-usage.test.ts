import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BundledCli, bundleCli } from "../fakes/bundled-cli.js";
import { CHANGE_COMPANY_AS_OF, changeCompany } from "../fakes/change-company.js";
import { workspaceFolder } from "../fakes/workspace-folder.js";

const VERBS = [
  ...["demo", "init", "collect", "test", "audit", "explain", "mock", "export", "cause", "compensate"],
  ...["report", "pdf", "controls", "replay", "timestamp", "pack", "verify", "shred", "redact", "rewrap"],
  ...["pin", "witness", "rekey", "mirror", "doctor", "serve", "backup", "restore"],
];

let cli: BundledCli;
beforeAll(async () => {
  cli = await bundleCli("cli-usage");
});
afterAll(() => cli.remove());

describe("help", () => {
  it.each(VERBS)("of %s says how to call it, on standard output", async (verb) => {
    const { code, stdout, stderr } = await cli.run([verb, "--help"]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(new RegExp(`^Usage: lookback ${verb} \\[options\\] [<[]\\w+`));
    expect(stdout).toContain("--help");
  });

  it("of the program lists every verb and every exit code", async () => {
    const { code, stdout, stderr } = await cli.run(["--help"]);
    expect([code, stderr]).toEqual([0, ""]);
    const [, commands = ""] = /^Commands:\n(.*?)\n\n/ms.exec(stdout) ?? [];
    const listed = [...commands.matchAll(/^ {2}([a-z]+) /gm)].map(([, verb]) => verb);
    expect(listed).toEqual([...VERBS, "help"]);
    for (const exit of [0, 1, 2, 3, 4]) expect(stdout).toMatch(new RegExp(`(^| )${exit} [a-z]`, "m"));
  });

  it("is what somebody gets who says nothing, and the version is the package's", async () => {
    const nothing = await cli.run([]);
    expect([nothing.code, nothing.stdout]).toEqual([2, ""]);
    expect(nothing.stderr).toMatch(/^Usage: lookback /);
    const { version } = JSON.parse(await readFile("package.json", "utf8"));
    expect(await cli.run(["--version"])).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: "" });
  });
});

describe("wrong use ends with 2, says what is wrong on standard error, and prints nothing else", () => {
  it.each([
    [["audti"], "error: unknown command 'audti'\n(Did you mean audit?)\n"],
    [["audit", "--jsno"], "error: unknown option '--jsno'\n(Did you mean --json?)\n"],
    [["doctor", "--as-of", "2026-01-01"], "error: unknown option '--as-of'\n"],
    [["audit", "a", "b"], "error: too many arguments for 'audit'. Expected 1 argument but got 2.\n"],
    [["explain"], "error: missing required argument 'subject'\n"],
    [
      ["audit", "--as-of", "2026-02-30"],
      "error: option '--as-of <time>' argument '2026-02-30' is invalid. expected 2026-06-30 or 2026-06-30T18:00:00Z (with a zone).\n",
    ],
    [
      ["test", "--as-of", "2026-06-30T18:00:00"],
      "error: option '--as-of <time>' argument '2026-06-30T18:00:00' is invalid. expected 2026-06-30 or 2026-06-30T18:00:00Z (with a zone).\n",
    ],
  ])("%j", async (args, message) => {
    expect(await cli.run(args)).toEqual({ code: 2, signal: null, stdout: "", stderr: message });
  });
});

describe("exit codes", () => {
  const asOf = ["--as-of", CHANGE_COMPANY_AS_OF];

  it("are 0 without a gate, 1 for exceptions and 3 for gaps with one", async () => {
    const root = await workspaceFolder(changeCompany({ changes: 3, unreviewed: [2] }));
    const codes: Record<string, number | null> = {};
    for (const [name, args] of Object.entries({
      collect: ["collect", root],
      verify: ["verify", root],
      test: ["test", root, ...asOf],
      "test of what deviates, gated": ["test", root, "-c", "CHG-01", "--gate", ...asOf],
      "test of what does not, gated": ["test", root, "-c", "chg-02", "--gate", ...asOf],
      audit: ["audit", root, ...asOf],
      "audit with an exception, gated": ["audit", root, "--gate", ...asOf],
      doctor: ["doctor", root],
    })) {
      codes[name] = (await cli.run(args)).code;
    }
    expect(codes).toEqual({
      collect: 0,
      verify: 0,
      test: 0,
      "test of what deviates, gated": 1,
      "test of what does not, gated": 0,
      audit: 0,
      "audit with an exception, gated": 1,
      doctor: 3,
    });
  });

  it("are 3 where nothing deviates but something could not be seen, and where a source stopped", async () => {
    const unseen = await workspaceFolder(changeCompany({ changes: 2 }));
    expect((await cli.run(["audit", unseen, "--gate", ...asOf])).code).toBe(3);
    const files = changeCompany({ changes: 2 });
    const { "hr/people.csv": _, ...without } = files;
    const missing = await workspaceFolder(without);
    const { code, stdout } = await cli.run(["collect", missing]);
    expect(code).toBe(3);
    expect(stdout).toContain(
      '  hr        STOPPED: source hr: no file matches "hr/*.csv"\n            fix: Put the export there, or correct `files` in lookback.yaml.\n',
    );
    expect((await cli.run(["collect", missing, "--dry-run"])).code).toBe(3);
  });
});
