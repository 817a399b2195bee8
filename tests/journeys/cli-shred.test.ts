import { appendFile, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type BundledCli, bundleCli } from "../fakes/bundled-cli.js";
import { CHANGE_COMPANY_AS_OF, changeCompany } from "../fakes/change-company.js";
import { workspaceFolder } from "../fakes/workspace-folder.js";

let cli: BundledCli;
let root: string;
beforeAll(async () => {
  cli = await bundleCli("cli-shred");
  const files = changeCompany({ changes: 4, unreviewed: [2] });
  // The period stays open whenever this test runs.
  root = await workspaceFolder({ ...files, "lookback.yaml": `${files["lookback.yaml"]}retention: { days: 90000 }\n` });
  const { code, stderr } = await cli.run(["audit", root]);
  expect([code, stderr]).toEqual([0, ""]);
});
afterAll(() => cli.remove());

/** Whether some stored file of the workspace's data holds this text as it is. */
async function isReadable(text: string): Promise<boolean> {
  const folder = join(root, ".lookback");
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((each) => each.isFile())) {
    if ((await readFile(join(entry.parentPath, entry.name))).includes(text)) return true;
  }
  return false;
}

async function verifyReport() {
  return JSON.parse((await cli.run(["verify", root, "--json"])).stdout);
}

it("opens every sealed file when it verifies, and says so when the key is not at hand", async () => {
  const report = await verifyReport();
  expect([report.errors, report.notChecked.filter((line: string) => line.includes("sealed"))]).toEqual([[], []]);
});

it("refuses to destroy anything while the last audit is older than the evidence, or cannot be read", async () => {
  const report = join(root, "reports", "audit.json");
  const audited = await readFile(report, "utf8");
  const chosen = ["shred", root, "--source", "hr", "--reason", "erasure"];
  expect((await cli.run(["audit", root, "--no-collect", "--as-of", CHANGE_COMPANY_AS_OF])).code).toBe(0);
  for (const text of [undefined, audited.slice(0, -3)]) {
    if (text !== undefined) await writeFile(report, text);
    const { code, stdout } = await cli.run(chosen);
    expect([code, stdout.includes("NOT_AUDITED"), stdout.includes("run lookback audit first")]).toEqual([
      2,
      true,
      true,
    ]);
  }
  await writeFile(report, audited);
});

it("refuses to destroy what an exception of the last audit rests on", async () => {
  const { code, stdout } = await cli.run(["shred", root, "--source", "changes", "--reason", "erasure"]);
  expect([code, stdout.includes("SHRED_IN_PERIOD")]).toEqual([2, true]);
});

it("shows a plan first, wants its words typed and two people, then destroys for good", async () => {
  const words = ["--basis", "Article 17 request 4711", "--requested-by", "Head of HR"];
  const choice = ["shred", root, "--source", "hr", "--reason", "erasure"];
  const { code, stdout, stderr } = await cli.run(choice);
  expect([code, stderr]).toEqual([0, ""]);
  const confirm = ["--confirm", /--confirm "(destroy \d+ [0-9a-f]{8})"/.exec(stdout)?.[1] ?? "no plan"];
  const before = (await verifyReport()).checked.records;
  for (const [args, reason] of [
    [[...words, "--approved-by", "DPO", "--confirm", "yes"], "the confirmation is not the one of this plan"],
    [[...words, ...confirm], "a destruction needs who approved it"],
    [[...words, "--approved-by", "head of hr", ...confirm], "whoever asked for it approved it"],
  ] as const) {
    const refused = await cli.run([...choice, ...args]);
    expect([refused.code, refused.stderr.includes(reason)]).toEqual([2, true]);
  }
  expect((await verifyReport()).checked.records).toBe(before);

  const done = await cli.run([...choice, ...words, "--approved-by", "DPO", ...confirm]);
  expect([done.code, done.stderr]).toEqual([0, ""]);
  expect(done.stdout).toContain("every copy of their keys here");
  const report = await verifyReport();
  expect(report.errors).toEqual([]);
  expect(report.infos.map(({ code }: { code: string }) => code)).toContain("INFO_SHREDDED");
  expect(await isReadable("Head of HR")).toBe(true);
  expect(await readdir(join(root, ".lookback"))).toEqual(["evidence"]);
});

it("goes on under another master key once lookback.yaml names it, and not before", async () => {
  const file = join(root, "keys", "new.key");
  const { code, stdout } = await cli.run(["rewrap", root, "--to", file]);
  expect([code, stdout.includes(JSON.stringify(file))]).toEqual([0, true]);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await cli.run(["doctor", root])).stdout).toContain("none that can be read here");
  await appendFile(join(root, "lookback.yaml"), "confidential: { master_key: { file: keys/new.key } }\n");
  const { errors, notChecked } = await verifyReport();
  expect([errors, notChecked.filter((line: string) => line.includes("sealed"))]).toEqual([[], []]);
});

it("audits what is left as a gap, not as a pass", async () => {
  expect((await cli.run(["collect", root, "-s", "changes"])).code).toBe(0);
  const again = await cli.run(["audit", root, "--no-collect", "--json", "--as-of", CHANGE_COMPANY_AS_OF]);
  expect(again.code).toBe(0);
  const { rejects, evidence, controls } = JSON.parse(again.stdout);
  expect([rejects, evidence.captures > 0]).toEqual([[], true]);
  const counts = controls.find(({ id }: { id: string }) => id === "CHG-01").counts;
  expect(counts.pass).toBe(0);
});
