import { instantOf } from "../../base/instant.js";
import { exposedKeys } from "../access/credentials.js";
import { listedName, serviceAccounts } from "../access/service-accounts.js";
import { writeAct, writeDuty, writeEntry } from "../company/areas/acts-and-duties.js";
import type { RowWriter } from "../company/rows.js";
import type { CompanyWorld } from "../company/world.js";
import { at } from "../moments.js";
import { leadNo } from "../people/staff.js";
import { COMPANY } from "../plan.js";
import type { World } from "../world.js";

/** Quarters with the day on which their review was held; that of the second was held in its last week. */
const REVIEWS = [
  { quarter: "2025-Q4", heldOn: "2026-01-14" },
  { quarter: "2026-Q1", heldOn: "2026-04-15" },
  { quarter: "2026-Q2", heldOn: "2026-06-24" },
] as const;

/** The register of machines with their owners and purposes, its quarterly reviews, and keys that were found exposed. */
export function machineRegister(world: World, view: CompanyWorld, writer: RowWriter): void {
  for (const account of serviceAccounts()) {
    if (account.type === "break_glass") continue;
    const key = `${account.system}/${listedName(account)}`;
    writeEntry(
      writer,
      { register: "service-account", key, owner: account.ownerNo, class: account.purpose, from_at: account.createdAt },
      view,
    );
    for (const { quarter, heldOn } of REVIEWS) {
      writeAct(writer, {
        kind: "service-account-review",
        subject: key,
        period_key: quarter,
        performed_at: at(heldOn, "10:30", COMPANY.zone),
        performed_by: leadNo("SEC"),
        result: "kept",
      });
    }
  }
  for (const { id, account, foundAt, to } of exposedKeys(world)) {
    writeDuty(writer, {
      kind: "credential-exposure",
      key: `EXP-${instantOf(foundAt).slice(0, 10)}`,
      subject: id,
      unit: account.system,
      owner: account.person.no,
      opened_at: foundAt,
      closed_at: to,
      outcome: "rotated",
    });
  }
}
