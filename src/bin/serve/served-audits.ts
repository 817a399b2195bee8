import type { ServedAudit } from "../../app/serving/audits.js";
import type { Workspace } from "../../app/workspace/schema.js";

/** The audit that `lookback.yaml` describes. */
export function workspaceAudit({ audit, organisation }: Workspace): ServedAudit {
  const { from, to } = audit.period;
  return {
    id: audit.engagement?.id ?? `${from}--${to}`,
    title: `${organisation.name}, ${from} to ${to}`,
    period: { from, to },
  };
}
