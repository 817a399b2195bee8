import { execFile } from "node:child_process";
import { cp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AuditorReportView } from "../../src/reports/auditor-report/model.js";
import { type BundledCli, bundleCli } from "../fakes/bundled-cli.js";
import { CHANGE_COMPANY_AS_OF, changeCompany } from "../fakes/change-company.js";
import { workspaceFolder } from "../fakes/workspace-folder.js";
import { PROSE_REPORT, prosePdf, scannedPdf } from "../reports/report-documents.js";

const REPORT = `# SOC 2 type II, for the period January 1, 2026 to March 31, 2026

## Basis for qualified opinion

As a result, the controls did not provide reasonable assurance on criterion CC8.1.

## Section IV

| Control no. | Control | Test performed | Result |
|---|---|---|---|
| CH-1 (CC8.1) | Changes are approved by another person before merge | Inspected 3 changes | Exception noted: 1 of 3 changes was merged without an independent approval. |
| CH-2 (CC8.1) | Checks pass before merge | Inspected 3 changes | No exceptions noted. |
| VE-1 (CC9.2) | Vendors are reviewed | Requested the reviews | No evidence was provided. |

Please call with questions.
`;

let cli: BundledCli;
let collected: string;
beforeAll(async () => {
  cli = await bundleCli("cli-report");
  collected = await workspaceFolder({ ...changeCompany({ changes: 6, unreviewed: [4] }), "report.md": REPORT });
  expect((await cli.run(["collect", collected])).code).toBe(0);
});
afterAll(() => cli.remove());

/** A workspace of its own from which was collected already. */
async function company(): Promise<string> {
  const root = await workspaceFolder({});
  await cp(collected, root, { recursive: true });
  return root;
}

/** Imports a file and returns the id of its first row. */
async function imported(root: string, file = join(root, "report.md")): Promise<string> {
  const { stdout } = await cli.run(["report", "import", file, root]);
  return /row-[0-9a-f]{10}/.exec(stdout)?.[0] ?? "no row";
}

async function shown(root: string, ...more: readonly string[]) {
  const { stdout } = await cli.run(["report", "show", root, "--json", "--as-of", CHANGE_COMPANY_AS_OF, ...more]);
  return AuditorReportView.parse(JSON.parse(stdout));
}

