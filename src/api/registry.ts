import type { AnyRoute } from "./kit/route.js";
import { createToken } from "./routes/account/create-token.js";
import { endOwnSession } from "./routes/account/end-own-session.js";
import { listOwnSessions } from "./routes/account/list-own-sessions.js";
import { listTokens } from "./routes/account/list-tokens.js";
import { removePasskey } from "./routes/account/remove-passkey.js";
import { revokeToken } from "./routes/account/revoke-token.js";
import { showAccount } from "./routes/account/show-account.js";
import { listActivity } from "./routes/activity/list-activity.js";
import { changeAudit } from "./routes/audits/change-audit.js";
import { closeAudit } from "./routes/audits/close-audit.js";
import { createAudit } from "./routes/audits/create-audit.js";
import { listAudits } from "./routes/audits/list-audits.js";
import { listExceptions } from "./routes/audits/list-exceptions.js";
import { showAudit } from "./routes/audits/show-audit.js";
import { showAuditTerms } from "./routes/audits/show-audit-terms.js";
import { showMap } from "./routes/audits/show-map.js";
import { listControlItems } from "./routes/controls/list-control-items.js";
import { listControls } from "./routes/controls/list-controls.js";
import { showControl } from "./routes/controls/show-control.js";
import { showSampleRisk } from "./routes/controls/show-sample-risk.js";
import { downloadEvidence } from "./routes/evidence/download-evidence.js";
import { showEvidence } from "./routes/evidence/show-evidence.js";
import { showFinding } from "./routes/findings/show-finding.js";
import { changePerson } from "./routes/people/change-person.js";
import { endPersonSessions } from "./routes/people/end-person-sessions.js";
import { invitePerson } from "./routes/people/invite-person.js";
import { listInvitations } from "./routes/people/list-invitations.js";
import { listPeople } from "./routes/people/list-people.js";
import { makePersonLink } from "./routes/people/make-person-link.js";
import { removePerson } from "./routes/people/remove-person.js";
import { revokeInvitation } from "./routes/people/revoke-invitation.js";
import { downloadPopulation } from "./routes/populations/download-population.js";
import { listPopulationItems } from "./routes/populations/list-population-items.js";
import { listPopulations } from "./routes/populations/list-populations.js";
import { showPopulation } from "./routes/populations/show-population.js";
import { showPopulationItem } from "./routes/populations/show-population-item.js";
import { acceptScope } from "./routes/portal/accept-scope.js";
import { answerRequest } from "./routes/portal/answer-request.js";
import { createRequest } from "./routes/portal/create-request.js";
import { downloadFrozenList } from "./routes/portal/download-frozen-list.js";
import { downloadWorkpaperArchive } from "./routes/portal/download-workpaper-archive.js";
import { downloadWorkpaperBook } from "./routes/portal/download-workpaper-book.js";
import { downloadWorkpaperDocument } from "./routes/portal/download-workpaper-document.js";
import { freezePopulation } from "./routes/portal/freeze-population.js";
import { listNotedExceptions } from "./routes/portal/list-noted-exceptions.js";
import { listRemarks } from "./routes/portal/list-remarks.js";
import { listRequests } from "./routes/portal/list-requests.js";
import { listSelections } from "./routes/portal/list-selections.js";
import { markRequest } from "./routes/portal/mark-request.js";
import { noteException } from "./routes/portal/note-exception.js";
import { performAgain } from "./routes/portal/perform-again.js";
import { progressRequest } from "./routes/portal/progress-request.js";
import { releaseSelection } from "./routes/portal/release-selection.js";
import { respondToException } from "./routes/portal/respond-to-exception.js";
import { selectItems } from "./routes/portal/select-items.js";
import { showPapers } from "./routes/portal/show-papers.js";
import { showPortal } from "./routes/portal/show-portal.js";
import { showReleasedProjection } from "./routes/portal/show-released-projection.js";
import { writeComment } from "./routes/portal/write-comment.js";
import { writeRemark } from "./routes/portal/write-remark.js";
import { downloadReport } from "./routes/report/download-report.js";
import { showAuditorReport } from "./routes/report/show-auditor-report.js";
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
  createAudit,
  changeAudit,
  closeAudit,
  showAuditTerms,
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
  acceptScope,
  freezePopulation,
  selectItems,
  releaseSelection,
  performAgain,
  createRequest,
  answerRequest,
  progressRequest,
  markRequest,
  writeRemark,
  writeComment,
  noteException,
  respondToException,
  showPortal,
  listSelections,
  showPapers,
  listRequests,
  listNotedExceptions,
  listRemarks,
  showReleasedProjection,
  downloadFrozenList,
  downloadWorkpaperBook,
  downloadWorkpaperDocument,
  downloadWorkpaperArchive,
  listActivity,
  showFinding,
  showAuditorReport,
  downloadReport,
  listPeople,
  changePerson,
  removePerson,
  endPersonSessions,
  makePersonLink,
  invitePerson,
  listInvitations,
  revokeInvitation,
  showAccount,
  removePasskey,
  listOwnSessions,
  endOwnSession,
  createToken,
  listTokens,
  revokeToken,
} as const satisfies Readonly<Record<string, AnyRoute>>;

export type Routes = typeof ROUTES;
