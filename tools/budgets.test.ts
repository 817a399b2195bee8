import { describe, expect, it } from "vitest";
import { budgetBreaks } from "./budgets.js";

const body = (lines: number) => Array.from({ length: lines }, (_, at) => `  step(${at});`);
const breaksOf = (file: string, ...lines: string[]) => budgetBreaks(file, `${lines.join("\n")}\n`);

describe("the length of a function", () => {
  it("is counted from its first line to its last", () => {
    expect(breaksOf("a.ts", "function long() {", ...body(58), "}")).toEqual([]);
    expect(breaksOf("a.ts", "function long() {", ...body(59), "}")).toEqual(["a.ts:1 long: 61 lines, allowed 60"]);
  });

  it("does not end where its signature has braces of its own", () => {
    const signature = ["export async function long({", "  a,", "}: {", "  a: string;", "}): Promise<void> {"];
    expect(breaksOf("a.ts", ...signature, ...body(54), "}")).toEqual([]);
    expect(breaksOf("a.ts", ...signature, ...body(55), "}")).toEqual(["a.ts:1 long: 61 lines, allowed 60"]);
  });

  it("may be twice that of a component, and of nothing else that stands beside one", () => {
    expect(breaksOf("a.tsx", "function Long() {", ...body(118), "}")).toEqual([]);
    expect(breaksOf("a.tsx", "function Long() {", ...body(119), "}")).toHaveLength(1);
    expect(breaksOf("a.tsx", "function long() {", ...body(59), "}")).toHaveLength(1);
    expect(breaksOf("a.ts", "function Long() {", ...body(59), "}")).toHaveLength(1);
  });
});
