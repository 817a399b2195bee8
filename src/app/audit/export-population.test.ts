import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { CHANGE_COMPANY_AS_OF, changeCompany } from "../../../tests/fakes/change-company.js";
import { inCompany } from "../../../tests/fakes/packed-company.js";
import { workspaceFolder } from "../../../tests/fakes/workspace-folder.js";
import { type Instant, instant, msOf } from "../../base/instant.js";
import { collect } from "../collect/collect.js";
import { auditPeriod } from "./audit.js";

/** Within the period; whoever joined on 5 January was due before, on 20 February is due afterwards. */
const BEFORE = instant("2026-03-01T00:00:00.000Z");
const AFTER = instant("2026-03-02T00:00:00.000Z");

/** Joined within the period, with 30 days to be trained; nobody else works there. */
async function joined(day: string): Promise<string> {
  const source = (id: string, table: string) =>
    `  - { id: ${id}, connector: exports, mapping: lookback-${table}, files: ${id}.csv, covers: { from: 2024-01-01, to: 2026-06-01 }, extracted: { at: "2026-06-01T00:00:00Z" } }\n`;
  const root = await workspaceFolder({
    ...changeCompany({ changes: 0, moreSources: source("training", "training_completion") }),
    "hr/people.csv": `employee_no,work_email,worker_type,start_day,zone,end_reason,is_cancelled\n1,p1@example.com,employee,${day},UTC,unknown,false\n`,
    "training.csv": "id,employee_no,course,assigned_at,completed_at,status\n",
  });
  const now = () => instant(new Date(CHANGE_COMPANY_AS_OF).toISOString());
  await inCompany(root, (open) => collect({ ...open, now, signal: new AbortController().signal }));
  return root;
}

interface Exported {
  readonly csv: string;
  readonly note: { readonly asOf: number; readonly isVolatile: boolean };
}

async function exported(root: string, at: Instant): Promise<Exported> {
  await inCompany(root, (open) => {
    const controls = open.controls.filter(({ id }) => id === "HR-02");
    return auditPeriod({ open: { ...open, controls }, asOf: msOf(at) });
  });
  return {
    csv: await readFile(join(root, "reports/populations/training-dues.csv"), "utf8"),
    note: JSON.parse(await readFile(join(root, ".lookback/exports/training-dues.json"), "utf8")),
  };
}

it("is not written again later on when nothing in it was open, and would be the same", async () => {
  const root = await joined("2026-01-05");
  const first = await exported(root, BEFORE);
  expect(first.csv).toContain("deviation");
  expect(first.note).toMatchObject({ asOf: msOf(BEFORE), isVolatile: false });
  const second = await exported(root, AFTER);
  expect(second).toEqual(first);
  expect(second.csv).toBe((await exported(await joined("2026-01-05"), AFTER)).csv);
});

it("is written again for an earlier moment, and while something is open", async () => {
  const root = await joined("2026-01-05");
  await exported(root, AFTER);
  expect((await exported(root, BEFORE)).note.asOf).toBe(msOf(BEFORE));
  const waiting = await joined("2026-02-20");
  const first = await exported(waiting, BEFORE);
  expect([first.note.isVolatile, first.csv.includes("pending")]).toEqual([true, true]);
  expect((await exported(waiting, AFTER)).note.asOf).toBe(msOf(AFTER));
});
