import { mkdir, mkdtemp, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { collect } from "./collect.js";
import { GitConfig } from "./config.js";
import { captured, configOf, DAY_ONE, normalised, rowsOf, TestRepository } from "./repository-fixture.js";

describe("a repository", () => {
  it("gives its commits and its facts, the same bytes for the same history", async () => {
    const repository = TestRepository.init();
    repository.commit("one");
    const [first, second] = [await captured(configOf(repository.path)), await captured(configOf(repository.path))];
    expect(first.map(({ key }) => key)).toEqual(["main/commits/000000001", "main/facts"]);
    expect(first[0]?.sha256).toBe(second[0]?.sha256);
  });

  it("is found by the folder that holds .git, and bare", async () => {
    const repository = TestRepository.init();
    repository.commit("one");
    const bare = TestRepository.clone(repository.path, ["--bare"]);
    const items = await normalised(await captured(configOf(bare.path)), configOf(bare.path));
    expect(rowsOf(items, "landed_commit")).toHaveLength(1);
  });

  it("in a folder of the workspace is named from there", async () => {
    const repository = TestRepository.init();
    repository.commit("one");
    const context = {
      root: join(repository.path, ".."),
      signal: new AbortController().signal,
      progress: () => undefined,
    };
    const config = configOf(repository.path.split("/").at(-1) ?? "");
    const keys: string[] = [];
    for await (const { key } of collect(config, context)) keys.push(key);
    expect(keys).toHaveLength(2);
  });

  it("that is not there is not looked for in the folders above", async () => {
    const repository = TestRepository.init();
    repository.commit("one");
    await mkdir(join(repository.path, "inside"));
    for (const path of [join(repository.path, "inside"), join(repository.path, "absent")]) {
      await expect(captured(configOf(path))).rejects.toMatchObject({ code: "not-found" });
    }
    const file = join(await mkdtemp(join(tmpdir(), "lookback-git-")), "file");
    await writeFile(file, "text");
    await expect(captured(configOf(file))).rejects.toMatchObject({ code: "not-found" });
  });

  it("without commits, or without the branch, is an error and not an empty history", async () => {
    const repository = TestRepository.init();
    await expect(captured(configOf(repository.path))).rejects.toMatchObject({
      code: "not-found",
      message: "source api-git: the repository has no commits",
    });
    repository.commit("one");
    await expect(captured(configOf(repository.path, { branch: "release" }))).rejects.toMatchObject({
      code: "not-found",
      fix: "Correct `branch` in lookback.yaml; there is for example main.",
    });
  });

  it("that is shallow, partial or grafted is refused", async () => {
    const repository = TestRepository.init();
    const first = repository.commit("one");
    repository.commit("two");
    repository.git("config", "uploadpack.allowFilter", "true");
    const shallow = TestRepository.clone(repository.path, ["--depth=1"]);
    const partial = TestRepository.clone(repository.path, ["--filter=blob:none"]);
    const grafted = TestRepository.clone(repository.path);
    await writeFile(join(grafted.path, ".git/info/grafts"), `${first}\n`);
    for (const { path } of [shallow, partial, grafted]) {
      await expect(captured(configOf(path))).rejects.toMatchObject({ code: "bad-input" });
    }
  });

  it("is read without replaced commits", async () => {
    const repository = TestRepository.init();
    const first = repository.commit("one");
    const second = repository.commit("two");
    repository.git("replace", second, first);
    const items = await normalised(await captured(configOf(repository.path)), configOf(repository.path));
    expect(rowsOf(items, "landed_commit")).toHaveLength(2);
  });

  it("stops being read when told to", async () => {
    const repository = TestRepository.init();
    repository.commit("one");
    const stop = new AbortController();
    stop.abort();
    const context = { root: "/", signal: stop.signal, progress: () => undefined };
    await expect(collect(configOf(repository.path), context).next()).rejects.toMatchObject({ code: "cancelled" });
  });
});

describe("coverage", () => {
  async function coverageOf(repository: TestRepository, changes: Parameters<typeof configOf>[1] = {}) {
    const config = configOf(repository.path, changes);
    const items = await normalised(await captured(config), config);
    const rows = items.flatMap((item) => (item.kind === "coverage" ? [item.row] : []));
    expect(rows).toHaveLength(1);
    return rows[0];
  }

  it("of a repository of its own runs from the first commit to the moment of reading", async () => {
    const repository = TestRepository.init();
    repository.commit("one", { hour: 1 });
    repository.commit("two", { hour: 2 });
    const before = Math.floor(Date.now() / 1_000) * 1_000;
    const row = await coverageOf(repository);
    expect(row).toMatchObject({
      stream: "repo.landed",
      scope: "acme/api",
      from_at: (DAY_ONE + 3_600) * 1_000,
      is_complete: true,
      reason: null,
      item_count: 2,
      declared_count: 2,
    });
    expect(row?.to_at).toBeGreaterThanOrEqual(before);
    expect(row?.to_at).toBeLessThanOrEqual(Date.now());
  });

  it("of a clone ends with its last fetch of the branch", async () => {
    const origin = TestRepository.init();
    origin.commit("one", { hour: 1 });
    const clone = TestRepository.clone(origin.path);
    const fetched = new Date((DAY_ONE + 30 * 86_400) * 1_000);
    clone.git("reflog", "expire", "--expire=all", "--all");
    expect((await coverageOf(clone))?.to_at).toBe((DAY_ONE + 3_600) * 1_000);
    clone.git("fetch", "--quiet");
    await utimes(join(clone.path, ".git/FETCH_HEAD"), fetched, fetched);
    expect((await coverageOf(clone))?.to_at).toBe(fetched.getTime());
  });

  it("goes by what the workspace declares, but never past the moment of reading", async () => {
    const repository = TestRepository.init();
    repository.commit("one", { hour: 1 });
    const covers = { from: "2025-07-01", to: "2026-01-31" };
    const row = await coverageOf(repository, GitConfig.parse({ ...configOf(repository.path), covers }));
    expect([row?.from_at, row?.to_at]).toEqual([Date.parse("2025-07-01T00:00Z"), Date.parse("2026-02-01T00:00Z")]);
    const late = GitConfig.parse({ ...configOf(repository.path), covers: { to: "2999-12-31" } });
    expect((await coverageOf(repository, late))?.to_at).toBeLessThanOrEqual(Date.now());
  });
});
