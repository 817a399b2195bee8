import { DAY_MS, HOUR_MS } from "../../../base/instant.js";
import type { RowWriter } from "../rows.js";
import { type CompanyWorld, headsOf } from "../world.js";
import { writeAct, writeDuty } from "./acts-and-duties.js";
import { happenings } from "./governance.js";
import { daysOf } from "./months.js";
import { entryStateOf, registerEntry } from "./register-rows.js";

const INTERFACES = ["orders-api", "bank-files", "partner-feed", "uploads"];
/** Jobs that run every night. */
export const JOBS = ["billing", "ledger", "statements"];

/** Interfaces with their rejects, jobs with their runs and failures, and the daily reconciliation. */
export function processing(world: CompanyWorld, writer: RowWriter): void {
  const { engineering } = headsOf(world);
  for (const key of INTERFACES) {
    const entry = registerEntry({ register: "interface", key, owner: engineering.no }, world);
    writer.add("register_entry", entry);
    writer.add("entry_state", entryStateOf(entry, { aspect: "validated", value: "true" }, world));
  }
  for (const [index, at] of happenings(world, 8).entries()) {
    writeDuty(writer, {
      kind: "input-reject",
      key: `I-${index + 1}`,
      subject: INTERFACES[index % INTERFACES.length] ?? "orders-api",
      owner: engineering.no,
      opened_at: at,
      closed_at: at + 2 * DAY_MS,
      outcome: "corrected",
    });
  }
  jobs(world, writer);
}

function jobs(world: CompanyWorld, writer: RowWriter): void {
  const { engineering } = headsOf(world);
  for (const key of JOBS) {
    writer.add(
      "register_entry",
      registerEntry({ register: "job", key, owner: engineering.no, is_critical: true }, world),
    );
  }
  for (const { start } of daysOf(world)) {
    for (const [index, subject] of JOBS.entries()) {
      const at = start + (2 + index) * HOUR_MS;
      writeAct(writer, { kind: "job-run", subject, performed_at: at, performed_by: "svc-jobs", result: "success" });
    }
    const parts = { differences_explained: { value: "0" } };
    writeAct(writer, {
      kind: "output-reconciliation",
      performed_at: start + 9 * HOUR_MS,
      performed_by: engineering.no,
      parts,
    });
  }
  for (const [index, at] of happenings(world, 8).entries()) {
    writeDuty(writer, {
      kind: "job-failure",
      key: `JF-${index + 1}`,
      subject: JOBS[index % JOBS.length] ?? "billing",
      owner: engineering.no,
      opened_at: at,
      closed_at: at + 5 * HOUR_MS,
    });
  }
}
