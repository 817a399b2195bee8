import { expect, it } from "vitest";
import { PROVENANCE } from "./table.js";
import { isTableName, storedColumns, TABLES } from "./tables.js";

it("names every table by its key, with an id, and cuts it by a column that it has", () => {
  for (const [name, table] of Object.entries(TABLES)) {
    expect(table.name).toBe(name);
    expect(Object.keys(table.columns)[0], name).toBe("id");
    expect(table.month === null || Object.hasOwn(table.columns, table.month), name).toBe(true);
    expect(Object.keys(table.columns).filter((column) => Object.hasOwn(PROVENANCE, column))).toEqual([]);
  }
});

it("stores provenance on every row", () => {
  expect(Object.keys(storedColumns("incident")).slice(-4)).toEqual(Object.keys(PROVENANCE));
  expect(isTableName("constructor")).toBe(false);
});
