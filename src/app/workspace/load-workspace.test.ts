import { expect, it } from "vitest";
import { AppError } from "../../base/app-error.js";
import { parseWorkspace } from "./load-workspace.js";

const GOOD = `version: 1
organisation: { name: Acme, time_zone: Europe/Berlin }
audit:
  period: { from: 2026-01-01, to: 2026-06-30 }
`;

function problem(text: string): string {
  try {
    parseWorkspace(text, "lookback.yaml");
  } catch (error) {
    if (error instanceof AppError && error.code === "bad-config") return error.message;
    throw error;
  }
  throw new Error("it was accepted");
}

it("reads a workspace with its defaults", () => {
  const { audit, lists, sample } = parseWorkspace(GOOD, "lookback.yaml");
  expect({ audit, lists, sample }).toEqual({
    audit: {
      type: "II",
      period: { from: "2026-01-01", to: "2026-06-30" },
      categories: ["security"],
      not_applicable: {},
      not_assessed: [],
    },
    lists: { birthright: [], pipeline_roles: [], ignored_actions: [] },
    sample: false,
  });
});

it("names file, line, column and path of a wrong value", () => {
  expect(problem(GOOD.replace("Europe/Berlin", "Berlin"))).toBe(
    "lookback.yaml:2:29 organisation.time_zone: expected an IANA zone such as Europe/Berlin",
  );
  expect(problem(GOOD.replace("2026-06-30", "2026-06-31"))).toBe(
    "lookback.yaml:4:31 audit.period.to: expected an existing day as YYYY-MM-DD",
  );
});

it("points at an unknown key itself", () => {
  expect(problem(`${GOOD}systms: []\n`)).toBe('lookback.yaml:5:1 unknown key "systms"');
});

it("lists every problem at once", () => {
  expect(problem(GOOD.replace("name: Acme, ", "").replace("version: 1", "version: 2")).split("\n")).toHaveLength(2);
});

it("reports broken YAML and a key given twice by their place", () => {
  expect(problem(`${GOOD}version: 1\n`)).toMatch(/^lookback\.yaml:5:1 Map keys must be unique/);
  expect(problem("version: [1\n")).toMatch(/^lookback\.yaml:\d+:\d+ /);
});

it("refuses an engagement whose id looks like an e-mail address or is too long for the log", () => {
  const withId = (id: string) => `${GOOD}  engagement: { id: ${id} }\n`;
  expect(problem(withId("jane@example.com"))).toContain(
    "audit.engagement.id: expected an id that is no e-mail address",
  );
  expect(problem(withId("x".repeat(201)))).toContain("audit.engagement.id");
  expect(parseWorkspace(withId("x".repeat(200)), "lookback.yaml").audit.engagement?.id).toHaveLength(200);
});
