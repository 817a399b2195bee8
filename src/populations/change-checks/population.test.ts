import { describe, expect, it } from "vitest";
import { populate } from "../../../tests/fakes/populate.js";
import type { TableRow } from "../../model/tables.js";
import { changeRow, FEBRUARY, landedRow, NOON, PERIOD, repositoryScope } from "../changes/fake-rows.js";
import { changeChecks } from "./population.js";

function checkRow(name: string, sha: string, more: Partial<TableRow<"check_result">> = {}): TableRow<"check_result"> {
  return {
    id: `${name} ${sha} ${more.completed_at} ${more.conclusion}`,
    repository: "acme/api",
    sha,
    name,
    conclusion: "success",
    started_at: NOON - 2_000,
    completed_at: NOON - 1_000,
    ...more,
  };
}

async function checksOf(change: readonly TableRow<"change">[], check_result: readonly TableRow<"check_result">[]) {
  const tables = { scope: [repositoryScope()], change, check_result };
  const items = await populate(changeChecks, { tables, period: PERIOD });
  return items.map(({ label, segments }) => [
    label,
    ...segments.map(({ checkName, conclusion, fromAt }) => `${checkName} ${conclusion} ${fromAt - NOON}`).sort(),
  ]);
}

describe("the checks of a change", () => {
  it("are the last runs that had ended by the merge, that very moment included", async () => {
    const rows = [
      checkRow("build", "head-1", { completed_at: NOON - 9, conclusion: "failure" }),
      checkRow("build", "head-1", { completed_at: NOON }),
      checkRow("build", "head-1", { completed_at: NOON + 1, conclusion: "failure" }),
      checkRow("test", "head-1", { completed_at: null, conclusion: "unknown" }),
      checkRow("test", "older"),
      checkRow("test", "head-1", { repository: "acme/web" }),
    ];
    expect(await checksOf([changeRow(1)], rows)).toEqual([["acme/api#1", "build success 0"]]);
  });

  it("ran on the final head or on the commit of the merge queue, the later one winning", async () => {
    const rows = [
      checkRow("build", "head-1", { conclusion: "failure" }),
      checkRow("build", "merge-1", { completed_at: NOON - 500 }),
      checkRow("test", "head-1"),
    ];
    expect(await checksOf([changeRow(1, { merge_method: "queue" })], rows)).toEqual([
      ["acme/api#1", "build success -500", "test success -1000"],
    ]);
  });

  it("are the one that says least good where several ended at one moment", async () => {
    const worst = async (...conclusions: readonly string[]) => {
      const rows = conclusions.map((conclusion, at) => checkRow("build", "head-1", { id: `${at}`, conclusion }));
      const [, build] = (await checksOf([changeRow(1)], rows))[0] ?? [];
      return build;
    };
    for (const [better, worse] of [
      ["success", "neutral"],
      ["neutral", "skipped"],
      ["skipped", "unknown"],
      ["unknown", "failure"],
      ["timed_out", "failure"],
    ] as const) {
      expect(await worst(better, worse)).toBe(`build ${worse} -1000`);
      expect(await worst(worse, better)).toBe(`build ${worse} -1000`);
    }
  });

  it("may have run in the month before", async () => {
    const before = checkRow("build", "head-1", { completed_at: FEBRUARY - 1 });
    expect(await checksOf([changeRow(1, { merged_at: FEBRUARY })], [before])).toEqual([
      ["acme/api#1", `build success ${FEBRUARY - 1 - NOON}`],
    ]);
  });

  it("leave an item without any check in the population, a direct push too", async () => {
    const items = await populate(changeChecks, {
      tables: { scope: [repositoryScope()], change: [changeRow(1)], landed_commit: [landedRow("1a2b3c4d5e")] },
      period: PERIOD,
    });
    expect(items.map(({ kind, segments }) => [kind, segments.length, segments[0]?.checkName]).sort()).toEqual([
      ["change", 1, null],
      ["direct_push", 1, null],
    ]);
  });
});
