import { instantOf } from "../../base/instant.js";
import { csv, json, type SampleFile } from "../files.js";
import { seconds } from "../moments.js";
import { COVERED, PLAN_LIMITED_REPOSITORY, REPOSITORIES, type RepositoryName, RULE_DISABLED } from "../plan.js";
import { Prng } from "../prng.js";
import type { SampleSource } from "../source.js";
import { DEPLOYER } from "./engineers.js";
import { API, folderOf, type Landing, landingsOf, userOf } from "./forge-exports.js";
import type { History } from "./history.js";

/** What landed on the protected branches by the forge's own log, and what its rules said to each push. */
export function branchSources(history: History, seed: string): readonly SampleSource[] {
  return [
    ...REPOSITORIES.flatMap(({ name }) => [activity(history, name, seed), ruleSuites(history, name)]),
    disabledRule(history),
  ];
}

function activity(history: History, name: RepositoryName, seed: string): SampleSource {
  const before = history.earlier
    .filter(({ repository }) => repository === name)
    .map(({ sha, at }): Landing => ({ sha, at, by: DEPLOYER, kind: "pr_merge", past: null }));
  const landings = [...before, ...landingsOf(history, name)];
  const start = new Prng(seed, `activity/${name}`).hex(40);
  const files = `${folderOf(name)}/activity.json`;
  const records = landings.map(({ sha, at, by, kind }, index) => ({
    id: repositoryId(name) * 10_000 + index,
    before: landings[index - 1]?.sha ?? start,
    after: sha,
    ref: "refs/heads/main",
    timestamp: seconds(at),
    activity_type: kind,
    actor: userOf(by),
  }));
  return {
    entry: {
      id: `github-activity-${short(name)}`,
      mapping: "github-activity",
      repository: name,
      files,
      query: `GET /repos/${name}/activity?ref=refs/heads/main`,
      count: records.length,
    },
    files: [json(files, records)],
  };
}

function ruleSuites(history: History, name: RepositoryName): SampleSource {
  const files = `${folderOf(name)}/rule-suites.json`;
  const suites = landingsOf(history, name)
    .filter(({ past }) => past !== "disabled")
    .map(({ sha, at, by, past }, index) => ({
      id: repositoryId(name) * 10_000 + index,
      actor_name: by.login,
      after_sha: sha,
      ref: "refs/heads/main",
      repository_name: short(name),
      pushed_at: seconds(at),
      result: past === "bypass" ? "bypass" : "pass",
    }));
  const isDenied = name === PLAN_LIMITED_REPOSITORY;
  return {
    entry: {
      id: `github-rule-suites-${short(name)}`,
      mapping: "github-rule-suites",
      repository: name,
      files,
      covers: { from: "2026-01-01", to: COVERED.to },
      query: `GET /repos/${name}/rulesets/rule-suites?rule_suite_result=all, collected every week`,
      ...(isDenied ? {} : { count: suites.length }),
    },
    files: [isDenied ? denied(files, name) : json(files, suites)],
    ...(isDenied ? { comment: "The answer was a refusal; it is kept as it came." } : {}),
  };
}

/** The stored exchange of the refused request. */
function denied(path: string, name: RepositoryName): SampleFile {
  return json(path, {
    request: { method: "GET", url: `${API}/repos/${name}/rulesets/rule-suites?rule_suite_result=all` },
    status: 403,
    headers: { "content-type": "application/json; charset=utf-8", date: "Thu, 02 Jul 2026 08:41:07 GMT" },
    body: {
      message: "Upgrade to a paid plan or make this repository public to enable this feature.",
      documentation_url: `${API}/docs/rest/repos/rule-suites`,
      status: "403",
    },
  });
}

/** The audit log of the organisation has the 21 seconds in which the rule of the branch was off, and what landed then. */
function disabledRule(history: History): SampleSource {
  const { repository } = RULE_DISABLED;
  const landed = landingsOf(history, repository).filter(({ past }) => past === "disabled");
  const reason = `branch rule disabled ${RULE_DISABLED.from}, enabled ${RULE_DISABLED.to}`;
  const rows = landed.map(({ sha, at, by }) => [
    repository,
    "main",
    by.login,
    instantOf(at),
    sha,
    "protection_disabled",
    reason,
  ]);
  const header = ["repository", "branch", "actor_login", "at", "after_sha", "mechanism", "reason"];
  const files = "github/rule-changes.csv";
  return {
    entry: {
      id: "github-rule-changes",
      mapping: "lookback-protection_bypass",
      repository,
      files,
      covers: { from: "2026-01-01", to: COVERED.to },
      query:
        "Organisation audit log: protected_branch and repository_ruleset events, with the pushes between off and on",
      count: rows.length,
    },
    files: [csv(files, header, rows)],
  };
}

function short(name: RepositoryName): string {
  return name.split("/")[1] ?? name;
}

function repositoryId(name: RepositoryName): number {
  return REPOSITORIES.find((each) => each.name === name)?.id ?? 0;
}
