import { AuditReport } from "../../reports/audit/model.js";
import type { FilePort } from "../workspace/open-workspace.js";

/** The report of the last audit; `undefined` when there was none, or another version wrote it. */
export async function lastReport(files: FilePort): Promise<AuditReport | undefined> {
  const text = await files.read("reports/audit.json");
  const parsed = AuditReport.safeParse(text === undefined ? undefined : parsedJson(text));
  return parsed.success ? parsed.data : undefined;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
