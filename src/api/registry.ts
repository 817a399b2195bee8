import type { AnyRoute } from "./kit/route.js";
import { listActivity } from "./routes/activity/list-activity.js";
import { listAudits } from "./routes/audits/list-audits.js";
import { listExceptions } from "./routes/audits/list-exceptions.js";
import { showAudit } from "./routes/audits/show-audit.js";
import { showMap } from "./routes/audits/show-map.js";
import { listControlItems } from "./routes/controls/list-control-items.js";
import { listControls } from "./routes/controls/list-controls.js";
import { showControl } from "./routes/controls/show-control.js";
import { showSampleRisk } from "./routes/controls/show-sample-risk.js";
import { downloadEvidence } from "./routes/evidence/download-evidence.js";
import { showEvidence } from "./routes/evidence/show-evidence.js";
import { downloadPopulation } from "./routes/populations/download-population.js";
import { listPopulationItems } from "./routes/populations/list-population-items.js";
import { listPopulations } from "./routes/populations/list-populations.js";
import { showPopulation } from "./routes/populations/show-population.js";
import { showPopulationItem } from "./routes/populations/show-population-item.js";
import { followRuns } from "./routes/runs/follow-runs.js";
import { listRuns } from "./routes/runs/list-runs.js";
import { showRun } from "./routes/runs/show-run.js";
import { startRun } from "./routes/runs/start-run.js";
import { showSession } from "./routes/session/show-session.js";
import { listSources } from "./routes/sources/list-sources.js";

/** Every route of the API, by the name that the client and the authorisation matrix call it. One line each. */
export const ROUTES = {
  showSession,
  listAudits,
  showAudit,
  showMap,
  listExceptions,
  listControls,
  showControl,
  listControlItems,
  showSampleRisk,
  listPopulations,
  showPopulation,
  listPopulationItems,
  showPopulationItem,
  downloadPopulation,
  showEvidence,
  downloadEvidence,
  listSources,
  startRun,
  listRuns,
  showRun,
  followRuns,
  listActivity,
} as const satisfies Readonly<Record<string, AnyRoute>>;

export type Routes = typeof ROUTES;
