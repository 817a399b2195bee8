import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MockReport } from "../../src/reports/mock/model.js";
import { populationHash } from "../../src/statistics/selection/canonical-order.js";
import { type BundledCli, bundleCli } from "../fakes/bundled-cli.js";
import { changeCompany } from "../fakes/change-company.js";
import { AS_OF, chg01, FIRM, mockReport, ONLY } from "../fakes/mocked-company.js";
import { workspaceFolder } from "../fakes/workspace-folder.js";

const YEAR = Date.parse("2026-01-01T00:00:00.000Z");

let cli: BundledCli;
beforeAll(async () => {
  cli = await bundleCli("cli-mock-whole");
});
afterAll(() => cli.remove());

describe("a large population taken whole", { timeout: 240_000 }, () => {
  it("lists the items with a verdict, and takes none on what it does not hold", async () => {
    // Closer together, so that all of them lie in the period.
    const sooner = (text: string) =>
      text.replace(/\d{4}-\d\d-\d\dT[\d:]+\.\d{3}Z/g, (at) =>
        new Date(YEAR + (Date.parse(at) - YEAR) * 0.8).toISOString(),
      );
    const files = Object.entries(changeCompany({ changes: 61 })).map(([path, text]) => [path, sooner(text)]);
    const large = await workspaceFolder({
      ...Object.fromEntries(files),
      "firm.yaml": FIRM.replace("{ low: 12, moderate: 12, high: 12 }", "{ low: 99, moderate: 99, high: 99 }"),
    });
    expect((await cli.run(["collect", large])).code).toBe(0);
    const drawn = () => cli.run(["mock", large, ...ONLY, join(large, "firm.yaml"), ...AS_OF, "--seed", "blue"]);
    const verdict = (item: string) => {
      const told = ["--attribute", "A", "--role", "tester", "--by", "ada", "--finding", "deviation", "-w", large];
      return cli.run(["mock", "verdict", "CHG-01", item, ...told]);
    };
    expect((await drawn()).code).toBe(0);
    const before = chg01(await mockReport(large));
    expect([before.selections[0]?.n, before.items, before.sample]).toEqual([61, [], before.census]);
    expect(await verdict("no such change")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('the item "no such change" is not among those drawn for CHG-01'),
    });
    const ids = (await readFile(join(large, "reports/mock/populations/changes.ids.txt"), "utf8")).split("\n");
    expect((await verdict(ids[60] ?? "")).code).toBe(0);
    expect((await drawn()).code).toBe(0);
    const { items, sample, concluded, requests } = { ...chg01(await mockReport(large)), ...(await mockReport(large)) };
    expect(items.map(({ id, outcomes }) => [id, outcomes[0]?.verdicts.tester?.finding])).toEqual([
      [ids[60], "deviation"],
    ]);
    expect([sample, concluded]).toEqual([before.sample, before.concluded]);
    expect(requests.filter(({ type }) => type === "population")).toHaveLength(20);
  });
});

describe("an empty population", { timeout: 240_000 }, () => {
  it("did not occur, which is not a pass", async () => {
    const empty = await workspaceFolder({ ...changeCompany({ changes: 1 }), "firm.yaml": FIRM });
    for (const folder of ["landed", "changes", "parties", "reviews"]) {
      const path = join(empty, folder, "001.csv");
      await writeFile(path, `${(await readFile(path, "utf8")).split("\n")[0]}\n`);
    }
    expect((await cli.run(["collect", empty])).code).toBe(0);
    const { code, stdout } = await cli.run([
      "mock",
      empty,
      ...ONLY,
      join(empty, "firm.yaml"),
      ...AS_OF,
      "--seed",
      "blue",
      "--json",
    ]);
    expect(code).toBe(0);
    const control = chg01(MockReport.parse(JSON.parse(stdout)));
    expect([control.next, control.items, control.concluded?.conclusion]).toEqual([
      "no-occurrence",
      [],
      "NO_OCCURRENCE",
    ]);
    expect(control.next_text).toContain("Did not occur");
    expect(control.selections[0]?.population.hash).toBe(populationHash([]));
  });
});
