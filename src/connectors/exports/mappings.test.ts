import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { TABLES } from "../../model/tables.js";
import { parseMapping } from "./mapping/parse.js";
import { mappingNames, READY_MAPPINGS, readyMapping } from "./mappings.js";
import { nativeNames } from "./native.js";

describe("ready mappings", () => {
  test.each(Object.entries(READY_MAPPINGS))("%s is valid", (name, text) => {
    const parsed = parseMapping(text, name);
    expect(parsed.ok ? [] : parsed.problems).toEqual([]);
  });

  test.each([...nativeNames()])("%s is made from its table", (name) => {
    const mapping = readyMapping(name);
    const table = mapping?.tables?.[0];
    expect(table === undefined ? [] : Object.keys(table.columns).sort()).toEqual(
      Object.keys(TABLES[table?.table ?? "coverage"].columns).sort(),
    );
  });

  test("every table has a native mapping, but those that are derived, engine-made or said by the workspace", () => {
    const native = new Set(nativeNames());
    const made = Object.values(TABLES).filter(({ name, doc }) => {
      return /^(Derived|Engine-made)/.test(doc) || name === "coverage" || name === "scope";
    });
    const missing = Object.keys(TABLES).filter((table) => !native.has(`lookback-${table}`));
    expect(missing.sort()).toEqual(made.map(({ name }) => name).sort());
  });

  test("the mapping in the readme is valid", () => {
    const readme = readFileSync(new URL("./README.md", import.meta.url), "utf8");
    const blocks = [...readme.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = ""]) => text);
    const mappings = blocks.filter((text) => text.startsWith("title:"));
    expect(mappings.map((text) => parseMapping(text, "README.md"))).toMatchObject([{ ok: true }]);
  });

  test("names are unique, and an unknown one is none", () => {
    expect(new Set(mappingNames()).size).toBe(mappingNames().length);
    expect(readyMapping("lookback-coverage")).toBeUndefined();
    expect(readyMapping("constructor")).toBeUndefined();
  });
});
