import { DAY_MS, HOUR_MS } from "../../../base/instant.js";
import type { RowWriter } from "../rows.js";
import { type CompanyWorld, headsOf } from "../world.js";
import { everyDays, writeAct, writeDuty } from "./acts-and-duties.js";
import { happenings } from "./governance.js";
import { monthsOf } from "./months.js";
import { entryStateOf, registerEntry } from "./register-rows.js";

/** Data stores that were there before the records began. */
const STORES = ["orders", "customers", "analytics", "support-files"];
/** Stores with a retention rule: name, class, and age of their oldest record. */
const KEPT = [
  ["orders", "customer", "600"],
  ["profiles", "personal", "411"],
  ["access-logs", "log", "390"],
  ["nightly-copies", "backup", "35"],
] as const;

/** Where data lies and of which class, who outside may see it, how long it is kept, and how it ends. */
export function dataHandling(world: CompanyWorld, writer: RowWriter): void {
  stores(world, writer);
  findings(world, writer);
  retention(world, writer);
  deletions(world, writer);
  disposals(world, writer);
}

/** Classed stores, some of them new, and a scan nine days before each month ends. */
function stores(world: CompanyWorld, writer: RowWriter): void {
  const { engineering, security } = headsOf(world);
  const facts = { register: "data-store", owner: engineering.no, class: "confidential" };
  for (const key of STORES) writer.add("register_entry", registerEntry({ ...facts, key }, world));
  for (const [index, at] of happenings(world, 4).entries()) {
    writer.add("register_entry", registerEntry({ ...facts, key: `store-${index + 1}`, from_at: at }, world));
  }
  for (const { end } of monthsOf(world)) {
    const at = end - 9 * DAY_MS + 3 * HOUR_MS;
    writeAct(writer, { kind: "data-discovery", performed_at: at, performed_by: security.no, result: "success" });
  }
}

function findings(world: CompanyWorld, writer: RowWriter): void {
  const { engineering, security } = headsOf(world);
  for (const [index, at] of happenings(world, 5).entries()) {
    writeDuty(writer, {
      kind: "misplaced-data",
      key: `M-${index + 1}`,
      subject: "shared drive",
      owner: engineering.no,
      opened_at: at,
      closed_at: at + 3 * DAY_MS,
      outcome: "removed",
    });
  }
  for (const [index, at] of happenings(world, 6).entries()) {
    writeDuty(writer, {
      kind: "external-share",
      key: `S-${index + 1}`,
      subject: "report",
      owner: engineering.no,
      opened_at: at,
      closed_at: index % 2 === 0 ? at + 10 * DAY_MS : null,
      steps: { approved: { at: at - DAY_MS, actor: security.no } },
    });
  }
}

function retention(world: CompanyWorld, writer: RowWriter): void {
  for (const [key, storeClass, age] of KEPT) {
    const entry = registerEntry({ register: "retention-store", key, class: storeClass }, world);
    writer.add("register_entry", entry);
    writer.add("entry_state", entryStateOf(entry, { aspect: "lifecycle", value: "true" }, world));
    writer.add("entry_state", entryStateOf(entry, { aspect: "oldest_age_days", value: age }, world));
  }
  for (const [index, at] of happenings(world, 8).entries()) {
    writeDuty(writer, {
      kind: "disposal-job",
      key: `J-${index + 1}`,
      subject: KEPT[index % KEPT.length]?.[0] ?? "orders",
      opened_at: at,
      closed_at: at + HOUR_MS,
      outcome: "success",
      steps: { logged: { at: at + 2 * HOUR_MS, actor: "svc-retention", value: "12040 records" } },
    });
  }
}

/** A contract ends every eight days: deleted after ten, confirmed the day after, gone from backups after eighty-five. */
function deletions(world: CompanyWorld, writer: RowWriter): void {
  for (const [index, at] of everyDays(world, { days: 8, after: 2 }).entries()) {
    const done = (days: number) => (at + days * DAY_MS < world.covered.end ? at + days * DAY_MS : null);
    const steps = { deleted: done(10), confirmed: done(11), backups_expired: done(85) };
    writeDuty(writer, {
      kind: "customer-deletion",
      key: `C-${index + 1}`,
      opened_at: at,
      closed_at: done(85),
      steps: Object.fromEntries(
        Object.entries(steps).flatMap(([step, doneAt]) => (doneAt === null ? [] : [[step, { at: doneAt }]])),
      ),
    });
  }
}

/** Wiped after three days, gone after nine; every fourth was lost, and wiped from afar. */
function disposals(world: CompanyWorld, writer: RowWriter): void {
  for (const [index, at] of happenings(world, 8).entries()) {
    const isLost = index % 4 === 3;
    writeDuty(writer, {
      kind: "media-retirement",
      key: `old-laptop-${index + 1}`,
      opened_at: at,
      closed_at: isLost ? at : at + 9 * DAY_MS,
      outcome: isLost ? "lost" : "disposed",
      steps: { wiped: { at: isLost ? at + 3 * HOUR_MS : at + 3 * DAY_MS, value: `CERT-${index + 1}` } },
    });
  }
}
