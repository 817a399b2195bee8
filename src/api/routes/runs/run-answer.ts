import { z } from "zod";
import type { AuditRunRow } from "../../../app/serving/runs.js";

/** One run of an audit: where it stands, and why it failed if it did. */
export const RunAnswer = z.strictObject({
  id: z.string(),
  audit: z.string(),
  state: z.enum(["queued", "running", "done", "failed"]),
  collects: z.boolean(),
  requested_by: z.string(),
  requested_at: z.string(),
  started_at: z.string().nullable(),
  ended_at: z.string().nullable(),
  as_of: z.string().nullable(),
  progress: z.string(),
  attempts: z.number().int(),
  report_sha256: z.string().nullable(),
  failure: z.strictObject({ code: z.string(), message: z.string(), fix: z.string() }).nullable(),
});

export function runAnswer(row: AuditRunRow): z.input<typeof RunAnswer> {
  const { failure_code: code, failure_message: message, failure_fix: fix, worker: _, beat_at: __, ...rest } = row;
  return { ...rest, failure: code === null ? null : { code, message: message ?? "", fix: fix ?? "" } };
}
