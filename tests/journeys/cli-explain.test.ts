import { cp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BundledCli, bundleCli } from "../fakes/bundled-cli.js";
import { CHANGE_COMPANY_AS_OF, changeCompany } from "../fakes/change-company.js";
import { workspaceFolder } from "../fakes/workspace-folder.js";

const files = changeCompany({ changes: 6, unreviewed: [4] });
/** The line of the export that the exception rests on. */
const RAW = files["changes/004.csv"]?.split("\n")[1] ?? "no such file";

let cli: BundledCli;
let root: string;
beforeAll(async () => {
  cli = await bundleCli("cli-explain");
  root = await workspaceFolder(files);
  expect((await cli.run(["audit", root, "--as-of", CHANGE_COMPANY_AS_OF])).code).toBe(0);
});
afterAll(() => cli.remove());

/** The commands that an explanation proposes next, as arguments. */
function proposed(text: string): string[][] {
  const next = text.split("\n").find((line) => line.startsWith("Next: ")) ?? "";
  return [...next.matchAll(/lookback explain (?:"([^"]+)"|([\w.-]+))/g)].map(([, quoted, plain]) => [
    "explain",
    quoted ?? plain ?? "",
    "-w",
    root,
  ]);
}

describe("explain", () => {
  it("reaches the raw bytes from an exception in one step", async () => {
    const { stdout } = await cli.run(["audit", root, "--no-collect", "--json", "--as-of", CHANGE_COMPANY_AS_OF]);
    const { exceptions }: { exceptions: { id: string; control: string }[] } = JSON.parse(stdout);
    const [exception] = exceptions.filter(({ control }) => control === "CHG-01");
    expect(exception?.id).toBe("CHG-01.A/acme/api#4");
    const explained = await cli.run(["explain", exception?.id ?? "", "-w", root]);
    expect([explained.code, explained.stderr]).toEqual([0, ""]);
    expect(explained.stdout).toContain("A  deviation not-performed: no independent approval before the merge");
    expect(explained.stdout).toContain(`    | ${RAW}\n`);
    expect(explained.stdout).toMatch(/changes: changes\/004\.csv, row 2 {2}\(sha256 [0-9a-f]{64}\)/);
  });

  it("reaches them from a criterion in three, by following what each step proposes", async () => {
    const criterion = await cli.run(["explain", "CC8.1", "-w", root]);
    const control = proposed(criterion.stdout).find(([, subject]) => subject === "CHG-01") ?? [];
    const item = proposed((await cli.run(control)).stdout)[0] ?? [];
    expect([control[1], item[1]]).toEqual(["CHG-01", "acme/api#4"]);
    expect((await cli.run(item)).stdout).toContain(`    | ${RAW}\n`);
  });

  it("names the rules of the opinion and where to go from it", async () => {
    const { code, stdout } = await cli.run(["explain", "opinion", "-w", root]);
    expect([code, stdout.split("\n")[0]]).toMatchObject([0, expect.stringMatching(/^Projected opinion: [A-Z]+ /)]);
    expect(stdout).toContain("Not an opinion: only a licensed CPA firm can issue a SOC 2 report");
    const next = proposed(stdout);
    expect(next.length).toBeGreaterThan(0);
    for (const command of next) expect((await cli.run(command)).code).toBe(0);
  });

  it("refuses a name that the audit does not hold, and says what names it takes", async () => {
    const { code, stdout, stderr } = await cli.run(["explain", "acme/api#99", "-w", root]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(
      /^error: the last audit holds no .* called "acme\/api#99"\n {2}fix: Use a control \(IAM-03\)/,
    );
  });

  it("takes a damaged report for none, and says how to make one", async () => {
    const damaged = await workspaceFolder({});
    await cp(root, damaged, { recursive: true });
    await writeFile(join(damaged, "reports/audit.json"), '{"schema":');
    const { code, stdout, stderr } = await cli.run(["explain", "CHG-01", "-w", damaged]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toBe(
      "error: this workspace has no audit yet, or reports/audit.json is damaged or of another version\n  fix: Run: lookback audit\n",
    );
  });
});
