import { expect, it } from "vitest";
import { runOnBoth, type TableRows } from "../../../tests/fakes/populate.js";
import { DAY_MS } from "../../base/instant.js";
import { nullable, text } from "../../model/table.js";
import { bypassRow, changeRow, landedRow, NOON, PERIOD, repositoryScope } from "./fake-rows.js";
import secondSource from "./second-source.sql";

async function differences(tables: TableRows): Promise<unknown[]> {
  const columns = { key: text(""), side: text(""), explanation: nullable(text("")) };
  const names = ["scope", "change", "landed_commit", "protection_bypass"] as const;
  const input = { tables: { scope: [repositoryScope()], ...tables }, period: PERIOD };
  const rows = await runOnBoth({ sql: secondSource, columns, names, input });
  return rows.map(({ key, side, explanation }) => `${key} ${side}: ${explanation}`).sort();
}

it("agrees where every change landed and every commit was merged, whatever links them", async () => {
  expect(
    await differences({
      change: [
        changeRow(1),
        changeRow(2, { merge_method: "rebase", merge_sha: "c" }),
        changeRow(3, { merge_sha: null }),
        changeRow(4, { merged_at: PERIOD.end - 1 }),
        changeRow(5, { merged_at: PERIOD.start - 1 }),
      ],
      landed_commit: [
        landedRow("merge-1"),
        landedRow("b", { change_number: 2, link_basis: "message" }),
        landedRow("c"),
        landedRow("head-3"),
        landedRow("merge-4", { landed_hi: PERIOD.end + 1 }),
        landedRow("merge-5"),
      ],
    }),
  ).toEqual([]);
});

it("leaves a change unexplained whose landing nobody saw, and explains every commit without a change", async () => {
  expect(
    await differences({
      change: [changeRow(1)],
      landed_commit: [
        landedRow("first", { is_initial_import: true }),
        landedRow("lost", { is_rewrite: true }),
        landedRow("past"),
        landedRow("push", { change_number: 1, link_basis: "message" }),
      ],
      protection_bypass: [bypassRow("past")],
    }),
  ).toEqual([
    "acme/api#1 first only: null",
    "acme/api@first second only: the first commit of the repository: an item of its own, not applicable",
    "acme/api@lost second only: a rewritten commit: an item of its own",
    "acme/api@past second only: a push that the forge reported: an item of its own",
    "acme/api@push second only: a push without a merged change: an item of its own",
  ]);
});

it("believes a message only within a day of the merge", async () => {
  const seen = (landed_hi: number) =>
    differences({
      change: [changeRow(1, { merge_method: "rebase" })],
      landed_commit: [landedRow("a", { change_number: 1, link_basis: "message", landed_hi })],
    });
  expect(await seen(NOON + DAY_MS)).toEqual([]);
  expect(await seen(NOON + DAY_MS + 1)).toEqual([
    "acme/api#1 first only: null",
    "acme/api@a second only: a push without a merged change: an item of its own",
  ]);
});
