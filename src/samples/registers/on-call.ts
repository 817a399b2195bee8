import { MINUTE_MS } from "../../base/instant.js";
import { ACKNOWLEDGED_AFTER, type Page, RESOLVED_AFTER } from "../alerts/paging.js";
import { writeDuty } from "../company/areas/acts-and-duties.js";
import { entryStateOf, registerEntry } from "../company/areas/register-rows.js";
import type { RowWriter } from "../company/rows.js";
import type { CompanyWorld } from "../company/world.js";
import { leadNo } from "../people/staff.js";

const SERVICES = ["production", "billing-api", "web-console", "ledger", "edge-proxy"];

/** Monitored services, the schedule of who is on call, and every page with when it was taken. */
export function onCall(pages: readonly Page[], view: CompanyWorld, writer: RowWriter): void {
  const things = [
    ...SERVICES.map((key) => ({ register: "service", key, aspect: "monitored" })),
    { register: "on-call-schedule", key: "platform-primary", aspect: "staffed" },
  ];
  for (const { aspect, ...names } of things) {
    const entry = registerEntry({ ...names, owner: leadNo("ENG-PLAT") }, view);
    writer.add("register_entry", entry);
    writer.add("entry_state", entryStateOf(entry, { aspect, value: "true" }, view));
  }
  for (const { number, at } of pages) {
    writeDuty(writer, {
      kind: "page",
      key: String(number),
      subject: "production",
      opened_at: at,
      closed_at: at + RESOLVED_AFTER * MINUTE_MS,
      steps: { acknowledged: { at: at + ACKNOWLEDGED_AFTER * MINUTE_MS, actor: "on-call" } },
    });
  }
}
