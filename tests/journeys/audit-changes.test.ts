import { expect, it } from "vitest";
import { auditPeriod } from "../../src/app/audit/audit.js";
import { collect } from "../../src/app/collect/collect.js";
import { instant, msOf } from "../../src/base/instant.js";
import { openWorkspace } from "../../src/bin/open-workspace.js";
import { renderAuditJson } from "../../src/reports/audit/json.js";
import type { AuditReport } from "../../src/reports/audit/model.js";
import { workspaceFolder } from "../fakes/workspace-folder.js";

const SHA = { good: "a".repeat(40), bad: "b".repeat(40) };

const FILES = {
  "lookback.yaml": `
version: 1
organisation: { name: Probe, time_zone: UTC }
audit: { period: { from: 2026-01-01, to: 2026-03-31 } }
systems: [{ id: github, kind: scm }]
repositories: [{ name: acme/api, branch: main }]
sources:
${source("hr", "employment", "hr.csv", "")}
${source("accounts", "account", "accounts.csv", "system: github")}
${source("landed", "landed_commit", "landed.csv", "repository: acme/api")}
${source("changes", "change", "changes.csv", "repository: acme/api")}
${source("parties", "change_party", "parties.csv", "repository: acme/api")}
${source("reviews", "review", "reviews.csv", "repository: acme/api")}
${source("bypasses", "protection_bypass", "bypasses.csv", "repository: acme/api")}
`,
  "hr.csv": `employee_no,work_email,worker_type,start_day,zone,end_reason,is_cancelled
1,one@example.com,employee,2025-01-01,UTC,unknown,false
2,two@example.com,employee,2025-01-01,UTC,unknown,false
`,
  "accounts.csv": `external_id,username,employee_no,account_type,is_tagged_test
u1,one,1,human,false
u2,two,2,human,false
`,
  "landed.csv": `branch,sha,parent_sha,parent_count,landed_hi,landed_lo,landed_basis,subject,link_basis,is_rewrite,is_initial_import
main,${SHA.good},${"0".repeat(40)},1,2026-02-01T10:00:00Z,2026-02-01T10:00:00Z,forge,one,none,false,false
main,${SHA.bad},${SHA.good},1,2026-02-02T10:00:00Z,2026-02-02T10:00:00Z,forge,two,none,false,false
`,
  "changes.csv": `number,title,base_ref,head_sha,merge_sha,author_login,merged_by_login,created_at,merged_at,merge_method,is_emergency,ticket_key,has_description,is_docs_only
1,One,main,${"c".repeat(40)},${SHA.good},one,one,2026-02-01T08:00:00Z,2026-02-01T10:00:00Z,squash,false,,true,false
`,
  "parties.csv": `number,merged_at,role,login,email,is_bot
1,2026-02-01T10:00:00Z,opener,one,,false
`,
  "reviews.csv": `number,merged_at,reviewer_login,is_bot,state,submitted_at,commit_sha,has_write_permission,is_code_owner
1,2026-02-01T10:00:00Z,two,false,approved,2026-02-01T09:00:00Z,${"c".repeat(40)},true,false
`,
  "bypasses.csv": "branch,actor_login,at,after_sha,mechanism,reason\n",
};

it("audits exports end to end: one reviewed change passes, one push is an exception with its raw record", async () => {
  const report = await audited(FILES);
  const control = report.controls.find(({ id }) => id === "CHG-01");
  expect(control?.completeness.reasons).toEqual([]);
  expect(control?.counts).toEqual({ pass: 1, deviation: 1, indeterminate: 0, not_applicable: 0, pending: 0 });
  expect(control?.items.map(({ label, evidence }) => [label, evidence.length > 0])).toEqual([
    [`acme/api@${SHA.bad.slice(0, 7)} (direct push)`, true],
  ]);
  expect(report.rejects).toEqual([]);
});

it("gives the same bytes twice, and after the rows of every file were turned round", async () => {
  const turned = Object.fromEntries(
    Object.entries(FILES).map(([path, text]) => {
      const [head = "", ...rows] = text.trimEnd().split("\n");
      return [path, path.endsWith(".csv") ? `${[head, ...rows.reverse()].join("\n")}\n` : text];
    }),
  );
  const [first, second, shuffled] = [await audited(FILES), await audited(FILES), await audited(turned)];
  expect(renderAuditJson(second)).toBe(renderAuditJson(first));
  const ignoring = (report: AuditReport) =>
    renderAuditJson({ ...report, controls: report.controls.map(withoutEvidence) });
  expect(ignoring(shuffled)).toBe(ignoring(first));
});

/** Turned rows are other bytes at other rows: only the references to them may differ. */
function withoutEvidence(control: AuditReport["controls"][number]): AuditReport["controls"][number] {
  return { ...control, items: control.items.map((item) => ({ ...item, evidence: [] })) };
}

async function audited(files: Readonly<Record<string, string>>): Promise<AuditReport> {
  const root = await workspaceFolder(files);
  const open = await openWorkspace(root, "write");
  try {
    await collect({ ...open, now: () => instant("2026-04-02T00:00:00.000Z"), signal: new AbortController().signal });
    return await auditPeriod({ open, asOf: msOf(instant("2026-04-02T00:00:00.000Z")) });
  } finally {
    await open.close();
  }
}

function source(id: string, table: string, file: string, scope: string): string {
  const parts = [
    `id: ${id}`,
    "connector: exports",
    `mapping: lookback-${table}`,
    `files: ${file}`,
    ...(scope === "" ? [] : [scope]),
  ];
  return `  - { ${parts.join(", ")}, covers: { from: 2025-01-01, to: 2026-04-01 }, extracted: { at: 2026-04-02T00:00:00Z } }`;
}
