import { cp, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sha256 } from "../../src/base/digest.js";
import type { MockReport } from "../../src/reports/mock/model.js";
import { type Listed, populationHash } from "../../src/statistics/selection/canonical-order.js";
import { drawStages } from "../../src/statistics/selection/draw.js";
import { type BundledCli, bundleCli, type CliRun } from "../fakes/bundled-cli.js";
import { changeCompany, changeFiles } from "../fakes/change-company.js";
import { AS_OF, chg01, FIRM, mockReport, ONLY } from "../fakes/mocked-company.js";
import { workspaceFolder } from "../fakes/workspace-folder.js";

const CHANGES = 55;
const UNREVIEWED = [7, 23, 41];

let cli: BundledCli;
let root: string;
let firm: string;

beforeAll(async () => {
  cli = await bundleCli("cli-mock");
  root = await workspaceFolder({
    ...changeCompany({ changes: CHANGES, unreviewed: UNREVIEWED }),
    "firm.yaml": FIRM,
  });
  firm = join(root, "firm.yaml");
  expect((await cli.run(["collect", root])).code).toBe(0);
});
afterAll(() => cli.remove());

function mock(...more: readonly string[]): Promise<CliRun> {
  return cli.run(["mock", root, ...ONLY, firm, ...more]);
}

/** What the last mock wrote. */
const report = () => mockReport(root);

/** Runs a mock that must succeed, and reads what it wrote. */
async function mocked(...more: readonly string[]): Promise<MockReport["controls"][number]> {
  const { code, stderr } = await mock(...more);
  expect([code, stderr]).toEqual([0, ""]);
  return chg01(await report());
}

/** Every file of the workpapers, by path. */
async function workpapers(folder = join(root, "reports/mock")): Promise<Readonly<Record<string, string>>> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => /\.\w+$/.test(name)).sort();
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), "utf8")] as const)),
  );
}

/** The population as frozen, read back from its list. */
async function frozenList(): Promise<readonly Listed[]> {
  const [, ...lines] = (await readFile(join(root, "reports/mock/populations/changes.csv"), "utf8")).split("\r\n");
  return lines.flatMap((line) => {
    const [id, at] = line.split(",");
    return id === undefined || at === undefined ? [] : [{ id, occurredAt: Date.parse(at) }];
  });
}

/** The draw, made again by hand from the frozen list: what an auditor would do with it. */
async function redrawn(seed: string, n: number): Promise<readonly string[]> {
  const stratumOf = ({ occurredAt }: Listed) => new Date(occurredAt).toISOString().slice(0, 7);
  const [stage] = drawStages({ items: await frozenList(), seed, method: "stratified", stratumOf }, [n]);
  return stage?.selected.map(({ id }) => id) ?? [];
}

/** When a change of the little company was merged, as its export says. */
function mergedAt(number: number): string | undefined {
  const [, line = ""] = (changeFiles(number)[`changes/${String(number).padStart(3, "0")}.csv`] ?? "").split("\n");
  return line.split(",")[8];
}

/** A seed whose first sample holds so many of the unreviewed changes. */
async function seedWith(deviations: number): Promise<string> {
  const moments = new Set(UNREVIEWED.map(mergedAt));
  const unreviewed = new Set(
    (await frozenList()).flatMap(({ id, occurredAt }) => (moments.has(new Date(occurredAt).toISOString()) ? [id] : [])),
  );
  expect(unreviewed.size).toBe(UNREVIEWED.length);
  for (let number = 1; number < 50; number += 1) {
    const drawn = await redrawn(`seed-${number}`, 12);
    if (drawn.filter((id) => unreviewed.has(id)).length === deviations) return `seed-${number}`;
  }
  throw new Error("no seed of fifty draws that many");
}

