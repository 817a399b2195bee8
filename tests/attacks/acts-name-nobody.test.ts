import { readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sha256 } from "../../src/base/digest.js";
import { CONTROLS } from "../../src/controls/registry.js";
import { mayNamePerson } from "../../src/ledger/leaf.js";
import { type BundledCli, bundleCli } from "../fakes/bundled-cli.js";
import { CHANGE_COMPANY_AS_OF, changeCompany } from "../fakes/change-company.js";
import { mockReport } from "../fakes/mocked-company.js";
import { inCompany } from "../fakes/packed-company.js";
import { workspaceFolder } from "../fakes/workspace-folder.js";

/** A control of the company's own whose items are people, called by their addresses. */
const BY_ADDRESS = `version: 1
id: OWN-01
revision: 1
title: Changes are merged soon
statement: A change is merged within two hours of being opened.
criteria: { key: [CC8.1] }
risk: low
nature: automated
type: detective
frequency: per_event
population:
  name: opened-changes
  title: Opened changes
  doc: One item per merged change, called by an address.
  columns:
    created_at: { kind: instant, doc: when it was opened }
  reads: { change: month, scope: whole }
  triggers: [{ stream: repo.changes, per: repository }]
  sql: |
    select 'person.' || cast(c.number as text) || '@example.com' as item_id, c.merged_at as occurred_at,
      'person.' || cast(c.number as text) || '@example.com' as label, c.repository as unit,
      'person.' || cast(c.number as text) || '@example.com' as actor,
      c.evidence_sha256 || '#' || c.evidence_pointer as evidence, c.created_at as created_at
    from change c
    join scope s on s.kind = 'repository' and s.key = c.repository
attributes:
  - id: A
    title: Merged within two hours
    family: approval
    what: merge
    from: created_at
    due: { column: created_at, plus: { hours: 2 } }
    done: occurred_at
    watch: [{ stream: repo.changes }]
remediation: Cut changes smaller.
`;

const REVIEWS = `system,key,period_key,listing_at,listing_count,system_count,signed_off_at,signed_off_by,is_population_complete
github,2025-Q4,2025-Q4,2026-01-06T15:00:00.000Z,1,1,2026-01-20T10:00:00.000Z,2,true
`;
const LINES = `system,period_key,account_username,entitlement,decision,decided_at,reviewer_employee_no,subject_employee_no,executed_at
github,2025-Q4,one@example.com,admin,remove,2026-01-15T16:00:00.000Z,2,1,2026-01-16T04:00:00.000Z
`;
/** Goes before anything is tested, while no failure rests on it. */
const TRAINING = `employee_no,email,course,assigned_at,completed_at,status
1,one@example.com,Awareness,2026-01-05T09:00:00.000Z,2026-01-06T09:00:00.000Z,completed
`;

const APPLIES = ["CHG-01", "IAM-05"];
/** Time-stamps hold digests alone and need an authority; corrections are written by nobody yet. */
const NOT_ACTED = ["anchor", "supersede"];
const PEOPLE = ["one@example.com", "two@example.com", ...[1, 2, 3].map((number) => `person.${number}@example.com`)];

let cli: BundledCli;
let root: string;
let leaves: readonly string[];
let types: readonly string[];

function source(id: string, table: string, scope = "system: [github], "): string {
  const covers = "covers: { from: 2025-07-01, to: 2026-04-01 }, extracted: { at: 2026-04-02T00:00:00Z }";
  return `  - { id: ${id}, connector: exports, mapping: lookback-${table}, ${scope}files: ${id}.csv, ${covers} }\n`;
}

