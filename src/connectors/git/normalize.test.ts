import { describe, expect, it } from "vitest";
import { instant } from "../../base/instant.js";
import { memoryCapture } from "../kit/memory-capture.js";
import {
  captured,
  configOf,
  hourMs,
  JANE,
  MAX,
  makeLongRepository,
  normalised,
  rowsOf,
  TestRepository,
} from "./repository-fixture.js";
import { changeIdOf, changeNumberOf } from "./rows.js";

const EVA = "Co-authored-by: Eva <EVA@example.com>";

async function readAll(repository: Pick<TestRepository, "path">) {
  const config = configOf(repository.path);
  const items = await normalised(await captured(config), config);
  return {
    items,
    landed: rowsOf(items, "landed_commit"),
    parties: rowsOf(items, "change_party").map(({ change_id, role, email }) => [change_id, role, email]),
  };
}

describe("a landed commit", () => {
  it("has what git computed and what its client claimed", async () => {
    const repository = TestRepository.init();
    const first = repository.commit("one", { hour: 1 });
    const second = repository.commit("two (#12)", { hour: 2, author: MAX, committer: "GitHub <noreply@github.com>" });
    const { landed, items } = await readAll(repository);
    expect(landed[0]).toEqual({
      id: landed[0]?.id,
      repository: "acme/api",
      branch: "main",
      sha: second,
      tree_sha: repository.git("rev-parse", "HEAD^{tree}"),
      parent_sha: first,
      parent_count: 1,
      landed_lo: null,
      landed_hi: hourMs(2),
      landed_basis: "committer_claim",
      author_email: "max@example.com",
      committer_email: "noreply@github.com",
      subject: "two (#12)",
      change_number: 12,
      link_basis: "message",
      is_rewrite: false,
      is_initial_import: false,
    });
    expect(landed[1]).toMatchObject({ sha: first, parent_sha: null, is_initial_import: true, link_basis: "none" });
    expect(items.map((item) => (item.kind === "kept" ? item.pointer : item.kind))).toEqual([
      "row 1",
      "row 2",
      "",
      "coverage",
    ]);
  });

  it("is found on the first-parent line only; merged commits are not landed by themselves", async () => {
    const repository = TestRepository.init();
    const start = repository.commit("start");
    repository.git("checkout", "--quiet", "-b", "work");
    repository.commit("work");
    repository.git("checkout", "--quiet", "main");
    const merge = repository.merge("work", "Merge branch 'work'");
    const direct = repository.commit("direct");
    const { landed, parties, items } = await readAll(repository);
    expect(landed.map(({ sha, parent_count }) => [sha, parent_count])).toEqual([
      [direct, 1],
      [merge, 2],
      [start, 0],
    ]);
    expect(parties).toEqual([]);
    expect(items.filter(({ kind }) => kind === "kept")).toHaveLength(5);
  });

  it.each([
    ["Merge pull request #7 from acme/work", 2, 7],
    ["Merge pull request #7 from acme/work", 1, undefined],
    ["Merge pull request #7", 2, 7],
    ["Merge pull request #7x", 2, undefined],
    ["Add a door (#12)", 1, 12],
    ["Add a door (#12) ", 1, undefined],
    ['Revert "Add a door (#12)"', 1, undefined],
    ['Revert "Add a door (#12)" (#13)', 1, 13],
    ["Add (#12) a door", 1, undefined],
    ["Close #12", 1, undefined],
    ["(#1234567890)", 1, undefined],
  ])("%j with %d parents is of change %s", (subject, parents, number) => {
    expect(changeNumberOf(subject, parents)).toBe(number);
  });

  it("shows bytes that are no UTF-8 and keeps those that are", async () => {
    const repository = TestRepository.init();
    repository.commit("start");
    repository.commitBytes(Buffer.from("caf\xe9\n", "latin1"));
    repository.commit("Łukasz 王小明 ✓");
    repository.git("config", "i18n.commitEncoding", "ISO-8859-1");
    repository.commit(Buffer.from("caf\xe9", "latin1"));
    const { landed } = await readAll(repository);
    expect(landed.map(({ subject }) => subject)).toEqual(["café", "Łukasz 王小明 ✓", "caf\uFFFD", "start"]);
  });

  it("whose message forges a field is a reject that takes its time out of the coverage", async () => {
    const repository = TestRepository.init();
    repository.commit("one", { hour: 1 });
    const forged = repository.commit("two\x1fthree\x1ffour", { hour: 2 });
    const last = repository.commit("three", { hour: 3 });
    const { landed, items } = await readAll(repository);
    expect(landed.map(({ sha }) => sha)).toEqual([last, repository.git("rev-parse", "HEAD~2")]);
    expect(landed[0]?.parent_sha).toBe(forged);
    expect(items.filter(({ kind }) => kind === "rejected")).toEqual([
      expect.objectContaining({ pointer: "row 2", reason: expect.stringContaining("cannot be told apart") }),
    ]);
    const coverage = items.flatMap((item) => (item.kind === "coverage" ? [item.row] : []));
    expect(coverage.map(({ is_complete, reason }) => [is_complete, reason])).toEqual([
      [false, "rejects"],
      [true, null],
    ]);
    expect([coverage[0]?.from_at, coverage[0]?.to_at]).toEqual([hourMs(1), hourMs(3) + 1]);
  });
});

