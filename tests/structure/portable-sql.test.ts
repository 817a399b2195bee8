import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { portabilityBreaks } from "../../src/assess/families/declared/portable-sql.js";

const FOLDER = "src/populations";
const FILES = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".sql"))
  .sort();

it("finds the queries", () => {
  expect(FILES.length).toBeGreaterThan(20);
});

it.each(FILES)("%s keeps to the portable subset", (file) => {
  expect(portabilityBreaks(readFileSync(join(FOLDER, file), "utf8"))).toEqual([]);
});
