import { describe, expect, test } from "vitest";
import { readFixture } from "../fixture.js";
import { parseMapping } from "./parse.js";

const problems = (text: string) => {
  const parsed = parseMapping(text, "mappings/x.yaml");
  return parsed.ok ? [] : parsed.problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
};

const VALID = `title: Leaves
covers: [hr.leaves]
tables:
  - table: leave
    system: hr
    key: [person_id, from_at]
    columns:
      person_id: { from: No, as: entity-id, kind: person, system: hr }
      from_at: { from: From, as: day-start, zone: Europe/Berlin }
      to_at: { from: To, as: day-end, zone: Europe/Berlin }
`;

test("a valid mapping has no problem, and reads", async () => {
  expect(problems(VALID)).toEqual([]);
  const file = await readFixture({ file: "mappings/x.yaml", text: VALID }, "No;From;To\n1;2026-02-02;2026-02-03\n");
  expect(file.rows("leave").map((row) => [row.from_at, row.to_at])).toEqual([
    [Date.parse("2026-02-01T23:00:00Z"), Date.parse("2026-02-03T23:00:00Z")],
  ]);
});

describe("problems name line, column and the nearest word", () => {
  test.each([
    [
      "an unknown key",
      VALID.replace("    system: hr\n    key", "    sytem: hr\n    key"),
      ['5:5 unknown key "sytem" (did you mean "system"?)'],
    ],
    [
      "an unknown table",
      VALID.replace("table: leave", "table: leaves"),
      ['4:5 unknown table "leaves" (did you mean "leave"?)'],
    ],
    [
      "an unknown column",
      VALID.replace("to_at:", "too_at:"),
      ['10:7 table leave has no column "too_at" (did you mean "to_at"?)'],
    ],
    [
      "a column that is missing",
      VALID.replace(/ {6}from_at.*\n/, "").replace(", from_at]", "]"),
      ['7:5 table leave needs column "from_at": give it a from or a const'],
    ],
    [
      "a rule without a source",
      VALID.replace("from: To, as: day-end", "as: day-end"),
      ["10:7 give exactly one of from, const, first and parts"],
    ],
    [
      "a zone that is none",
      VALID.replace("as: day-end, zone: Europe/Berlin", "as: day-end, zone: Berlin"),
      ["10:39 expected an IANA zone or `organisation`"],
    ],
    [
      "a key that is no column",
      VALID.replace("key: [person_id, from_at]", "key: [person_id, form_at]"),
      ['6:5 key names "form_at", which is no column of this table rule'],
    ],
    ["neither tables nor a normaliser", "title: x\ncovers: []\n", ["1:1 give `tables`, or a `normaliser`"]],
    [
      "an unknown normaliser",
      "title: x\ncovers: []\nnormaliser: cloudtrial\n",
      ['3:1 unknown normaliser "cloudtrial" (did you mean "cloudtrail"?)'],
    ],
  ])("%s", (_, text, expected) => {
    expect(problems(text)).toEqual(expected);
  });

  test("text that is no YAML", () => {
    expect(problems("title: [x\n").length).toBeGreaterThan(0);
  });
});
