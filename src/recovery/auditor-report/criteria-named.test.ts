import { expect, it } from "vitest";
import { criteriaNamed } from "./criteria-named.js";

it.each([
  ["CC6.3", ["CC6.3"]],
  ["cc 6.3 and CC6.2", ["CC6.2", "CC6.3"]],
  ["CC6.2, 6.3 and 6.6", ["CC6.2", "CC6.3", "CC6.6"]],
  ["CC6.1 - CC6.3", ["CC6.1", "CC6.2", "CC6.3"]],
  ["CC6.6 to 6.8", ["CC6.6", "CC6.7", "CC6.8"]],
  ["control CC6.3.1 and CC8.1-02", ["CC6.3", "CC8.1"]],
  ["A1.2; PI1.3; P6.6; C1.1", ["A1.2", "C1.1", "PI1.3", "P6.6"]],
  ["SOC 2, section 6.3, version 1.2, CA1.2", []],
])("%s names %j", (text, known) => {
  expect(criteriaNamed(text)).toEqual({ known, unknown: [] });
});

it("tells what looks like a criterion and is none", () => {
  expect(criteriaNamed("CC6.9 and CC6.3")).toEqual({ known: ["CC6.3"], unknown: ["CC6.9"] });
});