describe("mock", { timeout: 240_000 }, () => {
  it("asks for a seed before it freezes anything", async () => {
    const { code, stdout, stderr } = await mock();
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^error: no seed is stored for this period yet.*\n {2}fix: .*lookback mock --seed WORD\n$/);
  });

  it("draws, tests and reports, and says throughout that it is no auditor's conclusion", async () => {
    const { code, stdout } = await mock("--seed", "blue", ...AS_OF);
    expect(code).toBe(0);
    expect(stdout.replace(/\s+/g, " ")).toContain("it is never a reason not to fix");
    const {
      "populations/changes.csv": list = "",
      "populations/changes.ids.txt": ids = "",
      ...papers
    } = await workpapers();
    for (const said of [stdout, ...Object.values(papers)]) expect(said).toContain("Mock audit. Not an opinion.");
    expect(Object.keys(papers)).toEqual(["mock.html", "mock.json", "requests.csv", "workpapers/CHG-01.csv"]);
    expect(list.split("\r\n")).toHaveLength(CHANGES + 2);
    expect(sha256(ids)).toBe((await report()).populations[0]?.hash);
    expect(papers["mock.html"]).toContain("No auditor made it or concluded anything in it");
    expect(papers["mock.html"]).not.toMatch(/<script|signature|signed by/i);
  });

  it("stands in the log in the order seed, frozen population, plan, items", async () => {
    const { seed, populations, profile, ...rest } = await report();
    const { plan_record, selections } = chg01({ seed, populations, profile, ...rest });
    const records = [seed.record, populations[0]?.record, plan_record, selections[0]?.record].map(Number);
    expect(records).toEqual([...new Set(records)].sort((a, b) => a - b));
    expect(profile.name).toBe("Careful & Partners");
  });

  it("draws twelve of a population named by its hash, from every month, as anybody can draw them again", async () => {
    const { items, selections, sample, census, detection, plan } = chg01(await report());
    expect([items.length, selections[0]?.population.count, census]).toEqual([
      12,
      CHANGES,
      { pass: CHANGES - 3, deviation: 3, indeterminate: 0, not_applicable: 0, pending: 0 },
    ]);
    expect(selections[0]?.population.hash).toBe(populationHash(await frozenList()));
    expect(selections[0]?.selected).toEqual(await redrawn("blue", 12));
    expect(sample.pass + sample.deviation).toBe(12);
    expect([...new Set(items.map(({ occurred_at }) => occurred_at.slice(0, 7)))].sort()).toEqual([
      "2026-01",
      "2026-02",
      "2026-03",
    ]);
    expect(detection.map(({ n }) => n)).toEqual([12, 15, 25, 40]);
    expect([plan.extension, Number(plan.true_risk) <= 0.2]).toEqual([expect.any(Number), true]);
  });

  it("lists one request for each item and attribute, after the twenty populations", async () => {
    const { requests, controls } = await report();
    const of = (type: string) => requests.filter((request) => request.type === type);
    const asked = controls.flatMap(({ items }) => items.flatMap(({ outcomes }) => outcomes));
    expect([of("population").length, of("walkthrough").length, of("sample").length]).toEqual([20, 1, asked.length]);
    expect(new Set(requests.map(({ id }) => id)).size).toBe(requests.length);
    expect(new Set(requests.map(({ auditor_status }) => auditor_status))).toEqual(new Set(["open"]));
    const states = Object.fromEntries(of("population").map(({ id, internal_status }) => [id, internal_status]));
    expect([states["POP-09"], states["POP-14"]]).toEqual(["to be answered", "not available"]);
    const comment = requests.find(({ id }) => id === "POP-09")?.comment ?? "";
    expect(comment).toContain("populations/changes.csv");
    expect(comment).toContain("Not frozen in this mock: our populations deployments, database-changes.");
    expect(comment).not.toContain("reports/");
    const csv = await readFile(join(root, "reports/mock/workpapers/CHG-01.csv"), "utf8");
    expect(csv.split("\r\n")).toHaveLength(asked.length + 2);
  });

  it("gives the same bytes again, here and elsewhere, and appends nothing to the log", async () => {
    const [before, elsewhere] = [await workpapers(), await workspaceFolder({})];
    const size = (await cli.run(["verify", root, "--json"])).stdout;
    expect((await mock("--seed", "blue")).code).toBe(0);
    expect((await mock("--out", elsewhere)).code).toBe(0);
    expect([await workpapers(), await workpapers(elsewhere)]).toEqual([before, before]);
    expect((await cli.run(["verify", root, "--json"])).stdout).toBe(size);
  });

  it.each([
    ["--seed", "green"],
    ["--method", "statistical"],
    ["--as-of", "2026-04-03"],
  ])("refuses %s %s after a draw without a reason", async (...attempt) => {
    const { code, stderr } = await mock(...attempt);
    expect([code, stderr]).toEqual([2, expect.stringContaining("drawing anew without a reason would be shopping")]);
  });

  it("refuses another population without a reason, and leaves the frozen list as it was drawn from", async () => {
    const grown = await workspaceFolder({});
    await cp(root, grown, { recursive: true });
    for (const [path, text] of Object.entries(changeFiles(CHANGES + 1))) await writeFile(join(grown, path), text);
    expect((await cli.run(["collect", grown])).code).toBe(0);
    const before = await workpapers(join(grown, "reports/mock"));
    const { code, stderr } = await cli.run(["mock", grown, ...ONLY, firm]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("was drawn already from another population")]);
    expect(await workpapers(join(grown, "reports/mock"))).toEqual(before);
  });

  it("draws anew with a reason, and keeps the earlier draw in sight", async () => {
    const drawn = chg01(await report()).selections[0]?.selected;
    const again = await mocked("--seed", "green", ...AS_OF, "--reason", "the tester knew the first");
    expect(again.selections[0]?.reason).toBe("the tester knew the first");
    expect(again.selections[0]?.selected).toEqual(await redrawn("green", 12));
    expect(again.selections[0]?.selected).not.toEqual(drawn);
    expect(again.earlier_draws.map(({ seed, n }) => [seed, n])).toEqual([["blue", 12]]);
    expect((await report()).seed.seed).toBe("green");
  });
});

