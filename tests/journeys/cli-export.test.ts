import { mkdtemp, readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSheet } from "read-excel-file/node";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type BundledCli, bundleCli } from "../fakes/bundled-cli.js";
import { CHANGE_COMPANY_AS_OF, changeCompany } from "../fakes/change-company.js";
import { workspaceFolder } from "../fakes/workspace-folder.js";
import { schemaChecks, structuralProblems } from "../structure/oscal-validation.js";

// Each test starts the program afresh, which a busy machine makes slow.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const AS_OF = ["--as-of", CHANGE_COMPANY_AS_OF];

let cli: BundledCli;
let root: string;
let out: string;
let oscal: Readonly<Record<string, Buffer>> = {};
let books: Readonly<Record<string, Buffer>> = {};
beforeAll(async () => {
  cli = await bundleCli("cli-export");
  root = await workspaceFolder(changeCompany({ changes: 4, unreviewed: [2] }));
  out = await mkdtemp(join(tmpdir(), "lookback-export-"));
  expect((await cli.run(["audit", root, ...AS_OF])).code).toBe(0);
});
afterAll(() => cli.remove());

async function exported(...args: readonly string[]): Promise<Readonly<Record<string, Buffer>>> {
  const folder = await mkdtemp(join(out, "run-"));
  const [kind = "", ...rest] = args;
  const { code, stdout, stderr } = await cli.run(["export", kind, root, "--out", folder, ...AS_OF, "--json", ...rest]);
  expect([code, stderr]).toEqual([0, ""]);
  const names = (await readdir(folder)).sort();
  const said: unknown = JSON.parse(stdout);
  expect(said).toMatchObject({ folder });
  expect(names).toEqual([...Object(said).files].sort());
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name))] as const)),
  );
}

describe("export oscal", () => {
  it("writes seven valid documents", async () => {
    oscal = await exported("oscal");
    const first = oscal;
    expect(Object.keys(first)).toEqual([
      "assessment-plan.json",
      "assessment-results.json",
      "catalog.json",
      "component-definition.json",
      "plan-of-action-and-milestones.json",
      "profile.json",
      "system-security-plan.json",
    ]);
    for (const [by, check] of [...(schemaChecks() ?? []), ["structural rules", structuralProblems] as const]) {
      for (const [name, bytes] of Object.entries(first)) {
        expect([by, name, check(JSON.parse(bytes.toString("utf8")))]).toEqual([by, name, []]);
      }
    }
    const results = first["assessment-results.json"]?.toString("utf8") ?? "";
    expect(results).toContain('"name": "exception-state"');
    expect(first["system-security-plan.json"]?.toString("utf8")).toContain(
      "Repository acme/api, protected branch main.",
    );
  });

  it("without --out writes the same bytes to reports/export/oscal of the workspace, and says so", async () => {
    const { code, stdout } = await cli.run(["export", "oscal", root, ...AS_OF]);
    const folder = join(root, "reports/export/oscal");
    expect([code, stdout.split("\n")[0]]).toEqual([0, `Wrote to ${folder}:`]);
    const again = await Promise.all(
      Object.keys(oscal).map(async (name) => [name, await readFile(join(folder, name))] as const),
    );
    expect(Object.fromEntries(again)).toEqual(oscal);
  });
});

describe("export matrix", () => {
  it("writes a workbook with a row for each control", async () => {
    const first = await exported("matrix");
    expect(Object.keys(first)).toEqual(["control-matrix.xlsx"]);
    const rows = await readSheet(first["control-matrix.xlsx"] ?? Buffer.alloc(0));
    const titles = rows[0] ?? [];
    const changes = rows.find(([id]) => id === "CHG-01") ?? [];
    const cell = (title: string) => changes[titles.indexOf(title)];
    expect([cell("N"), cell("Tested"), cell("Deviations"), cell("Population is reliable")]).toEqual([4, 4, 1, true]);
  });

  it("as CSV, one file a table", async () => {
    const files = await exported("matrix", "--format", "csv");
    expect(Object.keys(files)).toEqual(["about.csv", "attributes.csv", "controls.csv"]);
    expect(files["about.csv"]?.toString("utf8")).toContain("Not an opinion");
  });
});

