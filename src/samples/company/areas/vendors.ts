import { DAY_MS } from "../../../base/instant.js";
import type { RowWriter } from "../rows.js";
import { type CompanyWorld, headsOf } from "../world.js";
import { everyDays, writeAct, writeEntry } from "./acts-and-duties.js";
import { happenings, YEARLY_DAYS } from "./governance.js";

/** Vendors that the company cannot do without, since before all records. */
export const CRITICAL_VENDORS = ["hosting", "identity", "payments", "mail", "support-desk"];
const TIERS = ["high", "low", "none", "high", "low"];

/** Vendors in use for long, reviewed every year, and new ones, looked at before their first use. */
export function vendors(world: CompanyWorld, writer: RowWriter): void {
  const { security } = headsOf(world);
  for (const [index, key] of CRITICAL_VENDORS.entries()) {
    writeEntry(writer, { register: "vendor", key, owner: security.no, class: "critical", is_critical: true }, world);
    for (const at of everyDays(world, { days: YEARLY_DAYS, after: index })) {
      const parts = { period_covered: {}, opinion_evaluated: {}, cuecs_mapped: {}, csocs_confirmed: {} };
      writeAct(writer, { kind: "vendor-review", subject: key, performed_at: at, performed_by: security.no, parts });
    }
  }
  for (const [index, at] of happenings(world, 5).entries()) {
    newVendor({ key: `vendor-${index + 1}`, tier: TIERS[index % TIERS.length] ?? "high", at }, world, writer);
  }
}

function newVendor(
  { key, tier, at }: { readonly key: string; readonly tier: string; readonly at: number },
  world: CompanyWorld,
  writer: RowWriter,
): void {
  const { security } = headsOf(world);
  writeEntry(
    writer,
    { register: "vendor", key, owner: security.no, class: tier, is_critical: false, from_at: at },
    world,
  );
  const act = { subject: key, performed_by: security.no };
  writeAct(writer, {
    ...act,
    kind: "vendor-rating",
    performed_at: at - 20 * DAY_MS,
    result: tier,
    reference: `VR-${key}`,
  });
  if (tier === "none") return;
  writeAct(writer, { ...act, kind: "vendor-assessment", performed_at: at - 10 * DAY_MS, result: tier });
  writeAct(writer, {
    ...act,
    kind: "vendor-contract",
    performed_at: at - 4 * DAY_MS,
    parts: { security_terms: {}, confidentiality_terms: {} },
  });
}