async function company(): Promise<string> {
  const moreSources = source("reviews-held", "access_review") + source("review-lines", "access_review_item");
  const training = source("training", "training_completion", "");
  const files = changeCompany({ changes: 3, unreviewed: [2], moreSources: moreSources + training });
  const others = CONTROLS.map(({ id }) => id).filter((id) => !APPLIES.includes(id));
  const leftOut = others.map((id) => `  ${id}: { not_applicable: not part of this example }\n`).join("");
  return workspaceFolder({
    ...files,
    "lookback.yaml": `${files["lookback.yaml"]}retention: { days: 1 }\ncontrols:\n${leftOut}`,
    ...{
      "controls/own-01.yaml": BY_ADDRESS,
      "reviews-held.csv": REVIEWS,
      "review-lines.csv": LINES,
      "training.csv": TRAINING,
    },
  });
}

async function done(...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await cli.run(args);
  const told = args.slice(0, 2).join(" ");
  expect([told, code, code === 0 ? "" : stdout + stderr]).toEqual([told, 0, ""]);
  return stdout;
}

async function verdicts(): Promise<void> {
  const [control] = (await mockReport(root)).controls;
  const [item] = control?.items ?? [];
  if (item === undefined) throw new Error("nothing was drawn");
  expect(PEOPLE).toContain(item.id);
  const what = ["--attribute", "A", "--finding", "pass", "--workspace", root];
  await done("mock", "verdict", "OWN-01", item.id, "--role", "tester", "--by", "p-12", ...what);
  await done("mock", "verdict", "OWN-01", item.id, "--role", "reviewer", "--by", "p-31", ...what);
}

async function destroyed(): Promise<void> {
  const choice = ["shred", root, "--source", "training", "--reason", "erasure"];
  const confirm = /--confirm "(destroy \d+ [0-9a-f]{8})"/.exec(await done(...choice))?.[1] ?? "no plan";
  const words = ["--basis", "request of one@example.com", "--requested-by", "one@example.com"];
  await done(...choice, ...words, "--approved-by", "two@example.com", "--confirm", confirm);
}

/** Everything that the little company can do which is put on record. */
beforeAll(async () => {
  cli = await bundleCli("acts-name-nobody");
  // Stands for the verifier that goes into a pack: nobody runs it here.
  await writeFile(join(dirname(cli.script), "verify-lookback.mjs"), "// the verifier\n");
  root = await company();
  await done("collect", root);
  await done("mock", root, "--seed", "word", "--controls", "OWN-01", "--as-of", CHANGE_COMPANY_AS_OF);
  await verdicts();
  await done("pdf", "review", root, "--quarter", "2025-Q4", "--as-of", CHANGE_COMPANY_AS_OF);
  await destroyed();
  await done("audit", root, "--as-of", CHANGE_COMPANY_AS_OF);
  await done("pack", root, "--to", "two@example.com");
  await inCompany(root, async ({ evidence }) => {
    const records: unknown[] = [];
    for await (const { record } of evidence.records()) records.push(record);
    leaves = records.map((record) => JSON.stringify(record));
    types = [...new Set(leaves.map((leaf) => JSON.parse(leaf).type as string))].sort();
  });
}, 240_000);
afterAll(() => cli.remove());

describe("the log of a company that did everything that is put on record", () => {
  it("holds records of every type that can be acted out", () => {
    const all = ["evidence", "run", "result", "review", "shred", "derived", "key", "export", "map", "decision"];
    expect([...types, ...NOT_ACTED].sort()).toEqual([...all, ...NOT_ACTED].sort());
  });

  it("names nobody, and no file in its folder is called after a person", async () => {
    expect(leaves.filter((leaf) => mayNamePerson(leaf) || leaf.includes("example.com"))).toEqual([]);
    const names = (await readdir(join(root, ".lookback/evidence"), { recursive: true })).map(String);
    expect(names.filter(mayNamePerson)).toEqual([]);
  });

  it("holds no digest of an address", async () => {
    const hashes = PEOPLE.map((person) => sha256(person));
    expect(leaves.filter((leaf) => hashes.some((hash) => leaf.includes(hash)))).toEqual([]);
  });
});
