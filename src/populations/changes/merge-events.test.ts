import { describe, expect, it } from "vitest";
import { populate, type TableRows } from "../../../tests/fakes/populate.js";
import { DAY_MS } from "../../base/instant.js";
import { bypassRow, changeRow, FEBRUARY, landedRow, NOON, PERIOD, repositoryScope } from "./fake-rows.js";
import { changes } from "./population.js";

async function events(tables: TableRows, window: { start: number; end: number } = PERIOD) {
  const items = await populate(changes, { tables: { scope: [repositoryScope()], ...tables }, period: PERIOD, window });
  return items.map(({ kind, label, occurredAt }) => `${kind} ${label} ${occurredAt - NOON}`);
}

describe("one item per merge event", () => {
  it("takes a landed merge commit, all commits of a rebase, and every change of a queue's batch as the change", async () => {
    const items = await events({
      change: [
        changeRow(1),
        changeRow(2, { merge_method: "rebase", merge_sha: "c" }),
        changeRow(3, { merge_method: "queue", merge_sha: "q" }),
        changeRow(4, { merge_method: "queue", merge_sha: "q" }),
        changeRow(5, { merge_sha: null, merge_method: "unknown" }),
      ],
      landed_commit: [
        landedRow("merge-1"),
        landedRow("a", { change_number: 2, link_basis: "api" }),
        landedRow("b", { change_number: 2, link_basis: "message" }),
        landedRow("c"),
        landedRow("q", { change_number: 3, link_basis: "message" }),
        landedRow("head-5"),
      ],
    });
    expect(items).toEqual([1, 2, 3, 4, 5].map((number) => `change acme/api#${number} 0`));
  });

  it("keeps a merged change whose landing nobody saw, and a commit without a change as a direct push", async () => {
    expect(await events({ change: [changeRow(1)], landed_commit: [landedRow("1a2b3c4d5e")] })).toEqual([
      "direct_push acme/api@1a2b3c4 (direct push) 0",
      "change acme/api#1 0",
    ]);
  });

  it("does not believe a message that names another change, nor a number merged into another branch", async () => {
    const items = await events({
      change: [changeRow(1), changeRow(2, { base_ref: "develop" })],
      landed_commit: [
        landedRow("1111111", { change_number: 1, link_basis: "message", landed_hi: NOON + 1 }),
        landedRow("2222222", { change_number: 2, link_basis: "api", landed_hi: NOON + 2 }),
      ],
    });
    expect(items).toEqual([
      "change acme/api#1 0",
      "direct_push acme/api@1111111 (direct push) 1",
      "direct_push acme/api@2222222 (direct push) 2",
    ]);
  });

  it("does not believe a message further than a day from the merge of the change that it names", async () => {
    const landed = (sha: string, landed_hi: number) =>
      landedRow(sha, { change_number: 45, link_basis: "message", landed_hi: NOON + landed_hi });
    const items = await events({
      change: [changeRow(45, { merge_method: "rebase", merge_sha: "c" })],
      landed_commit: [
        landed("before", -DAY_MS),
        landed("after", DAY_MS),
        landed("1111111", -DAY_MS - 1),
        landed("2222222", DAY_MS + 1),
      ],
    });
    expect(items).toEqual([
      `direct_push acme/api@1111111 (direct push) ${-DAY_MS - 1}`,
      "change acme/api#45 0",
      `direct_push acme/api@2222222 (direct push) ${DAY_MS + 1}`,
    ]);
  });

  it("takes a repository only for its time in scope", async () => {
    const scope = [repositoryScope({ from_at: NOON, to_at: NOON + 2 })];
    const change = [-1, 0, 1, 2].map((offset) => changeRow(offset + 5, { merged_at: NOON + offset }));
    expect(await events({ scope, change })).toEqual(["change acme/api#5 0", "change acme/api#6 1"]);
  });
});

