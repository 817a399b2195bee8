import { DAY_MS, HOUR_MS } from "../../../base/instant.js";
import type { RowWriter } from "../rows.js";
import { type CompanyWorld, headsOf } from "../world.js";
import { writeAct } from "./acts-and-duties.js";
import { entryStateOf, registerEntry } from "./register-rows.js";
import { weeksOf } from "./weeks.js";

/** Log stores that keep long enough, asked every other week for their oldest record, and weekly reviews of administrators. */
export function logKeeping(world: CompanyWorld, writer: RowWriter): void {
  for (const key of LOG_STORES) logStore(key, world, writer);
  for (const { key, end } of weeksOf(world)) {
    // On Monday after the week, unless that lies after the exports.
    const at = end + 10 * HOUR_MS;
    if (at >= world.covered.end) continue;
    writeAct(writer, {
      kind: "admin-activity-review",
      period_key: key,
      performed_at: at,
      performed_by: headsOf(world).security.no,
      parts: {
        all_sources: {},
        independent: {},
        anomalies_ticketed: {},
        events: { value: "812" },
        reading_seconds: { value: "1900" },
      },
    });
  }
}

/** Stores of logs, in use since long before the records. */
export const LOG_STORES = ["audit", "applications", "network", "databases", "access", "archive"];

function logStore(key: string, world: CompanyWorld, writer: RowWriter): void {
  const entry = registerEntry({ register: "log-store", key, owner: headsOf(world).security.no }, world);
  writer.add("register_entry", entry);
  writer.add("entry_state", entryStateOf(entry, { aspect: "retention_days", value: "400" }, world));
  for (let at = world.covered.start + 9 * HOUR_MS; at < world.covered.end; at += 14 * DAY_MS) {
    const oldest = Math.max(entry.from_at, at - 400 * DAY_MS);
    writer.add(
      "entry_state",
      entryStateOf(entry, { aspect: "oldest_record_at", value: String(oldest), from_at: at, seen_at: at }, world),
    );
  }
}
