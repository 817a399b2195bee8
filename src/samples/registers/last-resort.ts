import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../base/instant.js";
import { emergencyUses, listedName } from "../access/service-accounts.js";
import { writeDuty } from "../company/areas/acts-and-duties.js";
import { entryStateOf, registerEntry } from "../company/areas/register-rows.js";
import type { RowWriter } from "../company/rows.js";
import type { CompanyWorld } from "../company/world.js";
import { at } from "../moments.js";
import { leadNo } from "../people/staff.js";
import { CLOUD_ACCOUNT, COMPANY, EMERGENCY_USES, ROOT_USES } from "../plan.js";
import type { Ticket } from "../tickets.js";

/** Records of emergency access, and the identities that can do everything with each use of them. */
export function lastResort(view: CompanyWorld, writer: RowWriter): void {
  for (const { account, at: from, ticket } of emergencyUses()) {
    writeDuty(writer, {
      kind: "emergency-access",
      key: `EA-${ticket}`,
      subject: `${account.system}/${listedName(account)}`,
      unit: account.system,
      owner: leadNo("ENG-PLAT"),
      opened_at: from - 5 * MINUTE_MS,
      closed_at: from + 70 * MINUTE_MS,
      ticket_key: ticket,
      steps: {
        reviewed: { at: from + 20 * HOUR_MS, actor: leadNo("SEC") },
        rotated: { at: from + 21 * HOUR_MS, actor: leadNo("SEC") },
      },
    });
  }
  for (const { key, account } of [
    { key: "aws-prod/root", account: CLOUD_ACCOUNT },
    { key: "okta/super-admin", account: null },
  ]) {
    const entry = registerEntry({ register: "root-identity", key, owner: leadNo("SEC"), class: account }, view);
    writer.add("register_entry", entry);
    writer.add("entry_state", entryStateOf(entry, { aspect: "mfa", value: "hardware" }, view));
    writer.add("entry_state", entryStateOf(entry, { aspect: "access_keys", value: "0" }, view));
  }
  for (const { at: moment, ticket } of ROOT_USES.map(momentOf)) {
    writeDuty(writer, {
      kind: "root-use",
      key: `RU-${ticket}`,
      subject: "aws-prod/root",
      unit: "aws-prod",
      owner: leadNo("SEC"),
      opened_at: moment - 10 * MINUTE_MS,
      closed_at: moment + 25 * MINUTE_MS,
      ticket_key: ticket,
    });
  }
}

/** The tickets behind every use, opened some minutes before. */
export function lastResortTickets(): readonly Ticket[] {
  return [...EMERGENCY_USES, ...ROOT_USES].map(momentOf).map(({ at: moment, ticket, why }) => ({
    key: ticket,
    kind: "Emergency access",
    summary: why,
    createdAt: moment - 15 * MINUTE_MS,
    reporterNo: leadNo("ENG-PLAT"),
    approval: { by: leadNo("SEC"), at: moment - 8 * MINUTE_MS },
    resolvedAt: moment + DAY_MS,
    labels: ["emergency-access"],
  }));
}

function momentOf<Use extends { readonly day: string; readonly clock: string }>(use: Use) {
  return { ...use, at: at(use.day, use.clock, COMPANY.zone) };
}
