import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { MockReport } from "../../src/reports/mock/model.js";
import { CHANGE_COMPANY_AS_OF } from "./change-company.js";

/** A firm that relies on more, so that two stages of a dozen items can keep its risk. */
export const FIRM = `schema: lookback/firm-profile/1
name: Careful & Partners
per_event: [{ up_to: null, sizes: { low: 12, moderate: 12, high: 12 } }]
tolerable: { low: "0.20", moderate: "0.20", high: "0.20" }
overreliance: { low: "0.20", moderate: "0.20", high: "0.20" }
`;

/** Options of a mock of the little company: when it looks from, and the one control it is of, with the firm's file next. */
export const AS_OF = ["--as-of", CHANGE_COMPANY_AS_OF];
export const ONLY = ["--controls", "CHG-01", "--profile"];

/** What the last mock of a workspace wrote. */
export async function mockReport(folder: string): Promise<MockReport> {
  return MockReport.parse(JSON.parse(await readFile(join(folder, "reports/mock/mock.json"), "utf8")));
}

/** The one control of such a mock. */
export function chg01({ controls }: MockReport): MockReport["controls"][number] {
  const [control] = controls;
  if (control === undefined) throw new Error("no control was reported");
  return control;
}