describe("an extension", { timeout: 240_000 }, () => {
  it("is drawn by the registered plan after one deviation only: the next ranks, and the same again later", async () => {
    const first = await mocked("--seed", await seedWith(1), ...AS_OF, "--reason", "the next mock");
    expect([first.next, first.concluded?.provisional, first.sample.deviation]).toEqual(["extend", true, 1]);
    const extended = await mocked("--extend", "CHG-01");
    expect(extended.selections.map(({ stage, n }) => [stage, n])).toEqual([
      [0, 12],
      [1, first.plan.extension],
    ]);
    const [before, more] = extended.selections;
    expect(before).toEqual(first.selections[0]);
    expect(more?.selected.some((id) => before?.selected.includes(id))).toBe(false);
    expect(extended.next).not.toBe("extend");
    expect(await mocked()).toEqual(extended);
  });

  it("is refused where nothing deviated", async () => {
    await mocked("--seed", await seedWith(0), ...AS_OF, "--reason", "one more");
    const { code, stderr } = await mock("--extend", "CHG-01");
    expect([code, stderr]).toEqual([2, expect.stringContaining("no item of the first sample deviated")]);
  });
});

describe("two-person testing", { timeout: 240_000 }, () => {
  const verdict = (item: string, role: string, by: string, finding: string) => {
    const told = ["--attribute", "A", "--role", role, "--by", by, "--finding", finding, "-w", root];
    return cli.run(["mock", "verdict", "CHG-01", item, ...told]);
  };
  const refused = async (run: Promise<CliRun>) => {
    const { code, stderr } = await run;
    return `${code} ${stderr.split("\n")[0]}`;
  };

  it("needs two different people, and tests drawn items only", async () => {
    const item = chg01(await report()).items[0]?.id ?? "";
    expect(await refused(verdict(item, "reviewer", "bea", "pass"))).toContain(
      "2 error: attribute A of this item was not tested yet",
    );
    expect((await verdict(item, "tester", "ada", "pass")).code).toBe(0);
    expect(await refused(verdict(item, "reviewer", "ada", "pass"))).toContain("one who tested cannot review");
    expect(await refused(verdict(item, "reviewer", " Ada ", "pass"))).toContain("one who tested cannot review");
    expect((await verdict(item, "reviewer", "bea", "deviation")).code).toBe(0);
    expect(await refused(verdict("acme/api#none", "tester", "ada", "pass"))).toContain("is not among those drawn");
  });

  it("shows disagreement open", async () => {
    const { items } = await mocked();
    const { state, why_open } = items[0]?.outcomes.find(({ attribute }) => attribute === "A")?.verdicts ?? {};
    expect([state, why_open]).toEqual(["open", "the tester found pass, the reviewer deviation"]);
    expect((await workpapers())["mock.html"]).toContain("Open: the tester found pass, the reviewer deviation.");
    expect((await cli.run(["verify", root])).code).toBe(0);
  });
});
