import { expect, it } from "vitest";
import { AppError } from "../../base/app-error.js";
import { DEFAULT_FIRM_PROFILE } from "../../statistics/firm-profile.js";
import { parseFirmProfile } from "./firm-profile-file.js";

function problem(text: string): string {
  try {
    parseFirmProfile(text, "firm.yaml");
  } catch (error) {
    if (error instanceof AppError && error.code === "bad-config") return error.message;
    throw error;
  }
  return "accepted";
}

it("takes what a firm does not state from our table, and names the profile by its file", () => {
  expect(parseFirmProfile("request_days: 7\n", "firm.yaml")).toEqual({
    ...DEFAULT_FIRM_PROFILE,
    name: "firm.yaml",
    request_days: 7,
  });
  expect(parseFirmProfile('{"name": "Careful & Partners"}', "firm.json").name).toBe("Careful & Partners");
});

it("names file and field of what is wrong", () => {
  expect(problem("method: guess\n")).toMatch(/^firm\.yaml is no firm profile: method: Invalid option/);
  expect(problem('tolerable: { low: 0.15, moderate: "0.10", high: "0.05" }\n')).toContain("tolerable.low: ");
  expect(problem("sizes: 3\n")).toContain('Unrecognized key: "sizes"');
  expect(problem("- a\n")).toBe("firm.yaml is no firm profile: expected keys and values");
  expect(problem("a: [\n")).toMatch(/^firm\.yaml is no firm profile: /);
});
