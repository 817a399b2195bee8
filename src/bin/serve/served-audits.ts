import type { ServedAudit } from "../../app/serving/audits.js";
import type { Workspace } from "../../app/workspace/schema.js";
import { DEFAULT_FIRM_PROFILE } from "../../statistics/firm-profile.js";

/** The audit that `lookback.yaml` describes, before anybody decided more about it. */
export function workspaceAudit({ audit, organisation }: Workspace): ServedAudit {
  const { from, to } = audit.period;
  return {
    id: audit.engagement?.id ?? `${from}--${to}`,
    title: `${organisation.name}, ${from} to ${to}`,
    firm: audit.engagement?.firm ?? null,
    period: { from, to },
    categories: audit.categories,
    criteria: [],
    profile: DEFAULT_FIRM_PROFILE,
    release: { projections: false, responses: true },
    endsAt: null,
    isClosed: false,
    isOwn: true,
    record: null,
  };
}
