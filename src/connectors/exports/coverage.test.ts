import { describe, expect, test } from "vitest";
import { instantOf } from "../../base/instant.js";
import { observedAtOf } from "./collect.js";
import { ExportsConfig } from "./config.js";
import { readFixture } from "./fixture.js";

const at = (text: string) => Date.parse(text);
const USERS = "lookback-account";
const CSV = "external_id,username,account_type\n1,a,human\n";
const shown = async (entry: object) =>
  (await readFixture(USERS, CSV, { entry: { system: "okta", ...entry } })).coverage.map((row) => [
    row.from_at,
    row.to_at,
    row.is_complete,
    row.reason,
  ]);

describe("what a source proves", () => {
  test("days in the organisation's zone, the last one included", async () => {
    expect(await shown({})).toEqual([[at("2025-12-31T23:00:00Z"), at("2026-06-30T22:00:00Z"), true, null]]);
  });

  test("several ranges, the gap between them left open; moments as they are", async () => {
    const covers = [
      { from: "2026-01-01", to: "2026-01-31" },
      { from: "2026-03-01T00:00:00Z", to: "2026-04-01T00:00:00+02:00" },
    ];
    expect(await shown({ covers })).toEqual([
      [at("2025-12-31T23:00:00Z"), at("2026-01-31T23:00:00Z"), true, null],
      [at("2026-03-01T00:00:00Z"), at("2026-03-31T22:00:00Z"), true, null],
    ]);
  });

  test("nothing after the export was made", async () => {
    const made = at("2026-06-01T00:00:00Z");
    expect(await shown({ extracted: { at: "2026-06-01T00:00:00Z" } })).toEqual([
      [at("2025-12-31T23:00:00Z"), made, true, null],
    ]);
    expect(await shown({ extracted: { at: "2025-06-01T00:00:00Z" } })).toEqual([
      [at("2025-12-31T23:00:00Z"), at("2025-12-31T23:00:00Z"), false, "not_configured"],
    ]);
  });

  test("without covers it proves no time, and says what is missing", async () => {
    const made = at("2026-07-02T09:00:00Z");
    expect(await shown({ covers: undefined })).toEqual([[made, made, false, "not_configured"]]);
  });

  test("a row for each scope and stream, narrowed by streams, with the declared count", async () => {
    const entry = { system: ["okta", "github"], extracted: { at: "2026-07-02T09:00:00Z", declared_count: 214 } };
    const file = await readFixture(USERS, "system,external_id,username,account_type\nokta,1,a,human\n", { entry });
    expect(file.coverage.map((row) => [row.stream, row.scope, row.item_count, row.declared_count])).toEqual([
      ["accounts", "okta", 1, 214],
      ["accounts", "github", 1, 214],
    ]);
    expect(new Set(file.coverage.map((row) => row.id)).size).toBe(2);
    const log = await readFixture("okta-system-log", [], { entry: { system: "okta", streams: ["sign-ins"] } });
    expect(log.coverage.map((row) => row.stream)).toEqual(["sign-ins"]);
  });
});

test("one file that says there are more pages is cut short; among several the next one may hold them", async () => {
  const page = { users: [], nextPageToken: "x" };
  const of = async (files: string) =>
    (await readFixture("google-users", page, { entry: { system: "google", files } })).coverage.map((row) => [
      row.is_complete,
      row.reason,
    ]);
  expect(await of("google/users.json")).toEqual([[false, "error"]]);
  expect(await of("google/users-*.json")).toEqual([[true, null]]);
});

describe("the source's entry", () => {
  const entry = {
    id: "x",
    connector: "exports",
    mapping: "okta-users",
    files: "okta/*.json",
    system: "okta",
    covers: { from: "2026-01-01", to: "2026-06-30" },
  };
  const problems = (over: object) =>
    (ExportsConfig.safeParse({ ...entry, ...over }).error?.issues ?? []).map(
      ({ path, message }) => `${path.join(".")}: ${message}`,
    );

  test("is valid, and was observed at the end of what it covers unless it says when", () => {
    expect(problems({})).toEqual([]);
    expect(observedAtOf(ExportsConfig.parse(entry))).toBe(instantOf(at("2026-07-01T00:00:00Z")));
    expect(observedAtOf(ExportsConfig.parse({ ...entry, extracted: { at: "2026-07-02T09:00:00+02:00" } }))).toBe(
      "2026-07-02T07:00:00.000Z",
    );
  });

  test.each([
    [{ mapping: "okta-user" }, ['mapping: unknown mapping "okta-user" (did you mean "okta-users"?)']],
    [{ system: undefined }, ["system: this mapping is about one system: add `system:` to the source"]],
    [
      { covers: undefined },
      [
        "extracted: say when the export was made (extracted.at) or what it covers (covers); file times are not evidence",
      ],
    ],
    [
      { covers: { from: "2026-02-30", to: "2026-06-30" } },
      ["covers.0.from: expected a day (2026-01-31) or a moment with its zone"],
    ],
    [
      { extracted: { at: "2026-07-02T09:00:00" } },
      ["extracted.at: expected a moment with its zone, such as 2026-07-02T09:00:00Z"],
    ],
    [
      { mapping: { file: "m.yaml", text: "title: x\ncovers: [hr.workerz]\n" } },
      ['mapping: m.yaml:2:10 covers.0: unknown stream "hr.workerz" (did you mean "hr.workers"?)'],
    ],
  ])("%j", (over, expected) => {
    expect(problems(over)).toEqual(expected);
  });
});