describe("the people of a change", () => {
  it("of a merge are those of the merged commits, not who merged", async () => {
    const repository = TestRepository.init();
    repository.commit("start");
    repository.git("checkout", "--quiet", "-b", "work");
    repository.commit(`work\n\n${EVA}`, { author: MAX, committer: "Tim <tim@example.com>" });
    repository.git("checkout", "--quiet", "main");
    repository.merge("work", "Merge pull request #7 from acme/work", JANE);
    const id = changeIdOf("acme/api", 7);
    expect((await readAll(repository)).parties).toEqual([
      [id, "author", "max@example.com"],
      [id, "committer", "tim@example.com"],
      [id, "co_author", "eva@example.com"],
    ]);
  });

  it("of a squash are its author and co-authors, not who pressed the button", async () => {
    const repository = TestRepository.init();
    repository.commit(
      `Add a door (#8)\n\n* first\n\n* second\n\n${EVA}\n${EVA}\nCo-authored-by: x[bot] <x[bot]@example.com>\n`,
      {
        author: MAX,
        committer: JANE,
      },
    );
    repository.git("config", "trailer.separators", "=");
    const { items } = await readAll(repository);
    const parties = rowsOf(items, "change_party").map(({ role, email, is_bot, merged_at }) => [
      role,
      email,
      is_bot,
      merged_at,
    ]);
    expect(parties).toEqual([
      ["author", "max@example.com", false, null],
      ["co_author", "eva@example.com", false, null],
      ["co_author", "x[bot]@example.com", true, null],
    ]);
  });

  it("of a branch that merged another are all of both; of one merged twice, the first merge's", async () => {
    const repository = TestRepository.init();
    repository.commit("start");
    repository.git("checkout", "--quiet", "-b", "deep");
    repository.commit("deep", { author: MAX });
    repository.git("checkout", "--quiet", "-b", "work", "main");
    repository.commit("work");
    repository.merge("deep", "Merge branch 'deep' into work");
    repository.git("checkout", "--quiet", "main");
    repository.merge("deep", "Merge pull request #1 from acme/deep");
    repository.merge("work", "Merge pull request #2 from acme/work");
    const { parties } = await readAll(repository);
    expect(parties.filter(([, role]) => role === "author")).toEqual([
      [changeIdOf("acme/api", 2), "author", "jane@example.com"],
      [changeIdOf("acme/api", 2), "author", "jane@example.com"],
      [changeIdOf("acme/api", 1), "author", "max@example.com"],
    ]);
  });
});

describe("a long history", () => {
  it("comes in captures of 5,000 landed commits that stay the same as it grows", async () => {
    const config = configOf(await makeLongRepository(5_001));
    const captures = await captured(config);
    expect(captures.map(({ key }) => key)).toEqual(["main/commits/000000001", "main/commits/000005001", "main/facts"]);
    const items = await normalised(captures, config);
    expect(rowsOf(items, "landed_commit")).toHaveLength(5_001);
    expect(new Set(rowsOf(items, "change_party").map(({ change_id }) => change_id)).size).toBe(5_001);
    const shorter = configOf(await makeLongRepository(5_000));
    expect((await captured(shorter))[0]?.sha256).toBe(captures[0]?.sha256);
  });
});

describe("bytes that are not ours", () => {
  const capture = (key: string, body: string) =>
    memoryCapture({ sourceId: "api-git", key: `main/${key}`, body, observedAt: instant("2026-07-01T00:00:00.000Z") });

  it.each([
    ["commits/000000001", "<html>\nerror", 2],
    ["reflog", "<html>\n\x1dlost\nerror\n", 2],
    ["facts", "{}", 1],
    ["facts", "not json", 1],
  ])("in %s are rejects, one a line, and prove nothing", async (key, body, count) => {
    const items = await normalised([capture(key, body)], configOf("/nowhere"));
    expect(items.filter(({ kind }) => kind === "rejected")).toHaveLength(count);
    expect(items.filter((item) => item.kind === "kept" || (item.kind === "coverage" && item.row.is_complete))).toEqual(
      [],
    );
  });
});