describe("an event told twice", () => {
  it("is one item when the forge reports the push that brought a commit, with the forge's time", async () => {
    expect(
      await events({
        landed_commit: [landedRow("1a2b3c4d5e")],
        protection_bypass: [bypassRow("1a2b3c4d5e", { at: NOON + 5 })],
      }),
    ).toEqual(["direct_push acme/api@1a2b3c4 (direct push) 5"]);
  });

  it("is one item when forge and git tell one commit with different times: the forge's", async () => {
    const landed_commit = [
      landedRow("1a2b3c4d5e", { id: "git", landed_hi: FEBRUARY - 1 }),
      landedRow("1a2b3c4d5e", { id: "forge", landed_basis: "forge", landed_hi: FEBRUARY + 1 }),
    ];
    const january = { start: FEBRUARY - 1_000, end: FEBRUARY };
    expect(await events({ landed_commit }, january)).toEqual([]);
    expect(await events({ landed_commit })).toHaveLength(1);
  });

  it("marks the change whose merge passed over a rule, and makes a forced push an item of its own", async () => {
    const items = await populate(changes, {
      tables: {
        scope: [repositoryScope()],
        change: [changeRow(1), changeRow(2)],
        landed_commit: [landedRow("merge-1"), landedRow("merge-2"), landedRow("lost-99", { is_rewrite: true })],
        protection_bypass: [bypassRow("merge-1", { at: NOON + 7 }), bypassRow("merge-2", { mechanism: "force_push" })],
      },
      period: PERIOD,
    });
    expect(items.map(({ kind, sha, bypassAt }) => [kind, sha, bypassAt]).sort()).toEqual([
      ["change", "merge-1", NOON + 7],
      ["change", "merge-2", null],
      ["rewrite", "lost-99", null],
      ["rewrite", "merge-2", NOON],
    ]);
  });

  it("finds the change behind a bypass without a commit: the nearest that the same login merged in five minutes", async () => {
    const bypassed = async (offset: number, actor_login = "Ann") => {
      const tables = {
        scope: [repositoryScope()],
        change: [changeRow(1), changeRow(2, { merged_at: NOON - 250_000 })],
        protection_bypass: [bypassRow(null, { at: NOON + offset, actor_login })],
      };
      const items = await populate(changes, { tables, period: PERIOD });
      return items.flatMap(({ label, bypassAt }) => (bypassAt === null ? [] : [label]));
    };
    expect(await bypassed(0)).toEqual(["acme/api#1"]);
    expect(await bypassed(-200_000)).toEqual(["acme/api#2"]);
    expect(await bypassed(300_000)).toEqual(["acme/api#1"]);
    expect(await bypassed(300_001)).toEqual(["acme/api (push past a rule)"]);
    expect(await bypassed(0, "bob")).toEqual(["acme/api (push past a rule)"]);
  });

  it("is no item when protection was merely switched off", async () => {
    expect(await events({ protection_bypass: [bypassRow(null, { mechanism: "protection_disabled" })] })).toEqual([]);
  });

  it("is an item even when the forge does not say which commit passed over a rule", async () => {
    expect(await events({ protection_bypass: [bypassRow(null)] })).toEqual([
      "direct_push acme/api (push past a rule) 0",
    ]);
  });
});

describe("at the boundary of a month", () => {
  const january = { start: Date.UTC(2026, 0, 1), end: FEBRUARY };

  it("does not take the commit of a change merged just before, or long after, for a direct push", async () => {
    const tables = {
      change: [changeRow(1, { merged_at: FEBRUARY - 1 }), changeRow(2, { merged_at: NOON, merge_sha: "ff" })],
      landed_commit: [
        landedRow("merge-1", { landed_hi: FEBRUARY + 60_000, landed_basis: "reflog" }),
        landedRow("ff", { landed_hi: FEBRUARY - 86_400_000 }),
      ],
    };
    expect(await events(tables, january)).toEqual([`change acme/api#1 ${FEBRUARY - 1 - NOON}`]);
    expect(await events(tables)).toEqual(["change acme/api#2 0"]);
  });

  it("has the first moment inside and the last outside", async () => {
    const change = [-1, 0].map((offset) => changeRow(offset + 2, { merged_at: FEBRUARY + offset }));
    expect(await events({ change }, january)).toEqual([`change acme/api#1 ${FEBRUARY - 1 - NOON}`]);
    expect(await events({ change })).toEqual([`change acme/api#2 ${FEBRUARY - NOON}`]);
  });

  it("carries nothing in: a merge is no duty", async () => {
    const tables = { scope: [repositoryScope()], change: [changeRow(1, { merged_at: FEBRUARY - 1 })] };
    expect(await populate(changes, { tables, period: PERIOD, isCarryIn: true })).toEqual([]);
  });
});
