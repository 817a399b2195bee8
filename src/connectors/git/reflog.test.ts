import { describe, expect, it } from "vitest";
import { instant } from "../../base/instant.js";
import { memoryCapture } from "../kit/memory-capture.js";
import { captured, configOf, hourMs, normalised, rowsOf, TestRepository } from "./repository-fixture.js";

interface Server {
  readonly work: TestRepository;
  readonly server: TestRepository;
  push(...options: readonly string[]): void;
}

/** A bare repository that keeps a reflog, and somebody who pushes to it. */
function newServer(): Server {
  const server = TestRepository.init(["--bare"]);
  server.git("config", "core.logAllRefUpdates", "true");
  const work = TestRepository.init();
  work.git("remote", "add", "origin", server.path);
  return {
    work,
    server,
    push: (...options) => {
      work.git("push", "--quiet", ...options, "origin", "main");
    },
  };
}

async function readAll({ path }: Pick<TestRepository, "path">) {
  const config = configOf(path);
  const captures = await captured(config);
  const items = await normalised(captures, config);
  return {
    keys: captures.map(({ key }) => key),
    items,
    bypasses: rowsOf(items, "protection_bypass"),
    rewritten: rowsOf(items, "landed_commit").filter(({ is_rewrite }) => is_rewrite === true),
    landed: rowsOf(items, "landed_commit").filter(({ is_rewrite }) => is_rewrite === false),
  };
}

describe("the reflog of a server", () => {
  it("shows a force push, and the commits that went with it", async () => {
    const { work, server, push } = newServer();
    const kept = work.commit("one", { hour: 1 });
    push();
    const lost = [work.commit("two", { hour: 2 })];
    push();
    lost.push(work.commit("three", { hour: 3 }));
    push();
    work.git("reset", "--quiet", "--hard", kept);
    const after = work.commit("other", { hour: 4 });
    push("--force");
    work.commit("more", { hour: 5 });
    push();
    const { keys, bypasses, rewritten, landed, items } = await readAll(server);
    expect(keys).toEqual(["main/commits/000000001", "main/reflog", "main/facts"]);
    expect(bypasses).toEqual([
      {
        id: bypasses[0]?.id,
        repository: "acme/api",
        branch: "main",
        actor_login: null,
        at: bypasses[0]?.at,
        after_sha: after,
        mechanism: "force_push",
        reason: null,
      },
    ]);
    expect(Math.abs(Number(bypasses[0]?.at) - Date.now())).toBeLessThan(120_000);
    expect(rewritten.map(({ sha, landed_basis }) => [sha, landed_basis])).toEqual([
      [lost[1], "reflog"],
      [lost[0], "reflog"],
    ]);
    expect(Number(rewritten[0]?.landed_hi)).toBeGreaterThan(hourMs(3));
    expect(Number(rewritten[0]?.landed_hi)).toBeLessThanOrEqual(Number(bypasses[0]?.at));
    expect(landed.map(({ subject }) => subject)).toEqual(["more", "other", "one"]);
    expect(items.filter(({ kind }) => kind === "rejected")).toEqual([]);
  });

  it("shows each of two force pushes, also when both results are lost", async () => {
    const { work, server, push } = newServer();
    work.commit("one");
    push();
    for (const message of ["first", "second"]) {
      work.git("checkout", "--quiet", "--orphan", message);
      work.commit(message);
      work.git("branch", "--quiet", "-M", "main");
      push("--force");
    }
    const { bypasses, rewritten } = await readAll(server);
    expect(bypasses).toHaveLength(2);
    expect(rewritten.map(({ subject }) => subject).sort()).toEqual(["first", "one"]);
  });

  it("without a force push shows none", async () => {
    const { work, server, push } = newServer();
    for (const message of ["one", "two", "three"]) {
      work.commit(message);
      push();
    }
    const { bypasses, rewritten, landed } = await readAll(server);
    expect([bypasses.length, rewritten.length, landed.length]).toEqual([0, 0, 3]);
  });
});

describe("the reflog of a clone", () => {
  it("shows a force push that a fetch met", async () => {
    const { work, server, push } = newServer();
    work.commit("one");
    push();
    const clone = TestRepository.clone(server.path);
    work.git("commit", "--quiet", "--amend", "--allow-empty", "-m", "other");
    push("--force");
    clone.git("fetch", "--quiet");
    const { bypasses, rewritten } = await readAll(clone);
    expect(bypasses.map(({ after_sha }) => after_sha)).toEqual([work.git("rev-parse", "HEAD")]);
    expect(rewritten.map(({ subject }) => subject)).toEqual(["one"]);
  });

  it("believes git's word for it where the objects are gone", async () => {
    const [before, after] = ["a".repeat(40), "b".repeat(40)];
    const line = (from: string, to: string, message: string) =>
      `${from} ${to} x <x@example.com> 1767225600 +0000\t${message}\n`;
    const body = `${line(before, after, "fetch: forced-update")}${line(after, before, "fetch: fast-forward")}\x1dlost\n`;
    const capture = memoryCapture({
      sourceId: "api-git",
      key: "main/reflog",
      body,
      observedAt: instant("2026-07-01T00:00:00.000Z"),
    });
    const bypasses = rowsOf(await normalised([capture], configOf("/nowhere")), "protection_bypass");
    expect(bypasses.map(({ at, after_sha }) => [at, after_sha])).toEqual([[hourMs(0), after]]);
  });

  it("does not take what somebody does with a branch of their own for a force push", async () => {
    const repository = TestRepository.init();
    repository.commit("one");
    repository.commit("two");
    repository.git("reset", "--quiet", "--hard", "HEAD~1");
    const { keys, bypasses, rewritten } = await readAll(repository);
    expect([keys.length, bypasses.length, rewritten.length]).toEqual([2, 0, 0]);
  });
});
