import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { entityId } from "../../kit/entity-id.js";
import { readFixture } from "../fixture.js";

const at = (text: string) => Date.parse(text);
const entry = { repository: "acme/api" };
const change = entityId({ system: "acme/api", kind: "change", key: "7" });

describe("github-pulls", () => {
  const pull = {
    url: "https://api.github.com/repos/acme/api/pulls/7",
    number: 7,
    title: "Fix SEC-12: rotate keys",
    body: "Why",
    user: { login: "ada", type: "User" },
    created_at: "2026-02-01T10:00:00Z",
    merged_at: "2026-02-02T10:00:00Z",
    merge_commit_sha: "m1",
    labels: [{ name: "hotfix" }],
    head: { sha: "h1", ref: "fix" },
    base: { ref: "main", repo: { full_name: "acme/api" } },
  };

  test("a merged one is a change with its opener; one that was not merged is none", async () => {
    const file = await readFixture("github-pulls", [pull, { ...pull, number: 8, merged_at: null }], { entry });
    expect([file.kept, file.rejects, file.skipped]).toEqual([2, [], ["not merged"]]);
    expect(file.rows("change")).toEqual([
      {
        id: change,
        repository: "acme/api",
        number: 7,
        title: "Fix SEC-12: rotate keys",
        base_ref: "main",
        head_sha: "h1",
        merge_sha: "m1",
        author_login: "ada",
        merged_by_login: null,
        created_at: at("2026-02-01T10:00:00Z"),
        merged_at: at("2026-02-02T10:00:00Z"),
        merge_method: "unknown",
        is_emergency: true,
        ticket_key: "SEC-12",
        has_description: true,
        is_docs_only: false,
      },
    ]);
    expect(file.rows("change_party").map((row) => [row.change_id, row.role, row.login, row.is_bot])).toEqual([
      [change, "opener", "ada", false],
    ]);
  });

  test("a single one says who merged; a deleted opener is nobody", async () => {
    const one = { ...pull, user: null, merged_by: { login: "github-merge-queue[bot]", type: "Bot" } };
    const file = await readFixture("github-pulls", one, { entry });
    expect(file.rows("change").map((row) => [row.author_login, row.merge_method])).toEqual([[null, "queue"]]);
  });

  test("a stored refusal is a gap, and no row", async () => {
    const body = { message: "Not Found", documentation_url: "https://docs.github.com/rest", status: "404" };
    for (const refusal of [body, { request: { method: "GET", path: "/x" }, status: 404, headers: {}, body }]) {
      const file = await readFixture("github-pulls", refusal, { entry });
      expect([file.kept, file.rejects.length]).toEqual([0, 0]);
      expect(file.coverage.map((row) => [row.scope, row.is_complete, row.reason])).toEqual([
        ["acme/api", false, "permission"],
      ]);
    }
  });
});

describe("parts of a pull request in files of their own", () => {
  const review = {
    id: 1,
    user: { login: "bob", type: "User" },
    state: "APPROVED",
    submitted_at: "2026-02-01T12:00:00Z",
    commit_id: "h1",
  };

  test("github-reviews take the number from around the list, the file's name or the review itself", async () => {
    const around = await readFixture(
      "github-reviews",
      { pull_number: 7, repository: "acme/api", reviews: [review] },
      { entry },
    );
    const named = await readFixture("github-reviews", [review], { entry, key: "github/reviews-7.json" });
    const address = { pull_request_url: "https://api.github.com/repos/acme/api/pulls/7" };
    const own = await readFixture("github-reviews", [{ ...review, ...address }], { entry });
    const nobody = await readFixture("github-reviews", [review], { entry, key: "github/all.json" });
    expect(around.rows("review")).toEqual([
      {
        id: entityId({ system: "acme/api", kind: "review", key: "1" }),
        change_id: change,
        merged_at: null,
        reviewer_login: "bob",
        is_bot: false,
        state: "approved",
        prior_state: null,
        submitted_at: at("2026-02-01T12:00:00Z"),
        commit_sha: "h1",
        has_write_permission: null,
        is_code_owner: false,
      },
    ]);
    expect([named.rows("review"), own.rows("review")]).toEqual([around.rows("review"), around.rows("review")]);
    expect(nobody.rejects.map(({ column }) => column)).toEqual(["pull_number"]);
  });

  test("github-pull-commits: author, committer and co-authors; the forge's own committer is nobody", async () => {
    const commit = {
      sha: "c1",
      author: { login: "ada", type: "User" },
      committer: { login: "web-flow", type: "User" },
      commit: {
        message: "x\n\nCo-authored-by: Bob <Bob@example.com>\nCo-authored-by: Bob <bob@example.com>",
        author: { email: "Ada@example.com" },
        committer: { email: "noreply@github.com" },
      },
    };
    const list = { pull_number: 7, merged_at: "2026-02-02T10:00:00Z", commits: [commit] };
    const file = await readFixture("github-pull-commits", list, { entry });
    expect(file.rejects).toEqual([]);
    expect(file.rows("change_party").map((row) => [row.role, row.login, row.email])).toEqual([
      ["author", "ada", "ada@example.com"],
      ["co_author", null, "bob@example.com"],
    ]);
    const undated = await readFixture("github-pull-commits", { ...list, merged_at: null }, { entry });
    expect(undated.rows("change_party").map((row) => row.merged_at)).toEqual([null, null]);
  });

  test("github-check-runs: a conclusion that is not known is never a success", async () => {
    const run = {
      id: 1,
      head_sha: "h1",
      name: "test",
      started_at: "2026-02-01T12:00:00Z",
      completed_at: "2026-02-01T12:05:00Z",
      conclusion: "success",
    };
    const runs = [run, { ...run, id: 2, conclusion: "stale" }, { ...run, id: 3, conclusion: null, completed_at: null }];
    const file = await readFixture("github-check-runs", { total_count: 3, check_runs: runs }, { entry });
    expect(file.rows("check_result").map((row) => [row.conclusion, row.completed_at])).toEqual([
      ["success", at("2026-02-01T12:05:00Z")],
      ["unknown", at("2026-02-01T12:05:00Z")],
      ["unknown", null],
    ]);
  });
});

