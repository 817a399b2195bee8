import { MINUTE_MS } from "../../base/instant.js";
import { leadNo } from "../people/staff.js";
import { UNREVIEWED } from "../plan.js";
import type { Ticket } from "../tickets.js";
import type { Change } from "./change.js";
import type { History } from "./history.js";

/** The tickets of the production incidents in which hotfixes were made: opened before, approved by the lead on call. */
export function incidentTickets({ changes }: History): readonly Ticket[] {
  const numbers = new Set([
    ...UNREVIEWED.map(({ incident }) => incident),
    ...changes.flatMap((change) => incidentOf(change) ?? []),
  ]);
  return [...numbers]
    .sort((a, b) => a - b)
    .flatMap((number) => {
      const first = changes.find((change) => incidentOf(change) === number);
      return first === undefined ? [] : [ticket(number, first.mergedAt)];
    });
}

/** Incidents of production, not of security: they are worked in PagerDuty and written down in Jira. */
function ticket(number: number, mergedAt: number): Ticket {
  const createdAt = mergedAt - 55 * MINUTE_MS;
  return {
    key: `INC-${number}`,
    kind: "Incident",
    summary: "Error rate above the limit after a release",
    createdAt,
    reporterNo: leadNo("SUP"),
    approval: { by: leadNo("ENG-PLAT"), at: createdAt + 12 * MINUTE_MS },
    resolvedAt: mergedAt + 95 * MINUTE_MS,
    labels: ["incident"],
  };
}

function incidentOf({ title, labels }: Change): number | undefined {
  const found = /^INC-(\d+):/.exec(title)?.[1];
  return labels.includes("hotfix") && found !== undefined ? Number(found) : undefined;
}
