import { z } from "zod";
import { canonicalJson } from "../../base/canonical-json.js";
import { MockReport } from "./model.js";

/** The mock audit as one line of canonical JSON and a line end: same report, same bytes. */
export function renderMockJson(report: MockReport): string {
  return `${canonicalJson(report)}\n`;
}

/** The JSON Schema (draft 2020-12) of what {@link renderMockJson} writes. */
export function mockReportJsonSchema(): z.core.JSONSchema.JSONSchema {
  return z.toJSONSchema(MockReport, { target: "draft-2020-12" });
}
