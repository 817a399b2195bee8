/** Pull requests of the little company; each comes in a file of its own. */
export interface ChangeCompany {
  readonly changes: number;
  /** Numbers of changes that nobody reviewed. */
  readonly unreviewed?: readonly number[];
  /** More sources, as YAML below `sources:`. */
  readonly moreSources?: string;
}

const DAY_MS = 86_400_000;
const START = Date.parse("2026-01-05T09:00:00.000Z");
/** A moment after the period of the little company, when its exports were made. */
export const CHANGE_COMPANY_AS_OF = "2026-04-02T00:00:00Z";

/** The files of a workspace that changes software: people, accounts, and one file per change, review and landed commit. */
export function changeCompany({ changes, unreviewed = [], moreSources = "" }: ChangeCompany): Record<string, string> {
  const files: Record<string, string> = {
    "lookback.yaml": lookbackYaml(moreSources),
    "hr/people.csv":
      "employee_no,work_email,worker_type,start_day,zone,end_reason,is_cancelled\n1,one@example.com,employee,2025-01-01,UTC,unknown,false\n2,two@example.com,employee,2025-01-01,UTC,unknown,false\n",
    "accounts/github.csv":
      "external_id,username,employee_no,account_type,is_tagged_test\nu1,one,1,human,false\nu2,two,2,human,false\n",
    "bypasses/none.csv": "branch,actor_login,at,after_sha,mechanism,reason\n",
  };
  for (let number = 1; number <= changes; number += 1) {
    Object.assign(files, changeFiles(number, !unreviewed.includes(number)));
  }
  return files;
}

/** The files of one change: what landed, the change, who wrote it, and who approved it. */
export function changeFiles(number: number, isReviewed = true): Record<string, string> {
  const name = String(number).padStart(3, "0");
  const merged = START + number * DAY_MS * 1.5;
  const at = (hoursBefore: number) => new Date(merged - hoursBefore * 3_600_000).toISOString();
  const [head, landed, parent] = [sha("c", number), sha("a", number), sha("a", number - 1)];
  const review = isReviewed ? `${number},${at(0)},two,false,approved,${at(1)},${head},true,false\n` : "";
  return {
    [`landed/${name}.csv`]: `branch,sha,parent_sha,parent_count,landed_hi,landed_lo,landed_basis,subject,link_basis,is_rewrite,is_initial_import\nmain,${landed},${parent},1,${at(0)},${at(0)},forge,change ${number},none,false,false\n`,
    [`changes/${name}.csv`]: `number,title,base_ref,head_sha,merge_sha,author_login,merged_by_login,created_at,merged_at,merge_method,is_emergency,ticket_key,has_description,is_docs_only\n${number},Change ${number},main,${head},${landed},one,one,${at(2)},${at(0)},squash,false,,true,false\n`,
    [`parties/${name}.csv`]: `number,merged_at,role,login,email,is_bot\n${number},${at(0)},opener,one,,false\n`,
    [`reviews/${name}.csv`]: `number,merged_at,reviewer_login,is_bot,state,submitted_at,commit_sha,has_write_permission,is_code_owner\n${review}`,
  };
}

function lookbackYaml(moreSources: string): string {
  return `version: 1
organisation: { name: Little Ltd, time_zone: UTC }
audit: { period: { from: 2026-01-01, to: 2026-03-31 } }
systems: [{ id: github, kind: scm }]
repositories: [{ name: acme/api, branch: main }]
sources:
${source("hr", "employment", "hr", "")}
${source("accounts", "account", "accounts", "system: github")}
${source("landed", "landed_commit", "landed", "repository: acme/api")}
${source("changes", "change", "changes", "repository: acme/api")}
${source("parties", "change_party", "parties", "repository: acme/api")}
${source("reviews", "review", "reviews", "repository: acme/api")}
${source("bypasses", "protection_bypass", "bypasses", "repository: acme/api")}
${moreSources}`;
}

function source(id: string, table: string, folder: string, scope: string): string {
  const parts = [
    `id: ${id}`,
    "connector: exports",
    `mapping: lookback-${table}`,
    `files: "${folder}/*.csv"`,
    ...(scope === "" ? [] : [scope]),
  ];
  return `  - { ${parts.join(", ")}, covers: { from: 2025-01-01, to: 2026-04-01 }, extracted: { at: ${CHANGE_COMPANY_AS_OF} } }`;
}

function sha(letter: string, number: number): string {
  return `${letter}${String(number).padStart(39, "0")}`;
}