describe("what landed", () => {
  const zero = "0".repeat(40);
  const update = (id: number, activity_type: string, over: object = {}) => ({
    id,
    before: "b",
    after: `a${id}`,
    ref: "refs/heads/main",
    timestamp: "2026-02-01T12:00:00Z",
    activity_type,
    actor: { login: "ada" },
    ...over,
  });

  test("github-activity: one landed commit per update of the branch; a force push is a rewrite and a bypass", async () => {
    const file = await readFixture(
      "github-activity",
      [
        update(1, "pr_merge"),
        update(2, "force_push"),
        update(3, "push", { ref: "refs/heads/dev" }),
        update(4, "branch_creation", { before: zero }),
        update(5, "branch_deletion", { after: zero }),
      ],
      { entry },
    );
    expect([file.rejects, file.skipped]).toEqual([[], ["other branch", "deletion"]]);
    expect(
      file
        .rows("landed_commit")
        .map((row) => [row.sha, row.parent_sha, row.landed_basis, row.is_rewrite, row.is_initial_import]),
    ).toEqual([
      ["a1", "b", "forge", false, false],
      ["a2", "b", "forge", true, false],
      ["a4", null, "forge", false, true],
    ]);
    expect(file.rows("protection_bypass").map((row) => [row.after_sha, row.mechanism, row.actor_login])).toEqual([
      ["a2", "force_push", "ada"],
    ]);
  });

  test("github-rule-suites: only a bypass is one", async () => {
    const suite = {
      id: 21,
      actor_name: "ada",
      ref: "refs/heads/main",
      after_sha: "a",
      pushed_at: "2026-02-01T12:00:00Z",
      result: "bypass",
    };
    const file = await readFixture(
      "github-rule-suites",
      [suite, { ...suite, id: 22, result: "pass" }, { ...suite, id: 23, result: "fail" }],
      { entry },
    );
    expect([file.rejects, file.skipped]).toEqual([[], ["no bypass", "no bypass"]]);
    expect(file.rows("protection_bypass").map((row) => [row.branch, row.mechanism, row.after_sha])).toEqual([
      ["main", "ruleset", "a"],
    ]);
  });

  test("github-deployments: outcome from the last status that is an end", async () => {
    const deployment = {
      id: 5,
      sha: "s",
      environment: "production",
      creator: { login: "github-actions[bot]", type: "Bot" },
      created_at: "2026-02-01T12:00:00Z",
    };
    const statuses = [
      { state: "failure", created_at: "2026-02-01T12:01:00Z" },
      { state: "success", created_at: "2026-02-01T12:09:00Z" },
      { state: "inactive", created_at: "2026-02-03T12:00:00Z" },
    ];
    const file = await readFixture(
      "github-deployments",
      [deployment, { ...deployment, id: 6, statuses, creator: { login: "ada" }, environment: "staging" }],
      { entry },
    );
    expect(file.rows("deployment").map((row) => [row.outcome, row.trigger, row.is_production])).toEqual([
      ["unknown", "pipeline", true],
      ["success", "human", false],
    ]);
  });
});

test("github-webhook-deliveries: GitHub's own captured deliveries are all understood", async () => {
  const text = readFileSync("node_modules/@octokit/webhooks-examples/api.github.com/index.json", "utf8");
  const events: readonly { readonly examples: readonly object[] }[] = JSON.parse(text);
  const deliveries = events.flatMap(({ examples }) => examples);
  const file = await readFixture("github-webhook-deliveries", deliveries, {
    entry: { repository: "Codertocat/Hello-World" },
  });
  expect([file.kept, file.rejects]).toEqual([deliveries.length, []]);
  expect(file.rows("review").map((row) => [row.reviewer_login, row.state, row.prior_state])).toEqual([
    ["Codertocat", "dismissed", "commented"],
  ]);
  expect([file.rows("change").length, file.rows("check_result").length, file.rows("deployment").length]).toEqual([
    0, 3, 4,
  ]);
});
