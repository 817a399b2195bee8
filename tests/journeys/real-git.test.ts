import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import {
  captured,
  configOf,
  makeLongRepository,
  normalised,
  rowsOf,
  TestRepository,
} from "../../src/connectors/git/repository-fixture.js";
import { ownHistory } from "../fakes/own-history.js";

const IMPORTED = 6_001;

/** What git itself says landed, the oldest first. */
function landedOf(path: string, branch: string): readonly string[] {
  const list = ["-C", path, "rev-list", "--first-parent", "--reverse", branch];
  return execFileSync("git", list, { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 })
    .trim()
    .split("\n");
}

async function read(path: string, branch: string) {
  const config = configOf(path, { branch });
  const captures = await captured(config);
  const items = await normalised(captures, config);
  const landed = rowsOf(items, "landed_commit");
  return {
    captures: captures.map(({ key }) => key.slice(branch.length + 1)),
    landed,
    parties: rowsOf(items, "change_party"),
    rejected: items.filter(({ kind }) => kind === "rejected"),
    coverage: items.flatMap((item) => (item.kind === "coverage" ? [item.row] : [])),
  };
}

describe("this project's own history", () => {
  it("gives every commit that git says landed, none rejected, and claims as many", async () => {
    const own = ownHistory();
    if (own === undefined) {
      console.log("NOT TESTED: this folder holds no full git history of the project");
      expect(own).toBeUndefined();
      return;
    }
    const { landed, rejected, coverage } = await read(own.path, own.branch);
    const expected = landedOf(own.path, own.branch);
    expect(landed.map(({ sha }) => sha).sort()).toEqual([...expected].sort());
    expect(rejected).toEqual([]);
    expect(coverage.map((row) => [row.stream, row.is_complete, row.item_count, row.declared_count])).toEqual([
      ["repo.landed", true, expected.length, expected.length],
    ]);
    expect(landed.filter(({ landed_basis }) => landed_basis !== "committer_claim")).toEqual([]);
    expect(landed.filter(({ is_initial_import }) => is_initial_import === true).map(({ sha }) => sha)).toEqual([
      expected[0],
    ]);
  });

  it("is refused where only its end is there", async () => {
    const own = ownHistory();
    const path = own?.path ?? (await makeLongRepository(3));
    const shallow = TestRepository.clone(path, ["--depth", "1"]);
    await expect(captured(configOf(shallow.path, { branch: own?.branch ?? "main" }))).rejects.toMatchObject({
      name: "AppError",
      message: expect.stringContaining("shallow"),
    });
  });
});

describe(`a history of ${IMPORTED} landed commits, half of them merges`, () => {
  it("gives them all, in captures of 5,000, with the number of each change", async () => {
    const path = await makeLongRepository(IMPORTED);
    const { captures, landed, parties, rejected, coverage } = await read(path, "main");
    expect(captures).toEqual(["commits/000000001", "commits/000005001", "facts"]);
    expect([...landed.map(({ sha }) => String(sha))].sort()).toEqual([...landedOf(path, "main")].sort());
    expect(new Set(landed.map(({ change_number }) => change_number)).size).toBe(IMPORTED);
    expect(landed.filter(({ parent_count }) => parent_count === 2)).toHaveLength((IMPORTED - 1) / 2);
    // One author each; of a merge it is the author of the commit it brought in.
    expect([parties.length, rejected]).toEqual([IMPORTED, []]);
    expect(coverage.map((row) => [row.is_complete, row.item_count])).toEqual([[true, IMPORTED]]);
  });
});