describe("from the report to the census", () => {
  it("imports, proposes, matches and shows what the whole population says, and the criteria to win back", async () => {
    const root = await company();
    const { code, stdout, stderr } = await cli.run(["report", "import", join(root, "report.md"), root]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("report.md: 3 rows (1 exception, 1 no-evidence, 1 no-exception)\n  3 new, 0 known\n");
    const [id = ""] = /row-[0-9a-f]{10}/.exec(stdout) ?? [];

    const before = await shown(root);
    expect(before.rows.map(({ comparisons }) => comparisons[0]?.match)).toEqual([null, null, null]);
    expect(before.rows[0]?.proposals[0]?.control).toBe("CHG-01");

    expect((await cli.run(["report", "match", "-w", root])).stdout).toContain("CHG-01");
    expect(await cli.run(["report", "match", id, "CHG-01.A", "-w", root])).toMatchObject({ code: 0, stderr: "" });

    const view = await shown(root);
    expect([view.opinion, view.type, view.period]).toEqual([
      "qualified",
      "II",
      { from: "2026-01-01", to: "2026-03-31" },
    ]);
    expect(view.rows[0]?.comparisons[0]).toMatchObject({
      seen: { deviating: 1, examined: 3 },
      match: { control: "CHG-01", attribute: "A" },
      census: { deviating: 1, due: 6, could_not_tell: 0, is_proven: true, reasons: [] },
      chance_of_any_millionths: 500_000,
      chance_of_as_many_millionths: 500_000,
    });
    expect(view.criteria.map(({ criterion, is_in_basis, standing }) => [criterion, is_in_basis, standing])).toEqual([
      ["CC8.1", true, "deviating"],
      ["CC9.2", false, "not-shown"],
    ]);
    expect(view.files[0]?.unread.map(({ text }) => text)).toEqual(["Please call with questions."]);
  });

  it("undoes a match by matching again, and keeps everything when the same file comes twice", async () => {
    const root = await company();
    const id = await imported(root);
    await cli.run(["report", "match", id, "CHG-02", "-w", root]);
    await cli.run(["report", "match", id, "--none", "-w", root]);
    const again = await cli.run(["report", "import", join(root, "report.md"), root]);
    expect(again.stdout).toContain("imported before: nothing was added");
    const { rows } = await shown(root);
    expect([rows.length, rows[0]?.id, rows[0]?.comparisons[0]?.match]).toEqual([3, id, null]);
    expect((await cli.run(["verify", root])).code).toBe(0);
  });

  it("says plainly why there is no census: before the end of the period, and without a period", async () => {
    const root = await company();
    const bare = await workspaceFolder({ "bare.txt": "Control no.: 7\nResult: Exception noted: 1 of 3 was late.\n" });
    const id = await imported(root, join(bare, "bare.txt"));
    await cli.run(["report", "match", id, "CHG-01", "-w", root]);
    const why = async (...more: readonly string[]) =>
      (await shown(root, ...more)).rows[0]?.comparisons[0]?.why_no_census;
    expect(await why()).toMatch(/^the report does not say which period it covers/);
    expect(await why("--from", "2026-01-01", "--to", "2026-12-31")).toMatch(/^the report's period ends on 2026-12-31/);
  });

  it("writes a page beside the text", async () => {
    const root = await company();
    await imported(root);
    const page = join(root, "out", "report.html");
    const { code, stdout } = await cli.run(["report", "show", root, "--html", page, "--as-of", CHANGE_COMPANY_AS_OF]);
    expect([code, stdout.endsWith(`Page: ${page}\n`)]).toEqual([0, true]);
    expect(await readFile(page, "utf8")).toContain(
      "Exception noted: 1 of 3 changes was merged without an independent approval.",
    );
  });
});

describe("what is handed in", () => {
  it("may come from standard input and from a PDF", async () => {
    const root = await company();
    const pdf = await workspaceFolder({ "report.pdf": await prosePdf(PROSE_REPORT) });
    expect((await cli.run(["report", "import", join(pdf, "report.pdf"), root])).stdout).toContain("report.pdf: 2 rows");
    expect(await piped(["report", "import", "-", root], REPORT)).toContain("standard input: 3 rows");
    expect((await shown(root)).rows).toHaveLength(5);
  });

  it("counts beside what came before under the same name, until it is said to replace it", async () => {
    const root = await company();
    const pasted = (no: string) => `Control no.: ${no}\nResult: Exception noted: 1 of 3 was late.\n`;
    await piped(["report", "import", "-", root], pasted("CA-12"));
    expect(await piped(["report", "import", "-", root], pasted("CA-20"))).toMatch(
      /file-[0-9a-f]{10} of the same name counts beside it; if this one shall take its place/,
    );
    expect((await shown(root)).rows.map(({ control_no, is_current }) => [control_no, is_current])).toEqual([
      ["CA-12", true],
      ["CA-20", true],
    ]);
    const [first, second] = (await shown(root)).files.map(({ id }) => id);
    const third = ["report", "import", "-", root, "--replaces", second ?? ""];
    expect(await piped(third, pasted("CA-21"))).toContain(` in place of ${second} (standard input)`);
    const { rows, files } = await shown(root);
    expect(files.map(({ id, replaces }) => [id === first, replaces])).toEqual([
      [true, null],
      [false, second],
    ]);
    expect(rows.map(({ control_no, is_current }) => [control_no, is_current])).toEqual([
      ["CA-12", true],
      ["CA-21", true],
      ["CA-20", false],
    ]);
    expect((await cli.run(["verify", root])).code).toBe(0);
  });

  it("of another period is not set beside the census of this one", async () => {
    const root = await company();
    const earlier = REPORT.replaceAll(", 2026", ", 2025").replace("1 of 3 changes was", "2 of 3 changes were");
    const folders = await workspaceFolder({ "2025/report.md": earlier, "2026/report.md": REPORT });
    const old = await imported(root, join(folders, "2025/report.md"));
    const now = await imported(root, join(folders, "2026/report.md"));
    for (const row of [old, now]) await cli.run(["report", "match", row, "CHG-01.A", "-w", root]);
    const why = async (...more: readonly string[]) => {
      const { rows, period } = await shown(root, ...more);
      const [first, second] = [old, now].map((id) => rows.find((row) => row.id === id)?.comparisons[0]);
      return [period?.from, first?.why_no_census, second?.why_no_census];
    };
    const covers = (year: number) =>
      `its report covers ${year}-01-01 to ${year}-03-31, not the period shown; for that one add --from ${year}-01-01 --to ${year}-03-31`;
    expect(await why()).toEqual(["2026-01-01", covers(2025), null]);
    expect(await why("--from", "2025-01-01", "--to", "2025-03-31")).toEqual(["2025-01-01", null, covers(2026)]);
  });

  it("is refused with a fix when it cannot be read, and nothing is recorded", async () => {
    const root = await company();
    const files = await workspaceFolder({ "scan.pdf": await scannedPdf(), "empty.txt": "" });
    for (const name of ["scan.pdf", "empty.txt", "missing.txt"]) {
      const { code, stdout, stderr } = await cli.run(["report", "import", join(files, name), root]);
      expect([name, code, stdout]).toEqual([name, 2, ""]);
      expect(stderr).toMatch(new RegExp(`^error: .*${name}.*\\n {2}fix: \\w`));
    }
    const { code, stderr } = await cli.run(["report", "show", root]);
    expect([code, stderr]).toEqual([
      2,
      "error: no report was imported into this workspace yet\n  fix: Run: lookback report import FILE\n",
    ]);
  });

  it.each([
    [["match", "row-1"], "error: say what row-1 is about: one control, or --none\n"],
    [["match", "row-1", "CHG-01", "--none"], "error: say what row-1 is about: one control, or --none\n"],
    [["show", "--from", "2026-01-01"], "error: a period has two ends\n"],
    [["show", "--from", "2026-02-01", "--to", "2026-01-01"], "error: the period ends before it begins\n"],
    [
      ["show", "--from", "1.1.2026"],
      "error: option '--from <day>' argument '1.1.2026' is invalid. expected a day such as 2026-01-01.\n",
    ],
  ])("wrong use ends with 2: %j", async (args, message) => {
    const { code, stdout, stderr } = await cli.run(["report", ...args]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr.startsWith(message)).toBe(true);
  });
});

function piped(args: readonly string[], input: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(process.execPath, [cli.script, ...args], (error, stdout) =>
      error === null ? resolve(stdout) : reject(error),
    );
    child.stdin?.end(input);
  });
}