describe("export populations", () => {
  it("as a workbook, has a sheet for each population and says how it was proven", async () => {
    books = await exported("populations");
    expect(Object.keys(books)).toEqual(["populations.xlsx"]);
    const proofs = await readSheet(books["populations.xlsx"] ?? Buffer.alloc(0), "Completeness");
    expect(proofs.find(([name]) => name === "changes")?.[3]).toBe(true);
  });

  it("writes the same bytes again", async () => {
    expect(await exported("populations")).toEqual(books);
  });

  it("gives every item with its outcomes, alike in both forms", async () => {
    const tables = await exported("populations", "--format", "csv");
    const book = books["populations.xlsx"] ?? Buffer.alloc(0);
    const rows = await readSheet(book, "changes");
    const lines = tables["population-changes.csv"]?.toString("utf8").slice(1).trimEnd().split("\r\n") ?? [];
    expect([rows.length, lines.length]).toEqual([5, 5]);
    expect(lines[0]).toBe(rows[0]?.join(","));
    const verdict = rows[0]?.indexOf("CHG-01.A") ?? -1;
    expect(rows.slice(1).map((row) => row[verdict])).toEqual([
      "pass",
      expect.stringContaining("deviation"),
      "pass",
      "pass",
    ]);
    const own = await readFile(join(root, "reports/populations/changes.csv"), "utf8");
    expect(own.split("\r\n").length - 1).toBe(lines.length);
  });
});

describe("export attestations", () => {
  it("writes a signed statement of the run, under the name it keeps, and says that it says nothing about time", async () => {
    const { code, stdout, stderr } = await cli.run(["export", "attestations", root]);
    const folder = join(root, "reports/export/attestations");
    expect([code, stderr, stdout.split("\n")[0]]).toEqual([0, "", `Wrote to ${folder}:`]);
    expect(stdout).toContain("Attestations: 1, with an outside time: 0.");
    expect(stdout).toContain("No time-stamp authority is configured");
    const names = (await readdir(folder)).sort();
    expect(names).toEqual(["log-key.pem", "run-000000000000.sigstore.json"]);
    const elsewhere = await mkdtemp(join(out, "run-"));
    const again = await cli.run(["export", "attestations", root, "--out", elsewhere, "--json"]);
    expect(JSON.parse(again.stdout)).toMatchObject({
      folder: elsewhere,
      files: names,
      untimed: { reason: "no-authority" },
    });
    for (const name of names) {
      expect(await readFile(join(elsewhere, name), "utf8")).toBe(await readFile(join(folder, name), "utf8"));
    }
    const { dsseEnvelope } = JSON.parse(await readFile(join(folder, names[1] ?? ""), "utf8"));
    const statement = JSON.parse(Buffer.from(dsseEnvelope.payload, "base64").toString("utf8"));
    const sources = statement.predicate.sources.map((each: { source: string }) => each.source);
    expect(statement.subject.map((each: { name: string }) => each.name.split("/")[0])).toEqual(
      statement.predicate.records.map((each: { source: string }) => each.source),
    );
    expect(new Set(statement.predicate.records.map((each: { source: string }) => each.source))).toEqual(
      new Set(sources),
    );
  });
});

describe("wrong use", () => {
  it("an unknown form or kind, and a workspace from which nothing was collected, are refused with a fix", async () => {
    const form = await cli.run(["export", "matrix", root, "--format", "pdf"]);
    expect([form.code, form.stderr]).toEqual([2, expect.stringContaining("Allowed choices are xlsx, csv")]);
    expect((await cli.run(["export", "everything", root])).code).toBe(2);
    const empty = await workspaceFolder(changeCompany({ changes: 1 }));
    const none = await cli.run(["export", "oscal", empty, "--out", out]);
    expect([none.code, none.stdout]).toEqual([2, ""]);
    expect(none.stderr).toContain("fix: ");
    const unsigned = await cli.run(["export", "attestations", empty, "--out", out]);
    expect([unsigned.code, unsigned.stdout]).toEqual([2, ""]);
  });
});
