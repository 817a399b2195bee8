import { expect, it } from "vitest";
import { criteriaToWinBack, type JudgedRow } from "./win-back.js";

const row = (id: string, changes: Partial<JudgedRow> = {}): JudgedRow => ({
  id,
  state: "exception",
  criteria: ["CC6.3"],
  census: "unknown",
  ...changes,
});
const standings = (...args: Parameters<typeof criteriaToWinBack>) =>
  criteriaToWinBack(...args).map(({ criterion, isInBasis, rows, standing }) => [criterion, isInBasis, rows, standing]);

it("lists what the basis names and what failed rows name, in order of the catalogue", () => {
  const rows = [
    row("a", { criteria: ["CC8.1", "CC6.3"] }),
    row("b", { state: "no-evidence", criteria: ["A1.3"] }),
    row("c", { state: "no-exception", criteria: ["CC7.2"] }),
    row("d", { state: "did-not-operate", criteria: ["CC7.5"] }),
  ];
  expect(standings(rows, ["CC6.2", "CC6.3"])).toEqual([
    ["CC6.2", true, [], "not-shown"],
    ["CC6.3", true, ["a"], "not-shown"],
    ["CC8.1", false, ["a"], "not-shown"],
    ["A1.3", false, ["b"], "not-shown"],
  ]);
});

it("is deviating with one deviating row, and found clean only if every row is", () => {
  const clean = row("a", { census: "clean" });
  expect(standings([clean, row("b", { census: "deviating" })], [])).toEqual([
    ["CC6.3", false, ["a", "b"], "deviating"],
  ]);
  expect(standings([clean, row("b")], [])).toEqual([["CC6.3", false, ["a", "b"], "not-shown"]]);
  expect(standings([clean], [])).toEqual([["CC6.3", false, ["a"], "nothing-found"]]);
});

it("never says that a criterion is won back", () => {
  const all = [
    row("a", { census: "clean" }),
    row("b", { census: "deviating", criteria: ["CC8.1"] }),
    row("c", { criteria: ["A1.3"] }),
  ];
  for (const { meaning } of criteriaToWinBack(all, ["CC6.2"])) expect(meaning).toMatch(/^Not won back: /);
});
