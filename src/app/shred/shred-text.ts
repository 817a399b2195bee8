import type { HeldEvidence } from "./held-evidence.js";
import type { ShredPlan } from "./plan-shred.js";

const SHOWN = 20;

/** A plan for a terminal: what would go, what speaks against it, what to type. */
export function shredPlanText({ reason, chosen, refusals, confirmation }: ShredPlan): string {
  const plain = chosen.filter(({ isSealed }) => !isSealed).length;
  const copies = new Set(chosen.flatMap((each) => each.copies)).size;
  return `${[
    `To be destroyed for good (${reason}): ${chosen.length} stored files`,
    ...shortened(chosen.map(evidenceLine)),
    ...(copies === 0 ? [] : ["", `With them go ${copies} redacted copies.`]),
    ...(plain === 0
      ? []
      : ["", `${plain} of them were stored in plain: they are taken away here, and copies elsewhere stay readable.`]),
    "",
    ...(refusals.length === 0
      ? [`Nothing speaks against it. To do it, add: --confirm "${confirmation}"`]
      : [
          "It must not happen:",
          ...shortened(refusals.map(({ code, record, why }) => `  ${code}  record ${record}: ${why}`)),
        ]),
  ].join("\n")}\n`;
}

/** What was done, and what is left to people. */
export function shreddedText({ chosen }: ShredPlan, records: readonly number[]): string {
  return `${[
    `Destroyed: ${chosen.length} stored files and every copy of their keys here; record ${records.join(", ")} says so.`,
    "Tables and outcomes were thrown away; lookback collect builds them again from what is left.",
    "Not destroyed: reports/ and packs written before, and backups of keys. Delete the first, let the last expire.",
  ].join("\n")}\n`;
}

function evidenceLine({ records, sources, lastSeenAt, isSealed }: HeldEvidence): string {
  return `  record ${records.join(", ")}  ${sources.join(", ")}  last seen ${lastSeenAt}${isSealed ? "" : "  stored in plain"}`;
}

function shortened(lines: readonly string[]): readonly string[] {
  if (lines.length <= SHOWN) return lines;
  return [...lines.slice(0, SHOWN), `  ... and ${lines.length - SHOWN} more (--json lists all)`];
}
